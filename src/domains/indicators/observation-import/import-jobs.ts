/** The two passes over a file of figures: the dry run that finds its faults, and the publishing of all of it or none. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { recordAudit } from '#kernel/audit/audit.ts'
import { withBulkScope } from '#kernel/db/bulk-scope.ts'
import { type Scope, withScope } from '#kernel/db/scope.ts'
import { fileFailure } from '#kernel/exchange/file-failure.ts'
import { openFileContent, storeTable } from '#kernel/files/files.ts'
import { defineJob, type JobContext } from '#kernel/jobs/job.ts'
import type { Message } from '#kernel/language/messages.ts'
import { readDefinitions } from '../figures-service.ts'
import { lockFigures } from '../observation-store.ts'
import { readSurroundings } from '../observation-surroundings.ts'
import { refreshForIndicators } from '../progress-service.ts'
import { definitionsStamp } from '../store.ts'
import { type CheckedFile, checkFile, type ImportFigure, type SurroundingsFor } from './check-file.ts'
import type { ImportFinding } from './import-contract.ts'
import { importError } from './import-errors.ts'
import { importReport } from './import-report.ts'
import {
  changeImport,
  cityRegions,
  clearStaged,
  findImport,
  type ImportRow,
  publishStaged,
  reviewedPlaces,
  stageRows,
} from './import-store.ts'
import { reportWords } from './import-texts.ts'
import type { LookUp } from './read-file.ts'

const input = z.object({ importId: z.uuid() })
/** Findings shown on the page; the file has all. */
const mostShown = 200
/** Rows staged in one transaction: about half a second. */
const chunkRows = 10_000
/** How often a file is checked anew because definitions changed while it was being staged. */
const mostAttempts = 3

interface OpenImport {
  readonly row: ImportRow
  readonly content: Blob
  readonly look: LookUp
  /** Which definitions the rows are read under. */
  readonly stamp: string
}

const inScope = <Result>(context: JobContext, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
  withScope(context.database, context.identity, work, { now: context.now() })

const openImport = (
  importId: string,
  state: ImportRow['state'],
  context: JobContext,
): Promise<OpenImport | undefined> =>
  inScope(context, async (scope) => {
    const row = await findImport(scope, importId)
    if (row?.state !== state) return undefined
    const content = await openFileContent(scope, context.blobs, row.file_id)
    if (!content) throw importError('indicators.import-not-found')
    const regions = await cityRegions(scope)
    const regionNames = new Map<string, string | null>()
    for (const { code, name } of regions) regionNames.set(name, regionNames.has(name) ? null : code)
    return {
      row,
      content,
      stamp: await definitionsStamp(scope),
      look: {
        city: scope.city,
        definitions: await readDefinitions(scope, context.modules),
        regions: new Set(regions.map(({ code }) => code)),
        regionNames,
      },
    }
  })

/** What the rows are checked against, as it is now. */
const surroundings =
  (context: JobContext, look: LookUp): SurroundingsFor =>
  (indicatorIds) =>
    inScope(context, async (scope) =>
      readSurroundings(scope, look.definitions, {
        indicatorIds,
        regions: look.regions,
        underReview: await reviewedPlaces(scope),
      }),
    )

const check = ({ content, look }: OpenImport, context: JobContext): Promise<CheckedFile> =>
  checkFile(content, look, surroundings(context, look), {
    signal: context.signal,
    onRead: (rows) => context.progress(rows, 0, { zh: `已读取 ${rows} 行`, en: `${rows} rows read` }),
  })

/** Keeps the list of findings as a file and gives what the import's row says of them. */
async function keepFindings(
  scope: Scope,
  context: JobContext,
  row: ImportRow,
  findings: readonly ImportFinding[],
): Promise<Pick<ImportRow, 'findings' | 'report_file_id'>> {
  const bytes = importReport(findings, scope.locale)
  const name = `${row.name.replace(/\.\w+$/, '')}-${reportWords['imports.report.name'][scope.locale]}.csv`
  const file =
    bytes &&
    (await storeTable(scope, context.blobs, { name, content: new Blob([bytes]) }, 'indicators.import'))
  // Errors first: what is shown on the page is cut off.
  const order = { error: 0, explain: 1, explained: 2 } as const
  const shown = findings.toSorted((a, b) => order[a.severity] - order[b.severity] || a.line - b.line)
  return { findings: shown.slice(0, mostShown), report_file_id: file?.id ?? null }
}

const countsOf = (checked: CheckedFile) => ({
  rows_read: checked.rowsRead,
  rows_blank: checked.rowsBlank,
  rows_invalid: checked.rowsInvalid,
  rows_unexplained: checked.figures.filter((figure) => figure.unexplained).length,
  added: checked.added,
  changed: checked.changed,
  unchanged: checked.unchanged,
})

/** Ends an import that cannot succeed, with what is to be said of it. Other failures are thrown on. */
async function failImport(
  context: JobContext,
  row: ImportRow,
  error: unknown,
  faults?: { readonly rows: number; readonly findings: readonly ImportFinding[] },
): Promise<{ failure: Message }> {
  const failure = fileFailure(error)
  if (!failure) throw error
  await inScope(context, async (scope) => {
    await clearStaged(scope, row.id)
    await changeImport(scope, row.id, row.state, {
      state: 'failed',
      failure,
      rows_staged: 0,
      finished_at: scope.now,
      ...(faults
        ? { rows_invalid: faults.rows, ...(await keepFindings(scope, context, row, faults.findings)) }
        : {}),
    })
  })
  return { failure }
}

/** Reads the whole file, lists what is wrong with it, and foresees what publishing it would do. Changes no figure. */
export const checkImportJob = defineJob({
  name: 'indicators.check-import',
  title: { zh: '预检数据文件', en: 'Check a file of figures' },
  input,
  run: async ({ importId }, context) => {
    const opened = await openImport(importId, 'checking', context)
    if (!opened) return {}
    let checked: CheckedFile
    try {
      checked = await check(opened, context)
    } catch (error) {
      return failImport(context, opened.row, error)
    }
    await inScope(context, async (scope) => {
      await changeImport(scope, importId, 'checking', {
        state: 'checked',
        ...countsOf(checked),
        outline: [...checked.outline],
        ...(await keepFindings(scope, context, opened.row, checked.findings)),
      })
    })
    return { read: checked.rowsRead, invalid: checked.rowsInvalid }
  },
})

/** Stages what is not staged yet, chunk by chunk; how far it has got commits with each. */
async function stage(
  { row, stamp }: OpenImport,
  figures: readonly ImportFigure[],
  context: JobContext,
  chunkSize: number,
): Promise<void> {
  let staged = row.staged_under === stamp ? row.rows_staged : 0
  if (staged === 0) await inScope(context, (scope) => clearStaged(scope, row.id))
  while (staged < figures.length) {
    context.signal.throwIfAborted()
    const chunk = figures.slice(staged, staged + chunkSize)
    const through = staged + chunk.length
    await withBulkScope(context.database, context.identity, async (scope, copy) => {
      await stageRows(
        scope,
        copy,
        row.id,
        chunk.map(({ unexplained, ...figure }) => ({
          ...figure,
          observationId: newId(),
          explanation: unexplained ? row.reason : figure.explanation,
        })),
      )
      await changeImport(scope, row.id, 'importing', { rows_staged: through, staged_under: stamp })
    })
    staged = through
    context.progress(staged, figures.length)
  }
}

/** Publishes all that is staged, in one transaction; what it depends on is looked at once more under the lock. */
const publish = (
  { row, stamp }: OpenImport,
  rowsRead: number,
  context: JobContext,
): Promise<'published' | 'definitions-changed' | { readonly reviewed: readonly number[] }> =>
  inScope(context, async (scope) => {
    await lockFigures(scope)
    if ((await definitionsStamp(scope)) !== stamp) return 'definitions-changed'
    const outcome = await publishStaged(scope, row)
    if (outcome.kind === 'under-review') return { reviewed: outcome.lines }
    const { added, changed, indicatorIds } = outcome
    recordAudit(scope, {
      action: 'indicators.import',
      objectType: 'observation-import',
      objectId: row.id,
      objectLabel: row.name,
      detail: { file: row.file_id, rows: rowsRead, added, changed, reason: row.reason ?? '' },
    })
    await refreshForIndicators(scope, context.modules, indicatorIds)
    await clearStaged(scope, row.id)
    await changeImport(scope, row.id, 'importing', {
      state: 'imported',
      added,
      changed,
      rows_staged: 0,
      finished_at: scope.now,
    })
    return 'published'
  })

const underReview = (line: number): ImportFinding => ({
  line,
  column: null,
  found: '',
  severity: 'error',
  message: {
    zh: '预检之后，这一处的数据由填报单位提交，正在审核。',
    en: 'After the check the unit handed in its figure for this place; it is under review.',
  },
  remedy: {
    zh: '等待审核结束或退回后再导入，或从文件中去掉这一行。',
    en: 'Wait for the review, or take this row out of the file.',
  },
})

const failFaulty = (context: JobContext, row: ImportRow, rows: number, findings: readonly ImportFinding[]) =>
  failImport(context, row, importError('indicators.import-faulty', { count: rows }), { rows, findings })

/**
 * Publishes a checked file: all rows, or none and the list says why. Rows are staged first, chunk by chunk, so that a
 * stopped process goes on where it was; one transaction then publishes them, brings the targets up to date and writes
 * one entry of the audit trail.
 */
export const importJob = defineJob({
  name: 'indicators.import-observations',
  title: { zh: '导入数据', en: 'Import figures' },
  input: input.extend({ chunkSize: z.number().int().min(1).default(chunkRows) }),
  retries: 5,
  run: async ({ importId, chunkSize }, context) => {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const opened = await openImport(importId, 'importing', context)
      if (!opened) return {}
      // Figures, definitions and reports may have changed since the dry run.
      const checked = await check(opened, context)
      if (checked.rowsInvalid > 0)
        return failFaulty(context, opened.row, checked.rowsInvalid, checked.findings)
      await stage(opened, checked.figures, context, chunkSize)
      context.signal.throwIfAborted()
      const total = checked.figures.length
      context.progress(total, total, { zh: '正在发布并更新目标进展', en: 'Publishing; targets follow' })
      const outcome = await publish(opened, checked.rowsRead, context)
      if (outcome === 'published') return { rows: total }
      if (outcome === 'definitions-changed') continue
      const { reviewed } = outcome
      return failFaulty(context, opened.row, reviewed.length, reviewed.map(underReview))
    }
    const row = await inScope(context, (scope) => findImport(scope, importId))
    return row ? failImport(context, row, importError('indicators.import-overtaken')) : {}
  },
})
