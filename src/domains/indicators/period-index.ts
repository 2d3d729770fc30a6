/** Periods of one kind as whole numbers, one after the other: for working on whole stretches of them at once. */
import { monthNumber } from '#kernel/measures/grid.ts'
import { firstMonth, kindOfPeriod, monthsOfPeriod, type PeriodKind } from './period.ts'

export const periodsOfYear = (kind: PeriodKind): number => 12 / monthsOfPeriod[kind]

/** How many periods of its kind lie between year 0 and a period. */
export const periodIndex = (period: string): number =>
  monthNumber(firstMonth(period)) / monthsOfPeriod[kindOfPeriod(period)]

// As when single periods are counted back: texts compare as periods do from here on.
const firstYear = 1000

/** The period of a number; none is before the year 1000. */
export function periodAt(kind: PeriodKind, index: number): string {
  const perYear = periodsOfYear(kind)
  const within = Math.max(index, firstYear * perYear)
  const year = String(Math.floor(within / perYear))
  if (kind === 'year') return year
  const number = (within % perYear) + 1
  return kind === 'quarter' ? `${year}-Q${number}` : `${year}-${String(number).padStart(2, '0')}`
}
