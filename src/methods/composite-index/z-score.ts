/**
 * Z-scores (标准差标准化): (x − mean)/standard deviation, negated for costs. OECD/JRC, Handbook on Constructing
 * Composite Indicators (2008), §5.2. Mean 0 and standard deviation 1 afterwards.
 */
import type { Direction } from './indicator-table.ts'

/**
 * Z-scores of a sample.
 * @param deviation `sample` divides by n − 1 (default), `population` by n
 * @throws {RangeError} with fewer than two values, a value that is no finite number, or no spread
 */
export function zScores(
  values: readonly number[],
  direction: Direction = 'benefit',
  deviation: 'sample' | 'population' = 'sample',
): number[] {
  if (values.length < 2 || values.some((value) => !Number.isFinite(value))) {
    throw new RangeError('z-scores need at least two finite values')
  }
  const mean = values.reduce((total, value) => total + value, 0) / values.length
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
  const spread = Math.sqrt(squares / (deviation === 'sample' ? values.length - 1 : values.length))
  // A spread below the rounding error of the mean is no spread.
  if (!(spread > Math.abs(mean) * 1e-14)) throw new RangeError('z-scores need values that differ')
  const sign = direction === 'benefit' ? 1 : -1
  return values.map((value) => (sign * (value - mean)) / spread)
}
