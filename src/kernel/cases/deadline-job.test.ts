import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { type Identity, systemIdentity } from '../db/scope.ts'
import { countUnread, listNotifications } from '../notify/store.ts'
import { setOverride } from '../rules/rules.ts'
import { databaseKinds } from '../testing/test-database.ts'
import { watchDeadlines } from './deadline-job.ts'
import { day, noticeCaseModules, useNoticeCities, wednesday } from './notice-cities.fixture.ts'
import { casesRouter } from './router.ts'

describe.each(databaseKinds)('deadlines of cases on %s', (kind) => {
  const { database, freshCity, person, within, contextOf, open, send, addUnit } = useNoticeCities(kind)

  it('explains each deadline by its rule as it stood, and keeps what has ended', async () => {
    const city = freshCity()
    const clerk = person(city, 'clerk')
    await within(clerk, (scope) =>
      setOverride(scope, {
        key: 'test.check-period',
        value: { count: 3, unit: 'working-day' },
        basis: '本市督办办法',
        effectiveFrom: '2026-05-07',
      }),
    )
    const { id } = await open(clerk)
    await send(clerk, id, 'submit', { measures: 1 })
    const checker = {
      ...clerk,
      actor: { userId: crypto.randomUUID(), name: '审核人' },
      permissions: new Map([...clerk.permissions, ['test.check-notices', 'city'] as const]),
    }
    await send(checker, id, 'return', {}, day('2026-05-15'))
    const { id: later } = await open(clerk, {}, day('2026-05-07'))
    await send(clerk, later, 'submit', { measures: 1 }, day('2026-05-07'))
    const context = contextOf(clerk, day('2026-05-20'))
    const first = await call(casesRouter.getCase, { id }, { context })
    expect(first.deadlines).toMatchObject([
      {
        date: '2026-05-14',
        overdue: true,
        endedAt: day('2026-05-15').toISOString(),
        period: { count: 7, unit: 'working-day' },
        rule: { key: 'test.check-period', source: 'Zhiheng: for tests', clause: '§1', overridden: false },
      },
    ])
    const second = await call(casesRouter.getCase, { id: later }, { context })
    expect(second.deadlines).toMatchObject([
      { date: '2026-05-11', endedAt: null, rule: { source: '本市督办办法', clause: null, overridden: true } },
    ])
  })
  it('reminds before a deadline and escalates after it, once each', async () => {
    const city = freshCity()
    const unit = await addUnit(city, '市场监管局')
    const [clerk, liaison, leader] = [
      person(city, 'clerk'),
      person(city, 'liaison', { units: [unit] }),
      person(city, 'leader'),
    ]
    const { id } = await open(clerk, { unitId: unit })
    await send(clerk, id, 'submit', { measures: 1 })
    const watch = (now: Date) =>
      watchDeadlines({
        database: database(),
        identity: systemIdentity(city, '期限'),
        modules: noticeCaseModules,
        signal: new AbortController().signal,
        now: () => now,
      })
    const told = (who: Identity, now: Date) =>
      within(
        who,
        async (scope) => {
          const rows = await listNotifications(scope, who.actor.userId ?? '', undefined, 10)
          return rows.map((row) => row.message_zh)
        },
        now,
      )
    // Due on Thursday the 14th; one working day before is Wednesday the 13th, 9 o'clock.
    expect(await watch(day('2026-05-13', '08:59'))).toEqual({ reminders: 0, escalations: 0 })
    expect(await watch(day('2026-05-13', '09:01'))).toEqual({ reminders: 1, escalations: 0 })
    expect(await watch(day('2026-05-14', '23:59'))).toEqual({ reminders: 0, escalations: 0 })
    expect(await watch(day('2026-05-15', '00:01'))).toEqual({ reminders: 0, escalations: 1 })
    expect(await watch(day('2026-05-16'))).toEqual({ reminders: 0, escalations: 0 })
    expect(await told(liaison, day('2026-05-16'))).toEqual([
      '已超期：督办通知“关于整改的通知”，审核，期限 2026-05-14',
      '即将到期：督办通知“关于整改的通知”，审核，期限 2026-05-14',
      '待办：督办通知“关于整改的通知”，初审',
    ])
    expect(await told(leader, day('2026-05-16'))).toEqual([
      '已超期：督办通知“关于整改的通知”，审核，期限 2026-05-14',
    ])
    const detail = await call(casesRouter.getCase, { id }, { context: contextOf(leader, day('2026-05-16')) })
    expect(detail.timeline.map((entry) => entry.kind)).toEqual(['escalation', 'reminder', 'event', 'opened'])
    // The starter hears of the end.
    await send(liaison, id, 'pass')
    await send(liaison, id, 'pass')
    expect(await told(clerk, wednesday)).toContain('已办结：督办通知“关于整改的通知”，已发布')
    const unread = await within(clerk, (scope) => countUnread(scope, clerk.actor.userId ?? '', 10))
    expect(unread).toBeGreaterThan(0)
  })
  it('lets a deadline that is kept pass in silence', async () => {
    const city = freshCity()
    const clerk = person(city, 'clerk')
    const { id } = await open(clerk)
    await send(clerk, id, 'submit', { measures: 1 })
    await send(clerk, id, 'withdraw')
    const identity = systemIdentity(city, '期限')
    const signal = new AbortController().signal
    const outcome = await watchDeadlines({
      database: database(),
      identity,
      modules: noticeCaseModules,
      signal,
      now: () => day('2026-06-01'),
    })
    expect(outcome).toEqual({ reminders: 0, escalations: 0 })
  })
})
