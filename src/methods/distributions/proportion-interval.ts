/**
 * Confidence interval for a proportion `count / total`, such as the failing share of a spot check.
 *
 * Wilson's score interval (E. B. Wilson, JASA 22, 1927) is the default: its coverage stays near the stated
 * confidence also for few failures. Clopper–Pearson (Biometrika 26, 1934) never covers less than stated and is
 * the one to use where a decision must be defended. Both lie in [0, 1].
 *
 * Errors: RangeError when `count` and `total` are not whole numbers with 0 ≤ count ≤ total, total ≥ 1, or the
 * confidence is not strictly between 0 and 1.
 */
import { betaQuantile } from './beta.ts'
import { normalQuantile } from './normal.ts'

/** A proportion with its confidence interval, all as fractions of 1. */
export interface ProportionInterval {
  readonly proportion: number
  readonly lower: number
  readonly upper: number
}

/**
 * Wilson score interval.
 *
 * @example wilsonInterval(48, 50) // { proportion: 0.96, lower: 0.8653990931, upper: 0.9889611157 }
 */
export function wilsonInterval(count: number, total: number, confidence = 0.95): ProportionInterval {
  requireCounts(count, total, confidence)
  const proportion = count / total
  const { lower, upper } = wilsonBounds(proportion, total, confidence)
  return { proportion, lower: count === 0 ? 0 : lower, upper: count === total ? 1 : upper }
}

/**
 * Wilson's bounds of a share at a sample size that need not be whole, such as the effective size of a weighted sample.
 *
 * @throws RangeError when the share is not within 0 and 1, or the size is not above 0.
 */
export function wilsonBounds(
  share: number,
  size: number,
  confidence = 0.95,
): { readonly lower: number; readonly upper: number } {
  if (!(share >= 0 && share <= 1 && size > 0)) {
    throw new RangeError(`a share of ${share} at a sample size of ${size} has no interval`)
  }
  const z = normalQuantile(0.5 + confidence / 2)
  const squared = (z * z) / size
  const centre = (share + squared / 2) / (1 + squared)
  const half = (z / (1 + squared)) * Math.sqrt((share * (1 - share)) / size + squared / (4 * size))
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) }
}

/**
 * Clopper–Pearson (exact) interval.
 *
 * @example clopperPearsonInterval(0, 50).upper // 0.0711217365
 */
export function clopperPearsonInterval(count: number, total: number, confidence = 0.95): ProportionInterval {
  requireCounts(count, total, confidence)
  const tail = (1 - confidence) / 2
  return {
    proportion: count / total,
    lower: count === 0 ? 0 : betaQuantile(tail, count, total - count + 1),
    upper: count === total ? 1 : betaQuantile(1 - tail, count + 1, total - count),
  }
}

function requireCounts(count: number, total: number, confidence: number): void {
  if (!Number.isInteger(count) || !Number.isInteger(total) || count < 0 || total < 1 || count > total) {
    throw new RangeError(`a proportion needs whole numbers with 0 ≤ count ≤ total, got ${count} of ${total}`)
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence must lie between 0 and 1, got ${confidence}`)
  }
}
