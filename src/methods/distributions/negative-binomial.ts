/**
 * The negative binomial distribution of overdispersed counts, by mean and size: variance = mean + mean²/size. Its
 * distribution function is the regularised incomplete beta function I_p(size, c + 1) with p = size/(size + mean).
 */
import { betaCdf } from './beta.ts'

/** A negative binomial distribution with any positive (not only whole) size. */
export interface NegativeBinomial {
  /** At least 0. */
  readonly mean: number
  /** Above 0; the smaller, the wider. */
  readonly size: number
}

/**
 * P(X ≤ count).
 *
 * @throws RangeError when the mean is negative or the size is not positive.
 * @example negativeBinomialCdf(2, { mean: 3, size: 3 }) // 0.5
 */
export function negativeBinomialCdf(count: number, distribution: NegativeBinomial): number {
  const { mean, size } = distribution
  requireDistribution(distribution)
  if (count < 0) return 0
  if (mean === 0) return 1
  return betaCdf(size / (size + mean), size, Math.floor(count) + 1)
}

/**
 * The smallest count c with P(X ≤ c) ≥ `level`.
 *
 * @throws RangeError when the distribution has no meaning or the level is outside [0, 1).
 */
export function negativeBinomialQuantile(level: number, distribution: NegativeBinomial): number {
  requireDistribution(distribution)
  if (!(level >= 0 && level < 1)) throw new RangeError(`level must be at least 0 and below 1, got ${level}`)
  let high = Math.ceil(distribution.mean + 1)
  while (negativeBinomialCdf(high, distribution) < level) high *= 2
  let low = 0
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (negativeBinomialCdf(middle, distribution) >= level) high = middle
    else low = middle + 1
  }
  return low
}

function requireDistribution({ mean, size }: NegativeBinomial): void {
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`mean must be a finite number of at least 0, got ${mean}`)
  }
  if (!(size > 0)) throw new RangeError(`size must be positive, got ${size}`)
}
