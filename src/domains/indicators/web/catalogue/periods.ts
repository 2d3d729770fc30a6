/** Which periods the pages of an indicator show. */
import { kindOfPeriod, offsetPeriod } from '../../contract.ts'

const shownYears = 5

/** From some years back to the year that runs. */
export function shownSpan(now: Date): { readonly from: string; readonly to: string } {
  const year = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now).slice(0, 4))
  return { from: String(year - shownYears), to: String(year) }
}

/** The period of a kind that runs on a day. */
function running(kind: ReturnType<typeof kindOfPeriod>, now: Date): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now)
  if (kind === 'year') return day.slice(0, 4)
  return kind === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The first of some periods, newest first, that is over: one that runs has part of its figures. Else the newest. */
export const lastWhole = (periods: readonly string[], now: Date): string | undefined =>
  periods.find((period) => period < running(kindOfPeriod(period), now)) ?? periods[0]

/** The same period a year before. */
export const yearBefore = (period: string): string => offsetPeriod(period, -1, 'year')
