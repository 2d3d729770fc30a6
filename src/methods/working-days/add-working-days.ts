/**
 * Counting in working days. The day of the event is not counted (民法典 art. 201: counting begins the next day);
 * only working days count, so the last one is a working day by construction.
 */
import { dateOfDayNumber, dayNumberOf, type IsoDate } from './iso-date.ts'
import type { WorkingDayCalendar } from './working-day-calendar.ts'

/**
 * The date of the n-th working day after `start`; before it when `count` is negative; `start` itself for 0.
 * @param count whole number of working days
 * @throws {RangeError} when `count` is not whole or `start` is not a date
 * @throws {CalendarYearUnknownError} when counting reaches a year the calendar does not know
 * @example addWorkingDays('2025-09-26', 15, officialCalendar()) // '2025-10-23'
 */
export function addWorkingDays(start: IsoDate, count: number, calendar: WorkingDayCalendar): IsoDate {
  if (!Number.isInteger(count)) throw new RangeError(`${count} is not a whole number of working days`)
  const step = Math.sign(count)
  let day = dayNumberOf(start)
  for (let remaining = Math.abs(count); remaining > 0; ) {
    day += step
    if (calendar.isWorkingDay(dateOfDayNumber(day))) remaining--
  }
  return dateOfDayNumber(day)
}

/**
 * Working days after `start` up to and including `end`; negative when `end` is earlier. The inverse of
 * `addWorkingDays`: adding n working days and asking what lies between gives n.
 * @throws {CalendarYearUnknownError} when the span touches a year the calendar does not know
 */
export function workingDaysBetween(start: IsoDate, end: IsoDate, calendar: WorkingDayCalendar): number {
  const from = dayNumberOf(start)
  const to = dayNumberOf(end)
  if (to < from) {
    // Mirrors addWorkingDays with a negative count: the days from `end` up to the day before `start`.
    return -workingDaysFromTo(to, from - 1, calendar)
  }
  return workingDaysFromTo(from + 1, to, calendar)
}

/**
 * Working days of a span, both ends included: of a year, 248 in 2026.
 * @throws {CalendarYearUnknownError} when the span touches a year the calendar does not know
 */
export function countWorkingDays(first: IsoDate, last: IsoDate, calendar: WorkingDayCalendar): number {
  return workingDaysFromTo(dayNumberOf(first), dayNumberOf(last), calendar)
}

/** The first working day on or after `date`. */
export function nextWorkingDayFrom(date: IsoDate, calendar: WorkingDayCalendar): IsoDate {
  let day = dayNumberOf(date)
  while (!calendar.isWorkingDay(dateOfDayNumber(day))) day++
  return dateOfDayNumber(day)
}

function workingDaysFromTo(first: number, last: number, calendar: WorkingDayCalendar): number {
  let count = 0
  for (let day = first; day <= last; day++) {
    if (calendar.isWorkingDay(dateOfDayNumber(day))) count++
  }
  return count
}
