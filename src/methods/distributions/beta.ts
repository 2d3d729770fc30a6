/**
 * The beta distribution, and through it Fisher's F, on `@stdlib/stats-base-dists-beta-*`.
 */
import cdf from '@stdlib/stats-base-dists-beta-cdf'
import quantile from '@stdlib/stats-base-dists-beta-quantile'

/**
 * Probability that a beta variable with shapes `alpha` and `beta` is at most `x`
 * (the regularised incomplete beta function).
 *
 * @throws RangeError when a shape is not positive.
 */
export function betaCdf(x: number, alpha: number, beta: number): number {
  requirePositive('alpha', alpha)
  requirePositive('beta', beta)
  return cdf(x, alpha, beta)
}

/**
 * The value that a beta variable does not exceed with `probability`.
 *
 * @throws RangeError on a probability outside [0, 1] or a shape that is not positive.
 */
export function betaQuantile(probability: number, alpha: number, beta: number): number {
  requirePositive('alpha', alpha)
  requirePositive('beta', beta)
  requireProbability(probability)
  return quantile(probability, alpha, beta)
}

/** Probability that an F variable with the given degrees of freedom is at most `x`. */
export function fisherFCdf(x: number, numeratorDegrees: number, denominatorDegrees: number): number {
  requirePositive('numerator degrees of freedom', numeratorDegrees)
  requirePositive('denominator degrees of freedom', denominatorDegrees)
  if (x <= 0) return 0
  const scaled = numeratorDegrees * x
  return cdf(scaled / (scaled + denominatorDegrees), numeratorDegrees / 2, denominatorDegrees / 2)
}

/** The value that an F variable does not exceed with `probability`. */
export function fisherFQuantile(
  probability: number,
  numeratorDegrees: number,
  denominatorDegrees: number,
): number {
  const share = betaQuantile(probability, numeratorDegrees / 2, denominatorDegrees / 2)
  return (denominatorDegrees * share) / (numeratorDegrees * (1 - share))
}

function requirePositive(what: string, value: number): void {
  if (!(value > 0)) throw new RangeError(`${what} must be positive, got ${value}`)
}

function requireProbability(probability: number): void {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability must be between 0 and 1, got ${probability}`)
  }
}
