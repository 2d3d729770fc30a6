/** A plan from its draft to its revisions, through the API: who draws it up does not adopt it. */
import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { casesRouter } from '#kernel/cases/router.ts'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { giveSamplingTask } from '../samples.fixture.ts'
import {
  spotCheckModules as modules,
  openSpotCheckCity,
  person,
  type SpotCheckCity,
} from '../spot-checks.fixture.ts'
import { spotChecksRouter as router } from '../spot-checks-router.ts'

const now = new Date('2026-05-20T03:00:00Z')

describe.each(databaseKinds)('a spot-check plan on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let city: SpotCheckCity
  let people: Record<'clerk' | 'otherClerk' | 'leader' | 'both' | 'inspector', ReturnType<typeof person>>

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990700', now)
    people = {
      clerk: person(city, 'clerk'),
      otherClerk: person(city, 'clerk'),
      leader: person(city, 'leader'),
      inspector: person(city, 'inspector', { regions: [city.district] }),
      both: personIdentity(city.city, modules, {
        userId: crypto.randomUUID(),
        name: 'both',
        roles: ['clerk', 'leader'],
      }),
    }
  }, 120_000)

  const as = (who: keyof typeof people) => ({
    context: requestContext(database(), modules, people[who], now),
  })
  const send = (caseId: string | null | undefined, event: string, who: keyof typeof people, input = {}) =>
    sendToCase(caseId ?? '', event, input, as(who))
  const get = (planId: string) => call(router.getSpotCheckPlan, { planId }, as('clerk'))
  const submit = (planId: string, who: keyof typeof people = 'clerk') =>
    call(router.submitSpotCheckPlan, { planId }, as(who))
  const revise = (planId: string, reason = '增加批次') =>
    call(router.reviseSpotCheckPlan, { planId, reason }, as('clerk'))
  const line = (planId: string, batches: number, lineId?: string, who: keyof typeof people = 'clerk') =>
    call(
      router.saveSpotCheckPlanLine,
      {
        planId,
        categoryId: city.categoryId,
        purpose: 'supervision',
        batches,
        costPerBatch: 1000,
        purchasePerBatch: 60,
        ...(lineId === undefined ? {} : { lineId }),
      },
      as(who),
    )
  /** A plan of one line, drawn up by somebody. */
  const draftedPlan = async (batches = 10, who: keyof typeof people = 'clerk') => {
    const { id } = await call(router.createSpotCheckPlan, { year: 2027, title: '2027年抽检计划' }, as(who))
    return line(id, batches, undefined, who)
  }
  const adoptedPlan = async (batches = 10) => {
    const { id } = await draftedPlan(batches)
    await send((await submit(id)).draft?.caseId, 'approve', 'leader')
    return get(id)
  }
  const give = (lineId: string | undefined, batches: number) =>
    giveSamplingTask({ ...city, lineId: lineId ?? '' }, as('clerk'), { batches })

  it('is drawn up by one and adopted by another', async () => {
    const draft = await draftedPlan()
    expect(draft).toMatchObject({ state: 'draft', open: 'draft', lines: [], batches: 10, budget: 10_600 })
    await expect(give(draft.draft?.lines[0]?.id, 1)).rejects.toThrow('spot-checks.not-found')
    const submitted = await submit(draft.id)
    expect(submitted.open).toBe('approving')
    await expect(line(draft.id, 11)).rejects.toThrow('spot-checks.no-draft')
    await expect(submit(draft.id)).rejects.toThrow('spot-checks.no-draft')
    const caseId = submitted.draft?.caseId
    await expect(send(caseId, 'approve', 'clerk')).rejects.toThrow('kernel.no-right')
    await expect(send(caseId, 'approve', 'inspector')).rejects.toThrow('kernel.not-found')
    // the inbox leads to the plan by the case of its approval
    expect((await call(router.getSpotCheckPlan, { planId: caseId ?? '' }, as('leader'))).id).toBe(draft.id)
    expect((await call(casesRouter.listInbox, {}, as('leader'))).items.map((one) => one.caseId)).toContain(
      caseId,
    )
    await send(caseId, 'approve', 'leader')
    const adopted = await get(draft.id)
    expect(adopted).toMatchObject({ state: 'adopted', open: null, draft: null, budget: 10_600 })
    expect(adopted.lines).toMatchObject([{ id: draft.draft?.lines[0]?.id, batches: 10, budget: 10_600 }])
    await give(adopted.lines[0]?.id, 10)
  })

  it('is not adopted by who submitted it, nor by who drew it up, whatever the roles', async () => {
    const own = await draftedPlan(5, 'both')
    const first = await submit(own.id, 'both')
    await expect(send(first.draft?.caseId, 'approve', 'both')).rejects.toThrow('cases.not-by-starter')
    await send(first.draft?.caseId, 'take-back', 'both')
    const second = await submit(own.id, 'otherClerk')
    await expect(send(second.draft?.caseId, 'approve', 'both')).rejects.toThrow('spot-checks.own-draft')
    expect((await get(own.id)).state).toBe('draft')
    await send(second.draft?.caseId, 'approve', 'leader')
    expect((await get(own.id)).state).toBe('adopted')
  })

  it('goes back to its drafter with a reason', async () => {
    const { id } = await draftedPlan()
    const submitted = await submit(id)
    await send(submitted.draft?.caseId, 'return', 'leader', { reason: '经费超出预算' })
    const returned = await get(id)
    expect(returned.draft).toMatchObject({ state: 'draft', returned: '经费超出预算', caseId: null })
    await line(id, 8, returned.draft?.lines[0]?.id)
    await send((await submit(id)).draft?.caseId, 'approve', 'leader')
    expect((await get(id)).batches).toBe(8)
  })

  it('needs lines to be submitted, and may be given up', async () => {
    const { id } = await call(router.createSpotCheckPlan, { year: 2028, title: '空计划' }, as('clerk'))
    await expect(submit(id)).rejects.toThrow('spot-checks.plan-empty')
    const given = await call(router.giveUpSpotCheckPlanDraft, { planId: id }, as('clerk'))
    expect(given).toMatchObject({ state: 'withdrawn', open: null })
    await expect(line(id, 1)).rejects.toThrow('spot-checks.no-draft')
    await expect(revise(id)).rejects.toThrow('spot-checks.plan-not-adopted')
  })

  it('is revised for a reason, and holds as it is until the revision is adopted', async () => {
    const plan = await adoptedPlan()
    const lineId = plan.lines[0]?.id
    await revise(plan.id, '上级增加任务')
    await expect(revise(plan.id)).rejects.toThrow('spot-checks.draft-open')
    await line(plan.id, 25, lineId)
    const draft = await call(
      router.saveSpotCheckPlanLine,
      { planId: plan.id, categoryId: city.categoryId, purpose: 'special', batches: 3, costPerBatch: 500 },
      as('clerk'),
    )
    expect(draft).toMatchObject({ state: 'adopted', open: 'draft', batches: 10 })
    const changes = [
      { before: { batches: 10 }, after: { batches: 25 } },
      { purpose: 'special', before: null, after: { batches: 3, purchasePerBatch: 0 } },
    ]
    expect(draft.draft).toMatchObject({ number: 2, reason: '上级增加任务', changes })
    await expect(give(lineId, 20)).rejects.toThrow('spot-checks.beyond-plan')
    await send((await submit(plan.id)).draft?.caseId, 'approve', 'leader')
    const revised = await get(plan.id)
    expect(revised).toMatchObject({ batches: 28, draft: null })
    expect(revised.revisions).toMatchObject([
      { number: 2, reason: '上级增加任务', adoptedBy: 'leader', changes },
    ])
    await give(lineId, 20)
  })

  it('does not take back what tasks were given for, be it while a revision awaits approval', async () => {
    const plan = await adoptedPlan()
    const lineId = plan.lines[0]?.id ?? ''
    await give(lineId, 4)
    await revise(plan.id, '压减经费')
    await expect(line(plan.id, 3, lineId)).rejects.toThrow('spot-checks.below-given')
    await expect(
      call(router.removeSpotCheckPlanLine, { planId: plan.id, lineId }, as('clerk')),
    ).rejects.toThrow('spot-checks.line-given')
    await expect(
      call(
        router.saveSpotCheckPlanLine,
        {
          planId: plan.id,
          lineId,
          categoryId: city.categoryId,
          purpose: 'special',
          batches: 9,
          costPerBatch: 1,
        },
        as('clerk'),
      ),
    ).rejects.toThrow('spot-checks.line-fixed')
    await line(plan.id, 4, lineId)
    const { draft } = await submit(plan.id)
    await give(lineId, 1)
    await expect(send(draft?.caseId, 'approve', 'leader')).rejects.toThrow('spot-checks.below-given')
    await send(draft?.caseId, 'take-back', 'clerk')
    await call(router.giveUpSpotCheckPlanDraft, { planId: plan.id }, as('clerk'))
    expect(await get(plan.id)).toMatchObject({ state: 'adopted', open: null, batches: 10, revisions: [] })
    expect((await revise(plan.id)).draft?.number).toBe(3)
  })

  it('drops a line that nothing was given for, and takes the same product in again', async () => {
    const plan = await adoptedPlan()
    const lineId = plan.lines[0]?.id ?? ''
    await revise(plan.id, '重新编制')
    await call(router.removeSpotCheckPlanLine, { planId: plan.id, lineId }, as('clerk'))
    await line(plan.id, 6)
    await send((await submit(plan.id)).draft?.caseId, 'approve', 'leader')
    const revised = await get(plan.id)
    expect(revised.lines).toMatchObject([{ batches: 6 }])
    expect(revised.lines[0]?.id).not.toBe(lineId)
  })

  it('is drawn up and revised by those who plan alone', async () => {
    for (const who of ['leader', 'inspector'] as const) {
      await expect(
        call(router.reviseSpotCheckPlan, { planId: city.planId, reason: '无' }, as(who)),
      ).rejects.toThrow('kernel.no-right')
      await expect(submit(city.planId, who)).rejects.toThrow('kernel.no-right')
    }
  })
})
