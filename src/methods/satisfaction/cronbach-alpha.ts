/**
 * Cronbach's α: how far the questions of one construct say the same.
 *
 * Formula: α = k/(k − 1) · (1 − Σ sᵢᵢ / ΣΣ sᵢⱼ) over the k × k covariance matrix of the questions. With the
 * correlation matrix in its place it is the standardised α. Unit: none; at most 1. Domain: k ≥ 1 questions
 * scored in the same direction; 1 for a single question by convention; negative when the questions oppose each
 * other.
 * Sources: Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951) 297-334,
 * eq. 2; GB/T 19038-2009 annex C (reliability). Usual demand: at least 0.7.
 */

/**
 * @param covariance `size × size` covariance or correlation matrix of the questions, row-major
 * @throws {RangeError} when there is no question or the questions' sum has no variance
 * @example cronbachAlpha(Float64Array.of(1, 0.5, 0.5, 1), 2) // 0.6667
 */
export function cronbachAlpha(covariance: Float64Array, size: number): number {
  if (size < 1) throw new RangeError('a construct needs at least one question')
  if (size === 1) return 1
  let all = 0
  let diagonal = 0
  for (let row = 0; row < size; row++) {
    diagonal += covariance[row * size + row] ?? 0
    for (let column = 0; column < size; column++) all += covariance[row * size + column] ?? 0
  }
  if (!(all > 0)) throw new RangeError('the sum of the questions has no variance')
  return (size / (size - 1)) * (1 - diagonal / all)
}
