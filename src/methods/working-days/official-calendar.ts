/**
 * The working-day arrangement of the State Council General Office (国办发明电), as collected by `chinese-days`.
 * It holds whole years from 2004 to the last published one. The days at the turn of a year can still change:
 * the next year's notice moved 2018-12-29 and 2018-12-31, for example.
 */
import arrangements from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { calendarOf, type WorkingDayCalendar } from './working-day-calendar.ts'

let calendar: WorkingDayCalendar | undefined

/**
 * The official calendar; the same object at each call.
 * @example officialCalendar().isWorkingDay('2026-02-14') // true: a Saturday worked for the Spring Festival
 */
export function officialCalendar(): WorkingDayCalendar {
  calendar ??= calendarOf({
    source: '国务院办公厅放假安排 (chinese-days)',
    years: Object.keys(arrangements.holidays).map((date) => Number(date.slice(0, 4))),
    daysOff: Object.keys(arrangements.holidays),
    workedWeekendDays: Object.keys(arrangements.workdays),
  })
  return calendar
}
