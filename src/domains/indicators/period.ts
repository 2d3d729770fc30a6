/** Reporting periods as texts: `2026-05`, `2026-Q2`, `2026`; one kind each, comparable as texts within a kind. */
import { addMonths, type PeriodKind, periodOf, periodsBetween } from '#kernel/measures/period.ts'

// Far more periods than any city has; reached only by what somebody makes up.
const mostRemembered = 20_000

/** A function of texts whose answers are kept: the same few hundred periods are asked for hundreds of thousands of times. */
function remembered<Rest extends readonly unknown[], Result>(
  work: (period: string, ...rest: Rest) => Result,
): (period: string, ...rest: Rest) => Result {
  const known = new Map<string, Result>()
  return (period, ...rest) => {
    const key = rest.length === 0 ? period : `${period} ${rest.join(' ')}`
    const before = known.get(key)
    if (before !== undefined) return before
    const result = work(period, ...rest)
    if (known.size >= mostRemembered) known.clear()
    known.set(key, result)
    return result
  }
}

/** The kind of a period: `2026-Q2` is a quarter. */
export function kindOfPeriod(period: string): PeriodKind {
  if (period.length === 4) return 'year'
  return period.includes('Q') ? 'quarter' : 'month'
}

/** How many months a period of a kind has. */
export const monthsOfPeriod: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 }

/** First month of a period, as its first day. */
export const firstMonth = remembered((period: string): string => {
  const kind = kindOfPeriod(period)
  if (kind === 'year') return `${period}-01-01`
  if (kind === 'month') return `${period}-01`
  return `${period.slice(0, 4)}-${String((Number(period.slice(6)) - 1) * 3 + 1).padStart(2, '0')}-01`
})

/** First day after a period. */
export const dayAfter = remembered((period: string): string =>
  addMonths(firstMonth(period), monthsOfPeriod[kindOfPeriod(period)]),
)

/** Last day of a period, ISO. */
export const lastDay = remembered((period: string): string =>
  new Date(Date.parse(`${dayAfter(period)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10),
)

/** The period so many steps later (earlier when negative); steps are of its own kind unless another is named. */
export const offsetPeriod = remembered((period: string, steps: number, step?: PeriodKind): string => {
  const kind = kindOfPeriod(period)
  const month = addMonths(firstMonth(period), steps * monthsOfPeriod[step ?? kind])
  // Periods are compared as texts: none before the year 1000.
  return periodOf(/^[1-9]\d{3}-/.test(month) ? month : '1000-01-01', kind)
})

/** The periods of the same kind from the start of the year to this one. */
export const periodsOfYearToDate = remembered((period: string): readonly string[] =>
  periodsBetween(`${period.slice(0, 4)}-01-01`, dayAfter(period), kindOfPeriod(period)),
)

/** The periods of a finer kind that make a period up; itself when the kind is the same. */
export const periodsWithin = remembered((period: string, kind: PeriodKind): readonly string[] =>
  periodsBetween(firstMonth(period), dayAfter(period), kind),
)

/** Whether one kind is shorter than another. */
export const isFiner = (a: PeriodKind, b: PeriodKind): boolean => monthsOfPeriod[a] < monthsOfPeriod[b]

/** The period of a kind in which a day lies. */
export const periodOfDay = (day: string, kind: PeriodKind): string => periodOf(`${day.slice(0, 7)}-01`, kind)

export type { PeriodKind }
export { periodOf, periodsBetween }
