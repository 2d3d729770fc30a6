/**
 * CUSUM of Poisson counts after standardisation: finds small lasting rises of a rate.
 *
 * Formula: zₜ = (x − 3m + 2√(xm)) / (2√m) with the in-control mean m, about standard normal even for small m (Rossi), or
 * simply zₜ = (x − m)/√m (standard);
 * S = max(0, S + z − k); signal when S ≥ h. Unit: standard deviations. Defaults k = 1.04, h = 2.26. The sum is not put
 * back after a signal, so a lasting rise keeps signalling.
 * Domain: counts with m > 0, best m ≥ 1. One m for all periods or one a period (season, population).
 * Source: Rossi, Lampugnani, Marchi, "An approximate CUSUM procedure for surveillance of health events", Statistics in
 * Medicine 18 (1999) 2111-2122.
 */
import { requireCounts } from './count-series.ts'

/** Settings of {@link poissonCumulativeSum}. */
export interface PoissonCumulativeSumOptions {
  /** Mean m while in control: one for all periods or one a period. */
  readonly mean: number | Float64Array
  /** How counts are standardised; default `rossi`. */
  readonly transformation?: 'rossi' | 'standard'
  /** Reference value k; default 1.04. */
  readonly allowance?: number
  /** Decision interval h; default 2.26. */
  readonly decisionInterval?: number
}

/** The sums, one a period. */
export interface PoissonCumulativeSum {
  readonly sums: Float64Array
  /** Positions (from 0) where the sum reaches the decision interval. */
  readonly signals: readonly number[]
}

/**
 * @param series counts, one a period, oldest first
 * @throws {RangeError} when a count is negative or missing, a mean or the decision interval is not positive, or the
 *   arrays differ in length
 */
export function poissonCumulativeSum(
  series: Float64Array,
  options: PoissonCumulativeSumOptions,
): PoissonCumulativeSum {
  const { mean, transformation = 'rossi', allowance = 1.04, decisionInterval = 2.26 } = options
  requireCounts(series, 0, series.length)
  if (typeof mean !== 'number' && mean.length !== series.length)
    throw new RangeError('counts and means differ in length')
  if (!(decisionInterval > 0)) throw new RangeError('the decision interval must be positive')
  const signals: number[] = []
  let sum = 0
  const sums = series.map((count, position) => {
    const expected = typeof mean === 'number' ? mean : (mean[position] ?? Number.NaN)
    if (!(expected > 0)) throw new RangeError(`the mean of period ${position + 1} is not positive`)
    const z =
      transformation === 'rossi'
        ? (count - 3 * expected + 2 * Math.sqrt(count * expected)) / (2 * Math.sqrt(expected))
        : (count - expected) / Math.sqrt(expected)
    sum = Math.max(0, sum + z - allowance)
    if (sum >= decisionInterval) signals.push(position)
    return sum
  })
  return { sums, signals }
}
