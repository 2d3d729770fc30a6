/**
 * Composite of weighted scores: arithmetic Σ w·s, or geometric Π s^w, which lets a weak indicator weigh more.
 * OECD/JRC, Handbook on Constructing Composite Indicators (2008), §6.2. Weights are divided by their sum.
 */
import { normaliseWeights } from './indicator-table.ts'

/**
 * The composite of one alternative.
 * @throws {RangeError} when scores and weights do not fit, or a score of the geometric mean is negative
 */
export function weightedComposite(
  scores: readonly number[],
  weights: readonly number[],
  mean: 'arithmetic' | 'geometric' = 'arithmetic',
): number {
  const shares = normaliseWeights(weights, scores.length)
  if (mean === 'arithmetic')
    return scores.reduce((total, score, index) => total + score * (shares[index] ?? 0), 0)
  if (scores.some((score) => !(score >= 0)))
    throw new RangeError('a geometric composite needs scores of at least 0')
  return scores.reduce((product, score, index) => product * score ** (shares[index] ?? 0), 1)
}
