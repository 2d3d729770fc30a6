/**
 * Student's t distribution, on `@stdlib/stats-base-dists-t-*` (incomplete beta function).
 */
import cdf from '@stdlib/stats-base-dists-t-cdf'
import quantile from '@stdlib/stats-base-dists-t-quantile'

/**
 * Probability that a Student variable with `degreesOfFreedom` is at most `x`.
 *
 * @throws RangeError when the degrees of freedom are not positive.
 */
export function studentTCdf(x: number, degreesOfFreedom: number): number {
  requirePositive(degreesOfFreedom)
  return cdf(x, degreesOfFreedom)
}

/**
 * The value that a Student variable does not exceed with `probability`.
 *
 * @throws RangeError on a probability outside [0, 1] or degrees of freedom that are not positive.
 * @example studentTQuantile(0.975, 10) // 2.2281388519...
 */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  requirePositive(degreesOfFreedom)
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability must be between 0 and 1, got ${probability}`)
  }
  return quantile(probability, degreesOfFreedom)
}

function requirePositive(degreesOfFreedom: number): void {
  if (!(degreesOfFreedom > 0)) {
    throw new RangeError(`degrees of freedom must be positive, got ${degreesOfFreedom}`)
  }
}
