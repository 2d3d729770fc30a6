/** Results files: looked at first, then taken in whole or not at all. */
import { createHash } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { spotCheckError } from '../errors.ts'
import { judgeBatch, type Measurement } from '../judgement.ts'
import { requirementText } from '../messages.ts'
import type { SampleOverview } from '../sampling/sampling-store.ts'
import type { Rule } from '../setup/rule-contract.ts'
import { getRule } from '../setup/rule-service.ts'
import { judgeSample, problemsOf, valueProblem } from './judge-sample.ts'
import type { ImportPreview, ImportProblem } from './laboratory-contract.ts'
import {
  findByBlindCodes,
  findImport,
  insertImport,
  listLaboratorySamples,
  ownInstitutions,
} from './laboratory-store.ts'
import { type FileRow, readResultsFile, resultsTemplate } from './results-file.ts'

const mostProblems = 200

interface ReadSample {
  readonly sample: SampleOverview
  readonly rule: Rule
  readonly values: readonly Measurement[]
  readonly reportNumber: string
}

interface ReadFile {
  readonly rows: number
  readonly samples: readonly ReadSample[]
  readonly problems: readonly ImportProblem[]
}

async function rulesOf(scope: Scope, samples: readonly SampleOverview[]): Promise<Map<string, Rule>> {
  const rules = new Map<string, Rule>()
  for (const id of new Set(samples.map((sample) => sample.rule_id))) rules.set(id, await getRule(scope, id))
  return rules
}

/** Matches rows with samples and items and says of each row what does not fit. */
async function analyse(scope: Scope, rows: readonly FileRow[]): Promise<ReadFile> {
  const institutions = await ownInstitutions(scope)
  const codes = [...new Set(rows.map((row) => row.blindCode))]
  const found = await findByBlindCodes(
    scope,
    institutions.map((one) => one.id),
    codes,
  )
  const rules = await rulesOf(scope, found)
  const byCode = new Map(found.map((sample) => [sample.blind_code, sample]))
  const problems: ImportProblem[] = []
  const say = (row: number, column: string, zh: string, en: string) =>
    problems.push({ row, column, message: { zh, en } })
  const samples: ReadSample[] = []
  for (const [code, group] of Map.groupBy(rows, (row) => row.blindCode)) {
    const first = group[0]
    const sample = byCode.get(code)
    const rule = sample && rules.get(sample.rule_id)
    if (!first) continue
    if (!sample || !rule) {
      say(first.line, '样品编号', `没有编号为“${code}”的样品`, `There is no sample “${code}”`)
      continue
    }
    if (sample.state !== 'received') {
      say(first.line, '样品编号', `样品“${code}”不在检验中`, `Sample “${code}” is not in the laboratory`)
      continue
    }
    const values = valuesOf(group, rule, say)
    const reports = new Set(group.map((row) => row.reportNumber))
    const [reportNumber = ''] = reports
    if (reports.size > 1)
      say(first.line, '报告编号', '同一样品的报告编号不一致', 'One sample has several report numbers')
    if (reportNumber === '') say(first.line, '报告编号', '缺少报告编号', 'The report number is missing')
    for (const problem of problemsOf(rule, values))
      if (!group.some((row) => sameItem(row, rule, problem)))
        say(first.line, '检验项目', `${code}：${problem.message.zh}`, `${code}: ${problem.message.en}`)
    samples.push({ sample, rule, values, reportNumber })
  }
  return { rows: rows.length, samples, problems: problems.toSorted((a, b) => a.row - b.row) }
}

const itemOf = (row: FileRow, rule: Rule) =>
  rule.items.find((item) => item.name === row.item || String(item.position) === row.item)

const sameItem = (
  row: FileRow,
  rule: Rule,
  place: { readonly unitNumber: number; readonly position: number },
): boolean => itemOf(row, rule)?.position === place.position && Number(row.unitNumber) === place.unitNumber

/** The value of a row; a percentage as workbooks show it is the number where the item is measured in percent. */
const measuredIn = (row: FileRow, item: Rule['items'][number]): string =>
  item.unit === '%' ? row.measured.replace(/[%％]$/, '').trim() : row.measured

/** The values of one sample's rows; what cannot be read is said and left out. */
function valuesOf(
  rows: readonly FileRow[],
  rule: Rule,
  say: (row: number, column: string, zh: string, en: string) => void,
): Measurement[] {
  const seen = new Set<string>()
  return rows.flatMap((row) => {
    const item = itemOf(row, rule)
    const unitNumber = Number(row.unitNumber)
    if (!item) {
      say(row.line, '检验项目', `细则没有“${row.item}”这一项`, `The rules have no item “${row.item}”`)
      return []
    }
    if (!Number.isInteger(unitNumber) || unitNumber < 1 || unitNumber > rule.units) {
      say(row.line, '样品序号', `样品序号应为 1 至 ${rule.units}`, `The unit must be 1 to ${rule.units}`)
      return []
    }
    const key = `${unitNumber}/${item.position}`
    if (seen.has(key)) {
      say(row.line, '检验项目', `“${item.name}”重复`, `“${item.name}” is given twice`)
      return []
    }
    seen.add(key)
    const measured = measuredIn(row, item)
    const problem =
      measured === '' ? { zh: '缺少测定值', en: 'The value is missing' } : valueProblem(item, measured)
    if (problem) {
      say(row.line, '测定值', problem.zh, problem.en)
      return []
    }
    return [{ unitNumber, position: item.position, measured }]
  })
}

/** What a file would bring; nothing is written. */
export async function previewResults(scope: Scope, file: File): Promise<ImportPreview> {
  const read = await analyse(scope, await readResultsFile(file, scope.locale))
  return {
    fileName: file.name,
    rows: read.rows,
    samples: read.samples.map(({ sample, rule, values }) => {
      const whole = problemsOf(rule, values).length === 0
      const judged = whole ? judgeBatch(rule.items, rule, values) : undefined
      const failing = new Set((judged?.items ?? []).filter((one) => !one.conforms).map((one) => one.position))
      return {
        blindCode: sample.blind_code,
        category: sample.category,
        values: values.length,
        result: judged?.result ?? null,
        failing: rule.items.filter((item) => failing.has(item.position)).map((item) => item.name),
      }
    }),
    problems: read.problems.slice(0, mostProblems),
    problemCount: read.problems.length,
  }
}

/**
 * Takes a file in: all of its samples are judged, or none.
 *
 * @throws spot-checks.file-imported, spot-checks.file-has-problems, spot-checks.file-unreadable
 */
export async function importResults(
  scope: Scope,
  file: File,
): Promise<{ samples: number; results: number; failed: number }> {
  const sha256 = createHash('sha256')
    .update(await file.bytes())
    .digest('hex')
  const institutions = await ownInstitutions(scope)
  const before = await findImport(
    scope,
    institutions.map((one) => one.id),
    sha256,
  )
  if (before) throw spotCheckError('spot-checks.file-imported', { date: localDate(before.imported_at) })
  const read = await analyse(scope, await readResultsFile(file, scope.locale))
  if (read.problems.length > 0 || read.samples.length === 0)
    throw spotCheckError(
      'spot-checks.file-has-problems',
      { count: Math.max(1, read.problems.length) },
      read.problems.slice(0, 50).map(({ row, column, message }) => ({
        path: `rows.${row}`,
        message: { zh: `第 ${row} 行“${column}”：${message.zh}`, en: `Row ${row}, ${column}: ${message.en}` },
      })),
    )
  let failed = 0
  for (const { sample, rule, values, reportNumber } of read.samples) {
    const { result } = await judgeSample(scope, sample, rule, values, reportNumber)
    if (result === 'fail') failed += 1
  }
  const results = read.samples.reduce((sum, one) => sum + one.values.length, 0)
  const id = newId()
  await insertImport(scope, {
    id,
    institution_id: read.samples[0]?.sample.institution_id ?? '',
    file_name: file.name.slice(-200),
    sha256,
    samples: read.samples.length,
    results,
    imported_at: scope.now,
    imported_by: scope.actor.name,
  })
  recordAudit(scope, {
    action: 'spot-checks.import-results',
    objectType: 'spot-check-import',
    objectId: id,
    objectLabel: file.name,
    detail: { sha256, samples: read.samples.length, results, failed },
  })
  return { samples: read.samples.length, results, failed }
}

/** A workbook with the rows of the samples that are in the laboratory now. */
export async function pendingTemplate(scope: Scope): Promise<Uint8Array<ArrayBuffer>> {
  const institutions = await ownInstitutions(scope)
  const samples = await listLaboratorySamples(scope, {
    institutionIds: institutions.map((one) => one.id),
    states: ['received'],
    limit: 500,
  })
  const rules = await rulesOf(scope, samples)
  return resultsTemplate(
    samples.flatMap((sample) => {
      const rule = rules.get(sample.rule_id)
      return Array.from({ length: rule?.units ?? 0 }, (_, unit) =>
        (rule?.items ?? []).map((item) => ({
          blindCode: sample.blind_code,
          unitNumber: String(unit + 1),
          item: item.name,
          requirement: requirementText(item).zh,
        })),
      ).flat()
    }),
  )
}
