/**
 * Measures as dense series: for each region of the city one array over months, from which any region, quarter or year
 * is a difference of two sums. For whoever works out many figures at once.
 */
import type { Scope } from '../db/scope.ts'
import { regionPrefix } from '../org/region-codes.ts'
import { readBlocks } from './block-store.ts'
import { type Block, fromUnits, monthsAYear } from './blocks.ts'
import type { FactView, Measure } from './fact-view.ts'

/** Months since year 0: the same for all grids. */
export const monthNumber = (month: string): number =>
  Number(month.slice(0, 4)) * monthsAYear + Number(month.slice(5, 7)) - 1

interface Series {
  /** Running sums, ten-thousandths: `sums[i]` is what lies before month `first + i`. */
  readonly sums: Float64Array
  /** In how many months before there was any record. */
  readonly months: Int32Array
}

interface CodeSeries extends Series {
  readonly code: string
}

/** Place of the first code that is not before a text. */
function firstFrom(parts: readonly CodeSeries[], text: string): number {
  let [low, high] = [0, parts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((parts[middle]?.code ?? '') < text) low = middle + 1
    else high = middle
  }
  return low
}

/** One measure with its filter. */
export class MeasureSeries {
  readonly #measure: Measure
  readonly #blocks: readonly Block[]
  readonly #first: number
  readonly #length: number
  readonly #byRegion = new Map<string, Series>()
  #ofCodes: readonly CodeSeries[] | undefined

  constructor(measure: Measure, blocks: readonly Block[]) {
    this.#measure = measure
    this.#blocks = blocks
    const years = blocks.map((block) => block.year)
    this.#first = (years.length === 0 ? 0 : Math.min(...years)) * monthsAYear
    this.#length = years.length === 0 ? 0 : (Math.max(...years) + 1) * monthsAYear - this.#first
  }

  /**
   * The figure of a region over the months from one number to another (not included); null where nothing was recorded.
   * A flow is what happened within, a stock what there is at the end. It is nought, not missing, where the view has
   * records that add nothing to this measure: no batch failed of those that were checked.
   */
  value(region: string, from: number, to: number): number | null {
    const { sums, months } = this.#seriesOf(region)
    const end = Math.min(Math.max(to - this.#first, 0), this.#length)
    const start = this.#measure.kind === 'stock' ? 0 : Math.min(Math.max(from - this.#first, 0), end)
    if ((months[end] ?? 0) === (months[start] ?? 0)) return null
    return fromUnits((sums[end] ?? 0) - (sums[start] ?? 0))
  }

  /**
   * The figures of a region over periods of so many months one after the other, the first of them beginning with month
   * `from`; none reaches beyond month `end`. Written into `into`, NaN where nothing was recorded.
   */
  fill(
    region: string,
    periods: {
      readonly from: number
      readonly months: number
      readonly length: number
      readonly end: number
    },
    into: Float64Array,
  ): void {
    const { sums, months } = this.#seriesOf(region)
    const isStock = this.#measure.kind === 'stock'
    const last = Math.min(periods.end - this.#first, this.#length)
    for (let period = 0; period < periods.length; period++) {
      const from = periods.from + period * periods.months - this.#first
      const end = Math.max(Math.min(from + periods.months, last), 0)
      const start = isStock ? 0 : Math.min(Math.max(from, 0), end)
      into[period] =
        (months[end] ?? 0) === (months[start] ?? 0)
          ? Number.NaN
          : fromUnits((sums[end] ?? 0) - (sums[start] ?? 0))
    }
  }

  #seriesOf(region: string): Series {
    const known = this.#byRegion.get(region)
    if (known) return known
    const prefix = regionPrefix(region)
    const sums = new Float64Array(this.#length + 1)
    const months = new Int32Array(this.#length + 1)
    const parts = this.#parts()
    for (let at = firstFrom(parts, prefix); parts[at]?.code.startsWith(prefix); at++) {
      const part = parts[at]
      for (let month = 1; month <= this.#length; month++) {
        sums[month] = (sums[month] ?? 0) + (part?.sums[month] ?? 0)
        months[month] = (months[month] ?? 0) | (part?.months[month] ?? 0)
      }
    }
    for (let month = 1; month <= this.#length; month++) {
      sums[month] = (sums[month] ?? 0) + (sums[month - 1] ?? 0)
      months[month] = (months[month] ?? 0) + (months[month - 1] ?? 0)
    }
    const series = { sums, months }
    this.#byRegion.set(region, series)
    return series
  }

  /** What each region code has by itself, by code: `sums[i + 1]` in month `first + i`, and whether there was any record. */
  #parts(): readonly CodeSeries[] {
    if (this.#ofCodes) return this.#ofCodes
    const parts = new Map<string, CodeSeries>()
    for (const { measure, year, regions, units } of this.#blocks) {
      const own = measure === this.#measure.name
      const at = year * monthsAYear - this.#first + 1
      for (const [place, code] of regions.entries()) {
        let part = parts.get(code)
        if (!part) {
          part = { code, sums: new Float64Array(this.#length + 1), months: new Int32Array(this.#length + 1) }
          parts.set(code, part)
        }
        for (let month = 0; month < monthsAYear; month++) {
          const value = units[place * monthsAYear + month] ?? 0
          if (value === 0) continue
          part.months[at + month] = 1
          if (own) part.sums[at + month] = (part.sums[at + month] ?? 0) + value
        }
      }
    }
    this.#ofCodes = [...parts.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1))
    return this.#ofCodes
  }
}

/** A measure of a view, and the values of dimensions that count. */
export interface WantedSeries {
  readonly view: FactView
  readonly measure: Measure
  readonly where: Readonly<Record<string, string>>
}

/** Reads series in one statement, as of this transaction; in the order in which they were asked for. */
export async function readSeries(
  scope: Scope,
  wanted: readonly WantedSeries[],
  to: string,
): Promise<MeasureSeries[]> {
  const views = new Set(wanted.map(({ view }) => view))
  if (views.size === 0) return []
  const measures = [...views].flatMap((view) => view.measures.map((measure) => measure.name))
  const anyOf = wanted.map(({ where }) => where)
  const blocks = [...(await readBlocks(scope.tx, scope.city, { measures, to, anyOf }))]
  const byMeasure = Map.groupBy(blocks, (block) => block.measure)
  const dimensions = new Map<string, Record<string, string>>()
  const fits = ({ dimensions: text }: Block, where: Readonly<Record<string, string>>): boolean => {
    const values = dimensions.get(text) ?? (JSON.parse(text) as Record<string, string>)
    dimensions.set(text, values)
    return Object.entries(where).every(([name, value]) => values[name] === value)
  }
  return wanted.map(({ view, measure, where }) => {
    const ofView = view.measures.flatMap(({ name }) => byMeasure.get(name) ?? [])
    const named = Object.keys(where).length > 0
    return new MeasureSeries(measure, named ? ofView.filter((block) => fits(block, where)) : ofView)
  })
}
