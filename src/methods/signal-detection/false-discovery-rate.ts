/**
 * False discovery rate over many tests: which of a thousand series' alarms to follow, when each has its own p-value.
 *
 * Procedure: with p-values in rising order, find the last p₍ᵢ₎ ≤ i·q/m; it and all smaller ones are rejected. At most a
 * share q of those is expected to be false for independent tests. Without it, Σα false alarms are expected.
 * Unit: fractions. Domain: p-values from 0 to 1.
 * Source: Benjamini, Hochberg, "Controlling the false discovery rate", J. R. Statist. Soc. B 57 (1995) 289-300, procedure (1).
 */

/** The outcome for each p-value, in the given order. */
export interface DiscoveryResult {
  /** Smallest q at which the test would be rejected. */
  readonly adjusted: Float64Array
  /** Positions (from 0) of the rejected tests, in the given order. */
  readonly rejected: readonly number[]
}

/**
 * @param rate share q of false discoveries accepted; default 0.05
 * @throws {RangeError} when a p-value or the rate is outside 0 … 1
 */
export function falseDiscoveryRate(probabilities: Float64Array, rate = 0.05): DiscoveryResult {
  if (!(rate > 0 && rate < 1)) throw new RangeError('the rate must lie between 0 and 1')
  if (!probabilities.every((p) => p >= 0 && p <= 1)) throw new RangeError('a p-value is outside 0 to 1')
  const count = probabilities.length
  const order = [...probabilities.keys()].sort((i, j) => (probabilities[j] ?? 0) - (probabilities[i] ?? 0))
  const adjusted = new Float64Array(count)
  let smallest = 1
  order.forEach((position, fromLargest) => {
    smallest = Math.min(smallest, ((probabilities[position] ?? 0) * count) / (count - fromLargest))
    adjusted[position] = smallest
  })
  return { adjusted, rejected: [...adjusted.keys()].filter((position) => (adjusted[position] ?? 1) <= rate) }
}
