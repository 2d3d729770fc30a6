/** Which periods the pages of an indicator show. */
import { offsetPeriod } from '../../contract.ts'

const shownYears = 5

/** From some years back to the year that runs. */
export function shownSpan(now: Date): { readonly from: string; readonly to: string } {
  const year = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now).slice(0, 4))
  return { from: String(year - shownYears), to: String(year) }
}

/** The same period a year before. */
export const yearBefore = (period: string): string => offsetPeriod(period, -1, 'year')
