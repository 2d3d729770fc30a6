/**
 * How a target stands: a pure function of its wording, its figures and the day. The rules are written for readers
 * in docs/guides/target-states.md; each answer names the rule that gave it.
 */
import type { TargetComparator, TargetStateName } from '#kernel/targets/targets.ts'
import { dayAfter, kindOfPeriod, lastDay, offsetPeriod, periodOfDay } from '../period.ts'
import { type PathKind, type RequiredPath, requiredOn, type YearEnd } from './path.ts'

/** A figure of a period, in the unit of the target. */
export interface PeriodFigure {
  readonly period: string
  readonly value: number
}

/** What the commitment says. */
export interface Commitment {
  readonly comparator: TargetComparator
  readonly value: number
  readonly valueHigh: number | null
  readonly unit: string
  /** Deadline: the end of this year; null for none. */
  readonly year: number | null
}

/** How figures answer it. */
export interface Answering {
  /** Which way is better, for commitments that only name a value. */
  readonly direction: 'higher' | 'lower' | 'neutral'
  /**
   * - `level`: the latest figure
   * - `year-total`: the year's figures added up, each year anew
   * - `since-baseline`: figures added up from the year after the baseline
   */
  readonly basis: 'level' | 'year-total' | 'since-baseline'
  readonly baseline: YearEnd | null
  readonly path: PathKind
  readonly milestones: readonly YearEnd[]
  /** In the order of their periods, all of one kind. */
  readonly figures: readonly PeriodFigure[]
}

/** Shares that separate the states; rules of the city. */
export interface Tolerances {
  /** Part of the way from baseline to goal by which a target may lie below its path and count as at risk. */
  readonly path: number
  /** Part of the goal by which a level that is to be kept may be missed and count as at risk. */
  readonly keep: number
  /** Part of the value within which `about` is met. */
  readonly about: number
}

/** The rule that gave a state. */
export type StateReason =
  | 'no-figures'
  | 'figures-too-old'
  | 'no-baseline'
  | 'goal-reached'
  | 'within-bound-so-far'
  | 'missed-at-deadline'
  | 'on-path'
  | 'little-below-path'
  | 'far-below-path'
  | 'forecast-misses'
  | 'little-outside-level'
  | 'far-outside-level'

export interface TargetProgress {
  readonly state: TargetStateName
  readonly reason: StateReason
  readonly current: number | null
  readonly period: string | null
  /** The goal in the unit of the figures: for changes, baseline and change together. */
  readonly goal: number | null
  readonly required: number | null
  readonly stale: boolean
}

/** Periods after which a missing figure counts as overdue; after twice as many the target has no data. */
const overdueAfter = { month: 2, quarter: 2, year: 1 } as const

const nothing = (reason: StateReason): TargetProgress => ({
  state: 'no-data',
  reason,
  current: null,
  period: null,
  goal: null,
  required: null,
  stale: false,
})

/** Which way figures have to move. */
function senseOf(commitment: Commitment, answering: Answering): 1 | -1 {
  if (['<=', '<', 'delta-'].includes(commitment.comparator)) return -1
  if (['>=', '>', 'delta+'].includes(commitment.comparator)) return 1
  return answering.direction === 'lower' ? -1 : 1
}

/** The value to reach; undefined when it hangs on a baseline that is not known. */
function goalOf({ comparator, value, unit }: Commitment, baseline: YearEnd | null): number | undefined {
  if (comparator !== 'delta+' && comparator !== 'delta-') return value
  if (!baseline) return undefined
  const sign = comparator === 'delta+' ? 1 : -1
  return unit === '%' ? baseline.value * (1 + (sign * value) / 100) : baseline.value + sign * value
}

/** Whether a value keeps the bound, to the digits that figures have. */
function reaches(value: number, goal: number, commitment: Commitment, sense: 1 | -1, about: number): boolean {
  const equal = Math.abs(value - goal) <= 1e-9 * Math.max(1, Math.abs(goal))
  switch (commitment.comparator) {
    case '>':
    case '<':
      return !equal && (value - goal) * sense > 0
    case '~':
      return (value - goal) * sense >= -about * Math.abs(goal) - 1e-9
    default:
      return equal || (value - goal) * sense > 0
  }
}

/** Figures on the basis that the commitment counts by: as they are, or added up. */
export function figuresOnBasis(answering: Answering): PeriodFigure[] {
  if (answering.basis === 'level') return [...answering.figures]
  const first =
    answering.basis === 'since-baseline'
      ? (answering.baseline?.year ?? Number.NEGATIVE_INFINITY) + 1
      : undefined
  let sum = 0
  let year = ''
  return answering.figures.flatMap(({ period, value }) => {
    if (first !== undefined && Number(period.slice(0, 4)) < first) return []
    if (first === undefined && period.slice(0, 4) !== year) sum = 0
    year = period.slice(0, 4)
    sum += value
    return [{ period, value: sum }]
  })
}

/** The last figure that counts: of periods over by `today`, and not of years after the deadline. */
function latestOf(
  figures: readonly PeriodFigure[],
  year: number | null,
  today: string,
): PeriodFigure | undefined {
  return figures.findLast(
    ({ period }) => lastDay(period) <= today && (year === null || Number(period.slice(0, 4)) <= year),
  )
}

/**
 * Whether newer figures than this period's are overdue.
 *
 * @param year deadline, after which nothing newer is waited for; null for none
 */
export function ageOfFigure(
  period: string,
  year: number | null,
  today: string,
): 'fresh' | 'stale' | 'too-old' {
  const kind = kindOfPeriod(period)
  // After the deadline nothing newer is waited for.
  const asOf = year !== null && today > `${year}-12-31` ? `${year}-12-31` : today
  const overdue = (periods: number): boolean => dayAfter(offsetPeriod(period, periods)) <= asOf
  if (overdue(overdueAfter[kind] * 2)) return 'too-old'
  return overdue(overdueAfter[kind]) ? 'stale' : 'fresh'
}

/** What is forecast for the deadline, on the basis of the figures. */
export interface Outlook {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Whether the interval of a forecast reaches the goal: all of it, none of it, or a part. */
export type Prospect = 'reaches' | 'misses' | 'uncertain'

/** What a forecast says of a goal; undefined when the goal hangs on a baseline that is not known. */
export function prospectOf(
  commitment: Commitment,
  answering: Answering,
  { low, high }: Outlook,
  tolerances: Tolerances,
): Prospect | undefined {
  const goal = goalOf(commitment, answering.baseline)
  if (goal === undefined) return undefined
  const sense = senseOf(commitment, answering)
  const [worst, best] = sense === 1 ? [low, high] : [high, low]
  const top = answering.direction === 'neutral' ? commitment.valueHigh : null
  const keeps = (value: number): boolean => reaches(value, goal, commitment, sense, tolerances.about)
  if (!keeps(best) || (top !== null && low > top)) return 'misses'
  return keeps(worst) && (top === null || high <= top) ? 'reaches' : 'uncertain'
}

/**
 * @param today ISO date
 * @param outlook gives what is forecast for the deadline; asked only when the state may hang on it
 */
export function targetProgress(
  commitment: Commitment,
  answering: Answering,
  today: string,
  tolerances: Tolerances,
  outlook?: () => Outlook | undefined,
): TargetProgress {
  const figures = figuresOnBasis(answering)
  const latest = latestOf(figures, commitment.year, today)
  if (!latest) return nothing('no-figures')
  const goal = goalOf(commitment, answering.baseline)
  if (goal === undefined) return { ...nothing('no-baseline'), current: latest.value, period: latest.period }
  const age = ageOfFigure(latest.period, commitment.year, today)
  const seen = { current: latest.value, period: latest.period, goal, stale: age !== 'fresh' }
  if (age === 'too-old') return { ...seen, state: 'no-data', reason: 'figures-too-old', required: null }
  const verdict = judge({ commitment, answering, figures, latest, goal, today, tolerances })
  // Each year's total is judged by itself; a forecast of the last year says nothing of this one.
  if (verdict.reason === 'on-path' && answering.basis !== 'year-total') {
    const ahead = outlook?.()
    if (ahead && prospectOf(commitment, answering, ahead, tolerances) === 'misses')
      return { ...seen, ...verdict, state: 'at-risk', reason: 'forecast-misses' }
  }
  return { ...seen, ...verdict }
}

interface Judged {
  readonly commitment: Commitment
  readonly answering: Answering
  readonly figures: readonly PeriodFigure[]
  readonly latest: PeriodFigure
  readonly goal: number
  readonly today: string
  readonly tolerances: Tolerances
}

type Verdict = Pick<TargetProgress, 'state' | 'reason' | 'required'>

function judge(judged: Judged): Verdict {
  const { commitment, answering, latest, goal, tolerances } = judged
  const sense = senseOf(commitment, answering)
  const low = reaches(latest.value, goal, commitment, sense, tolerances.about)
  // A range is a promise of both ends only where more is not better.
  const high =
    commitment.valueHigh === null || answering.direction !== 'neutral' || latest.value <= commitment.valueHigh
  const reached = low && high
  if (answering.basis === 'year-total') return judgeYear(judged, sense, reached)
  const end = commitment.year === null ? undefined : `${commitment.year}-12-31`
  const over = end !== undefined && lastDay(latest.period) >= end
  // An upper bound on a running total is only kept once nothing more can be added.
  if (reached && sense === -1 && answering.basis === 'since-baseline' && !over)
    return { state: 'on-track', reason: 'within-bound-so-far', required: goal }
  if (reached) return { state: 'met', reason: 'goal-reached', required: goal }
  if (over || (end !== undefined && judged.today > end))
    return { state: 'behind', reason: 'missed-at-deadline', required: goal }
  const path = pathOf(judged)
  if (!path || (path.baseline.value - goal) * sense >= 0)
    return level(latest.value, goal, commitment.valueHigh, tolerances.keep)
  const required = requiredOn(path, lastDay(latest.period))
  return alongPath(
    (latest.value - required) * sense,
    Math.abs(goal - path.baseline.value),
    required,
    tolerances.path,
  )
}

/** The path; without a baseline of its own it starts at the first figure, without a deadline there is none. */
function pathOf({
  commitment,
  answering,
  figures,
  goal,
}: Pick<Judged, 'commitment' | 'answering' | 'figures' | 'goal'>) {
  if (commitment.year === null) return undefined
  const [first] = figures
  // What is added up since the baseline starts from nothing.
  const baseline =
    answering.basis === 'since-baseline'
      ? { year: answering.baseline?.year ?? Number(first?.period.slice(0, 4)) - 1, value: 0 }
      : (answering.baseline ?? (first && { year: Number(first.period.slice(0, 4)), value: first.value }))
  if (!baseline || baseline.year >= commitment.year) return undefined
  return {
    kind: answering.path,
    baseline,
    goal: { year: commitment.year, value: goal },
    milestones: answering.milestones,
  }
}

function alongPath(ahead: number, span: number, required: number, tolerance: number): Verdict {
  const share = span === 0 ? ahead : ahead / span
  if (share >= -1e-9) return { state: 'on-track', reason: 'on-path', required }
  return share >= -tolerance
    ? { state: 'at-risk', reason: 'little-below-path', required }
    : { state: 'behind', reason: 'far-below-path', required }
}

/** A level that is to be kept, or has no deadline: how far off it is now. */
function level(value: number, goal: number, high: number | null, tolerance: number): Verdict {
  const off = high !== null && value > high ? value - high : Math.abs(value - goal)
  const room = tolerance * Math.max(Math.abs(goal), Number.EPSILON)
  return off <= room + 1e-9
    ? { state: 'at-risk', reason: 'little-outside-level', required: goal }
    : { state: 'behind', reason: 'far-outside-level', required: goal }
}

/** The straight way through the year of a period, from nothing to the goal. */
function wholeYear(period: string, goal: number): RequiredPath {
  const year = Number(period.slice(0, 4))
  return {
    kind: 'linear',
    baseline: { year: year - 1, value: 0 },
    goal: { year, value: goal },
    milestones: [],
  }
}

/** Each year anew: the part of the goal that the part of the year calls for. */
function judgeYear(
  { latest, goal, commitment, tolerances }: Judged,
  sense: 1 | -1,
  reached: boolean,
): Verdict {
  const year = latest.period.slice(0, 4)
  const over = lastDay(latest.period) === `${year}-12-31`
  if (sense === -1) {
    if (!reached) return { state: 'behind', reason: 'missed-at-deadline', required: goal }
    return over
      ? { state: 'met', reason: 'goal-reached', required: goal }
      : { state: 'on-track', reason: 'within-bound-so-far', required: goal }
  }
  if (reached) return { state: 'met', reason: 'goal-reached', required: goal }
  if (over) return { state: 'behind', reason: 'missed-at-deadline', required: goal }
  const required = requiredOn(wholeYear(latest.period, goal), lastDay(latest.period))
  return alongPath(latest.value - required, Math.abs(commitment.value), required, tolerances.path)
}

/** A commitment's way: its figures as they are judged, and what is required by the end of a period. */
export interface TargetCourse {
  readonly figures: readonly PeriodFigure[]
  /** In the unit of the figures; null where nothing is required yet, or the goal hangs on an unknown baseline. */
  readonly requiredAt: (period: string) => number | null
}

/** The course that {@link targetProgress} judges by, for pictures of it. */
export function targetCourse(commitment: Commitment, answering: Answering): TargetCourse {
  const figures = figuresOnBasis(answering)
  const goal = goalOf(commitment, answering.baseline)
  if (goal === undefined) return { figures, requiredAt: () => null }
  const sense = senseOf(commitment, answering)
  if (answering.basis === 'year-total')
    return {
      figures,
      requiredAt: (period) => (sense === -1 ? goal : requiredOn(wholeYear(period, goal), lastDay(period))),
    }
  const path = pathOf({ commitment, answering, figures, goal })
  // What is better than the goal to begin with is to be kept: a level, not a way.
  if (!path || (path.baseline.value - goal) * sense >= 0) return { figures, requiredAt: () => goal }
  return {
    figures,
    requiredAt: (period) =>
      lastDay(period) < `${path.baseline.year}-12-31` ? null : requiredOn(path, lastDay(period)),
  }
}

/**
 * What the running period has come to, on the basis that the commitment counts by: shown, never judged. A part of a
 * quarter or a year lies below its path by the mere calendar, and a rate of a few days says little.
 *
 * @param running the figure of the period that is not over yet; undefined when there is none
 */
export function soFarOf(
  commitment: Commitment,
  answering: Answering,
  running: PeriodFigure | undefined,
): PeriodFigure | undefined {
  if (!running || (commitment.year !== null && Number(running.period.slice(0, 4)) > commitment.year))
    return undefined
  const last = figuresOnBasis({ ...answering, figures: [...answering.figures, running] }).at(-1)
  return last?.period === running.period ? last : undefined
}

/** The period of a kind that is the last one over on a day. */
export const lastPeriodOver = (today: string, kind: 'month' | 'quarter' | 'year'): string => {
  const period = periodOfDay(today, kind)
  return lastDay(period) <= today ? period : offsetPeriod(period, -1)
}
