import { call } from '@orpc/server'
import mammoth from 'mammoth'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import { listDeadlines } from '#kernel/cases/deadline-store.ts'
import { type Identity, type Scope, withScope } from '#kernel/db/scope.ts'
import { readFigures } from '#kernel/measures/figures.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { explainClass } from '../risk/class-service.ts'
import { classifyAll } from '../risk/classification-service.ts'
import { draftScorecard } from '../risk/draft-scorecard.ts'
import { addEnterprises } from '../risk/enterprises.fixture.ts'
import { roomsUnderTest } from '../risk/rooms.fixture.ts'
import { putIntoForce } from '../risk/scorecard-service.ts'
import { applyToLeave, proposeEntry } from './entry-service.ts'
import { caseTypeOf } from './list-cases.ts'
import { endTerms } from './list-effects.ts'
import { addListedEntry } from './list-entries.fixture.ts'
import type { MatterKind } from './list-schemas.ts'
import { enterpriseLists, listListEntries, listsOverview, matterDetail, publicLists } from './list-service.ts'
import { entriesPastTerm, insertLink, listEntries } from './list-store.ts'
import { listEntryFacts } from './lists-facts.ts'
import { listsRouter } from './lists-router.ts'
import { answerForMyEnterprise, applyForMyEnterprise, myLists } from './my-service.ts'

const city = '990600'
const now = new Date('2026-05-06T02:00:00.000Z')
const person = (roles: Parameters<typeof personIdentity>[2]['roles'], name: string): Identity =>
  personIdentity(city, roomsUnderTest, { userId: newId(), name, roles })
const clerk = person(['clerk'], '经办')
const leader = person(['leader'], '领导')
const owner = person(['enterprise'], '企业')
const stranger = person(['enterprise'], '旁人')

const proposal = {
  list: 'serious' as const,
  ground: 'quality-safety',
  facts: '该企业生产的电热水壶经抽查判定为不合格，涉案货值大，情节严重。',
  authority: '澄州市市场监督管理局',
  mailedOn: [],
  penaltyNumber: '澄市监处罚〔2026〕77号',
}
const application = {
  statement: '已召回全部产品并完成整改',
  corrected: true,
  harmRemoved: true,
  commitment: true,
}

describe.each(databaseKinds)('lists on %s', (kind) => {
  const database = useTestDatabase(kind, roomsUnderTest)
  const as = <Result>(identity: Identity, work: (scope: Scope) => Promise<Result>, at = now) =>
    withScope(database(), identity, work, { now: at })
  const send = (identity: Identity, of: MatterKind, caseId: string, type: string, input = {}) =>
    as(identity, (scope) => sendCaseEvent(scope, caseTypeOf[of], caseId, { type, input }))
  const enterprises = async (count: number): Promise<string[]> =>
    addEnterprises(
      database().kysely,
      city,
      Array.from({ length: count }, () => ({ region: '990602', industry: 'C3854' })),
    )
  const classOf = async (id: string) => (await as(clerk, (scope) => explainClass(scope, id))).class

  beforeAll(async () => {
    await syncRules(
      database(),
      roomsUnderTest.flatMap((module) => module.rules),
    )
    await syncCalendar(database())
    await enterprises(3)
    await as(clerk, async (scope) =>
      putIntoForce(scope, (await draftScorecard(scope, { title: '评分表' })).id),
    )
    await classifyAll(database(), clerk, { cause: 'by-hand', now: () => now })
  }, 120_000)

  it('counts the time to be heard from the delivery of the notice, not from its record', async () => {
    const [id = ''] = await enterprises(1)
    const { caseId } = await as(clerk, (scope) => proposeEntry(scope, id, proposal))
    const notice = (deliveredOn: string) =>
      send(clerk, 'serious-entry', caseId, 'give-notice', {
        noticeNumber: '澄市监严告字〔2026〕5号',
        deliveredOn,
      })
    await expect(notice('2026-05-07')).rejects.toThrow('lists.delivered-in-the-future')
    await notice('2026-04-28')
    const deadlines = await as(clerk, (scope) => listDeadlines(scope, caseId))
    // Five working days after 28 April 2026: 29 and 30 April; 1 to 5 May are days off; 6, 7 and 8 May.
    // 9 May is worked, but not needed.
    expect(deadlines.at(-1)).toMatchObject({ state: 'notified', due_date: '2026-05-08', ended_at: null })
  })

  it('leads from notice and defence to an entry with its effects, and by repair off the list again', async () => {
    const [id = ''] = await enterprises(1)
    await as(clerk, (scope) => insertLink(scope, owner.actor.userId ?? '', id))
    const { caseId } = await as(clerk, (scope) => proposeEntry(scope, id, proposal))
    // While officers weigh it, the enterprise sees nothing.
    expect((await as(owner, myLists)).matters).toEqual([])
    await send(clerk, 'serious-entry', caseId, 'give-notice', {
      noticeNumber: '澄市监严告字〔2026〕1号',
      deliveredOn: '2026-05-06',
    })
    expect((await as(owner, myLists)).matters.map((matter) => matter.state)).toEqual(['notified'])
    await expect(
      as(stranger, (scope) => answerForMyEnterprise(scope, caseId, 'defend', '与我无关')),
    ).rejects.toThrow('kernel.not-found')
    await as(owner, (scope) => answerForMyEnterprise(scope, caseId, 'defend', '产品系受托加工，请求从轻'))
    await send(clerk, 'serious-entry', caseId, 'propose', { findings: '申辩理由不成立，建议列入' })
    await expect(
      send(clerk, 'serious-entry', caseId, 'decide', { decisionNumber: '澄市监严列字〔2026〕1号' }),
    ).rejects.toThrow('cases.not-the-same-person')
    await send(leader, 'serious-entry', caseId, 'decide', { decisionNumber: '澄市监严列字〔2026〕1号' })

    const [entry] = (await as(clerk, (scope) => enterpriseLists(scope, id))).entries
    // 36号令: at least one year, at most three, counted from the entry.
    expect(entry).toMatchObject({
      enteredOn: '2026-05-06',
      repairFrom: '2027-05-06',
      publicationEndsOn: '2029-05-06',
      removedOn: null,
    })
    expect(await classOf(id)).toBe('D')
    const shown = await as(stranger, (scope) => publicLists(scope, { list: 'serious', limit: 50 }))
    expect(shown.items).toContainEqual(
      expect.objectContaining({ decisionNumber: '澄市监严列字〔2026〕1号', enteredOn: '2026-05-06' }),
    )
    expect(JSON.stringify(shown)).not.toContain('电热水壶')

    const entryId = entry?.id ?? ''
    await expect(
      as(owner, (scope) => applyForMyEnterprise(scope, entryId, 'repair', application)),
    ).rejects.toThrow('lists.too-early')
    const later = new Date('2027-05-06T02:00:00Z')
    await expect(
      as(owner, (scope) => applyForMyEnterprise(scope, entryId, 'correction', application), later),
    ).rejects.toThrow('lists.wrong-way-out')
    await expect(
      as(
        owner,
        (scope) => applyForMyEnterprise(scope, entryId, 'repair', { ...application, commitment: false }),
        later,
      ),
    ).rejects.toThrow('lists.conditions-not-met')
    await expect(
      as(stranger, (scope) => applyForMyEnterprise(scope, entryId, 'repair', application), later),
    ).rejects.toThrow('kernel.not-found')
    const repair = await as(
      owner,
      (scope) => applyForMyEnterprise(scope, entryId, 'repair', application),
      later,
    )
    await expect(
      as(owner, (scope) => applyForMyEnterprise(scope, entryId, 'repair', application), later),
    ).rejects.toThrow('lists.already-applied')
    const sendLater = (identity: Identity, type: string, input = {}) =>
      as(identity, (scope) => sendCaseEvent(scope, caseTypeOf.repair, repair.caseId, { type, input }), later)
    await sendLater(clerk, 'accept')
    await sendLater(clerk, 'propose-granting', { findings: '已整改到位，符合修复条件' })
    await sendLater(leader, 'decide', { decisionNumber: '澄市监信修字〔2027〕1号' })
    const after = await as(clerk, (scope) => enterpriseLists(scope, id), later)
    expect(after.entries[0]).toMatchObject({ removal: 'repaired', removedOn: '2027-05-06' })
    expect(await classOf(id)).not.toBe('D')
    expect(
      (await as(stranger, (scope) => publicLists(scope, { list: 'serious', limit: 50 }), later)).items,
    ).toEqual([])
  })

  it('writes notice and decision as Word files in the words of the matter', async () => {
    const [id = ''] = await enterprises(1)
    const { caseId } = await as(clerk, (scope) => proposeEntry(scope, id, proposal))
    const context = (identity: Identity) => ({
      context: requestContext(database(), roomsUnderTest, identity, now),
    })
    const text = async (document: 'notice' | 'decision') => {
      const file = await call(listsRouter.matterDocument, { caseId, document }, context(clerk))
      return (await mammoth.extractRawText({ buffer: Buffer.from(await file.arrayBuffer()) })).value
    }
    await expect(text('decision')).rejects.toThrow('lists.no-such-document')
    expect(await text('notice')).toContain('（文号待编）')
    await send(clerk, 'serious-entry', caseId, 'give-notice', {
      noticeNumber: '澄市监严告字〔2026〕2号',
      deliveredOn: '2026-05-06',
    })
    await send(clerk, 'serious-entry', caseId, 'ask-hearing', { statement: '要求听证' })
    await send(clerk, 'serious-entry', caseId, 'hold-hearing', {
      heldOn: '2026-05-05',
      record: '听取双方意见',
    })
    await send(clerk, 'serious-entry', caseId, 'propose', { findings: '建议列入' })
    await send(leader, 'serious-entry', caseId, 'decide', { decisionNumber: '澄市监严列字〔2026〕2号' })
    const decision = await text('decision')
    for (const part of [
      '列入严重违法失信名单决定书',
      '澄市监严列字〔2026〕2号',
      '2026年5月5日举行了听证',
      '电热水壶',
      // Administrative Reconsideration Law art. 20; Administrative Procedure Law art. 46.
      '自收到本决定书之日起60日内依法申请行政复议',
      '自收到本决定书之日起6个月内依法向人民法院提起行政诉讼',
      '2026年5月6日',
    ])
      expect(decision).toContain(part)
    const detail = await as(clerk, (scope) => matterDetail(scope, caseId))
    expect(detail.documents).toEqual(['notice', 'decision'])
  })

  it('asks for two letters fifteen days apart before an address counts as unreachable', async () => {
    const [id = ''] = await enterprises(1)
    const propose = (mailedOn: string[]) =>
      as(clerk, (scope) =>
        proposeEntry(scope, id, {
          ...proposal,
          list: 'abnormal',
          ground: 'unreachable-address',
          penaltyNumber: null,
          mailedOn,
        }),
      )
    await expect(propose([])).rejects.toThrow('lists.needs-two-mailings')
    await expect(propose(['2026-04-01', '2026-04-15'])).rejects.toThrow('lists.needs-two-mailings')
    await propose(['2026-04-01', '2026-04-16'])
    await expect(propose(['2026-04-01', '2026-04-16'])).rejects.toThrow('lists.already-proposed')
  })

  it('refuses grounds of the other list, and serious dishonesty without a penalty', async () => {
    const [id = ''] = await enterprises(1)
    await expect(
      as(clerk, (scope) => proposeEntry(scope, id, { ...proposal, ground: 'annual-report' })),
    ).rejects.toThrow('lists.ground-does-not-fit')
    await expect(
      as(clerk, (scope) => proposeEntry(scope, id, { ...proposal, penaltyNumber: null })),
    ).rejects.toThrow('lists.needs-penalty')
  })

  it('takes objections for thirty days after publication and no longer', async () => {
    const [one = '', two = ''] = await enterprises(2)
    const object = (enterpriseId: string, enteredOn: string) =>
      as(clerk, async (scope) => {
        const entryId = await addListedEntry(scope, enterpriseId, 'abnormal', enteredOn)
        return applyToLeave(scope, entryId, 'objection', application, {
          appliedBy: 'officer',
          mayFor: () => true,
        })
      })
    await object(one, '2026-04-06')
    await expect(object(two, '2026-04-05')).rejects.toThrow('lists.objection-too-late')
  })

  it('hides an entry from the public on the day its time is over, and ends it then', async () => {
    const [id = ''] = await enterprises(1)
    const entryId = await as(clerk, (scope) => addListedEntry(scope, id, 'serious', '2023-05-06'))
    const [made] = await as(clerk, (scope) => listEntries(scope, { ids: [entryId], reach: 'all', limit: 1 }))
    const isSeen = async (at: Date) =>
      (
        await as(
          stranger,
          (scope) => publicLists(scope, { search: made?.decision_number ?? '', limit: 10 }),
          at,
        )
      ).items.length === 1
    expect(await isSeen(new Date('2026-05-05T02:00:00Z'))).toBe(true)
    expect(await isSeen(now)).toBe(false)
    expect(await classOf(id)).toBe('D')
    const stock = async () =>
      (
        await as(clerk, (scope) =>
          readFigures(scope, {
            measures: listEntryFacts.measures.filter((measure) => measure.name === 'supervision.listed'),
            within: city,
            regionDigits: 0,
            from: '2026-05-01',
            to: '2026-06-01',
            period: 'month',
            where: { list: 'serious' },
          }),
        )
      )[0]?.value ?? 0
    const listed = await stock()
    await as(clerk, async (scope) => endTerms(scope, await entriesPastTerm(scope, '2026-05-06')))
    const [entry] = await as(clerk, (scope) => listEntries(scope, { ids: [entryId], reach: 'all', limit: 1 }))
    expect(entry).toMatchObject({ removal: 'term-ended', removed_on: '2026-05-06' })
    expect(await stock()).toBe(listed - 1)
    expect(await classOf(id)).not.toBe('D')
  })

  it('pages through entries and shows those that call for attention', async () => {
    const ids = await enterprises(5)
    for (const [index, id] of ids.entries())
      await as(clerk, (scope) => addListedEntry(scope, id, 'abnormal', `202${index}-03-0${index + 1}`))
    const seen: string[] = []
    let after: string | undefined
    do {
      const page: Awaited<ReturnType<typeof listListEntries>> = await as(clerk, (scope) =>
        listListEntries(scope, { list: 'abnormal', standing: 'present', limit: 2, after }),
      )
      seen.push(...page.items.map((item) => item.id))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    const long = await as(clerk, (scope) => listListEntries(scope, { attention: 'long', limit: 50 }))
    expect(long.items.map((item) => item.enteredOn)).toEqual([
      '2023-03-04',
      '2022-03-03',
      '2021-03-02',
      '2020-03-01',
    ])
  })

  it('counts every month from the first to the last, those in which nothing happened as well', async () => {
    const [first = '', second = ''] = await enterprises(2)
    await as(clerk, (scope) => addListedEntry(scope, first, 'abnormal', '2025-01-15'))
    await as(clerk, (scope) => addListedEntry(scope, second, 'serious', '2025-04-15'))
    const { months } = await as(clerk, listsOverview)
    expect(months.slice(0, 8)).toEqual(
      ['2025-01', '2025-02', '2025-03', '2025-04'].flatMap((month) => [
        { month, list: 'abnormal', entries: month === '2025-01' ? 1 : 0, removals: 0 },
        { month, list: 'serious', entries: month === '2025-04' ? 1 : 0, removals: 0 },
      ]),
    )
  })
})
