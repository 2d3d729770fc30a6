/**
 * Scores of a result against its target, as assessment rules write them: in proportion, by steps of deduction, by
 * bands, by rank, by improvement over last year. Assessment rules of provinces and cities choose among these; the
 * constants are theirs and always passed in.
 */
import type { Direction } from './indicator-table.ts'
import { ranksOf } from './indicator-table.ts'

/**
 * In proportion to the target: full marks when reached, `full·x/target` below (`full·target/x` for costs).
 * @throws {RangeError} when the target is not above 0, or the value negative
 */
export function proportionalScore(
  value: number,
  target: number,
  full: number,
  direction: Direction = 'benefit',
): number {
  if (!(target > 0 && value >= 0))
    throw new RangeError('a proportional score needs a target above 0 and a value of at least 0')
  const share = direction === 'benefit' ? value / target : value === 0 ? 1 : target / value
  return full * Math.min(1, share)
}

/** A rule of deduction: `deduction` marks for each begun `step` short of the target. */
export interface DeductionRule {
  readonly full: number
  readonly step: number
  readonly deduction: number
  readonly direction?: Direction
}

/**
 * Full marks less a deduction for each begun step short of the target, never below 0.
 * @throws {RangeError} when the step is not above 0
 */
export function deductionScore(value: number, target: number, rule: DeductionRule): number {
  const { full, step, deduction, direction = 'benefit' } = rule
  if (!(step > 0)) throw new RangeError('a step of deduction is above 0')
  const shortfall = direction === 'benefit' ? target - value : value - target
  // Quotients a hair above a whole number come from binary fractions (0.3/0.1), not from a begun step.
  const steps = shortfall <= 0 ? 0 : Math.ceil(shortfall / step - 1e-9)
  return Math.max(0, full - deduction * steps)
}

/** From `from` (included) on, up to the next band, the score is `score`. */
export interface ScoreBand {
  readonly from: number
  readonly score: number
}

/**
 * The score of the band a value falls in; bands are half-open [from, next).
 * @throws {RangeError} when the value lies below every band
 */
export function bandScore(value: number, bands: readonly ScoreBand[]): number {
  const found = bands.toSorted((a, b) => b.from - a.from).find(({ from }) => value >= from)
  if (found === undefined) throw new RangeError(`${value} lies below every band`)
  return found.score
}

/** Scores by rank: full marks for the first, equal steps down to `least` for the last; ties score alike. */
export function rankScores(
  values: readonly number[],
  full: number,
  least: number,
  direction: Direction = 'benefit',
): number[] {
  const ranks = ranksOf(direction === 'benefit' ? values : values.map((value) => -value))
  const step = values.length > 1 ? (full - least) / (values.length - 1) : 0
  return ranks.map((rank) => full - step * (rank - 1))
}

/**
 * Improvement over the year before, `(x − x₋₁)/|x₋₁|`, negated for costs, at most `cap`.
 * @throws {RangeError} when last year's value is 0
 */
export function improvement(
  value: number,
  previous: number,
  cap: number,
  direction: Direction = 'benefit',
): number {
  if (previous === 0) throw new RangeError('improvement over 0 is not defined')
  const change = (value - previous) / Math.abs(previous)
  return Math.min(cap, direction === 'benefit' ? change : -change)
}
