/** Binds the calendar contract to the service. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { importCityYear, removeCityDay, setCityDay } from './calendar.ts'
import { calendarContract } from './contract.ts'
import { listCityHolidays, listHolidays, listYears } from './store.ts'

const os = implement(calendarContract).$context<RequestContext>().use(scoped)

export const calendarRouter = os.router({
  getCalendarYear: os.getCalendarYear.handler(async ({ input: { year }, context: { scope } }) => {
    const [first, last] = [`${year}-01-01`, `${year}-12-31`]
    const years = await listYears(scope, year, year)
    const own = await listCityHolidays(scope, first, last)
    const ownDates = new Set(own.map((day) => day.date))
    const national = (await listHolidays(scope, first, last)).filter((day) => !ownDates.has(day.date))
    const days = [
      ...national.map(({ date, kind, name_zh, name_en, source }) => ({
        date,
        kind,
        name: { zh: name_zh, en: name_en },
        source,
        own: false,
      })),
      ...own.map(({ date, kind, name, source }) => ({
        date,
        kind,
        name: { zh: name, en: name },
        source,
        own: true,
      })),
    ]
    return {
      year,
      known: years.length > 0,
      sources: years.map((one) => one.source),
      days: days.toSorted((a, b) => a.date.localeCompare(b.date)),
    }
  }),
  setCalendarDay: os.setCalendarDay.handler(async ({ input, context: { scope } }) => {
    await setCityDay(scope, input)
    return { date: input.date }
  }),
  removeCalendarDay: os.removeCalendarDay.handler(async ({ input, context: { scope } }) => {
    await removeCityDay(scope, input.date)
    return { removed: true as const }
  }),
  importCalendarYear: os.importCalendarYear.handler(async ({ input, context: { scope } }) => {
    await importCityYear(scope, input.year, input.source, input.days)
    return { year: input.year }
  }),
})
