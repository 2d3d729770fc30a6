/**
 * 制造业产品质量合格率: pass rates of samples by region and industry, weighted with industrial output.
 *
 * r_ij = passed_ij/inspected_ij;  R_i = Σ_j r_ij V_ij/Σ_j V_ij;  R_j likewise over regions;  R over all cells.
 * The definition (share of conforming samples, 29 industries of GB/T 4754 13–41, weighting with output by region and
 * industry) is the statistics bureau's; its exact second layer of aggregation was not found: to be confirmed.
 *
 * The interval is Wilson's at the effective sample size n* = 1/Σ(W²/n), W the weight of a cell and n its samples: the
 * size of a simple sample as precise as the weighted one (Kish 1965, §8.2).
 */
import { wilsonBounds } from '#methods/distributions/proportion-interval.ts'

/** Samples of one industry in one region, with its output value in any one unit of money. */
export interface PassRateCell {
  readonly region: string
  readonly industry: string
  readonly passed: number
  readonly inspected: number
  readonly output: number
}

/** How a cell with output but no samples counts: left out, or at the rate of its industry elsewhere. */
export type EmptyCellRule = 'drop' | 'industry-rate'

export interface WeightedPassRate {
  /** Fraction of 1; undefined without samples. */
  readonly rate: number | undefined
  readonly lower: number | undefined
  readonly upper: number | undefined
  readonly inspected: number
  readonly passed: number
  /** Effective sample size; at most `inspected`. */
  readonly effectiveSize: number
}

export interface PassRates {
  readonly total: WeightedPassRate
  readonly byRegion: ReadonlyMap<string, WeightedPassRate>
  readonly byIndustry: ReadonlyMap<string, WeightedPassRate>
}

/**
 * Pass rates in total, by region and by industry.
 * @throws {RangeError} when counts are not whole numbers with passed ≤ inspected, or output is negative
 */
export function outputWeightedPassRates(
  cells: readonly PassRateCell[],
  emptyCells: EmptyCellRule = 'drop',
  confidence = 0.95,
): PassRates {
  for (const cell of cells) requireCell(cell)
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence ${confidence} is not between 0 and 1`)
  const filled = emptyCells === 'drop' ? cells : fillFromIndustry(cells)
  const rates = (group: readonly RatedCell[]) => weightedRate(group, confidence)
  return {
    total: rates(filled),
    byRegion: mapGroups(filled, ({ region }) => region, rates),
    byIndustry: mapGroups(filled, ({ industry }) => industry, rates),
  }
}

/** A cell that may borrow its rate. */
interface RatedCell extends PassRateCell {
  readonly borrowedRate?: number
}

function weightedRate(cells: readonly RatedCell[], confidence: number): WeightedPassRate {
  const counted = cells.filter(({ inspected, borrowedRate }) => inspected > 0 || borrowedRate !== undefined)
  const output = counted.reduce((sum, cell) => sum + cell.output, 0)
  const inspected = counted.reduce((sum, cell) => sum + cell.inspected, 0)
  const passed = counted.reduce((sum, cell) => sum + cell.passed, 0)
  if (output === 0 || inspected === 0) {
    return { rate: undefined, lower: undefined, upper: undefined, inspected, passed, effectiveSize: 0 }
  }
  const weighted = counted.reduce((sum, cell) => sum + rateOf(cell) * cell.output, 0) / output
  // A mean of rates of 1 may come out a hair above 1 in binary fractions.
  const rate = Math.min(1, weighted)
  const sampled = counted.filter((cell) => cell.inspected > 0)
  const sampledOutput = sampled.reduce((sum, cell) => sum + cell.output, 0)
  // Where every sampled cell is without output the rate is borrowed altogether and has no interval of its own.
  if (sampledOutput === 0) {
    return { rate, lower: undefined, upper: undefined, inspected, passed, effectiveSize: 0 }
  }
  const spread = sampled.reduce((sum, cell) => sum + (cell.output / sampledOutput) ** 2 / cell.inspected, 0)
  const effectiveSize = 1 / spread
  return { rate, ...wilsonBounds(rate, effectiveSize, confidence), inspected, passed, effectiveSize }
}

function rateOf({ passed, inspected, borrowedRate }: RatedCell): number {
  return inspected > 0 ? passed / inspected : (borrowedRate ?? 0)
}

function fillFromIndustry(cells: readonly PassRateCell[]): RatedCell[] {
  const byIndustry = mapGroups(
    cells,
    ({ industry }) => industry,
    (group) => weightedRate(group, 0.95).rate,
  )
  return cells.map((cell) => {
    const borrowedRate = byIndustry.get(cell.industry)
    return cell.inspected > 0 || borrowedRate === undefined ? cell : { ...cell, borrowedRate }
  })
}

function mapGroups<Cell, Result>(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => string,
  work: (group: readonly Cell[]) => Result,
): Map<string, Result> {
  return new Map([...Map.groupBy(cells, keyOf)].map(([key, group]) => [key, work(group)]))
}

function requireCell({ region, industry, passed, inspected, output }: PassRateCell): void {
  const place = `${region} ${industry}`
  if (!(Number.isInteger(passed) && Number.isInteger(inspected) && passed >= 0 && passed <= inspected)) {
    throw new RangeError(`${place}: ${passed} of ${inspected} is not a count of passed samples`)
  }
  if (!(output >= 0 && Number.isFinite(output)))
    throw new RangeError(`${place}: output ${output} is not a value of at least 0`)
}
