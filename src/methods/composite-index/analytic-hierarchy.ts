/**
 * 层次分析法 (analytic hierarchy process, Saaty): weights from pairwise comparisons.
 *
 * A is positive and reciprocal (a_ji = 1/a_ij). Weights are its principal eigenvector (or the geometric means of its
 * rows), summing to 1. Consistency index CI = (λmax − n)/(n − 1), ratio CR = CI/RI; CR < 0.1 is acceptable. RI, the mean
 * CI of random matrices on the scale 1/9 … 9, is an estimate that differs by author: Saaty, Theory and Applications of
 * the Analytic Network Process (2005), p. 31, for n ≤ 15; Donegan & Dodd (1991) to n = 100, with steps interpolated.
 * Saaty, Int. J. Services Sciences 1 (2008) 83–98.
 */

export type RandomIndexSource = 'saaty-2005' | 'donegan-dodd-1991'

const RANDOM_INDICES: Readonly<Record<RandomIndexSource, Readonly<Record<number, number>>>> = {
  'saaty-2005': {
    3: 0.52,
    4: 0.89,
    5: 1.11,
    6: 1.25,
    7: 1.35,
    8: 1.4,
    9: 1.45,
    10: 1.49,
    11: 1.52,
    12: 1.54,
    13: 1.56,
    14: 1.58,
    15: 1.59,
  },
  'donegan-dodd-1991': {
    3: 0.4914,
    4: 0.8286,
    5: 1.0591,
    6: 1.1797,
    7: 1.2519,
    8: 1.3171,
    9: 1.3733,
    10: 1.4055,
    11: 1.4213,
    12: 1.4497,
    13: 1.4643,
    14: 1.4822,
    15: 1.4969,
    16: 1.5078,
    17: 1.5153,
    18: 1.5262,
    19: 1.5313,
    20: 1.5371,
    25: 1.5619,
    30: 1.5772,
    40: 1.5976,
    50: 1.6102,
    60: 1.6178,
    70: 1.6237,
    80: 1.6277,
    90: 1.6213,
    100: 1.6339,
  },
}

/** Largest consistency ratio that is accepted. */
export const ACCEPTABLE_CONSISTENCY_RATIO = 0.1

export interface PairwiseWeights {
  readonly weights: readonly number[]
  readonly principalEigenvalue: number
  readonly consistencyIndex: number
  /** 0 for fewer than three criteria, whose comparisons cannot contradict each other. */
  readonly consistencyRatio: number
  readonly acceptable: boolean
}

export interface PairwiseOptions {
  readonly method?: 'eigenvector' | 'geometric-mean'
  readonly randomIndex?: RandomIndexSource
}

/**
 * Weights of the criteria of a comparison matrix, with its consistency.
 * @param matrix `matrix[i][j]`: how many times criterion i matters as much as j
 * @throws {RangeError} when the matrix is not square, positive and reciprocal (to 0.5 %), or too large for the index
 */
export function pairwiseWeights(
  matrix: readonly (readonly number[])[],
  options: PairwiseOptions = {},
): PairwiseWeights {
  const { method = 'eigenvector', randomIndex = 'saaty-2005' } = options
  requireReciprocal(matrix)
  const size = matrix.length
  const weights = method === 'eigenvector' ? principalEigenvector(matrix) : geometricMeans(matrix)
  const product = multiply(matrix, weights)
  // Mean of the ratios (A·w)_i / w_i: the eigenvalue itself when w is the eigenvector.
  const principalEigenvalue =
    product.reduce((sum, value, index) => sum + value / (weights[index] ?? 1), 0) / size
  const consistencyIndex = size < 2 ? 0 : Math.max(0, (principalEigenvalue - size) / (size - 1))
  const consistencyRatio = size < 3 ? 0 : consistencyIndex / randomIndexOf(size, randomIndex)
  const acceptable = consistencyRatio < ACCEPTABLE_CONSISTENCY_RATIO
  return { weights, principalEigenvalue, consistencyIndex, consistencyRatio, acceptable }
}

/**
 * The random index of matrices of a size.
 * @throws {RangeError} when the source has no estimate for the size
 */
export function randomIndexOf(size: number, source: RandomIndexSource = 'saaty-2005'): number {
  const table = RANDOM_INDICES[source]
  const known = table[size]
  if (known !== undefined) return known
  const sizes = Object.keys(table).map(Number)
  const below = Math.max(...sizes.filter((candidate) => candidate < size))
  const above = Math.min(...sizes.filter((candidate) => candidate > size))
  const [low, high] = [table[below], table[above]]
  if (low === undefined || high === undefined || !Number.isInteger(size)) {
    throw new RangeError(`${source} has no random index for ${size} criteria`)
  }
  return low + ((high - low) * (size - below)) / (above - below)
}

/**
 * Weights of the leaves of a two-level hierarchy: each leaf's own weight times its parent's.
 * @param parents weights of the upper level
 * @param children one list of weights for each parent
 */
export function composeHierarchy(
  parents: readonly number[],
  children: readonly (readonly number[])[],
): number[][] {
  if (parents.length !== children.length)
    throw new RangeError('one list of children for each parent is needed')
  return children.map((weights, index) => weights.map((weight) => weight * (parents[index] ?? 0)))
}

function requireReciprocal(matrix: readonly (readonly number[])[]): void {
  if (matrix.length === 0) throw new RangeError('the comparison matrix is empty')
  for (const [i, row] of matrix.entries()) {
    if (row.length !== matrix.length) throw new RangeError('the comparison matrix is not square')
    for (const [j, value] of row.entries()) {
      if (!(value > 0 && Number.isFinite(value)))
        throw new RangeError(`comparison ${i + 1}, ${j + 1} is not a number above 0`)
      // People write 0.333 for 1/3, so products of 0.995 to 1.005 pass as 1.
      if (Math.abs(value * (matrix[j]?.[i] ?? 0) - 1) > 0.005) {
        throw new RangeError(`comparisons ${i + 1}, ${j + 1} and ${j + 1}, ${i + 1} are not reciprocal`)
      }
    }
  }
}

/** Power iteration; it converges because a positive matrix has one largest eigenvalue (Perron–Frobenius). */
function principalEigenvector(matrix: readonly (readonly number[])[]): number[] {
  let weights = matrix.map(() => 1 / matrix.length)
  for (let step = 0; step < 10_000; step++) {
    const next = unitSum(multiply(matrix, weights))
    const change = Math.max(...next.map((value, index) => Math.abs(value - (weights[index] ?? 0))))
    weights = next
    if (change < 1e-14) break
  }
  return weights
}

function geometricMeans(matrix: readonly (readonly number[])[]): number[] {
  const logs = matrix.map((row) => row.reduce((sum, value) => sum + Math.log(value), 0) / row.length)
  return unitSum(logs.map(Math.exp))
}

function multiply(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0))
}

function unitSum(vector: readonly number[]): number[] {
  const sum = vector.reduce((total, value) => total + value, 0)
  return vector.map((value) => value / sum)
}
