/** Seller and nominal producer each have their own period to object, from the day on which each received the notice. */
import { call } from '@orpc/server'
import mammoth from 'mammoth'
import { beforeAll, describe, expect, it } from 'vitest'
import { casesRouter } from '#kernel/cases/router.ts'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { memoryBlobs, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import {
  addLinkedEnterprises,
  bringToLaboratory,
  giveSamplingTask,
  reportLead,
  sampleStaff,
  servedOn,
} from '../samples.fixture.ts'
import {
  spotCheckModules as modules,
  openSpotCheckCity,
  person,
  type SpotCheckCity,
  sheetOf,
} from '../spot-checks.fixture.ts'
import { spotChecksRouter as router } from '../spot-checks-router.ts'

/** Wednesday 20 May 2026, the day of judgement. */
const now = new Date('2026-05-20T03:00:00Z')
const day = (date: string) => new Date(`${date}T03:00:00Z`)
const number = '衡市监告〔2026〕7号'
// Food: seven working days (Measures art. 30). Received on 20 May: until 29 May; on 25 May: until 3 June.
const served = servedOn('2026-05-20', '2026-05-25')

describe.each(databaseKinds)('periods to object on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const blobs = memoryBlobs()
  let city: SpotCheckCity
  let firms: string[]
  let people: Record<'clerk' | 'inspector' | 'tester' | 'maker' | 'shop', ReturnType<typeof person>>

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990780', now)
    people = {
      ...sampleStaff(city),
      maker: person(city, 'enterprise'),
      shop: person(city, 'enterprise'),
    }
    firms = await addLinkedEnterprises(database(), city, [
      { name: '糕点厂', account: people.maker },
      { name: '超市', account: people.shop },
    ])
  }, 120_000)

  const as = (who: keyof typeof people, at = now) => ({
    context: { ...requestContext(database(), modules, people[who], at), blobs },
  })
  const send = (caseId: string, event: string, input: Record<string, unknown>, at: string) =>
    sendToCase(caseId, event, input, as('clerk', day(at)))
  const sampleOf = (sampleId: string) => call(router.getSample, { sampleId }, as('clerk'))
  const object = (sampleId: string, who: 'maker' | 'shop', at: string) =>
    call(router.objectToMySpotCheck, { sampleId, ground: 'result', statement: '不服' }, as(who, day(at)))
  const mine = (sampleId: string, who: 'maker' | 'shop', at: string) =>
    call(router.getMySpotCheck, { sampleId }, as(who, day(at)))
  const runsUntil = async (caseId: string) =>
    (await call(casesRouter.getCase, { id: caseId }, as('clerk'))).deadlines.at(-1)?.date
  const failed = async (batch: string, ownGoods = false): Promise<{ sampleId: string; caseId: string }> => {
    const task = await giveSamplingTask(city, as('clerk'))
    const [maker = '', shop = ''] = firms
    const sheet = sheetOf(city, task.id, batch)
    const sample = await call(
      router.recordSample,
      ownGoods
        ? { ...sheet, producerName: sheet.enterpriseName, producerId: shop, enterpriseId: shop }
        : { ...sheet, producerId: maker, enterpriseId: shop },
      as('inspector'),
    )
    await bringToLaboratory(sample.id, as('inspector'), as('tester'))
    await reportLead(sample.id, `R-${batch}`, '0.31', as('tester'))
    return { sampleId: sample.id, caseId: (await sampleOf(sample.id)).caseId ?? '' }
  }
  /** Notified on 26 May, of what the seller has since the 20th and the producer since the 25th. */
  const notified = async (batch: string) => {
    const one = await failed(batch)
    await send(one.caseId, 'notify', { number, ...served }, '2026-05-26')
    return one
  }

  it('count from the days of receipt, which are neither in the future nor before the judgement', async () => {
    const { sampleId, caseId } = await failed('R1')
    const notify = (receipts: Record<string, unknown>) =>
      send(caseId, 'notify', { number, ...served, ...receipts }, '2026-05-26')
    for (const wrong of [
      { receivedOn: '2026-05-27' },
      { receivedOn: '2026-05-19' },
      { producerReceivedOn: '2026-05-27' },
      { producerReceivedOn: '2026-05-19' },
    ])
      await expect(notify(wrong)).rejects.toThrow('spot-checks.receipt-out-of-range')
    await expect(notify({ producerReceivedOn: undefined })).rejects.toThrow('spot-checks.receipt-missing')
    await notify({})
    expect((await sampleOf(sampleId)).deliveries).toEqual([
      {
        party: 'sampled',
        addressee: '衡安东市超市',
        receivedOn: '2026-05-20',
        objectUntil: '2026-05-29',
      },
      {
        party: 'producer',
        addressee: '衡安糕点厂',
        receivedOn: '2026-05-25',
        objectUntil: '2026-06-03',
      },
    ])
    // The case stays open to objections until the last of them.
    expect(await runsUntil(caseId)).toBe('2026-06-03')
    expect(await mine(sampleId, 'shop', '2026-05-26')).toMatchObject({
      receivedOn: '2026-05-20',
      deadline: { what: 'objection', dueOn: '2026-05-29', clause: '第三十条' },
    })
    expect(await mine(sampleId, 'maker', '2026-05-26')).toMatchObject({
      receivedOn: '2026-05-25',
      deadline: { what: 'objection', dueOn: '2026-06-03' },
    })
    const paper = await call(router.spotCheckDocument, { sampleId, document: 'result-notice' }, as('clerk'))
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await paper.arrayBuffer()) })
    expect(value).toContain('衡安东市超市于2026年5月20日收到，异议期至2026年5月29日')
    expect(value).toContain('衡安糕点厂于2026年5月25日收到，异议期至2026年6月3日')
  })

  it('are one where the goods were sampled at their producer', async () => {
    const { sampleId, caseId } = await failed('R2', true)
    await send(caseId, 'notify', { number, delivery: '直接送达', receivedOn: '2026-05-20' }, '2026-05-20')
    expect((await sampleOf(sampleId)).deliveries.map((one) => one.party)).toEqual(['sampled'])
    await object(sampleId, 'shop', '2026-05-21')
    await send(caseId, 'reject', { reason: '不成立' }, '2026-05-22')
    expect((await sampleOf(sampleId)).followUp).toBe('ordering')
  })

  it('end for each party on its own day', async () => {
    const { sampleId } = await notified('R3')
    await expect(object(sampleId, 'shop', '2026-06-01')).rejects.toThrow('spot-checks.objection-too-late')
    expect(await mine(sampleId, 'shop', '2026-06-01')).toMatchObject({
      mayObject: false,
      deadline: { over: true },
    })
    expect(await object(sampleId, 'maker', '2026-06-03')).toMatchObject({ followUp: 'objection-review' })
  })

  it('leave the second party its right when the first one’s objection is rejected', async () => {
    const { sampleId, caseId } = await notified('R4')
    await object(sampleId, 'shop', '2026-05-27')
    await send(caseId, 'reject', { reason: '不成立' }, '2026-05-28')
    expect((await sampleOf(sampleId)).followUp).toBe('objection-period')
    // Its period goes on; it does not begin anew.
    expect(await runsUntil(caseId)).toBe('2026-06-03')
    await expect(send(caseId, 'confirm', {}, '2026-05-29')).rejects.toThrow(
      'spot-checks.objection-still-open',
    )
    await expect(object(sampleId, 'shop', '2026-05-29')).rejects.toThrow('spot-checks.objection-closed')
    expect(await mine(sampleId, 'shop', '2026-05-29')).toMatchObject({ mayObject: false, deadline: null })
    await object(sampleId, 'maker', '2026-05-29')
    await send(caseId, 'reject', { reason: '也不成立' }, '2026-06-01')
    expect(await sampleOf(sampleId)).toMatchObject({
      followUp: 'ordering',
      objections: [
        { party: 'sampled', outcome: 'rejected', outcomeReason: '不成立' },
        { party: 'producer', outcome: 'rejected', outcomeReason: '也不成立' },
      ],
    })
  })

  it('lead on to the correction once they are over', async () => {
    const { sampleId, caseId } = await notified('R5')
    await object(sampleId, 'shop', '2026-05-29')
    await send(caseId, 'reject', { reason: '不成立' }, '2026-06-04')
    expect((await sampleOf(sampleId)).followUp).toBe('ordering')
  })

  it('run on while the other’s objection is dealt with; both are decided, with one re-test', async () => {
    const { sampleId, caseId } = await notified('R6')
    await object(sampleId, 'shop', '2026-05-27')
    expect(await mine(sampleId, 'maker', '2026-05-27')).toMatchObject({
      followUp: 'objection-review',
      mayObject: true,
    })
    await send(caseId, 'accept', { reason: '受理' }, '2026-05-28')
    await send(caseId, 'start-retest', { institution: '示范省食品检验所' }, '2026-05-29')
    await object(sampleId, 'maker', '2026-06-02')
    expect((await sampleOf(sampleId)).followUp).toBe('retesting')
    await send(caseId, 'record-retest', { reportNumber: 'F-6', measured: '1=0.28' }, '2026-06-08')
    expect(await sampleOf(sampleId)).toMatchObject({
      followUp: 'objection-review',
      objections: [
        { party: 'sampled', outcome: 'retest', retestResult: 'fail', feeBy: 'objector' },
        { party: 'producer', outcome: null, retestResult: null, feeBy: null },
      ],
    })
    await expect(send(caseId, 'accept', { reason: '再检' }, '2026-06-08')).rejects.toThrow(
      'cases.not-open-here',
    )
    await send(caseId, 'reject', { reason: '复检结论为最终结论' }, '2026-06-08')
    expect((await sampleOf(sampleId)).followUp).toBe('ordering')
  })

  it('serve both parties when the re-test overturns the result, or the conclusion is set aside', async () => {
    const overturned = await notified('R7')
    await object(overturned.sampleId, 'maker', '2026-05-27')
    await object(overturned.sampleId, 'shop', '2026-05-28')
    await send(overturned.caseId, 'accept', { reason: '受理' }, '2026-05-28')
    await send(overturned.caseId, 'start-retest', { institution: '示范省食品检验所' }, '2026-05-29')
    await send(overturned.caseId, 'record-retest', { reportNumber: 'F-7', measured: '1=0.1' }, '2026-06-05')
    const served = { outcome: 'retest', retestResult: 'pass', feeBy: 'organiser' }
    expect(await sampleOf(overturned.sampleId)).toMatchObject({
      followUp: 'overturned',
      finalResult: 'pass',
      objections: [
        { party: 'producer', ...served },
        { party: 'sampled', ...served },
      ],
    })
    const aside = await notified('R8')
    await object(aside.sampleId, 'maker', '2026-05-27')
    await object(aside.sampleId, 'shop', '2026-05-28')
    await send(aside.caseId, 'set-aside', { reason: '系假冒' }, '2026-05-29')
    expect((await sampleOf(aside.sampleId)).objections.map((one) => one.outcome)).toEqual([
      'set-aside',
      'set-aside',
    ])
  })

  it('go on after a re-test that lapsed', async () => {
    const { sampleId, caseId } = await notified('R9')
    await object(sampleId, 'shop', '2026-05-27')
    await send(caseId, 'accept', { reason: '受理' }, '2026-05-28')
    await send(caseId, 'lapse', { reason: '未办手续' }, '2026-06-01')
    expect((await sampleOf(sampleId)).followUp).toBe('objection-period')
    await object(sampleId, 'maker', '2026-06-02')
    await send(caseId, 'accept', { reason: '受理' }, '2026-06-03')
    await send(caseId, 'start-retest', { institution: '示范省食品检验所' }, '2026-06-04')
    await send(caseId, 'record-retest', { reportNumber: 'F-9', measured: '1=0.3' }, '2026-06-12')
    expect(await sampleOf(sampleId)).toMatchObject({
      followUp: 'ordering',
      objections: [
        { party: 'sampled', outcome: 'retest', retestResult: null },
        { party: 'producer', outcome: 'retest', retestResult: 'fail', feeBy: 'objector' },
      ],
    })
  })
})
