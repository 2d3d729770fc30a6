/** Reads and writes the days that differ from the plain week. */
import { sql } from 'kysely'
import type { Connection } from '../db/database.ts'
import type { Scope } from '../db/scope.ts'

export type DayKind = 'day-off' | 'working-day'

export type HolidayRow = { date: string; kind: DayKind; name_zh: string; name_en: string; source: string }
export type CityHolidayRow = {
  city: string
  date: string
  kind: DayKind
  name: string
  source: string
  set_by: string
  set_at: Date
}
type CalendarTables = {
  calendar_year: { year: number; source: string }
  holiday: HolidayRow
  city_calendar_year: { city: string; year: number; source: string; set_by: string; set_at: Date }
  city_holiday: CityHolidayRow
}

/** Puts the national arrangement in place of what the tables hold. Runs outside a city scope, at start. */
export async function replaceHolidays(
  connection: Connection,
  years: ReadonlyArray<{ year: number; source: string }>,
  holidays: readonly HolidayRow[],
): Promise<void> {
  await connection.transaction().execute(async (transaction) => {
    const tx = transaction.withTables<CalendarTables>()
    await sql`lock table calendar_year in share row exclusive mode`.execute(tx)
    await tx.deleteFrom('calendar_year').execute()
    await tx.deleteFrom('holiday').execute()
    if (years.length > 0) await tx.insertInto('calendar_year').values(years).execute()
    if (holidays.length > 0) await tx.insertInto('holiday').values(holidays).execute()
  })
}

/** Years known in the scope's city, nationally or by its own entry, from `first` to `last` included. */
export async function listYears(
  scope: Scope,
  first: number,
  last: number,
): Promise<Array<{ year: number; source: string; own: boolean }>> {
  const tx = scope.tx.withTables<CalendarTables>()
  const national = await tx
    .selectFrom('calendar_year')
    .select(['year', 'source'])
    .where('year', '>=', first)
    .where('year', '<=', last)
    .execute()
  const own = await tx
    .selectFrom('city_calendar_year')
    .select(['year', 'source'])
    .where('city', '=', scope.city)
    .where('year', '>=', first)
    .where('year', '<=', last)
    .execute()
  return [
    ...national.map((row) => ({ ...row, own: false })),
    ...own.map((row) => ({ ...row, own: true })),
  ].toSorted((a, b) => a.year - b.year)
}

/** Days of the national arrangement from `first` to `last` included, in order. */
export async function listHolidays(scope: Scope, first: string, last: string): Promise<HolidayRow[]> {
  return scope.tx
    .withTables<CalendarTables>()
    .selectFrom('holiday')
    .selectAll()
    .where('date', '>=', first)
    .where('date', '<=', last)
    .orderBy('date')
    .execute()
}

/** The city's own days from `first` to `last` included, in order. */
export async function listCityHolidays(scope: Scope, first: string, last: string): Promise<CityHolidayRow[]> {
  return scope.tx
    .withTables<CalendarTables>()
    .selectFrom('city_holiday')
    .selectAll()
    .where('city', '=', scope.city)
    .where('date', '>=', first)
    .where('date', '<=', last)
    .orderBy('date')
    .execute()
}

export async function upsertCityHoliday(
  scope: Scope,
  day: Pick<CityHolidayRow, 'date' | 'kind' | 'name' | 'source'>,
): Promise<void> {
  const values = { ...day, set_by: scope.actor.name, set_at: scope.now }
  await scope.tx
    .withTables<CalendarTables>()
    .insertInto('city_holiday')
    .values({ ...values, city: scope.city })
    .onConflict((conflict) => conflict.columns(['city', 'date']).doUpdateSet(values))
    .execute()
}

/** True when there was one. */
export async function deleteCityHoliday(scope: Scope, date: string): Promise<boolean> {
  const deleted = await scope.tx
    .withTables<CalendarTables>()
    .deleteFrom('city_holiday')
    .where('city', '=', scope.city)
    .where('date', '=', date)
    .returning('date')
    .executeTakeFirst()
  return deleted !== undefined
}

export async function upsertCityYear(scope: Scope, year: number, source: string): Promise<void> {
  const values = { source, set_by: scope.actor.name, set_at: scope.now }
  await scope.tx
    .withTables<CalendarTables>()
    .insertInto('city_calendar_year')
    .values({ ...values, city: scope.city, year })
    .onConflict((conflict) => conflict.columns(['city', 'year']).doUpdateSet(values))
    .execute()
}
