/** Which periods the pages of an indicator show. */
import { kindOfPeriod, offsetPeriod, periodOfDay } from '../../contract.ts'

const shownYears = 5

const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** From some years back to the year that runs. */
export function shownSpan(now: Date): { readonly from: string; readonly to: string } {
  const year = Number(isoDay.format(now).slice(0, 4))
  return { from: String(year - shownYears), to: String(year) }
}

/** The first of some periods, newest first, that is over: one that runs has part of its figures. Else the newest. */
export const lastWhole = (periods: readonly string[], now: Date): string | undefined =>
  periods.find((period) => period < periodOfDay(isoDay.format(now), kindOfPeriod(period))) ?? periods[0]

/** The same period a year before. */
export const yearBefore = (period: string): string => offsetPeriod(period, -1, 'year')
