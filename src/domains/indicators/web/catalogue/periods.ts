/** Which periods the pages of an indicator show. */
import { kindOfPeriod, offsetPeriod, periodOfDay } from '../../contract.ts'

const shownYears = 5

const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The day in the official time zone, ISO. */
export const todayOf = (now: Date): string => isoDay.format(now)

/** From some years back to the year that runs. */
export function shownSpan(now: Date): { readonly from: string; readonly to: string } {
  const year = Number(todayOf(now).slice(0, 4))
  return { from: String(year - shownYears), to: String(year) }
}

/** The first of some periods, newest first, that is over: one that runs has part of its figures. Else the newest. */
export const lastWhole = (periods: readonly string[], now: Date): string | undefined =>
  periods.find((period) => period < periodOfDay(todayOf(now), kindOfPeriod(period))) ?? periods[0]

/** The one of some periods that is not over: beside whole ones its part of a figure would look like a fall. */
export const runningOf = (periods: readonly string[], now: Date): string | undefined =>
  periods.find((period) => period === periodOfDay(todayOf(now), kindOfPeriod(period)))

/** The same period a year before. */
export const yearBefore = (period: string): string => offsetPeriod(period, -1, 'year')
