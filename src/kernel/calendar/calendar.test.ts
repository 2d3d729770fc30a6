import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../access/roles.ts'
import { auditModule } from '../audit/audit-module.ts'
import { type Scope, systemIdentity, withScope } from '../db/scope.ts'
import type { Period } from '../rules/rule.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import {
  deadlineAfter,
  importCityYear,
  localDate,
  removeCityDay,
  setCityDay,
  syncCalendar,
  workingDayCalendar,
  workingDaysLeft,
} from './calendar.ts'
import { calendarModule } from './calendar-module.ts'
import { calendarRouter } from './router.ts'

const modules = [auditModule, calendarModule]
const morning = (date: string) => new Date(`${date}T09:00:00+08:00`)
const workingDays = (count: number): Period => ({ count, unit: 'working-day' })

describe('localDate', () => {
  it('is the date in Shanghai, which turns at 16:00 UTC', () => {
    expect(localDate(new Date('2026-05-13T15:59:59Z'))).toBe('2026-05-13')
    expect(localDate(new Date('2026-05-13T16:00:00Z'))).toBe('2026-05-14')
  })
})

describe.each(databaseKinds)('calendar on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const inCity = <Result>(city: string, work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), systemIdentity(city, 'test'), work)
  const deadline = (city: string, start: string, period: Period) =>
    inCity(city, (scope) => deadlineAfter(scope, morning(start), period))
  beforeAll(async () => {
    await syncCalendar(database())
    await syncCalendar(database())
  }, 60_000)

  // Counted by hand on the State Council's notices for 2025 and 2026.
  it.each([
    ['2025-01-24', workingDays(7), '2025-02-10'],
    ['2025-09-26', workingDays(15), '2025-10-23'],
    ['2026-02-12', workingDays(7), '2026-02-28'],
    ['2026-04-30', workingDays(5), '2026-05-11'],
    ['2026-05-06', workingDays(7), '2026-05-14'],
    ['2026-05-14', { count: 60, unit: 'day' }, '2026-07-13'],
    ['2026-01-31', { count: 1, unit: 'month' }, '2026-02-28'],
  ] as const)('counts from %s', async (start, period, date) => {
    const result = await deadline('990201', start, period)
    expect(result).toMatchObject({ date, provisional: false })
    expect(result.dueAt.toISOString()).toBe(`${date}T15:59:59.999Z`)
  })
  it('counts hours from the instant', async () => {
    const result = await deadline('990201', '2026-05-14', { count: 20, unit: 'hour' })
    expect(result.dueAt.toISOString()).toBe('2026-05-14T21:00:00.000Z')
    expect(result.date).toBe('2026-05-15')
  })
  it('marks a deadline provisional that reaches a year without an arrangement', async () => {
    // Friday 2028-12-01 + 5 weekdays.
    expect(await deadline('990201', '2028-12-01', workingDays(5))).toMatchObject({
      date: '2028-12-08',
      provisional: true,
    })
  })
  it('follows the own entries of a city, and only there', async () => {
    await inCity('990202', (scope) =>
      setCityDay(scope, { date: '2026-05-12', kind: 'day-off', name: '台风停工', source: '市应急办通知' }),
    )
    expect((await deadline('990202', '2026-05-06', workingDays(7))).date).toBe('2026-05-15')
    expect((await deadline('990203', '2026-05-06', workingDays(7))).date).toBe('2026-05-14')
    await inCity('990202', (scope) => removeCityDay(scope, '2026-05-12'))
    expect((await deadline('990202', '2026-05-06', workingDays(7))).date).toBe('2026-05-14')
    await expect(inCity('990202', (scope) => removeCityDay(scope, '2026-05-12'))).rejects.toThrow('not-found')
  })
  it("takes a year's arrangement in before the program brings it", async () => {
    await inCity('990204', (scope) =>
      importCityYear(scope, 2028, '放假通知', [{ date: '2028-12-04', kind: 'day-off', name: '假日' }]),
    )
    expect(await deadline('990204', '2028-12-01', workingDays(5))).toMatchObject({
      date: '2028-12-11',
      provisional: false,
    })
    await expect(
      inCity('990204', (scope) =>
        importCityYear(scope, 2029, '放假通知', [{ date: '2028-12-05', kind: 'day-off', name: '假日' }]),
      ),
    ).rejects.toThrow('day-outside-year')
  })
  it('says how many working days are left', async () => {
    const calendar = await inCity('990201', (scope) => workingDayCalendar(scope, 2026, 2027))
    expect(workingDaysLeft(calendar, '2026-05-06', '2026-05-14')).toBe(7)
    expect(workingDaysLeft(calendar, '2026-05-14', '2026-05-14')).toBe(0)
    expect(workingDaysLeft(calendar, '2026-05-14', '2026-05-06')).toBe(-7)
  })

  it.each(roles)('opens its procedures to the roles declared: %s', async (role) => {
    const identity = personIdentity('990205', modules, { userId: 'u1', roles: [role] })
    const context = requestContext(database(), modules, identity)
    const day = { date: '2026-06-01', kind: 'day-off', name: '市民日', source: '市政府通知' } as const
    const outcome = [
      await Promise.allSettled([call(calendarRouter.getCalendarYear, { year: 2026 }, { context })]),
      await Promise.allSettled([call(calendarRouter.setCalendarDay, day, { context })]),
      await Promise.allSettled([call(calendarRouter.removeCalendarDay, { date: day.date }, { context })]),
      await Promise.allSettled([
        call(
          calendarRouter.importCalendarYear,
          { year: 2029, source: '通知', days: [{ ...day, date: '2029-01-01' }] },
          { context },
        ),
      ]),
    ].flat()
    const administrators = ['security-administrator', 'audit-administrator']
    const edits = role === 'clerk'
    expect(outcome.map((one) => one.status === 'fulfilled')).toEqual([
      !administrators.includes(role),
      edits,
      edits,
      edits,
    ])
  })
  it('lists a year, with the own day in place of the national one', async () => {
    const clerk = personIdentity('990206', modules, { userId: 'u1', roles: ['clerk'] })
    const context = requestContext(database(), modules, clerk)
    const day = { date: '2026-02-14', kind: 'day-off', name: '不调休', source: '市政府通知' } as const
    await call(calendarRouter.setCalendarDay, day, { context })
    const year = await call(calendarRouter.getCalendarYear, { year: 2026 }, { context })
    expect(year.known).toBe(true)
    expect(year.days.filter((one) => one.date === '2026-02-14')).toMatchObject([
      { own: true, kind: 'day-off' },
    ])
    expect(year.days.find((one) => one.date === '2026-02-28')).toMatchObject({
      kind: 'working-day',
      name: { zh: '春节' },
    })
    const unknown = await call(calendarRouter.getCalendarYear, { year: 2028 }, { context })
    expect(unknown).toEqual({ year: 2028, known: false, sources: [], days: [] })
  })
})
