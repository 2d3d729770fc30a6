/**
 * The normal distribution, on `@stdlib/stats-base-dists-normal-*` (Cody's error function).
 */
import cdf from '@stdlib/stats-base-dists-normal-cdf'
import quantile from '@stdlib/stats-base-dists-normal-quantile'

/**
 * Φ((x − mean) / standardDeviation): the probability that a normal variable is at most `x`.
 *
 * @throws RangeError when the standard deviation is not a positive number.
 * @example normalCdf(1.96) // 0.9750021048517795
 */
export function normalCdf(x: number, mean = 0, standardDeviation = 1): number {
  requirePositive(standardDeviation)
  return cdf(x, mean, standardDeviation)
}

/** Probability density of the normal distribution at `x`. */
export function normalPdf(x: number, mean = 0, standardDeviation = 1): number {
  requirePositive(standardDeviation)
  const z = (x - mean) / standardDeviation
  return Math.exp(-0.5 * z * z) / (standardDeviation * Math.sqrt(2 * Math.PI))
}

/**
 * The value that a normal variable does not exceed with `probability`.
 *
 * @throws RangeError when the probability is outside [0, 1]; 0 and 1 give −∞ and +∞.
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(probability: number, mean = 0, standardDeviation = 1): number {
  requirePositive(standardDeviation)
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability must be between 0 and 1, got ${probability}`)
  }
  return quantile(probability, mean, standardDeviation)
}

function requirePositive(standardDeviation: number): void {
  if (!(standardDeviation > 0)) {
    throw new RangeError(`standard deviation must be positive, got ${standardDeviation}`)
  }
}
