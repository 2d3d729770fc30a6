/** Reading figures: cells plus what is not folded yet, rolled up over regions and periods. */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '../db/scope.ts'
import { regionPrefix } from '../org/region-codes.ts'
import type { Measure } from './fact-view.ts'
import { type PeriodKind, periodOf, periodsBetween } from './period.ts'

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

/**
 * Sums per month from cells and ledger in one statement, so that folding in between changes nothing. `opening` adds
 * what lies before the stretch under month null, for running sums.
 */
async function monthlySums(
  scope: Scope,
  request: FigureRequest,
  measures: readonly string[],
  opening: boolean,
): Promise<MonthRow[]> {
  const { regionDigits, within, from, to } = request
  const kept = request.by ?? []
  const dimensions: RawBuilder<unknown> =
    kept.length === 0
      ? sql`'{}'::jsonb`
      : sql`jsonb_build_object(${sql.join(kept.flatMap((name) => [sql.lit(name), sql`dimensions::jsonb ->> ${sql.lit(name)}`]))})`
  const region = regionDigits === 0 ? sql`${within}::text` : sql`left(region, ${sql.lit(regionDigits)})`
  const wanted =
    Object.keys(request.where ?? {}).length > 0
      ? sql`and dimensions::jsonb @> ${JSON.stringify(request.where)}::jsonb`
      : sql``
  const filter = sql`city = ${scope.city} and measure = any(${[...measures]}::text[])
    and region like ${`${regionPrefix(within)}%`} and month < ${to}::date
    ${opening ? sql`` : sql`and month >= ${from}::date`} ${wanted}`
  const month = opening ? sql`case when month < ${from}::date then null else month end` : sql`month`
  const rows = await sql<MonthRow>`
    select measure, ${region} as region, ${month} as month, ${dimensions} as dimensions, sum(value) as value
    from (
      select measure, region, month, dimensions, value from measure_cell where ${filter}
      union all
      select measure, region, month, dimensions, value from measure_delta where ${filter}
    ) parts group by 1, 2, 3, 4`.execute(scope.tx)
  return rows.rows
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
