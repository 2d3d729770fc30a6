import { beforeAll, describe, expect, it } from 'vitest'
import { drawFile, drawPage } from '#domains/supervision/draws/draw-views.ts'
import { myInspections } from '#domains/supervision/inspections/inspection-service.ts'
import { accountIdsWithRole } from '#kernel/access/store.ts'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { openTestDatabase } from '#kernel/testing/test-database.ts'
import { verifyPublishedDraw } from '#methods/draw/published-draw.ts'
import { modules } from '#server/domains.ts'
import { demoCity } from '../city.ts'
import { seedDemoCity } from '../seed.ts'

describe('random inspections of the demo city', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  const now = new Date('2026-11-20T02:00:00Z')
  const identity = systemIdentity(demoCity.code, 'test', [
    'supervision.inspect',
    'supervision.inspections-read',
  ])
  const within = <Result>(work: Parameters<typeof withScope<Result>>[2]) =>
    withScope(database, identity, work, { now })

  beforeAll(async () => {
    database = await openTestDatabase('pglite', modules)
    await syncRules(
      database,
      modules.flatMap((module) => module.rules),
    )
    await syncCalendar(database)
    await seedDemoCity(database, { password: 'Demo-2026-test', now })
    return () => database.close()
  }, 300_000)

  it('has draws that verify, every one', async () => {
    const { items } = await within((scope) => drawPage(scope, { limit: 100 }))
    expect(items.length).toBeGreaterThanOrEqual(6)
    for (const draw of items) {
      expect(draw.drawn).toBeGreaterThan(0)
      const file = await within((scope) => drawFile(scope, draw.id))
      expect([draw.number, verifyPublishedDraw(JSON.parse(await file.text()))]).toEqual([draw.number, []])
    }
  }, 120_000)

  it('has tasks for the inspector to do', async () => {
    const [inspector] = await within((scope) => accountIdsWithRole(scope, 'inspector'))
    const tasks = await within((scope) =>
      myInspections({ ...scope, actor: { userId: inspector, name: 'inspector' } }),
    )
    expect(tasks.filter((task) => task.state === 'assigned').length).toBeGreaterThan(0)
  })
})
