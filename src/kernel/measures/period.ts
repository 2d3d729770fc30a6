/** Months and what they roll up into. */

export const periodKinds = ['month', 'quarter', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** The period of a month: `2026-05-01` -> `2026-05`, `2026-Q2`, `2026`. */
export function periodOf(month: string, kind: PeriodKind): string {
  const year = month.slice(0, 4)
  if (kind === 'year') return year
  const number = Number(month.slice(5, 7))
  return kind === 'quarter' ? `${year}-Q${Math.ceil(number / 3)}` : month.slice(0, 7)
}

/** The month `count` months after (or before, when negative) another; both are first days, ISO. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`
}

/** First days of the months from `from` up to, but not including, `to`. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from; month < to; month = addMonths(month, 1)) months.push(month)
  return months
}

/** The periods of a stretch of months, in order, each once. */
export function periodsBetween(from: string, to: string, kind: PeriodKind): string[] {
  return [...new Set(monthsBetween(from, to).map((month) => periodOf(month, kind)))]
}

/** Every month from the earliest to the latest of some, `2026-05`, those without data among them: an axis of time. */
export function monthsThrough(months: readonly string[]): string[] {
  const sorted = months.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  return periodsBetween(`${first}-01`, addMonths(`${last}-01`, 1), 'month')
}
