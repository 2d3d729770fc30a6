/**
 * The Poisson distribution: counts of nonconformities or cases, on `@stdlib/stats-base-dists-poisson-*`.
 */
import cdf from '@stdlib/stats-base-dists-poisson-cdf'
import pmf from '@stdlib/stats-base-dists-poisson-pmf'

/**
 * P(X = count) for a Poisson variable with the given mean.
 *
 * @throws RangeError when the mean is negative.
 */
export function poissonPmf(count: number, mean: number): number {
  requireMean(mean)
  if (mean === 0) return count === 0 ? 1 : 0
  return pmf(count, mean)
}

/**
 * P(X ≤ count) for a Poisson variable with the given mean.
 *
 * @throws RangeError when the mean is negative.
 * @example poissonCdf(2, 0.8) // 0.9525774
 */
export function poissonCdf(count: number, mean: number): number {
  requireMean(mean)
  if (count < 0) return 0
  if (mean === 0) return 1
  return cdf(count, mean)
}

/**
 * The smallest count c with P(X ≤ c) ≥ `level`.
 *
 * @throws RangeError when the mean is negative or the level is outside [0, 1).
 */
export function poissonQuantile(level: number, mean: number): number {
  requireMean(mean)
  if (!(level >= 0 && level < 1)) throw new RangeError(`level must be at least 0 and below 1, got ${level}`)
  let high = Math.ceil(mean + 1)
  while (poissonCdf(high, mean) < level) high *= 2
  let low = 0
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (poissonCdf(middle, mean) >= level) high = middle
    else low = middle + 1
  }
  return low
}

function requireMean(mean: number): void {
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`mean must be a finite number of at least 0, got ${mean}`)
  }
}
