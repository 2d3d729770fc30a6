/** Reading figures: cells plus what is not folded yet, rolled up over regions and periods. */
import type { Scope } from '../db/scope.ts'
import { regionPrefix } from '../org/region-codes.ts'
import { readBlocks } from './block-store.ts'
import { fromUnits, monthsAYear } from './blocks.ts'
import type { Measure } from './fact-view.ts'
import { monthNumber } from './grid.ts'
import { monthsBetween, type PeriodKind, periodOf, periodsBetween } from './period.ts'

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

/** Sums of one measure, region and combination of kept dimensions, by month. */
interface Series {
  readonly measure: string
  readonly region: string
  readonly dimensions: Readonly<Record<string, string>>
  /** Ten-thousandths by month, and at the end what lies before the stretch. */
  readonly units: Float64Array
  /** Where anything was recorded. */
  readonly any: Uint8Array
}

/** Series from blocks and ledger; `opening` takes in what lies before the stretch, for running sums. */
async function readSeriesOf(
  scope: Scope,
  request: FigureRequest,
  kind: Measure['kind'],
): Promise<Iterable<Series>> {
  const { regionDigits, within, from, to, where } = request
  const measures = request.measures.filter((measure) => measure.kind === kind).map((measure) => measure.name)
  if (measures.length === 0) return []
  const opening = kind === 'stock'
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
  const all = new Map<string, Series>()
  for (const { measure, dimensions, year, regions, units } of blocks) {
    const kept = dimensionsOf(dimensions)
    const key = `${measure}\n${Object.values(kept).join('\n')}\n`
    const offset = year * monthsAYear - first
    let series: Series | undefined
    for (const [place, code] of regions.entries()) {
      if (!code.startsWith(prefix)) continue
      const region = regionDigits === 0 ? within : code.slice(0, regionDigits)
      if (series?.region !== region) {
        series = all.get(key + region)
        if (!series) {
          const [sums, any] = [new Float64Array(length + 1), new Uint8Array(length + 1)]
          series = { measure, region, dimensions: kept, units: sums, any }
          all.set(key + region, series)
        }
      }
      for (let index = 0; index < monthsAYear; index++) {
        const value = units[place * monthsAYear + index] ?? 0
        const month = offset + index
        if (value === 0 || month >= length || (month < 0 && !opening)) continue
        // What lies before the stretch stands at its end.
        const at = month < 0 ? length : month
        series.units[at] = (series.units[at] ?? 0) + value
        series.any[at] = 1
      }
    }
  }
  return all.values()
}

/** For each month of the stretch, the place of its period among the periods. */
function placesOf(request: FigureRequest, periods: readonly string[]): readonly number[] {
  const places = new Map(periods.map((period, place) => [period, place]))
  return monthsBetween(request.from, request.to).map(
    (month) => places.get(periodOf(month, request.period)) ?? 0,
  )
}

/**
 * Figures of measures over regions and periods, right as of this transaction. Flow measures have no figure where
 * nothing happened; stock measures have one for every period once there was anything.
 */
export async function readFigures(scope: Scope, request: FigureRequest): Promise<Figure[]> {
  const periods = periodsBetween(request.from, request.to, request.period)
  const places = placesOf(request, periods)
  const figures: Figure[] = []
  const add = ({ measure, region, dimensions }: Series, place: number, units: number): void => {
    figures.push({ measure, region, dimensions, period: periods[place] ?? '', value: fromUnits(units) })
  }
  for (const series of await readSeriesOf(scope, request, 'flow')) {
    const sums = new Map<number, number>()
    for (const [month, place] of places.entries())
      if (series.any[month]) sums.set(place, (sums.get(place) ?? 0) + (series.units[month] ?? 0))
    for (const [place, units] of sums) add(series, place, units)
  }
  for (const series of await readSeriesOf(scope, request, 'stock')) {
    if (!series.any.includes(1)) continue
    let running = series.units.at(-1) ?? 0
    for (const [month, place] of places.entries()) {
      running += series.units[month] ?? 0
      // The value of a period is that at its end.
      if (places[month + 1] !== place) add(series, place, running)
    }
  }
  return figures
}
