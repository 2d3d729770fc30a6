/**
 * TOPSIS (逼近理想解排序法; Hwang & Yoon 1981): alternatives are ranked by how near they are to the ideal and how far
 * from the anti-ideal one.
 *
 * r_ij = x_ij/√Σ_i x_ij²;  v_ij = w_j r_ij;  ideal: best v of each criterion, anti-ideal: worst;
 * C_i = D⁻_i/(D⁺_i + D⁻_i) with Euclidean distances; C in [0, 1], larger is better.
 */
import { columnOf, type Direction, normaliseWeights, ranksOf, requireTable } from './indicator-table.ts'
import { sampleEnds } from './min-max.ts'

export interface TopsisResult {
  /** Relative closeness C of each alternative. */
  readonly closeness: readonly number[]
  readonly distanceToIdeal: readonly number[]
  readonly distanceToAntiIdeal: readonly number[]
  readonly ranks: readonly number[]
}

/**
 * Closeness and rank of each alternative.
 * @param directions one a criterion, default all benefits
 * @throws {RangeError} with fewer than two alternatives, a criterion of zeros, weights that do not fit, or no difference
 */
export function topsis(
  values: readonly (readonly number[])[],
  weights: readonly number[],
  directions: readonly Direction[] = [],
): TopsisResult {
  const criteria = requireTable(values, 2)
  const shares = normaliseWeights(weights, criteria)
  const columns = Array.from({ length: criteria }, (_, criterion) => {
    const column = columnOf(values, criterion)
    const norm = Math.hypot(...column)
    if (norm === 0) throw new RangeError(`criterion ${criterion + 1} is zero for every alternative`)
    return column.map((value) => ((shares[criterion] ?? 0) * value) / norm)
  })
  const distanceTo = (best: boolean) => (_: unknown, alternative: number) =>
    Math.hypot(
      ...columns.map((column, criterion) => {
        const { low, high } = sampleEnds(column)
        const wantsHigh = (directions[criterion] !== 'cost') === best
        return (column[alternative] ?? 0) - (wantsHigh ? high : low)
      }),
    )
  const distanceToIdeal = values.map(distanceTo(true))
  const distanceToAntiIdeal = values.map(distanceTo(false))
  const closeness = distanceToAntiIdeal.map((far, index) => far / (far + (distanceToIdeal[index] ?? 0)))
  if (closeness.some(Number.isNaN))
    throw new RangeError('the alternatives do not differ on any weighted criterion')
  return { closeness, distanceToIdeal, distanceToAntiIdeal, ranks: ranksOf(closeness) }
}
