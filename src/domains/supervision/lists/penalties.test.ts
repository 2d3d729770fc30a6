/** Repair of single penalties: periods by tier, own enterprises only, and the class that follows. */
import { call } from '@orpc/server'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { insertCreditRecords } from '../risk/credit-record-store.ts'
import { addEnterprises } from '../risk/enterprises.fixture.ts'
import { roomsUnderTest } from '../risk/rooms.fixture.ts'
import { insertLink } from './list-store.ts'
import { listsRouter as router } from './lists-router.ts'

const city = '990650'
const now = new Date('2026-05-06T02:00:00.000Z')
const person = (role: 'enterprise' | 'leader' | 'clerk' | 'inspector', regions: string[] = []) =>
  personIdentity(city, roomsUnderTest, { userId: newId(), name: role, roles: [role], regions })
const owner = person('enterprise')
const stranger = person('enterprise')
const leader = person('leader')
const clerk = person('clerk')
const application = {
  statement: '已缴清罚款并完成整改',
  corrected: true,
  harmRemoved: true,
  commitment: true,
}

describe.each(databaseKinds)('penalties and their repair on %s', (kind) => {
  const database = useTestDatabase(kind, roomsUnderTest)
  const ids = { warning: newId(), recent: newId(), ready: newId(), huge: newId(), old: newId() }
  const as = (who: typeof owner) => ({ context: requestContext(database(), roomsUnderTest, who, now) })

  beforeAll(async () => {
    await syncRules(
      database(),
      roomsUnderTest.flatMap((module) => module.rules),
    )
    await syncCalendar(database())
    await withScope(
      database(),
      systemIdentity(city, 'test'),
      async (scope) => {
        const [enterpriseId = ''] = await addEnterprises(scope.tx, city, [{ region: '990652' }])
        await insertLink(scope, owner.actor.userId ?? '', enterpriseId)
        const record = (
          id: string,
          recordKind: 'penalty' | 'warning',
          decidedOn: string,
          amount: number | null,
        ) => ({
          id,
          enterpriseId,
          creditCode: '',
          kind: recordKind,
          number: `处罚${id.slice(-6)}`,
          decidedOn,
          authority: '澄州市市场监督管理局',
          summary: '未按要求标注厂址',
          amount,
        })
        await insertCreditRecords(
          scope,
          [
            record(ids.warning, 'warning', '2026-05-01', null),
            record(ids.recent, 'penalty', '2026-02-07', 3000),
            record(ids.ready, 'penalty', '2026-02-06', 3000),
            record(ids.huge, 'penalty', '2025-11-06', 2_000_000),
            record(ids.old, 'penalty', '2025-05-06', 3000),
          ],
          'by-hand',
        )
      },
      { now },
    )
  })

  it('gives each its terms: minor at once, general after 3 months for at most 1 year, serious 1 to 3 years', async () => {
    const { penalties } = await call(router.myLists, {}, as(owner))
    const terms = Object.fromEntries(
      penalties.map(({ id, tier, repairFrom, publishUntil }) => [id, { tier, repairFrom, publishUntil }]),
    )
    // 信用修复管理办法, in force 2026-04-01: months and years by the calendar from the decision.
    expect(terms).toEqual({
      [ids.warning]: { tier: 'minor', repairFrom: '2026-05-01', publishUntil: '2026-08-01' },
      [ids.recent]: { tier: 'general', repairFrom: '2026-05-07', publishUntil: '2027-02-07' },
      [ids.ready]: { tier: 'general', repairFrom: '2026-05-06', publishUntil: '2027-02-06' },
      [ids.huge]: { tier: 'serious', repairFrom: '2026-11-06', publishUntil: '2028-11-06' },
      [ids.old]: { tier: 'general', repairFrom: '2025-08-06', publishUntil: '2026-05-06' },
    })
  })

  it('takes an application in time, with all conditions, from the enterprise itself, once', async () => {
    const apply = (recordId: string, who = owner, more = {}) =>
      call(router.applyForMyPenalty, { recordId, ...application, ...more }, as(who))
    await expect(apply(ids.recent)).rejects.toThrow('lists.too-early')
    await expect(apply(ids.huge)).rejects.toThrow('lists.too-early')
    await expect(apply(ids.old)).rejects.toThrow('lists.publication-over')
    await expect(apply(ids.ready, owner, { commitment: false })).rejects.toThrow('lists.conditions-not-met')
    await expect(apply(ids.ready, stranger)).rejects.toThrow('kernel.not-found')
    await expect(apply(ids.ready, clerk)).rejects.toThrow('kernel.no-right')
    const { caseId } = await apply(ids.ready)
    await expect(apply(ids.ready)).rejects.toThrow('lists.already-applied')
    const matter = await call(router.getMatter, { caseId }, as(clerk))
    expect(matter).toMatchObject({
      kind: 'penalty-repair',
      penalty: { id: ids.ready, tier: 'general' },
      appliedBy: 'enterprise',
    })
    expect(matter.conditions.every((condition) => condition.met)).toBe(true)
    expect((await call(router.myLists, {}, as(stranger))).penalties).toEqual([])
  })

  it('lets the deciding officer say how grave a penalty is', async () => {
    const grade = (who: typeof owner) =>
      call(router.gradePenalty, { recordId: ids.recent, tier: 'minor', reason: '适用简易程序' }, as(who))
    await expect(grade(owner)).rejects.toThrow('kernel.no-right')
    await expect(grade(person('inspector', ['990652']))).rejects.toThrow('kernel.no-right')
    expect(await grade(leader)).toMatchObject({ tier: 'minor', repairFrom: '2026-02-07' })
  })
})
