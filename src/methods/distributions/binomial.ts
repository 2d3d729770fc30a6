/**
 * The binomial distribution: nonconforming items in a sample of `trials` from a process with
 * fraction `probability`, on `@stdlib/stats-base-dists-binomial-*`.
 */
import cdf from '@stdlib/stats-base-dists-binomial-cdf'
import pmf from '@stdlib/stats-base-dists-binomial-pmf'

/**
 * P(X = count).
 *
 * @throws RangeError when `trials` is not a whole number ≥ 0 or `probability` is outside [0, 1].
 */
export function binomialPmf(count: number, trials: number, probability: number): number {
  requireParameters(trials, probability)
  return pmf(count, trials, probability)
}

/**
 * P(X ≤ count).
 *
 * @throws RangeError as {@link binomialPmf}.
 * @example binomialCdf(2, 80, 0.01) // 0.95344681, the acceptance probability of the plan n = 80, Ac = 2
 */
export function binomialCdf(count: number, trials: number, probability: number): number {
  requireParameters(trials, probability)
  if (count < 0) return 0
  if (count >= trials) return 1
  return cdf(count, trials, probability)
}

/**
 * The smallest count c with P(X ≤ c) ≥ `level`.
 *
 * @throws RangeError as {@link binomialPmf}, or when `level` is outside [0, 1].
 */
export function binomialQuantile(level: number, trials: number, probability: number): number {
  requireParameters(trials, probability)
  if (!(level >= 0 && level <= 1)) throw new RangeError(`level must be between 0 and 1, got ${level}`)
  let low = 0
  let high = trials
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (binomialCdf(middle, trials, probability) >= level) high = middle
    else low = middle + 1
  }
  return low
}

function requireParameters(trials: number, probability: number): void {
  if (!Number.isInteger(trials) || trials < 0) {
    throw new RangeError(`trials must be a whole number of at least 0, got ${trials}`)
  }
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability must be between 0 and 1, got ${probability}`)
  }
}
