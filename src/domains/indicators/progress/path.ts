/** What a target requires on a day, between its baseline and its deadline. */

/** A value reached by the last day of a year. */
export interface YearEnd {
  readonly year: number
  readonly value: number
}

export type PathKind = 'linear' | 'stepped' | 'milestones'

export interface RequiredPath {
  readonly kind: PathKind
  /** Where it starts: the end of the baseline year. */
  readonly baseline: YearEnd
  /** Where it ends: the end of the deadline year. */
  readonly goal: YearEnd
  /** Values for years in between; for `milestones` only. */
  readonly milestones: readonly YearEnd[]
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000
const endOf = (year: number): string => `${year}-12-31`

/** The value at a day on the straight line between two year-ends. */
function between(from: YearEnd, to: YearEnd, date: string): number {
  const [start, end] = [dayNumber(endOf(from.year)), dayNumber(endOf(to.year))]
  if (end <= start) return to.value
  const share = Math.min(1, Math.max(0, (dayNumber(date) - start) / (end - start)))
  return from.value + (to.value - from.value) * share
}

/**
 * The value that the path requires on a day: before it starts the baseline, after it ends the goal.
 *
 * - `linear`: the straight line from baseline to goal
 * - `stepped`: the same line, but due only at the end of each year; in between the year-end before holds
 * - `milestones`: straight lines through the values set for single years
 *
 * @param date ISO date
 */
export function requiredOn(path: RequiredPath, date: string): number {
  const { baseline, goal } = path
  if (path.kind === 'linear') return between(baseline, goal, date)
  if (path.kind === 'stepped') {
    const year = Number(date.slice(0, 4))
    const due = date === endOf(year) ? year : year - 1
    return between(baseline, goal, endOf(due))
  }
  const points = [
    baseline,
    ...path.milestones
      .filter((point) => point.year > baseline.year && point.year < goal.year)
      .toSorted((a, b) => a.year - b.year),
    goal,
  ]
  const next = points.findIndex((point) => endOf(point.year) >= date)
  const [from, to] = [points[next - 1], points[next]]
  if (next === -1) return goal.value
  return from && to ? between(from, to, date) : baseline.value
}
