/**
 * Which days are working days, as a value that the counting functions take: the official arrangement of the
 * State Council, a calendar a city keeps in its database, or the plain week as a marked stand-in.
 */
import { datePartsOf, type IsoDate, isWeekend } from './iso-date.ts'

/** A calendar of working days. It answers only for the years it knows. */
export interface WorkingDayCalendar {
  /** Where the arrangement comes from, as shown beside a deadline. */
  readonly source: string
  /** True when the arrangement of this year has been published and is held here. */
  knows(year: number): boolean
  /**
   * True on a working day, including weekend days worked in exchange for a holiday.
   * @throws {CalendarYearUnknownError} in a year the calendar does not know
   */
  isWorkingDay(date: IsoDate): boolean
}

/** The calendar holds no arrangement for the year, so no deadline may be computed silently. */
export class CalendarYearUnknownError extends RangeError {
  readonly code = 'calendar-year-unknown'
  readonly year: number
  readonly source: string

  constructor(year: number, source: string) {
    super(`no working-day arrangement for ${year} in ${source}`)
    this.name = 'CalendarYearUnknownError'
    this.year = year
    this.source = source
  }
}

/** Days off and weekend days worked, for a calendar held as data. */
export interface WorkingDayArrangement {
  readonly source: string
  /** The years the arrangement covers. */
  readonly years: Iterable<number>
  /** Days on which no work is done, weekends included or not. */
  readonly daysOff: Iterable<IsoDate>
  /** Saturdays and Sundays on which work is done (调休上班). */
  readonly workedWeekendDays: Iterable<IsoDate>
}

/** A calendar from an arrangement held as data. A day in neither list follows the week. */
export function calendarOf(arrangement: WorkingDayArrangement): WorkingDayCalendar {
  const years = new Set(arrangement.years)
  const daysOff = new Set(arrangement.daysOff)
  const workedWeekendDays = new Set(arrangement.workedWeekendDays)
  const { source } = arrangement
  return {
    source,
    knows: (year) => years.has(year),
    isWorkingDay: (date) => {
      const { year } = datePartsOf(date)
      if (!years.has(year)) throw new CalendarYearUnknownError(year, source)
      if (workedWeekendDays.has(date)) return true
      return !daysOff.has(date) && !isWeekend(date)
    },
  }
}

/** Note a reader sees beside a date that was counted on the plain week. */
export const PROVISIONAL_NOTE = { zh: '暂按周历', en: 'provisional: counted on the plain week' }

/**
 * The same calendar, with Monday to Friday as working days in the years it does not know. Dates counted with it
 * are provisional there; `isProvisionalSpan` of the original calendar tells which.
 */
export function withPlainWeek(calendar: WorkingDayCalendar): WorkingDayCalendar {
  return {
    source: `${calendar.source}; ${PROVISIONAL_NOTE.zh}`,
    knows: () => true,
    isWorkingDay: (date) =>
      calendar.knows(datePartsOf(date).year) ? calendar.isWorkingDay(date) : !isWeekend(date),
  }
}

/** True when the span from one date to another touches a year the calendar does not know. */
export function isProvisionalSpan(from: IsoDate, to: IsoDate, calendar: WorkingDayCalendar): boolean {
  const [first, last] = [datePartsOf(from).year, datePartsOf(to).year].sort((a, b) => a - b)
  for (let year = first ?? 0; year <= (last ?? 0); year++) {
    if (!calendar.knows(year)) return true
  }
  return false
}
