/**
 * Working days of a city and the deadlines counted on them. National days come from the State Council's
 * arrangement; a city's own entries win over them.
 */
import { workingDaysBetween } from '#methods/working-days/add-working-days.ts'
import { datePartsOf } from '#methods/working-days/iso-date.ts'
import { legalDeadline } from '#methods/working-days/legal-deadline.ts'
import {
  calendarOf,
  type WorkingDayCalendar,
  withPlainWeek,
} from '#methods/working-days/working-day-calendar.ts'
import { recordAudit } from '../audit/audit.ts'
import type { Database } from '../db/database.ts'
import type { Scope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import type { Period } from '../rules/rule.ts'
import { calendarError } from './calendar-errors.ts'
import { nationalArrangement } from './national-arrangement.ts'
import * as store from './store.ts'

const millisecondsPerHour = 3600 * 1000

/** The civil date of an instant in the official time zone (Asia/Shanghai, UTC+8 without summer time). */
export function localDate(instant: Date): string {
  return new Date(instant.getTime() + 8 * millisecondsPerHour).toISOString().slice(0, 10)
}

/** The last instant of a civil date in the official time zone. */
function endOfDay(date: string): Date {
  return new Date(`${date}T23:59:59.999+08:00`)
}

/** Writes the national arrangement that this program brings into the database. At start, outside a scope. */
export async function syncCalendar(database: Database): Promise<void> {
  const { years, holidays } = nationalArrangement()
  await store.replaceHolidays(database.kysely, years, holidays)
}

/**
 * The city's calendar over some years.
 *
 * @param first first year needed
 * @param last last year needed; a date beyond it counts as unknown
 */
export async function workingDayCalendar(
  scope: Scope,
  first: number,
  last: number,
): Promise<WorkingDayCalendar> {
  const from = `${first}-01-01`
  const to = `${last}-12-31`
  const years = await store.listYears(scope, first, last)
  const days = new Map<string, store.DayKind>()
  for (const day of await store.listHolidays(scope, from, to)) days.set(day.date, day.kind)
  for (const day of await store.listCityHolidays(scope, from, to)) days.set(day.date, day.kind)
  const ofKind = (kind: store.DayKind) => [...days].filter(([, one]) => one === kind).map(([date]) => date)
  return calendarOf({
    source: [...new Set(years.map((year) => year.source))].join('; '),
    years: years.map((year) => year.year),
    daysOff: ofKind('day-off'),
    workedWeekendDays: ofKind('working-day'),
  })
}

/** The last day of a period and the instant it ends. */
export interface Deadline {
  /** Last day in time, ISO date of the official time zone. */
  readonly date: string
  /** End of that day; for periods in hours, the hour itself. */
  readonly dueAt: Date
  /** True when a year without a published arrangement was counted on the plain week (暂按周历). */
  readonly provisional: boolean
}

/**
 * The deadline of a period that begins with an event. The day of the event is not counted; working-day periods
 * count working days; a calendar period that ends on a day off runs on to the next working day (民法典
 * art. 201–203). Periods in hours run from the instant itself.
 *
 * @example
 * await deadlineAfter(scope, new Date('2026-05-14T02:00:00Z'), { count: 60, unit: 'day' }) // date 2026-07-13
 */
export async function deadlineAfter(scope: Scope, start: Date, period: Period): Promise<Deadline> {
  if (period.unit === 'hour') {
    const dueAt = new Date(start.getTime() + period.count * millisecondsPerHour)
    return { date: localDate(dueAt), dueAt, provisional: false }
  }
  const event = localDate(start)
  const { year } = datePartsOf(event)
  const calendar = await workingDayCalendar(scope, year, year + yearsSpanned(period))
  const deadline = legalDeadline(event, { length: period.count, unit: period.unit }, calendar, {
    unknownYears: 'plain-week',
  })
  return { date: deadline.date, dueAt: endOfDay(deadline.date), provisional: deadline.provisional }
}

// A year has at least 240 working days; one year more for a last day that rolls over New Year.
function yearsSpanned(period: Period): number {
  const perYear = { 'working-day': 240, day: 365, month: 12, year: 1, hour: 8760 }
  return Math.ceil(period.count / perYear[period.unit]) + 1
}

/**
 * Working days left until a due date: 0 on the day itself, negative when it is past. Years that the calendar
 * does not know count on the plain week.
 */
export function workingDaysLeft(calendar: WorkingDayCalendar, today: string, due: string): number {
  return workingDaysBetween(today, due, withPlainWeek(calendar))
}

/** A day that a city sets for itself. */
export interface CityDay {
  readonly date: string
  readonly kind: store.DayKind
  readonly name: string
  /** Document or decision it is based on. */
  readonly source: string
}

/** Sets one day of the city's calendar. On record. */
export async function setCityDay(scope: Scope, day: CityDay): Promise<void> {
  await store.upsertCityHoliday(scope, day)
  recordAudit(scope, {
    action: 'calendar.set-day',
    objectType: 'calendar-day',
    objectId: day.date,
    objectLabel: day.name,
    detail: { kind: day.kind, source: day.source },
  })
}

/**
 * Takes the city's own entry of a day back; the national arrangement governs it again. On record.
 *
 * @throws `kernel.not-found`
 */
export async function removeCityDay(scope: Scope, date: string): Promise<void> {
  if (!(await store.deleteCityHoliday(scope, date))) throw kernelError('kernel.not-found')
  recordAudit(scope, {
    action: 'calendar.remove-day',
    objectType: 'calendar-day',
    objectId: date,
    objectLabel: date,
  })
}

/**
 * Enters a year's arrangement when the notice is out before the program brings it. From then on the year is
 * known in this city and its deadlines are no longer provisional. On record.
 *
 * @throws `calendar.day-outside-year`
 */
export async function importCityYear(
  scope: Scope,
  year: number,
  source: string,
  days: ReadonlyArray<Omit<CityDay, 'source'>>,
): Promise<void> {
  const outside = days.find((day) => datePartsOf(day.date).year !== year)
  if (outside) throw calendarError('calendar.day-outside-year', { date: outside.date, year })
  await store.upsertCityYear(scope, year, source)
  for (const day of days) await store.upsertCityHoliday(scope, { ...day, source })
  recordAudit(scope, {
    action: 'calendar.import-year',
    objectType: 'calendar-year',
    objectId: String(year),
    objectLabel: source,
    detail: { days: days.length },
  })
}
