/**
 * Civil dates as ISO strings (`YYYY-MM-DD`) and as day numbers (days since 1970-01-01, proleptic Gregorian).
 * No time of day and no time zone: a legal period is counted in calendar dates of one place.
 */

/** A civil date written `YYYY-MM-DD`. */
export type IsoDate = string

const MS_PER_DAY = 86_400_000
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Year, month (1–12) and day of the month of a civil date. */
export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

/**
 * Splits an ISO date.
 * @throws {RangeError} when the text is not a date that exists, such as `2025-02-29`
 */
export function datePartsOf(date: IsoDate): DateParts {
  const match = ISO_DATE.exec(date)
  const year = Number(match?.[1])
  const month = Number(match?.[2])
  const day = Number(match?.[3])
  if (match === null || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`"${date}" is not a date written YYYY-MM-DD`)
  }
  return { year, month, day }
}

/** Days since 1970-01-01. @throws {RangeError} when the text is not a date that exists */
export function dayNumberOf(date: IsoDate): number {
  const { year, month, day } = datePartsOf(date)
  return utcDayNumber(year, month, day)
}

/** The date of a day number. @throws {RangeError} beyond the years 0000–9999 */
export function dateOfDayNumber(dayNumber: number): IsoDate {
  const date = new Date(dayNumber * MS_PER_DAY)
  const year = date.getUTCFullYear()
  if (!Number.isInteger(dayNumber) || !(year >= 0 && year <= 9999)) {
    throw new RangeError(`day number ${dayNumber} is outside the years 0000–9999`)
  }
  return date.toISOString().slice(0, 10)
}

/** The date `days` later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumberOf(date) + days)
}

/**
 * The corresponding day `months` later, or the last day of that month where it has no such day
 * (民法典 art. 202): 2026-01-31 plus one month is 2026-02-28.
 * @throws {RangeError} when `months` is not a whole number
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  if (!Number.isInteger(months)) throw new RangeError(`${months} is not a whole number of months`)
  const { year, month, day } = datePartsOf(date)
  const index = year * 12 + (month - 1) + months
  const targetYear = Math.floor(index / 12)
  const targetMonth = (index % 12) + 1
  return dateOfDayNumber(
    utcDayNumber(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth))),
  )
}

/** Calendar days from `start` to `end`: 1 for the next day, negative when `end` is earlier. */
export function calendarDaysBetween(start: IsoDate, end: IsoDate): number {
  return dayNumberOf(end) - dayNumberOf(start)
}

/** True on Saturday and Sunday. */
export function isWeekend(date: IsoDate): boolean {
  // 1970-01-01 was a Thursday, so day number 2 was the first Saturday.
  const daysAfterSaturday = (((dayNumberOf(date) - 2) % 7) + 7) % 7
  return daysAfterSaturday < 2
}

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return leap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function utcDayNumber(year: number, month: number, day: number): number {
  const date = new Date(0)
  // setUTCFullYear, unlike Date.UTC, does not read the years 0–99 as 1900–1999.
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime() / MS_PER_DAY
}
