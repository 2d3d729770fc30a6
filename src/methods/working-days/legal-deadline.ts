/**
 * The last day of a period set by law.
 *
 * 民法典 art. 201: a period in years, months or days does not count the day it begins; counting starts the next day.
 * Art. 202: a period in years or months ends on the corresponding day of the month of expiry, or on that month's last
 * day where there is none. Art. 203: when the last day is a statutory day off, the period ends on the day after the
 * days off. Art. 204: another law may rule otherwise, so each of these is the caller's to switch.
 * Periods in working days count working days only. Days that the rule stops the clock for (检测、鉴定 and the like)
 * are left out of the count.
 */
import { addWorkingDays, nextWorkingDayFrom } from './add-working-days.ts'
import { addDays, addMonths, calendarDaysBetween, type IsoDate } from './iso-date.ts'
import { isProvisionalSpan, type WorkingDayCalendar, withPlainWeek } from './working-day-calendar.ts'

/** Units a legal period is written in: 工作日, 日, 月, 年. */
export const legalPeriodUnits = ['working-day', 'day', 'month', 'year'] as const
export type LegalPeriodUnit = (typeof legalPeriodUnits)[number]

/** A period as the law writes it, such as 15 working days or 6 months. */
export interface LegalPeriod {
  readonly length: number
  readonly unit: LegalPeriodUnit
}

/** Days the clock stands still, both ends included. */
export interface ClockStop {
  readonly from: IsoDate
  readonly to: IsoDate
}

export interface LegalDeadlineOptions {
  /** Move a last day that is a day off to the next working day (民法典 art. 203). Default true. */
  readonly rollOver?: boolean
  /** Days not counted. Default none. */
  readonly clockStops?: readonly ClockStop[]
  /** In a year without an arrangement: `refuse` (default) throws; `plain-week` counts Monday to Friday and says so. */
  readonly unknownYears?: 'refuse' | 'plain-week'
}

/** The last day of a period and how it came about. */
export interface LegalDeadline {
  /** Last day on which the act is in time. */
  readonly date: IsoDate
  /** Last day before art. 203 moved it; equal to `date` when it did not. */
  readonly nominalDate: IsoDate
  /** First day that counts: the day after the event. */
  readonly firstDay: IsoDate
  /** True when a year without a published arrangement was counted on the plain week (暂按周历). */
  readonly provisional: boolean
}

/**
 * The last day of a legal period that begins with an event.
 * @param event day of the event (receipt, acceptance, service); not counted
 * @throws {RangeError} when the length is not a whole number of at least 1, or a date does not exist
 * @throws {CalendarYearUnknownError} when a needed year is unknown and `unknownYears` is `refuse`
 * @example legalDeadline('2026-05-14', { length: 60, unit: 'day' }, officialCalendar()).date // '2026-07-13'
 */
export function legalDeadline(
  event: IsoDate,
  period: LegalPeriod,
  calendar: WorkingDayCalendar,
  options: LegalDeadlineOptions = {},
): LegalDeadline {
  const { rollOver = true, clockStops = [], unknownYears = 'refuse' } = options
  if (!Number.isInteger(period.length) || period.length < 1) {
    throw new RangeError(`a legal period is a whole number of at least 1, not ${period.length}`)
  }
  for (const stop of clockStops) {
    if (calendarDaysBetween(stop.from, stop.to) < 0) {
      throw new RangeError(`the clock stop from ${stop.from} ends before it begins, on ${stop.to}`)
    }
  }
  const counted = unknownYears === 'plain-week' ? withPlainWeek(calendar) : calendar
  const nominalDate = lastDay(event, period, counted, clockStops)
  const date = rollOver ? nextWorkingDayFrom(nominalDate, counted) : nominalDate
  // Working-day periods read the calendar from the event on; the others at the last day alone.
  const usesCalendar = rollOver || period.unit === 'working-day'
  return {
    date,
    nominalDate,
    firstDay: addDays(event, 1),
    provisional:
      usesCalendar &&
      isProvisionalSpan(period.unit === 'working-day' ? addDays(event, 1) : nominalDate, date, calendar),
  }
}

function lastDay(
  event: IsoDate,
  period: LegalPeriod,
  calendar: WorkingDayCalendar,
  clockStops: readonly ClockStop[],
): IsoDate {
  if (period.unit === 'working-day') {
    return addWorkingDays(event, period.length, withoutStoppedDays(calendar, clockStops))
  }
  const unstopped =
    period.unit === 'day'
      ? addDays(event, period.length)
      : addMonths(event, period.unit === 'month' ? period.length : period.length * 12)
  if (clockStops.length === 0) return unstopped
  let date = event
  for (let remaining = calendarDaysBetween(event, unstopped); remaining > 0; ) {
    date = addDays(date, 1)
    if (!isStopped(date, clockStops)) remaining--
  }
  return date
}

function withoutStoppedDays(calendar: WorkingDayCalendar, stops: readonly ClockStop[]): WorkingDayCalendar {
  if (stops.length === 0) return calendar
  return { ...calendar, isWorkingDay: (date) => calendar.isWorkingDay(date) && !isStopped(date, stops) }
}

// ISO dates of four-digit years sort as text.
function isStopped(date: IsoDate, stops: readonly ClockStop[]): boolean {
  return stops.some((stop) => stop.from <= date && date <= stop.to)
}
