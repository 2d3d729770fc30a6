/**
 * Pareto analysis: the few causes that make up most of the defects.
 *
 * Formula: causes in falling order of count, with share and cumulative share; class A up to and including the cause that
 * reaches the first threshold, B up to the second, C the rest. Units: counts (or cost); shares as fractions. Domain:
 * counts of at least 0 with a positive sum.
 * Sources: Juran, "Quality Control Handbook". The thresholds 80 % and 90 % are practice, not standard: parameters.
 */

/** A cause with its count. */
export interface CauseCount {
  readonly cause: string
  readonly count: number
}

/** A cause in its place. */
export interface ParetoCause extends CauseCount {
  readonly share: number
  readonly cumulativeCount: number
  readonly cumulativeShare: number
  readonly class: 'A' | 'B' | 'C'
}

/**
 * @param thresholds cumulative shares that close class A and class B; default 0.8 and 0.9
 * @returns causes in falling order of count; equal counts keep the given order
 * @throws {RangeError} when a count is negative or not finite, all are 0, or the thresholds are not in order
 */
export function paretoAnalysis(
  causes: readonly CauseCount[],
  thresholds: readonly [number, number] = [0.8, 0.9],
): readonly ParetoCause[] {
  const [first, second] = thresholds
  if (!(first > 0 && first <= second && second <= 1)) throw new RangeError('thresholds must rise from 0 to 1')
  const total = causes.reduce((sum, { cause, count }) => {
    if (!(count >= 0 && Number.isFinite(count)))
      throw new RangeError(`the count of "${cause}" is not possible`)
    return sum + count
  }, 0)
  if (!(total > 0)) throw new RangeError('the counts are all 0')
  let before = 0
  return causes
    .toSorted((a, b) => b.count - a.count)
    .map(({ cause, count }) => {
      // A cause belongs to the class that is still open when its turn comes; rounding must not keep it open.
      const reached = before / total + 1e-12
      before += count
      return {
        cause,
        count,
        share: count / total,
        cumulativeCount: before,
        cumulativeShare: before / total,
        class: reached < first ? 'A' : reached < second ? 'B' : 'C',
      }
    })
}
