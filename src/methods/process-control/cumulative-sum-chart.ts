/**
 * CUSUM chart: cumulative sums of deviations from a target, quick to show small lasting shifts.
 *
 * Formula (tabular form): z = (x − target)/σ; S⁺ = max(0, S⁺ + z − k), S⁻ = max(0, S⁻ − z − k); signal when a sum
 * exceeds h. Unit: standard errors of a point. k is half the shift to be found (default 0.5 for one standard error), h
 * the decision interval (4 or 5). A head start h/2 (fast initial response) is optional.
 * Domain: independent, about normal points with known σ.
 * Sources: Page, "Continuous inspection schemes", Biometrika 41 (1954) 100-115; Lucas, Crosier, Technometrics 24
 * (1982) 199-205 (head start); ISO 7870-4 "Control charts — Part 4: Cumulative sum charts".
 */
import { requireFinite } from './control-chart.ts'

/** Settings of the chart. */
export interface CumulativeSumOptions {
  /** Value the points should have. */
  readonly target: number
  /** Standard error of a point: σ/√n for subgroup averages. */
  readonly standardError: number
  /** Reference value k in standard errors; default 0.5. */
  readonly allowance?: number
  /** Decision interval h in standard errors; default 5. */
  readonly decisionInterval?: number
  /** Value both sums start from; default 0, h/2 for the fast initial response. */
  readonly headStart?: number
}

/** The two sums; arrays have one value a point. */
export interface CumulativeSumChart {
  readonly upper: Float64Array
  readonly lower: Float64Array
  /** Points since the upper sum was last 0: when a signal comes, the shift began about that many points ago. */
  readonly upperRun: Uint32Array
  readonly lowerRun: Uint32Array
  /** Positions (from 0) where a sum exceeds the decision interval. */
  readonly signals: readonly number[]
}

/**
 * @throws {RangeError} when the standard error or decision interval is not positive, allowance or head start is
 *   negative, or a point is not finite
 */
export function cumulativeSumChart(points: Float64Array, options: CumulativeSumOptions): CumulativeSumChart {
  const { target, standardError, allowance = 0.5, decisionInterval = 5, headStart = 0 } = options
  if (!(standardError > 0)) throw new RangeError('the standard error must be positive')
  if (!(decisionInterval > 0)) throw new RangeError('the decision interval must be positive')
  if (!(allowance >= 0 && headStart >= 0))
    throw new RangeError('allowance and head start must not be negative')
  requireFinite(points)
  const upper = new Float64Array(points.length)
  const lower = new Float64Array(points.length)
  const upperRun = new Uint32Array(points.length)
  const lowerRun = new Uint32Array(points.length)
  const signals: number[] = []
  let high = headStart
  let low = headStart
  points.forEach((point, position) => {
    const z = (point - target) / standardError
    high = Math.max(0, high + z - allowance)
    low = Math.max(0, low - z - allowance)
    upper[position] = high
    lower[position] = low
    upperRun[position] = high > 0 ? (upperRun[position - 1] ?? 0) + 1 : 0
    lowerRun[position] = low > 0 ? (lowerRun[position - 1] ?? 0) + 1 : 0
    if (high > decisionInterval || low > decisionInterval) signals.push(position)
  })
  return { upper, lower, upperRun, lowerRun, signals }
}
