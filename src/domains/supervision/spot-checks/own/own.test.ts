/** Enterprises object themselves: to their own results, within the period, and to nobody else's. */
import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { memoryBlobs, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import {
  addLinkedEnterprises,
  bringToLaboratory,
  giveSamplingTask,
  pdfOf,
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

const now = new Date('2026-05-20T03:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)

describe.each(databaseKinds)('results of one’s own goods on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const blobs = memoryBlobs()
  let city: SpotCheckCity
  let firms: string[]
  let people: Record<
    'clerk' | 'inspector' | 'tester' | 'maker' | 'shop' | 'stranger' | 'unlinked',
    ReturnType<typeof person>
  >

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990750', now)
    people = {
      ...sampleStaff(city),
      maker: person(city, 'enterprise'),
      shop: person(city, 'enterprise'),
      stranger: person(city, 'enterprise'),
      unlinked: person(city, 'enterprise'),
    }
    firms = await addLinkedEnterprises(database(), city, [
      { name: '糕点厂', account: people.maker },
      { name: '超市', account: people.shop },
      { name: '别家', account: people.stranger },
    ])
  }, 120_000)

  const as = (who: keyof typeof people, at = now) => ({
    context: { ...requestContext(database(), modules, people[who], at), blobs },
  })
  const send = (caseId: string, event: string, input: Record<string, unknown>, at = now) =>
    sendToCase(caseId, event, input, as('clerk', at))
  /** A failed sample, not notified yet. */
  const failed = async (batch: string): Promise<{ sampleId: string; caseId: string }> => {
    const task = await giveSamplingTask(city, as('clerk'))
    const [maker = '', shop = ''] = firms
    const sample = await call(
      router.recordSample,
      { ...sheetOf(city, task.id, batch), producerId: maker, enterpriseId: shop },
      as('inspector'),
    )
    await bringToLaboratory(sample.id, as('inspector'), as('tester'))
    await reportLead(sample.id, `R-${batch}`, '0.31', as('tester'))
    const whole = await call(router.getSample, { sampleId: sample.id }, as('clerk'))
    return { sampleId: sample.id, caseId: whole.caseId ?? '' }
  }
  const notice = { number: '衡市监告〔2026〕1号', ...servedOn('2026-05-20') }
  const objection = { ground: 'result' as const, statement: '对铅的检验结果有异议' }

  it('shows a result once its notice is served, to producer and seller alone', async () => {
    const { sampleId, caseId } = await failed('O1')
    await expect(call(router.getMySpotCheck, { sampleId }, as('maker'))).rejects.toThrow(
      'spot-checks.not-found',
    )
    await send(caseId, 'notify', notice)
    const own = await call(router.getMySpotCheck, { sampleId }, as('maker'))
    // Food: seven working days (Measures art. 30); 20 May 2026 + 7 = 29 May.
    expect(own).toMatchObject({
      part: 'producer',
      result: 'fail',
      mayObject: true,
      deadline: { dueOn: '2026-05-29', over: false, clause: '第三十条' },
      papers: [{ kind: 'notice', number: notice.number }],
      documents: ['result-notice'],
    })
    expect((await call(router.getMySpotCheck, { sampleId }, as('shop'))).part).toBe('sampled')
    const paper = await call(router.mySpotCheckDocument, { sampleId, document: 'result-notice' }, as('maker'))
    expect(paper.size).toBeGreaterThan(1000)
    for (const who of ['stranger', 'unlinked'] as const) {
      await expect(call(router.getMySpotCheck, { sampleId }, as(who))).rejects.toThrow(
        'spot-checks.not-found',
      )
      await expect(call(router.objectToMySpotCheck, { sampleId, ...objection }, as(who))).rejects.toThrow(
        'spot-checks.not-found',
      )
      expect((await call(router.listMySpotChecks, {}, as(who))).items).toEqual([])
    }
    await expect(call(router.getSample, { sampleId }, as('maker'))).rejects.toThrow('kernel.no-right')
    await expect(call(router.getMySpotCheck, { sampleId }, as('clerk'))).rejects.toThrow('kernel.no-right')
  })

  it('takes an objection with evidence, which officers find in the case', async () => {
    const { sampleId, caseId } = await failed('O2')
    await send(caseId, 'notify', notice)
    const filed = await call(
      router.objectToMySpotCheck,
      { sampleId, ...objection, evidence: pdfOf('出厂检验报告') },
      as('maker', later(1)),
    )
    expect(filed).toMatchObject({
      followUp: 'objection-review',
      mayObject: false,
      objections: [{ own: true, objector: '糕点厂', receivedOn: '2026-05-21', outcome: null }],
    })
    await call(router.addMyEvidence, { sampleId, file: pdfOf('照片') }, as('maker', later(2)))
    const whole = await call(router.getSample, { sampleId }, as('clerk'))
    expect(whole.objections).toMatchObject([{ online: true, statement: objection.statement }])
    expect(whole.files.filter((file) => file.role === 'objection')).toHaveLength(2)
    // The seller learns that there is an objection, not what it says nor what goes with it.
    const seen = await call(router.getMySpotCheck, { sampleId }, as('shop'))
    expect(seen.objections).toMatchObject([{ own: false, statement: '', files: [] }])
    const fileId = filed.objections[0]?.files[0]?.id ?? ''
    const read = await call(router.myEvidenceFile, { sampleId, fileId }, as('maker'))
    expect(await read.text()).toContain('出厂检验报告')
    await expect(call(router.myEvidenceFile, { sampleId, fileId }, as('shop'))).rejects.toThrow(
      'spot-checks.file-not-found',
    )
    await expect(call(router.addMyEvidence, { sampleId, file: pdfOf('x') }, as('shop'))).rejects.toThrow(
      'spot-checks.not-found',
    )
    await expect(call(router.objectToMySpotCheck, { sampleId, ...objection }, as('maker'))).rejects.toThrow(
      'spot-checks.objection-closed',
    )
    await send(caseId, 'reject', { reason: '理由不成立' }, later(3))
    await expect(call(router.addMyEvidence, { sampleId, file: pdfOf('x') }, as('maker'))).rejects.toThrow(
      'spot-checks.objection-closed',
    )
    await send(caseId, 'confirm', { waived: true }, later(3))
    await send(caseId, 'order-correction', { number: '责改1号', requirements: '改正' }, later(3))
    expect(await call(router.getMySpotCheck, { sampleId }, as('maker', later(3)))).toMatchObject({
      documents: ['result-notice', 'correction-order'],
      objections: [{ outcome: 'rejected', outcomeReason: '理由不成立' }],
    })
    // The correction is the producer's.
    expect((await call(router.getMySpotCheck, { sampleId }, as('shop', later(3)))).papers).toHaveLength(1)
  })

  it('takes none after the last day', async () => {
    const { sampleId, caseId } = await failed('O3')
    await send(caseId, 'notify', notice)
    await expect(
      call(router.objectToMySpotCheck, { sampleId, ...objection }, as('maker', later(10))),
    ).rejects.toThrow('spot-checks.objection-too-late')
    expect(await call(router.getMySpotCheck, { sampleId }, as('maker', later(10)))).toMatchObject({
      mayObject: false,
      deadline: { over: true },
    })
  })
})
