/**
 * Entropy weights (熵权法): a criterion on which the alternatives differ more carries more weight.
 *
 * p_ij = y_ij / Σ_i y_ij;  e_j = −(1/ln n)·Σ_i p_ij ln p_ij (0·ln 0 = 0);  w_j = (1 − e_j)/Σ_k (1 − e_k).
 * y is the min–max standardised table (usual in Chinese practice), or the raw positive values. Valid for at least two
 * alternatives. Shannon (1948); Hwang & Yoon (1981), §3.2.
 */
import { columnOf, type Direction, requireTable } from './indicator-table.ts'
import { minMaxScores, sampleEnds } from './min-max.ts'

export interface EntropyWeights {
  readonly entropies: readonly number[]
  readonly weights: readonly number[]
}

/**
 * Entropy and weight of each criterion. A criterion that does not vary gets weight 0.
 * @param values alternatives by criteria
 * @param directions one a criterion; only the standardised form needs them, default all benefits
 * @throws {RangeError} with fewer than two alternatives, negative raw values, or no criterion that varies
 */
export function entropyWeights(
  values: readonly (readonly number[])[],
  directions: readonly Direction[] = [],
  form: 'min-max' | 'raw' = 'min-max',
): EntropyWeights {
  const criteria = requireTable(values, 2)
  const entropies = Array.from({ length: criteria }, (_, criterion) => {
    const column = columnOf(values, criterion)
    const { low, high } = sampleEnds(column)
    if (low === high) return 1
    return entropyOf(form === 'raw' ? column : minMaxScores(column, directions[criterion] ?? 'benefit'))
  })
  const spread = entropies.map((entropy) => Math.max(0, 1 - entropy))
  const total = spread.reduce((sum, share) => sum + share, 0)
  if (total === 0) throw new RangeError('no criterion varies, so entropy gives no weights')
  return { entropies, weights: spread.map((share) => share / total) }
}

function entropyOf(column: readonly number[]): number {
  if (column.some((value) => value < 0))
    throw new RangeError('entropy of raw values needs values of at least 0')
  const total = column.reduce((sum, value) => sum + value, 0)
  const sum = column.reduce((known, value) => {
    const share = value / total
    return share === 0 ? known : known - share * Math.log(share)
  }, 0)
  return sum / Math.log(column.length)
}
