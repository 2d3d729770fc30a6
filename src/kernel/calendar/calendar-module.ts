import { cityTable, referenceTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { calendarContract } from './contract.ts'
import { calendarRouter } from './router.ts'

/** Working days, national and a city's own, and the deadlines counted on them. */
export const calendarModule = defineDomain({
  name: 'calendar',
  title: { zh: '工作日历', en: 'Working-day calendar' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    calendar_year: referenceTable,
    holiday: referenceTable,
    city_calendar_year: cityTable,
    city_holiday: cityTable,
  },
  permissions: {
    'calendar.read': {
      title: { zh: '查看工作日历', en: 'Read the working-day calendar' },
      roles: {
        clerk: 'city',
        liaison: 'city',
        leader: 'city',
        inspector: 'city',
        reviewer: 'city',
        enterprise: 'city',
        institution: 'city',
        'system-administrator': 'city',
      },
    },
    'calendar.edit': {
      title: { zh: '维护本市工作日历', en: "Edit the city's calendar" },
      roles: { clerk: 'city' },
    },
  },
  contract: calendarContract,
  router: calendarRouter,
})
