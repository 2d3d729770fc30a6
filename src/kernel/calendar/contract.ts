/** The working-day calendar over the API. */
import { z } from 'zod'
import { procedure } from '../api/contract.ts'

const Year = z.coerce.number().int().min(2000).max(2100)
const DayKindSchema = z.enum(['day-off', 'working-day'])

const CalendarDayView = z.object({
  date: z.iso.date(),
  kind: DayKindSchema,
  name: z.object({ zh: z.string(), en: z.string() }),
  source: z.string(),
  /** True for the city's own entry, which wins over the national one. */
  own: z.boolean(),
})

const CalendarYearView = z.object({
  year: z.number().int(),
  /** False when no arrangement is known: deadlines are counted on the plain week and marked provisional. */
  known: z.boolean(),
  sources: z.array(z.string()),
  days: z.array(CalendarDayView),
})

const DayName = z.string().trim().min(1).max(60)
const Source = z.string().trim().min(2).max(300)
const tags = ['calendar'] as const

export const calendarContract = {
  getCalendarYear: procedure({
    method: 'GET',
    path: '/calendar/{year}',
    permission: 'calendar.read',
    summary: { zh: '查看一年的放假调休安排', en: 'Days off and days worked in exchange, of a year' },
    tags,
  })
    .input(z.object({ year: Year }))
    .output(CalendarYearView),
  setCalendarDay: procedure({
    method: 'PUT',
    path: '/calendar/days/{date}',
    permission: 'calendar.edit',
    summary: { zh: '设定本市的一个休息日或工作日', en: "Set a day of the city's calendar" },
    tags,
  })
    .input(z.object({ date: z.iso.date(), kind: DayKindSchema, name: DayName, source: Source }))
    .output(z.object({ date: z.iso.date() })),
  removeCalendarDay: procedure({
    method: 'DELETE',
    path: '/calendar/days/{date}',
    permission: 'calendar.edit',
    summary: { zh: '撤销本市设定的日期', en: "Take back a day of the city's calendar" },
    tags,
  })
    .input(z.object({ date: z.iso.date() }))
    .output(z.object({ removed: z.literal(true) })),
  importCalendarYear: procedure({
    method: 'PUT',
    path: '/calendar/{year}',
    permission: 'calendar.edit',
    summary: { zh: '录入一年的放假调休安排', en: "Enter a year's arrangement" },
    tags,
  })
    .input(
      z.object({
        year: Year,
        source: Source,
        days: z
          .array(z.object({ date: z.iso.date(), kind: DayKindSchema, name: DayName }))
          .min(1)
          .max(200),
      }),
    )
    .output(z.object({ year: z.number().int() })),
}
