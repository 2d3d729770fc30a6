/** Checks a whole file of figures: each row by itself, then all of them against each other and what is published. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { latestVersion, versionOn } from '../definitions.ts'
import { placeKey } from '../figure-engine.ts'
import { checkObservation, checkSums, type Surroundings } from '../observation-check.ts'
import { type Finding, isQuestion } from '../observation-rules.ts'
import { firstMonth, lastDay } from '../period.ts'
import type { VersionRow } from '../tables.ts'
import { toNamed } from '../views.ts'
import type { ImportFinding, ImportOutline } from './import-contract.ts'
import type { ImportColumn } from './import-texts.ts'
import { type LookUp, type ReadFigure, readFigures } from './read-file.ts'

/** A row that may be published. */
export interface ImportFigure {
  readonly line: number
  readonly indicatorId: string
  readonly region: string
  readonly period: string
  readonly value: number
  readonly explanation: string | null
  /** Far off what was before, without an explanation. */
  readonly unexplained: boolean
}

/** What is known of a file before anything of it is published. */
export interface CheckedFile {
  readonly figures: readonly ImportFigure[]
  /** In the order of the rows. */
  readonly findings: readonly ImportFinding[]
  readonly outline: readonly ImportOutline[]
  readonly rowsRead: number
  readonly rowsBlank: number
  readonly rowsInvalid: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

/** What the rows of a file are checked against, for the indicators that it names. */
export type SurroundingsFor = (indicatorIds: readonly string[]) => Promise<Surroundings>

interface Steps {
  readonly signal: AbortSignal
  /** Called with how many rows are read. */
  readonly onRead: (rows: number) => void
}

const columnsOfRules: Readonly<Partial<Record<Finding['rule'], ImportColumn>>> = {
  'not-observed': 'code',
  'unknown-region': 'region',
  'not-your-unit': 'region',
  'wrong-period': 'period',
  'future-period': 'period',
  'out-of-range': 'value',
  'over-hundred': 'value',
  jump: 'value',
  'district-sum': 'value',
}

const examples: Readonly<Record<VersionRow['period'], string>> = {
  month: '2026-05',
  quarter: '2026-Q2',
  year: '2025',
}

function remedyOf(rule: Finding['rule'], version: VersionRow): ImportFinding['remedy'] {
  if (rule === 'wrong-period') {
    const example = examples[version.period]
    return { zh: `时期应写成 ${example} 的形式。`, en: `Write the period like ${example}.` }
  }
  if (rule === 'out-of-range')
    return {
      zh: `核对数值和计量单位（${version.unit || '无'}）。`,
      en: `Check the value and its unit (${version.unit || 'none'}).`,
    }
  if (isQuestion({ rule }))
    return {
      zh: '核对数值；确实如此的，在说明栏写明原因，或在确认时统一说明。',
      en: 'Check the value; if it is right, say why in the column of explanations, or for all rows when you confirm.',
    }
  return null
}

const foundOf = (figure: ReadFigure, column: ImportColumn | null): string => {
  if (column === 'region') return figure.regionText
  if (column === 'period') return figure.period
  if (column === 'value') return String(figure.value)
  return column === 'code' ? figure.indicator.code : ''
}

function toFinding(figure: ReadFigure, { severity, rule, message }: Finding): ImportFinding {
  const column = columnsOfRules[rule] ?? null
  return {
    line: figure.line,
    column,
    found: foundOf(figure, column),
    // A question is no error: a reason given for the whole file answers it.
    severity: severity === 'warning' ? 'explained' : isQuestion({ rule }) ? 'explain' : 'error',
    message,
    remedy: remedyOf(rule, versionOn(figure.indicator, lastDay(figure.period))),
  }
}

const repeated = (figure: ReadFigure, before: number): ImportFinding => ({
  line: figure.line,
  column: null,
  found: '',
  severity: 'error',
  message: {
    zh: `与第 ${before} 行是同一指标、地区和时期。`,
    en: `The same indicator, region and period as row ${before}.`,
  },
  remedy: { zh: '只保留一行。', en: 'Keep only one of them.' },
})

// About 20 ms of checking.
const rowsPerTurn = 5_000

/** What rows make of a file, gathered while they are read. */
interface Reading {
  readonly figures: ReadFigure[]
  readonly findings: ImportFinding[]
  rowsRead: number
  rowsBlank: number
  rowsInvalid: number
}

async function readWhole(content: Blob, look: LookUp, steps: Steps): Promise<Reading> {
  const reading: Reading = { figures: [], findings: [], rowsRead: 0, rowsBlank: 0, rowsInvalid: 0 }
  for await (const rows of readFigures(content, look)) {
    steps.signal.throwIfAborted()
    for (const row of rows) {
      reading.rowsRead += 1
      if (row.kind === 'figure') reading.figures.push(row.figure)
      else if (row.kind === 'blank') reading.rowsBlank += 1
      else {
        reading.rowsInvalid += 1
        reading.findings.push(...row.findings)
      }
    }
    steps.onRead(reading.rowsRead)
    await nextTurn()
  }
  return reading
}

/** By indicator, most rows first. */
function outlineOf(figures: readonly ReadFigure[]): ImportOutline[] {
  const grouped = Map.groupBy(figures, (figure) => figure.indicator)
  return [...grouped]
    .map(([indicator, rows]): ImportOutline => {
      const periods = rows.map((row) => row.period)
      const ordered = [...new Set(periods)].toSorted((a, b) => (firstMonth(a) < firstMonth(b) ? -1 : 1))
      return {
        indicator: { ...toNamed(indicator), unit: latestVersion(indicator).unit },
        rows: rows.length,
        regions: new Set(rows.map((row) => row.region)).size,
        firstPeriod: ordered[0] ?? '',
        lastPeriod: ordered.at(-1) ?? '',
      }
    })
    .toSorted((a, b) => b.rows - a.rows)
}

/** Asks about sums of regions, one indicator after the other so that others get their turn. */
async function askOfSums(
  figures: Iterable<ReadFigure>,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Map<ReadFigure, Finding[]>> {
  const found = new Map<ReadFigure, Finding[]>()
  for (const rows of Map.groupBy(figures, (figure) => figure.indicator).values()) {
    for (const [figure, findings] of checkSums(around, rows)) found.set(figure, findings)
    await nextTurn()
    signal.throwIfAborted()
  }
  return found
}

/**
 * Reads and checks all rows; changes nothing. A figure is compared with what the file itself says of the period
 * before, else with what is published.
 *
 * @throws as {@link readFigures}; the signal's reason when it is aborted
 */
export async function checkFile(
  content: Blob,
  look: LookUp,
  surroundingsFor: SurroundingsFor,
  steps: Steps,
): Promise<CheckedFile> {
  const reading = await readWhole(content, look, steps)
  const around = await surroundingsFor([...new Set(reading.figures.map((figure) => figure.indicator.id))])
  const firsts = new Map<string, ReadFigure>()
  for (const figure of reading.figures) {
    const key = placeKey(figure.indicator.id, figure.region, figure.period)
    if (!firsts.has(key)) firsts.set(key, figure)
  }
  const within: Surroundings = {
    ...around,
    published: (key) => firsts.get(key)?.value ?? around.published(key),
  }
  const sums = await askOfSums(firsts.values(), around, steps.signal)
  const findings = [...reading.findings]
  const figures: ImportFigure[] = []
  const counts = { added: 0, changed: 0, unchanged: 0 }
  let { rowsInvalid } = reading
  for (const [index, figure] of reading.figures.entries()) {
    if (index % rowsPerTurn === 0) {
      await nextTurn()
      steps.signal.throwIfAborted()
    }
    const { indicator, region, period, line, value, explanation } = figure
    const key = placeKey(indicator.id, region, period)
    const first = firsts.get(key)?.line ?? line
    const published = around.published(key)
    // What is published already needs no word more.
    const own =
      first !== line
        ? [repeated(figure, first)]
        : [...checkObservation(within, figure, indicator), ...(sums.get(figure) ?? [])]
            .map((finding) => toFinding(figure, finding))
            .filter((finding) => finding.severity === 'error' || published !== value)
    findings.push(...own)
    if (own.some((finding) => finding.severity === 'error')) {
      rowsInvalid += 1
      continue
    }
    counts[published === undefined ? 'added' : published === value ? 'unchanged' : 'changed'] += 1
    const unexplained = own.some((finding) => finding.severity === 'explain')
    figures.push({ line, indicatorId: indicator.id, region, period, value, explanation, unexplained })
  }
  findings.sort((a, b) => a.line - b.line)
  const { rowsRead, rowsBlank } = reading
  const outline = outlineOf(reading.figures)
  return { figures, findings, outline, rowsRead, rowsBlank, rowsInvalid, ...counts }
}
