/**
 * Dijkstra and Henseler's ρ_A: the reliability of a construct's PLS score.
 *
 * Formula: ρ_A = (w′w)² · w′(S − diag S)w / w′(ww′ − diag ww′)w with the outer weights w (scores of variance 1)
 * and the correlation matrix S of the construct's questions. Unit: none; 1 for a single question. Domain:
 * mode A constructs; can exceed 1 in small samples (then the model or the sample is at fault).
 * Source: Dijkstra, Henseler, "Consistent partial least squares path modeling", MIS Quarterly 39 (2015)
 * 297-316, eq. 3. Usual demand: at least 0.7.
 */

/**
 * @param weights outer weights of the questions
 * @param correlation correlation matrix of the same questions, row-major
 * @throws {RangeError} when there is no question, or all but one weight is 0
 */
export function rhoA(weights: Float64Array, correlation: Float64Array): number {
  const size = weights.length
  if (size < 1) throw new RangeError('a construct needs at least one question')
  if (size === 1) return 1
  let squares = 0
  let shared = 0
  let outer = 0
  for (let row = 0; row < size; row++) {
    const weight = weights[row] ?? 0
    squares += weight * weight
    for (let column = 0; column < size; column++) {
      if (row === column) continue
      const other = weights[column] ?? 0
      shared += weight * other * (correlation[row * size + column] ?? 0)
      outer += (weight * other) ** 2
    }
  }
  if (!(outer > 0)) throw new RangeError('fewer than two questions carry weight')
  return (squares * squares * shared) / outer
}
