/** Reading figures: cells plus what is not folded yet, rolled up over regions and periods. */
import type { Scope } from '../db/scope.ts'
import { regionPrefix } from '../org/region-codes.ts'
import { readBlocks } from './block-store.ts'
import { fromUnits, monthsAYear } from './blocks.ts'
import type { Measure } from './fact-view.ts'
import { monthNumber } from './grid.ts'
import { addMonths, type PeriodKind, periodOf, periodsBetween } from './period.ts'

/** How finely regions are kept apart: digits of the code (4 prefecture, 6 county, 9 town); 0 for one sum over all. */
export type RegionDigits = 0 | 4 | 6 | 9

export interface FigureRequest {
  readonly measures: readonly Measure[]
  /** Region code; everything within it counts. */
  readonly within: string
  readonly regionDigits: RegionDigits
  /** First month, first day, ISO. */
  readonly from: string
  /** Month after the last. */
  readonly to: string
  readonly period: PeriodKind
  /** Dimensions to keep apart; others are summed over. */
  readonly by?: readonly string[]
  /** Only cells with these values. */
  readonly where?: Readonly<Record<string, string>>
}

export interface Figure {
  readonly measure: string
  /** Code of the kept digits; the code of `within` when regions are summed. */
  readonly region: string
  readonly period: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly value: number
}

type MonthRow = {
  measure: string
  region: string
  month: string | null
  dimensions: Record<string, string>
  value: number
}

/** The wanted dimensions of each text, made once per text. */
function keptDimensions(by: readonly string[]): (text: string) => Record<string, string> {
  const known = new Map<string, Record<string, string>>()
  return (text) => {
    const before = known.get(text)
    if (before) return before
    const all: Record<string, string> = by.length === 0 ? {} : JSON.parse(text)
    const kept = Object.fromEntries(by.map((name) => [name, all[name] ?? '']))
    known.set(text, kept)
    return kept
  }
}

/**
 * Sums per month from blocks and ledger. `opening` adds what lies before the stretch under month null, for running
 * sums. Sums of nothing are left out, folded or not.
 */
async function monthlySums(
  scope: Scope,
  request: FigureRequest,
  measures: readonly string[],
  opening: boolean,
): Promise<MonthRow[]> {
  const { regionDigits, within, from, to, where } = request
  const prefix = regionPrefix(within)
  const blocks = await readBlocks(scope.tx, scope.city, {
    measures,
    to,
    where,
    regionPrefix: prefix,
    from: opening ? undefined : from,
  })
  const dimensionsOf = keptDimensions(request.by ?? [])
  const first = monthNumber(from)
  const length = Math.max(monthNumber(to) - first, 0)
  const sums = new Map<string, Sums>()
  for (const { measure, dimensions, year, regions, units } of blocks) {
    const kept = dimensionsOf(dimensions)
    const series = `${measure}\n${Object.values(kept).join('\n')}\n`
    const offset = year * monthsAYear - first
    for (const [place, code] of regions.entries()) {
      if (!code.startsWith(prefix)) continue
      const region = regionDigits === 0 ? within : code.slice(0, regionDigits)
      let row = sums.get(series + region)
      if (!row) {
        row = {
          measure,
          region,
          dimensions: kept,
          units: new Float64Array(length + 1),
          any: new Uint8Array(length + 1),
        }
        sums.set(series + region, row)
      }
      for (let index = 0; index < monthsAYear; index++) {
        const value = units[place * monthsAYear + index] ?? 0
        const month = offset + index
        if (value === 0 || month >= length || (month < 0 && !opening)) continue
        // What lies before the stretch stands at its end.
        const at = month < 0 ? length : month
        row.units[at] = (row.units[at] ?? 0) + value
        row.any[at] = 1
      }
    }
  }
  return [...sums.values()].flatMap((row) => monthRows(row, from))
}

interface Sums {
  readonly measure: string
  readonly region: string
  readonly dimensions: Record<string, string>
  /** Ten-thousandths by month, and at the end what lies before. */
  readonly units: Float64Array
  readonly any: Uint8Array
}

function monthRows({ measure, region, dimensions, units, any }: Sums, from: string): MonthRow[] {
  const rows: MonthRow[] = []
  for (let at = 0; at < units.length; at++)
    if (any[at])
      rows.push({
        measure,
        region,
        dimensions,
        month: at === units.length - 1 ? null : addMonths(from, at),
        value: fromUnits(units[at] ?? 0),
      })
  return rows
}

const seriesKey = (row: MonthRow): string =>
  JSON.stringify([row.measure, row.region, Object.entries(row.dimensions).toSorted()])

/** Adds months up into periods. */
function flowFigures(rows: readonly MonthRow[], kind: PeriodKind): Figure[] {
  const sums = new Map<string, { -readonly [Key in keyof Figure]: Figure[Key] }>()
  for (const row of rows) {
    if (row.month === null) continue
    const period = periodOf(row.month, kind)
    const key = `${seriesKey(row)}${period}`
    const sum = sums.get(key)
    if (sum) sum.value += row.value
    else
      sums.set(key, {
        measure: row.measure,
        region: row.region,
        period,
        dimensions: row.dimensions,
        value: row.value,
      })
  }
  return [...sums.values()]
}

/** Running sums: the value at the end of each period, also of periods in which nothing changed. */
function stockFigures(rows: readonly MonthRow[], periods: readonly string[], kind: PeriodKind): Figure[] {
  const series = new Map<string, { first: MonthRow; changes: Map<string, number>; opening: number }>()
  for (const row of rows) {
    const key = seriesKey(row)
    const entry = series.get(key) ?? { first: row, changes: new Map<string, number>(), opening: 0 }
    series.set(key, entry)
    if (row.month === null) entry.opening += row.value
    else {
      const period = periodOf(row.month, kind)
      entry.changes.set(period, (entry.changes.get(period) ?? 0) + row.value)
    }
  }
  return [...series.values()].flatMap(({ first, changes, opening }) => {
    let value = opening
    return periods.map((period) => {
      value += changes.get(period) ?? 0
      return { measure: first.measure, region: first.region, period, dimensions: first.dimensions, value }
    })
  })
}

/**
 * Figures of measures over regions and periods, right as of this transaction. Flow measures have no figure where
 * nothing happened; stock measures have one for every period once there was anything.
 */
export async function readFigures(scope: Scope, request: FigureRequest): Promise<Figure[]> {
  const names = (kind: Measure['kind']): string[] =>
    request.measures.filter((measure) => measure.kind === kind).map((measure) => measure.name)
  const [flows, stocks] = [names('flow'), names('stock')]
  const figures: Figure[] = []
  if (flows.length > 0)
    figures.push(...flowFigures(await monthlySums(scope, request, flows, false), request.period))
  if (stocks.length > 0)
    figures.push(
      ...stockFigures(
        await monthlySums(scope, request, stocks, true),
        periodsBetween(request.from, request.to, request.period),
        request.period,
      ),
    )
  return figures
}
