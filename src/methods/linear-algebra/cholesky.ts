/**
 * Solution of small symmetric positive definite systems by Cholesky factorisation, in place on typed arrays.
 *
 * The estimators of this library solve thousands of systems of two to ten unknowns (bootstrap replicates ×
 * iterations × constructs); a general matrix library spends most of its time there on allocating. The tests
 * compare with ml-matrix.
 */

/** Relative size below which a pivot counts as zero: the columns are linearly dependent. */
const DEPENDENCE_TOLERANCE = 1e-12

/**
 * Solves `A x = b` for a symmetric positive definite `A`; both arguments are overwritten.
 *
 * @param matrix `size × size`, row-major; only the lower triangle is read; holds the factor L afterwards
 * @param right the right-hand side, `size` values; holds the solution x afterwards
 * @param size number of unknowns
 * @returns false when the matrix is not positive definite within rounding (dependent columns); `right` is
 *   then meaningless. A return value, not an exception, because a bootstrap replicate may meet it.
 * Source: Golub, Van Loan, "Matrix Computations", 4th ed., algorithm 4.2.1.
 */
export function solvePositiveDefinite(matrix: Float64Array, right: Float64Array, size: number): boolean {
  for (let column = 0; column < size; column++) {
    const scale = matrix[column * size + column] ?? 0
    let pivot = scale
    for (let k = 0; k < column; k++) pivot -= (matrix[column * size + k] ?? 0) ** 2
    if (!(pivot > DEPENDENCE_TOLERANCE * scale)) return false
    const root = Math.sqrt(pivot)
    matrix[column * size + column] = root
    for (let row = column + 1; row < size; row++) {
      let sum = matrix[row * size + column] ?? 0
      for (let k = 0; k < column; k++) sum -= (matrix[row * size + k] ?? 0) * (matrix[column * size + k] ?? 0)
      matrix[row * size + column] = sum / root
    }
  }
  for (let row = 0; row < size; row++) {
    let sum = right[row] ?? 0
    for (let k = 0; k < row; k++) sum -= (matrix[row * size + k] ?? 0) * (right[k] ?? 0)
    right[row] = sum / (matrix[row * size + row] ?? Number.NaN)
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = right[row] ?? 0
    for (let k = row + 1; k < size; k++) sum -= (matrix[k * size + row] ?? 0) * (right[k] ?? 0)
    right[row] = sum / (matrix[row * size + row] ?? Number.NaN)
  }
  return true
}
