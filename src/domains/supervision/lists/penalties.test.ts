/** Repair of single penalties: periods by tier, own enterprises only, and the class that follows. */
import { call } from '@orpc/server'
import mammoth from 'mammoth'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { insertCreditRecords } from '../risk/credit-record-store.ts'
import { addEnterprises } from '../risk/enterprises.fixture.ts'
import { riskRouter } from '../risk/risk-router.ts'
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
  const ids = {
    warning: newId(),
    recent: newId(),
    ready: newId(),
    huge: newId(),
    old: newId(),
    weak: newId(),
    vague: newId(),
  }
  let enterpriseId = ''
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
        const [added = ''] = await addEnterprises(scope.tx, city, [{ region: '990652' }])
        enterpriseId = added
        await insertLink(scope, owner.actor.userId ?? '', enterpriseId)
        const record = (
          id: string,
          recordKind: 'penalty' | 'warning',
          decidedOn: string,
          amount: number | null,
        ) => ({
          id,
          enterpriseId,
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
            record(ids.weak, 'penalty', '2026-01-05', 3000),
            record(ids.vague, 'warning', '2026-04-05', null),
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
      [ids.weak]: { tier: 'general', repairFrom: '2026-04-05', publishUntil: '2027-01-05' },
      [ids.vague]: { tier: 'minor', repairFrom: '2026-04-05', publishUntil: '2026-07-05' },
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

  const apply = async (recordId: string): Promise<string> =>
    (await call(router.applyForMyPenalty, { recordId, ...application }, as(owner))).caseId
  const send = (who: typeof owner, caseId: string, event: string, input = {}) =>
    sendToCase(caseId, event, input, as(who))
  const mine = async (caseId: string) => {
    const { matters, penalties } = await call(router.myLists, {}, as(owner))
    const matter = matters.find((one) => one.caseId === caseId)
    return { matter, penalty: penalties.find((one) => one.id === matter?.recordId) }
  }

  it('is repaired by two officers; enterprise, its page and its credit record show it', async () => {
    const before = await call(router.listsOverview, {}, as(clerk))
    const openBefore = before.openMatters.find((one) => one.kind === 'penalty-repair')?.open ?? 0
    const caseId = await apply(ids.warning)
    const overview = await call(router.listsOverview, {}, as(clerk))
    expect(overview.openMatters.find((one) => one.kind === 'penalty-repair')).toEqual({
      kind: 'penalty-repair',
      open: openBefore + 1,
      overdue: 0,
    })
    // 受理: two working days after Wednesday, 6 May 2026.
    const listed = await call(router.listMatters, { kind: 'penalty-repair', done: false }, as(clerk))
    expect(listed.items.find((one) => one.caseId === caseId)).toMatchObject({
      recordId: ids.warning,
      aboutNumber: `处罚${ids.warning.slice(-6)}`,
      dueOn: '2026-05-08',
      overdue: false,
      answer: null,
    })
    await send(clerk, caseId, 'accept')
    await send(clerk, caseId, 'propose-granting', { findings: '整改到位，符合修复条件' })
    await expect(send(clerk, caseId, 'decide', { decisionNumber: '修复1号' })).rejects.toThrow()
    expect((await mine(caseId)).matter?.answer).toBeNull()
    await send(leader, caseId, 'decide', { decisionNumber: '修复1号' })
    expect(await mine(caseId)).toMatchObject({
      matter: {
        state: 'granted',
        dueOn: null,
        answer: { text: '整改到位，符合修复条件', decisionNumber: '修复1号' },
      },
      penalty: { repairedOn: '2026-05-06', repairDecisionNumber: '修复1号' },
    })
    const page = await call(router.enterpriseLists, { enterpriseId }, as(clerk))
    expect(page.penalties.find((one) => one.id === ids.warning)?.repairedOn).toBe('2026-05-06')
    const records = await call(riskRouter.listCreditRecords, { enterpriseId }, as(clerk))
    expect(records.items.find((one) => one.id === ids.warning)).toMatchObject({
      repairedOn: '2026-05-06',
      repairDecisionNumber: '修复1号',
      withdrawn: false,
    })
    await expect(apply(ids.warning)).rejects.toThrow('lists.already-repaired')
  })

  it('tells the applicant why it is refused or not accepted, and what is missing; it may apply again', async () => {
    const refused = await apply(ids.weak)
    await send(clerk, refused, 'accept')
    await send(clerk, refused, 'propose-refusing', { findings: '罚款尚未缴清' })
    await send(leader, refused, 'decide', { decisionNumber: '不予修复2号' })
    expect(await mine(refused)).toMatchObject({
      matter: { state: 'refused', answer: { text: '罚款尚未缴清', decisionNumber: '不予修复2号' } },
      penalty: { repairedOn: null },
    })
    const paper = async (caseId: string) => {
      const file = await call(router.matterDocument, { caseId, document: 'decision' }, as(clerk))
      return (await mammoth.extractRawText({ buffer: Buffer.from(await file.arrayBuffer()) })).value
    }
    expect(await paper(refused)).toMatch(/不予行政处罚信用修复决定书[\s\S]*自收到本决定书之日起/)
    const asked = await apply(ids.weak)
    await send(clerk, asked, 'ask', { missing: '缴款凭证' })
    expect((await mine(asked)).matter?.answer).toEqual({ text: '缴款凭证', decisionNumber: null })
    await call(
      router.answerForMyEnterprise,
      { caseId: asked, event: 'supplement', statement: '已补' },
      as(owner),
    )
    expect((await mine(asked)).matter?.answer).toBeNull()
    await send(clerk, asked, 'decline', { reason: '材料与登记信息不一致' })
    expect((await mine(asked)).matter?.answer).toEqual({ text: '材料与登记信息不一致', decisionNumber: null })
    const notice = await paper(asked)
    expect(notice).toMatch(/不予受理告知书[\s\S]*自收到本告知书之日起/)
    expect(notice).not.toContain('本决定书')
  })

  it('is taken in by an officer for the enterprise, in the officer’s own district only', async () => {
    const take = (who: typeof owner) =>
      call(router.applyForPenaltyRepair, { recordId: ids.vague, ...application }, as(who))
    await expect(take(person('inspector', ['990653']))).rejects.toThrow('kernel.not-found')
    await expect(take(leader)).rejects.toThrow('kernel.no-right')
    const inspector = person('inspector', ['990652'])
    const { caseId } = await take(inspector)
    const matter = await call(router.getMatter, { caseId }, as(inspector))
    expect(matter).toMatchObject({ appliedBy: 'officer', penalty: { id: ids.vague } })
    await expect(call(router.getMatter, { caseId }, as(person('inspector', ['990653'])))).rejects.toThrow(
      'kernel.not-found',
    )
    // The enterprise sees what was taken in for it.
    expect((await mine(caseId)).matter?.state).toBe('applied')
  })
})
