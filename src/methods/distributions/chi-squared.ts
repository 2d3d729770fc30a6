/**
 * The chi-squared distribution, and through it the gamma distribution, on
 * `@stdlib/stats-base-dists-chisquare-*` (incomplete gamma function).
 */
import cdf from '@stdlib/stats-base-dists-chisquare-cdf'
import quantile from '@stdlib/stats-base-dists-chisquare-quantile'

/**
 * Probability that a chi-squared variable with `degreesOfFreedom` is at most `x`.
 *
 * @throws RangeError when the degrees of freedom are not positive.
 */
export function chiSquaredCdf(x: number, degreesOfFreedom: number): number {
  requirePositive('degrees of freedom', degreesOfFreedom)
  return cdf(x, degreesOfFreedom)
}

/**
 * The value that a chi-squared variable does not exceed with `probability`.
 *
 * @throws RangeError on a probability outside [0, 1] or degrees of freedom that are not positive.
 * @example chiSquaredQuantile(0.95, 10) // 18.307038053275143
 */
export function chiSquaredQuantile(probability: number, degreesOfFreedom: number): number {
  requirePositive('degrees of freedom', degreesOfFreedom)
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability must be between 0 and 1, got ${probability}`)
  }
  return quantile(probability, degreesOfFreedom)
}

/** Probability that a gamma variable (shape α, scale θ, mean αθ) is at most `x`. */
export function gammaCdf(x: number, shape: number, scale: number): number {
  requirePositive('shape', shape)
  requirePositive('scale', scale)
  return cdf((2 * x) / scale, 2 * shape)
}

/** The value that a gamma variable (shape α, scale θ) does not exceed with `probability`. */
export function gammaQuantile(probability: number, shape: number, scale: number): number {
  requirePositive('shape', shape)
  requirePositive('scale', scale)
  return (scale / 2) * chiSquaredQuantile(probability, 2 * shape)
}

function requirePositive(what: string, value: number): void {
  if (!(value > 0)) throw new RangeError(`${what} must be positive, got ${value}`)
}
