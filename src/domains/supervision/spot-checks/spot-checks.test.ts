/** A sample's way from the task to the closed follow-up, through the API, by those who may. */
import { call } from '@orpc/server'
import { sql } from 'kysely'
import mammoth from 'mammoth'
import { beforeAll, describe, expect, it } from 'vitest'
import { casesRouter } from '#kernel/cases/router.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { verifyAllCells } from '#kernel/measures/all-measures.ts'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { dashboardRouter } from '../dashboard/dashboard-part.ts'
import { bringToLaboratory, giveSamplingTask, reportLead, sampleStaff, servedOn } from './samples.fixture.ts'
import {
  spotCheckModules as modules,
  openSpotCheckCity,
  person,
  type SpotCheckCity,
  sheetOf,
} from './spot-checks.fixture.ts'
import { spotChecksRouter as router } from './spot-checks-router.ts'

const now = new Date('2026-05-20T03:00:00Z')
const served = servedOn('2026-05-20')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)

describe.each(databaseKinds)('spot checks on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let city: SpotCheckCity
  let people: Record<
    'clerk' | 'inspector' | 'tester' | 'otherTester' | 'otherInspector',
    ReturnType<typeof person>
  >

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990700', now)
    people = {
      ...sampleStaff(city),
      otherInspector: person(city, 'inspector', { regions: ['990799'] }),
      otherTester: person(city, 'institution'),
    }
  }, 120_000)

  const as = (who: keyof typeof people, at = now) => ({
    context: requestContext(database(), modules, people[who], at),
  })
  const giveTask = (batches = 1) => giveSamplingTask(city, as('clerk'), { batches })
  /** A sample in the laboratory. */
  const inLaboratory = async (batch: string) => {
    const task = await giveTask()
    const sample = await call(router.recordSample, sheetOf(city, task.id, batch), as('inspector'))
    await bringToLaboratory(sample.id, as('inspector'), as('tester'))
    return sample
  }
  const report = (sampleId: string, lead: string, at = now) =>
    reportLead(sampleId, `R-${sampleId.slice(-6)}`, lead, as('tester', at))
  const sampleOf = (sampleId: string) => call(router.getSample, { sampleId }, as('clerk'))
  const send = (
    caseId: string,
    event: string,
    input: Record<string, unknown>,
    at = now,
    who: keyof typeof people = 'clerk',
  ) => sendToCase(caseId, event, input, as(who, at))

  it('keeps sampling and testing apart', async () => {
    const same = giveSamplingTask(city, as('clerk'), { unitId: city.laboratoryUnit })
    await expect(same).rejects.toThrow('spot-checks.sampler-tests')
    const task = await giveTask()
    await expect(
      call(router.recordSample, { ...sheetOf(city, task.id), samplers: ['甲某'] }, as('inspector')),
    ).rejects.toThrow()
    await expect(
      call(router.recordSample, { ...sheetOf(city, task.id), reserveQuantity: 0 }, as('inspector')),
    ).rejects.toThrow('spot-checks.too-few-samples')
    await expect(
      call(router.recordSample, { ...sheetOf(city, task.id), baseQuantity: 6 }, as('inspector')),
    ).rejects.toThrow('spot-checks.base-too-small')
    await expect(
      call(router.recordSample, { ...sheetOf(city, task.id), link: 'online' }, as('inspector')),
    ).rejects.toThrow('spot-checks.order-missing')
  })

  it('does not give out more than the plan has', async () => {
    await expect(giveTask(1000)).rejects.toThrow('spot-checks.beyond-plan')
  })

  it('shows the laboratory a blind sample and nobody else’s', async () => {
    const sample = await inLaboratory('B1')
    const whole = await sampleOf(sample.id)
    const blind = await call(router.getBlindSample, { sampleId: sample.id }, as('tester'))
    const seen = JSON.stringify(blind)
    expect(blind.blindCode).toBe(whole.blindCode)
    for (const secret of ['衡安东市超市', '衡安糕点厂', '绿豆糕', whole.sheetNumber, '东区一号'])
      expect(seen).not.toContain(secret)
    await expect(call(router.getSample, { sampleId: sample.id }, as('tester'))).rejects.toThrow(
      'kernel.no-right',
    )
    await expect(call(router.getBlindSample, { sampleId: sample.id }, as('otherTester'))).rejects.toThrow(
      'spot-checks.not-found',
    )
    await expect(call(router.getSample, { sampleId: sample.id }, as('otherInspector'))).rejects.toThrow(
      'spot-checks.not-found',
    )
    expect((await call(router.listBlindSamples, {}, as('otherTester'))).items).toEqual([])
  })

  it('masks who signed, and puts it on record when somebody reads it', async () => {
    const sample = await inLaboratory('M1')
    expect((await sampleOf(sample.id)).signatory).toEqual({ name: '李*某', phone: '138****1234' })
    expect(await call(router.readSignatory, { sampleId: sample.id }, as('clerk'))).toEqual({
      name: '李某某',
      phone: '13800001234',
    })
    const entries = await withScope(database(), systemIdentity(city.city, 'test'), (scope) =>
      sql<{ count: number }>`select count(*)::integer as count from audit_entry
        where city = ${city.city} and action = 'spot-checks.read-signatory' and object_id = ${sample.id}`.execute(
        scope.tx,
      ),
    )
    expect(entries.rows[0]?.count).toBe(1)
  })

  it('judges by the rules alone, and says which values it cannot', async () => {
    const sample = await inLaboratory('J1')
    const wrong = call(
      router.enterResults,
      { sampleId: sample.id, reportNumber: 'R1', values: [{ unitNumber: 1, position: 1, measured: '少量' }] },
      as('tester'),
    )
    await expect(wrong).rejects.toMatchObject({
      code: 'spot-checks.values-do-not-fit',
      parameters: { count: 3 },
    })
    const judged = await report(sample.id, '0.20')
    expect(judged).toMatchObject({ result: 'pass', state: 'judged' })
    await expect(report(sample.id, '0.20')).rejects.toThrow('spot-checks.wrong-state')
    const failing = await inLaboratory('J2')
    expect((await report(failing.id, '0.201')).result).toBe('fail')
    expect(await sampleOf(failing.id)).toMatchObject({
      finalResult: 'fail',
      serious: true,
      followUp: 'notifying',
    })
  })

  it('follows a failure with one objection to its end, and pays who lost', async () => {
    const { id } = await inLaboratory('F1')
    await report(id, '0.31')
    const caseId = (await sampleOf(id)).caseId ?? ''
    await send(caseId, 'notify', { number: '衡市监告〔2026〕1号', ...served })
    await expect(send(caseId, 'confirm', {})).rejects.toThrow('spot-checks.objection-still-open')
    const during = await call(casesRouter.getCase, { id: caseId }, as('clerk'))
    // Food: seven working days (art. 30); 20 May 2026 + 7 = 29 May.
    expect(during.deadlines.at(-1)).toMatchObject({
      date: '2026-05-29',
      rule: { clause: '第三十条', confidence: 'confirmed' },
    })
    await expect(
      send(caseId, 'object', {
        party: 'producer',
        objector: '厂',
        ground: 'result',
        receivedOn: '2026-05-30',
        statement: '不服',
      }),
    ).rejects.toThrow('spot-checks.objection-too-late')
    await send(caseId, 'object', {
      party: 'producer',
      objector: '衡安糕点厂',
      ground: 'result',
      receivedOn: '2026-05-22',
      statement: '对铅的检验结果有异议',
    })
    await send(caseId, 'accept', { reason: '材料齐全' })
    await expect(send(caseId, 'start-retest', { institution: '衡安市检验检测院' })).rejects.toThrow(
      'spot-checks.same-laboratory',
    )
    await send(caseId, 'start-retest', { institution: '示范省食品检验所' })
    await expect(send(caseId, 'record-retest', { reportNumber: 'F-1', measured: '好' })).rejects.toThrow(
      'cases.not-open-here',
    )
    await send(caseId, 'record-retest', { reportNumber: 'F-1', measured: '1=0.28' })
    expect(await sampleOf(id)).toMatchObject({
      finalResult: 'fail',
      followUp: 'objection-period',
      objections: [{ retestResult: 'fail', feeBy: 'objector', retestInstitution: '示范省食品检验所' }],
    })
    // The seller's own period still runs.
    await send(caseId, 'confirm', { waived: true })
    await expect(
      call(router.spotCheckDocument, { sampleId: id, document: 'correction-order' }, as('clerk')),
    ).rejects.toThrow('spot-checks.no-document')
    await send(caseId, 'order-correction', {
      number: '衡市监责改〔2026〕1号',
      requirements: '停止销售，查找原因',
    })
    const order = await call(
      router.spotCheckDocument,
      { sampleId: id, document: 'correction-order' },
      as('clerk'),
    )
    const { value: orderText } = await mammoth.extractRawText({
      buffer: Buffer.from(await order.arrayBuffer()),
    })
    // Food has a law of its own; nothing in its papers calls it a product check.
    expect(orderText).toContain('依据《中华人民共和国食品安全法》和《食品安全抽样检验管理办法》')
    expect(orderText).not.toContain('监督抽查')
    await send(caseId, 'record-penalty', { number: '衡市监罚〔2026〕1号', amount: 5000, decision: '罚款' })
    await send(caseId, 'hand-over-recall', { number: '衡市监召〔2026〕1号', reason: '铅超标' })
    await send(caseId, 'report-correction', { measures: '更换原料' })
    await send(caseId, 'record-reinspection', { reportNumber: 'F-2', measured: '1=0.1' })
    const done = await send(caseId, 'close', {})
    expect(done.done).toBe(true)
    const whole = await sampleOf(id)
    expect(whole.followUp).toBe('closed')
    expect(whole.orders.map((order) => order.kind)).toEqual(['notice', 'correction', 'penalty', 'recall'])
    expect(whole.values.map((value) => [value.round, value.conforms])).toContainEqual(['reinspection', true])
    const notice = await call(
      router.spotCheckDocument,
      { sampleId: id, document: 'result-notice' },
      as('clerk'),
    )
    const { value: text } = await mammoth.extractRawText({ buffer: Buffer.from(await notice.arrayBuffer()) })
    for (const part of [
      '食品安全抽样检验结果通知书',
      '衡市监告〔2026〕1号',
      '绿豆糕',
      '铅',
      '不合格',
      '7个工作日',
      '第三十条',
    ])
      expect(text).toContain(part)
  })

  it('corrects figures when a re-test overturns the result, and keeps the first conclusion', async () => {
    const rate = async () =>
      (
        await call(
          router.spotCheckStatistics,
          { from: '2026-05-01', to: '2026-06-01', by: 'category', kind: 'food' },
          as('clerk'),
        )
      ).total
    const before = await rate()
    const { id } = await inLaboratory('O1')
    await report(id, '0.25')
    expect(await rate()).toMatchObject({ batches: before.batches + 1, failed: before.failed + 1 })
    const caseId = (await sampleOf(id)).caseId ?? ''
    await send(caseId, 'notify', { number: 'N', ...served })
    await send(caseId, 'object', {
      party: 'producer',
      objector: '厂',
      ground: 'result',
      receivedOn: '2026-05-21',
      statement: '不服',
    })
    await send(caseId, 'accept', { reason: '受理' })
    await send(caseId, 'start-retest', { institution: '示范省食品检验所' })
    await send(caseId, 'record-retest', { reportNumber: 'F', measured: '1=0.19' })
    expect(await rate()).toMatchObject({
      batches: before.batches + 1,
      passed: before.passed + 1,
      failed: before.failed,
      failedAtFirst: before.failedAtFirst + 1,
    })
    expect(await sampleOf(id)).toMatchObject({
      initialResult: 'fail',
      finalResult: 'pass',
      followUp: 'overturned',
      objections: [{ feeBy: 'organiser' }],
    })
    const reports = await verifyAllCells(database(), modules)
    expect(reports.filter((one) => one.view === 'spot_check_fact').flatMap((one) => one.mismatches)).toEqual(
      [],
    )
  })

  it('lets the result be confirmed once the period for objections is over', async () => {
    const { id } = await inLaboratory('C1')
    await report(id, '0.25')
    const caseId = (await sampleOf(id)).caseId ?? ''
    await send(caseId, 'notify', { number: 'N', ...served })
    await send(caseId, 'confirm', {}, later(12))
    const { items } = await call(router.listFollowUps, { state: 'ordering' }, as('clerk', later(60)))
    expect(items.find((item) => item.id === id)).toMatchObject({ age: 60, overdue: true })
    const counts = await call(router.followUpCounts, {}, as('clerk', later(60)))
    expect(counts.byAge.find((one) => one.age === '60')?.count).toBeGreaterThan(0)
    const sixty = await call(router.listFollowUps, { age: '60' }, as('clerk', later(60)))
    expect(sixty.items.length).toBe(counts.byAge.find((one) => one.age === '60')?.count)
  })

  it('publishes only what is final, for everybody, and never changes what was published', async () => {
    const passed = await inLaboratory('P1')
    await report(passed.id, '0.1')
    const failed = await inLaboratory('P2')
    await report(failed.id, '0.4')
    const notice = (sampleIds: string[]) =>
      call(router.publishSpotChecks, { title: '第一期通告', number: '2026年第1号', sampleIds }, as('clerk'))
    await expect(notice([passed.id, failed.id])).rejects.toThrow('spot-checks.nothing-to-publish')
    expect(await notice([passed.id])).toMatchObject({ published: 1 })
    const visitor = {
      context: {
        ...requestContext(database(), modules, undefined, now),
        publicIdentity: systemIdentity(city.city, 'public'),
      },
    }
    const { items } = await call(router.publishedSpotChecks, { search: '绿豆糕' }, visitor)
    expect(items).toMatchObject([{ sampleId: passed.id, result: 'pass', failingItems: '' }])
    const change = withScope(database(), systemIdentity(city.city, 'test'), (scope) =>
      sql`update spot_check_published set result = 'fail' where city = ${city.city}`.execute(scope.tx),
    )
    await expect(change).rejects.toThrow(/permission denied/)
  })

  it('takes a results file in whole or not at all', async () => {
    const first = await sampleOf((await inLaboratory('I1')).id)
    const second = await sampleOf((await inLaboratory('I2')).id)
    const rows = (lead: string) =>
      [
        '样品编号,报告编号,检验项目,测定值',
        ...[first, second].flatMap((sample, index) => [
          `${sample.blindCode},B-${index},铅,${index === 0 ? '0.05' : lead}`,
          `${sample.blindCode},B-${index},苯甲酸,0.2`,
          `${sample.blindCode},B-${index},沙门氏菌,未检出`,
        ]),
      ].join('\n')
    const file = (text: string) => new File([text], 'results.csv', { type: 'text/csv' })
    const seen = await call(router.previewResults, { file: file(rows('很少')) }, as('tester'))
    expect(seen).toMatchObject({ rows: 6, problemCount: 1 })
    expect(seen.problems[0]).toMatchObject({ row: 5, column: '测定值' })
    await expect(call(router.importResults, { file: file(rows('很少')) }, as('tester'))).rejects.toThrow(
      'spot-checks.file-has-problems',
    )
    expect((await sampleOf(first.id)).state).toBe('received')
    const whole = file(rows('0.9'))
    expect((await call(router.previewResults, { file: whole }, as('tester'))).samples).toMatchObject([
      { blindCode: first.blindCode, result: 'pass' },
      { blindCode: second.blindCode, result: 'fail', failing: ['铅'] },
    ])
    expect(await call(router.importResults, { file: whole }, as('tester'))).toEqual({
      samples: 2,
      results: 6,
      failed: 1,
    })
    await expect(call(router.importResults, { file: whole }, as('tester'))).rejects.toThrow(
      'spot-checks.file-imported',
    )
    expect((await sampleOf(second.id)).finalResult).toBe('fail')
  })

  it('reads back the Excel template it gives out', async () => {
    const sample = await sampleOf((await inLaboratory('X1')).id)
    const template = await call(router.resultsTemplate, undefined, as('tester'))
    const seen = await call(router.previewResults, { file: template }, as('tester'))
    expect(seen.rows).toBeGreaterThanOrEqual(3)
    expect(seen.samples.map((one) => one.blindCode)).toContain(sample.blindCode)
    expect(seen.problems.some((problem) => problem.message.zh === '缺少测定值')).toBe(true)
  })

  it('counts for an inspector what lies in his district, and for the city all of it', async () => {
    await report((await inLaboratory('S1')).id, '0.25')
    const range = { from: '2026-05-01', to: '2026-06-01' } as const
    for (const by of ['category', 'kind', 'region', 'month', 'purpose', 'link'] as const) {
      const of = (who: keyof typeof people) => call(router.spotCheckStatistics, { ...range, by }, as(who))
      const city = await of('clerk')
      expect(city.whole).toBe(true)
      expect(city.total.batches).toBeGreaterThan(0)
      // All samples of these tests are his district's: the records say what the figures say.
      expect(await of('inspector')).toEqual({ ...city, whole: false, weighted: null })
      const elsewhere = await of('otherInspector')
      expect(elsewhere).toMatchObject({ whole: false, groups: [], refused: 0, items: [] })
      expect(elsewhere.total).toMatchObject({ batches: 0, rate: null })
    }
    const dashboard = (who: keyof typeof people) => call(dashboardRouter.supervisionDashboard, {}, as(who))
    const own = await dashboard('inspector')
    expect(own).toMatchObject({ whole: false })
    expect(own.regions).toEqual((await dashboard('clerk')).regions)
    expect(await dashboard('otherInspector')).toMatchObject({ coverage: [], findings: [], regions: [] })
  })
})
