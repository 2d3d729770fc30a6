/** Sampling tasks cancelled, sheets voided, samples that the laboratory refused: none of it counts as sampled. */
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { dashboardRouter } from '../../dashboard/dashboard-part.ts'
import { giveSamplingTask, sampleStaff } from '../samples.fixture.ts'
import {
  spotCheckModules as modules,
  openSpotCheckCity,
  person,
  type SpotCheckCity,
  sheetOf,
} from '../spot-checks.fixture.ts'
import { spotChecksRouter as router } from '../spot-checks-router.ts'

const now = new Date('2026-05-20T03:00:00Z')
const reason = '抽样单填写错误'

describe.each(databaseKinds)('withdrawn sampling on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let city: SpotCheckCity
  let people: Record<
    'clerk' | 'inspector' | 'tester' | 'leader' | 'elsewhere' | 'maker',
    ReturnType<typeof person>
  >

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990790', now)
    people = {
      ...sampleStaff(city),
      leader: person(city, 'leader'),
      elsewhere: person(city, 'inspector', { regions: ['990799'] }),
      maker: person(city, 'enterprise'),
    }
  }, 120_000)

  const as = (who: keyof typeof people) => ({
    context: requestContext(database(), modules, people[who], now),
  })
  const give = (batches: number) => giveSamplingTask(city, as('clerk'), { batches })
  const record = (taskId: string, batch: string) =>
    call(router.recordSample, sheetOf(city, taskId, batch), as('inspector'))
  const taskOf = (taskId: string) => call(router.getSamplingTask, { taskId }, as('inspector'))
  const sampledOfPlan = async () =>
    (await call(router.getSpotCheckPlan, { planId: city.planId }, as('clerk'))).lines[0]?.sampled
  const sampledOfDashboard = async () =>
    (await call(dashboardRouter.supervisionDashboard, {}, as('clerk'))).coverage.find(
      (one) => one.kind === 'food',
    )?.sampled
  const audited = async (action: string, objectId: string) => {
    const { rows } = await withScope(database(), systemIdentity(city.city, 'test'), (scope) =>
      sql<{ detail: Record<string, unknown> }>`select detail from audit_entry
        where city = ${city.city} and action = ${action} and object_id = ${objectId}`.execute(scope.tx),
    )
    return rows.map((row) => row.detail)
  }

  it('gives the batches that a cancelled task had not sampled back to the plan', async () => {
    // The plan has 50 batches.
    const task = await give(50)
    await record(task.id, 'W1')
    await expect(give(1)).rejects.toThrow('spot-checks.beyond-plan')
    const cancelled = await call(
      router.cancelSamplingTask,
      { taskId: task.id, reason: '抽样单位调整' },
      as('inspector'),
    )
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: '抽样单位调整', sampled: 1 })
    await expect(give(50)).rejects.toThrow('spot-checks.beyond-plan')
    const second = await give(49)
    await expect(record(task.id, 'W2')).rejects.toThrow('spot-checks.task-closed')
    await expect(call(router.cancelSamplingTask, { taskId: task.id, reason }, as('clerk'))).rejects.toThrow(
      'spot-checks.task-closed',
    )
    expect(await audited('spot-checks.cancel-task', task.id)).toEqual([
      { reason: '抽样单位调整', batches: 50, sampled: 1 },
    ])
    const { items } = await call(router.listSamplingTasks, { state: 'cancelled' }, as('clerk'))
    expect(items.map((one) => one.id)).toEqual([task.id])
    await call(router.cancelSamplingTask, { taskId: second.id, reason }, as('clerk'))
  })

  it('voids a sheet that is not handed over; its codes stay used and its task takes another', async () => {
    const task = await give(1)
    const before = await sampledOfPlan()
    const wrong = await record(task.id, 'V1')
    expect(await taskOf(task.id)).toMatchObject({ state: 'done', sampled: 1 })
    expect(await sampledOfPlan()).toBe((before ?? 0) + 1)
    const voided = await call(router.voidSample, { sampleId: wrong.id, reason }, as('inspector'))
    expect(voided.state).toBe('voided')
    expect(await taskOf(task.id)).toMatchObject({ state: 'open', sampled: 0 })
    expect(await sampledOfPlan()).toBe(before)
    expect(await sampledOfDashboard()).toBe(before)
    const whole = await call(router.getSample, { sampleId: wrong.id }, as('clerk'))
    expect(whole).toMatchObject({ state: 'voided', voidReason: reason, sheetNumber: wrong.sheetNumber })
    expect(await audited('spot-checks.void', wrong.id)).toEqual([{ reason }])
    for (const attempt of [
      () => call(router.handOverSamples, { sampleIds: [wrong.id] }, as('inspector')),
      () => call(router.voidSample, { sampleId: wrong.id, reason }, as('inspector')),
    ])
      await expect(attempt()).rejects.toThrow('spot-checks.wrong-state')
    const right = await record(task.id, 'V2')
    expect(right.sheetNumber > wrong.sheetNumber).toBe(true)
    expect(await taskOf(task.id)).toMatchObject({ state: 'done', sampled: 1 })
    await call(router.handOverSamples, { sampleIds: [right.id] }, as('inspector'))
    await expect(call(router.voidSample, { sampleId: right.id, reason }, as('inspector'))).rejects.toThrow(
      'spot-checks.wrong-state',
    )
  })

  it('does not count what the laboratory refused until it is handed over again', async () => {
    const task = await give(1)
    const { id } = await record(task.id, 'L1')
    const handOver = () => call(router.handOverSamples, { sampleIds: [id] }, as('inspector'))
    await handOver()
    await call(router.receiveSample, { sampleId: id, intact: false, note: '封条破损' }, as('tester'))
    expect(await taskOf(task.id)).toMatchObject({ state: 'open', sampled: 0 })
    await handOver()
    expect(await taskOf(task.id)).toMatchObject({ state: 'done', sampled: 1 })
  })

  it('is for those who sample, within their reach', async () => {
    const task = await give(1)
    const { id } = await record(task.id, 'N1')
    const open = await give(1)
    for (const who of ['leader', 'tester', 'maker'] as const) {
      await expect(call(router.voidSample, { sampleId: id, reason }, as(who)), who).rejects.toThrow(
        'kernel.no-right',
      )
      await expect(
        call(router.cancelSamplingTask, { taskId: open.id, reason }, as(who)),
        who,
      ).rejects.toThrow('kernel.no-right')
    }
    await expect(call(router.voidSample, { sampleId: id, reason }, as('elsewhere'))).rejects.toThrow(
      'spot-checks.not-found',
    )
    await expect(
      call(router.cancelSamplingTask, { taskId: open.id, reason }, as('elsewhere')),
    ).rejects.toThrow('spot-checks.not-found')
    await expect(call(router.voidSample, { sampleId: id, reason: ' ' }, as('inspector'))).rejects.toThrow()
  })
})
