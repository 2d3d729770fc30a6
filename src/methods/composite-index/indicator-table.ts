/** Alternatives (regions, enterprises) by criteria: the table weighting and ranking methods work on. */

/** Whether more of an indicator is better (正向) or worse (负向). */
export type Direction = 'benefit' | 'cost'

/** Alternatives in rows, criteria in columns. */
export interface IndicatorTable {
  readonly names: readonly string[]
  readonly criteria: readonly string[]
  /** `values[i][j]`: alternative i on criterion j. */
  readonly values: readonly (readonly number[])[]
}

/**
 * Refuses a table that cannot be ranked.
 * @throws {RangeError} when it is empty, ragged, or holds a value that is no finite number
 */
export function requireTable(values: readonly (readonly number[])[], least = 1): number {
  const width = values[0]?.length ?? 0
  if (values.length < least || width === 0) {
    throw new RangeError(`at least ${least} alternatives on at least one criterion are needed`)
  }
  for (const [index, row] of values.entries()) {
    if (row.length !== width)
      throw new RangeError(`alternative ${index + 1} has ${row.length} values, not ${width}`)
    const wrong = row.find((value) => !Number.isFinite(value))
    if (wrong !== undefined)
      throw new RangeError(`alternative ${index + 1} holds ${wrong}, which is no finite number`)
  }
  return width
}

/** One column of the table. */
export function columnOf(values: readonly (readonly number[])[], criterion: number): number[] {
  return values.map((row) => row[criterion] ?? Number.NaN)
}

/**
 * Weights divided by their sum.
 * @throws {RangeError} when a weight is negative or no number, all are zero, or their count is not `count`
 */
export function normaliseWeights(weights: readonly number[], count: number): number[] {
  if (weights.length !== count) throw new RangeError(`${weights.length} weights for ${count} criteria`)
  const wrong = weights.find((weight) => !(weight >= 0 && Number.isFinite(weight)))
  if (wrong !== undefined) throw new RangeError(`${wrong} is not a weight`)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum === 0) throw new RangeError('all weights are zero')
  return weights.map((weight) => weight / sum)
}

/** Ranks of scores, the highest first; equal scores share the better rank (1, 2, 2, 4). */
export function ranksOf(scores: readonly number[]): number[] {
  const descending = scores.toSorted((a, b) => b - a)
  const first = new Map<number, number>()
  for (const [index, score] of descending.entries()) if (!first.has(score)) first.set(score, index + 1)
  return scores.map((score) => first.get(score) ?? Number.NaN)
}
