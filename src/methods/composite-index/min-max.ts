/**
 * Min–max standardisation (极差标准化): x ↦ (x − min)/(max − min) for benefits, (max − x)/(max − min) for costs, so
 * that the best is 1 and the worst 0. OECD/JRC, Handbook on Constructing Composite Indicators (2008), §5.3.
 */
import type { Direction } from './indicator-table.ts'

/** Ends of the scale; by default those of the sample. */
export interface ScaleEnds {
  readonly low: number
  readonly high: number
}

/**
 * Standardised values in [0, 1]; values beyond given ends are held at 0 or 1.
 * @throws {RangeError} when there is no value, a value is no finite number, or low is not below high
 */
export function minMaxScores(
  values: readonly number[],
  direction: Direction = 'benefit',
  ends?: ScaleEnds,
): number[] {
  const wrong = values.find((value) => !Number.isFinite(value))
  if (values.length === 0 || wrong !== undefined) throw new RangeError('min–max needs finite values')
  const { low, high } = ends ?? sampleEnds(values)
  if (!(low < high))
    throw new RangeError(`the scale from ${low} to ${high} has no length: all values are equal`)
  return values.map((value) => {
    const share = Math.min(1, Math.max(0, (value - low) / (high - low)))
    return direction === 'benefit' ? share : 1 - share
  })
}

/** Smallest and largest value of a sample. */
export function sampleEnds(values: readonly number[]): ScaleEnds {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}
