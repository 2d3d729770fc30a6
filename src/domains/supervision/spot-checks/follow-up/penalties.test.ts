/** A penalty of a follow-up is a penalty like any other: on the enterprise's record, in its class, open to repair. */
import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { listsRouter } from '../../lists/lists-router.ts'
import { classifyAll } from '../../risk/classification-service.ts'
import { draftScorecard } from '../../risk/draft-scorecard.ts'
import { addEnterprises } from '../../risk/enterprises.fixture.ts'
import { riskRouter } from '../../risk/risk-router.ts'
import { putIntoForce } from '../../risk/scorecard-service.ts'
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

const now = new Date('2026-05-20T03:00:00Z')
const decision = { number: '衡市监罚〔2026〕7号', amount: 5000, decision: '没收违法所得，罚款5000元' }

describe.each(databaseKinds)('penalties of a follow-up on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let city: SpotCheckCity
  let people: Record<'clerk' | 'inspector' | 'tester' | 'owner', ReturnType<typeof person>>
  let maker = ''
  let shop = ''
  const as = (who: keyof typeof people) => ({
    context: requestContext(database(), modules, people[who], now),
  })
  /** A failed sample whose correction was ordered; gives its case. */
  const ordered = async (batch: string, firms: Record<string, string>): Promise<string> => {
    const task = await giveSamplingTask(city, as('clerk'))
    const sample = await call(
      router.recordSample,
      { ...sheetOf(city, task.id, batch), ...firms },
      as('inspector'),
    )
    await bringToLaboratory(sample.id, as('inspector'), as('tester'))
    await reportLead(sample.id, `R-${batch}`, '0.31', as('tester'))
    const { caseId } = await call(router.getSample, { sampleId: sample.id }, as('clerk'))
    const id = caseId ?? ''
    await sendToCase(id, 'notify', { number: `告〔2026〕${batch}`, ...servedOn('2026-05-20') }, as('clerk'))
    await sendToCase(id, 'confirm', { waived: true }, as('clerk'))
    await sendToCase(
      id,
      'order-correction',
      { number: `改〔2026〕${batch}`, requirements: '整改' },
      as('clerk'),
    )
    return id
  }
  const explained = (enterpriseId: string) => call(riskRouter.enterpriseClass, { enterpriseId }, as('clerk'))
  const recordsOf = async (enterpriseId: string) =>
    (await call(riskRouter.listCreditRecords, { enterpriseId, limit: 20 }, as('clerk'))).items

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990750', now)
    people = { ...sampleStaff(city), owner: person(city, 'enterprise') }
    const [linked = ''] = await addLinkedEnterprises(database(), city, [
      { name: '糕点厂', account: people.owner },
    ])
    maker = linked
    const [other = ''] = await addEnterprises(database().kysely, city.city, [{ region: city.district }])
    shop = other
    const system = systemIdentity(city.city, 'test')
    await withScope(
      database(),
      people.clerk,
      async (scope) => putIntoForce(scope, (await draftScorecard(scope, { title: '评分表' })).id),
      { now },
    )
    await classifyAll(database(), system, { cause: 'by-hand', now: () => now })
  }, 120_000)

  it('stands on the record of whoever answers for the goods, counts at once, and may be repaired', async () => {
    const caseId = await ordered('P1', { producerId: maker, enterpriseId: shop })
    const before = await explained(maker)
    await sendToCase(caseId, 'record-penalty', decision, as('clerk'))
    const [record] = await recordsOf(maker)
    expect(record).toMatchObject({
      kind: 'penalty',
      number: decision.number,
      decidedOn: '2026-05-20',
      authority: '衡安市市场监督管理局',
      summary: decision.decision,
      amount: 5000,
    })
    expect(await recordsOf(shop)).toEqual([])
    const after = await explained(maker)
    if (!before.classified || !after.classified) throw new Error('expected classes')
    expect(after.explained.score).toBeGreaterThan(before.explained.score)
    const { penalties } = await call(listsRouter.enterpriseLists, { enterpriseId: maker }, as('clerk'))
    expect(penalties).toMatchObject([{ number: decision.number, repairFrom: '2026-08-20' }])
    const own = await call(listsRouter.myLists, {}, as('owner'))
    expect(own.penalties).toMatchObject([{ number: decision.number }])
  })

  it('keeps a decision once that another system has reported already', async () => {
    const caseId = await ordered('P2', { producerId: maker, enterpriseId: shop })
    await sendToCase(caseId, 'record-penalty', decision, as('clerk'))
    expect(await recordsOf(maker)).toHaveLength(1)
  })

  it('finds a producer by its credit code, and never makes the seller answer for one it does not know', async () => {
    const [late = ''] = await addEnterprises(database().kysely, city.city, [
      { region: city.district, creditCode: '91990700MA00LATE01' },
    ])
    const byCode = await ordered('P3', { producerCode: '91990700MA00LATE01', enterpriseId: shop })
    await sendToCase(byCode, 'record-penalty', { ...decision, number: '8号' }, as('clerk'))
    expect(await recordsOf(late)).toMatchObject([{ number: '8号' }])
    const unknown = await ordered('P4', { enterpriseId: shop })
    await sendToCase(unknown, 'record-penalty', { ...decision, number: '9号' }, as('clerk'))
    expect(await recordsOf(shop)).toEqual([])
  })
})
