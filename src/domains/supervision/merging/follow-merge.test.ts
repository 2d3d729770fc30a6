/** What supervision holds about a duplicate follows it to the enterprise that takes it over, and nothing is lifted. */
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { enterprisesRouter } from '#domains/registry/enterprises/enterprises-router.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { verifyAllCells } from '#kernel/measures/all-measures.ts'
import { foldLedger } from '#kernel/measures/fold.ts'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { jobContext } from '#kernel/testing/job-context.ts'
import { requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { inspectionsRouter } from '../inspections/inspections-router.ts'
import { addListedEntry } from '../lists/list-entries.fixture.ts'
import { insertLink } from '../lists/list-store.ts'
import { listsRouter } from '../lists/lists-router.ts'
import { classifyAll } from '../risk/classification-service.ts'
import { draftScorecard } from '../risk/draft-scorecard.ts'
import { addEnterprises } from '../risk/enterprises.fixture.ts'
import { riskRouter } from '../risk/risk-router.ts'
import { putIntoForce } from '../risk/scorecard-service.ts'
import {
  bringToLaboratory,
  giveSamplingTask,
  reportLead,
  sampleStaff,
} from '../spot-checks/samples.fixture.ts'
import {
  spotCheckModules as modules,
  openSpotCheckCity,
  person,
  type SpotCheckCity,
  sheetOf,
} from '../spot-checks/spot-checks.fixture.ts'
import { spotChecksRouter } from '../spot-checks/spot-checks-router.ts'
import { followMergesJob } from './follow-merges-job.ts'

const now = new Date('2026-05-20T03:00:00Z')
const otherDistrict = '990703'

describe.each(databaseKinds)('supervision of merged enterprises on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let city: SpotCheckCity
  let people: Record<'clerk' | 'inspector' | 'tester' | 'owner', ReturnType<typeof person>>
  let made = 0

  const as = (who: keyof typeof people) => ({
    context: requestContext(database(), modules, people[who], now),
  })
  const run = <Result>(work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), people.clerk, work, { now })
  /** The survivor in the fixture's district and a duplicate in another. */
  const twins = async () => {
    made += 1
    const codes = { kept: `91990700MA00KEPT${made}X`, gone: `91990700MA00GXNE${made}X` }
    const [kept = '', gone = ''] = await addEnterprises(database().kysely, city.city, [
      { name: `衡安留存${made}有限公司`, region: city.district, creditCode: codes.kept },
      { name: `衡安并入${made}有限公司`, region: otherDistrict, creditCode: codes.gone },
    ])
    await call(riskRouter.classifyEnterprise, { enterpriseId: kept }, as('clerk'))
    await call(riskRouter.classifyEnterprise, { enterpriseId: gone }, as('clerk'))
    return { kept, gone, codes, name: `衡安并入${made}有限公司` }
  }
  const merge = (kept: string, gone: string) =>
    call(
      enterprisesRouter.mergeEnterprises,
      { enterpriseId: kept, duplicateId: gone, reason: '同一主体重复登记', taken: [] },
      as('clerk'),
    )
  const penalty = (creditCode: string, number: string, amount = 5000) =>
    call(
      riskRouter.addCreditRecord,
      { creditCode, kind: 'penalty', number, decidedOn: '2026-05-01', authority: '衡安市市场监管局', amount },
      as('clerk'),
    )
  const explained = async (enterpriseId: string) => {
    const standing = await call(riskRouter.enterpriseClass, { enterpriseId }, as('clerk'))
    if (!standing.classified) throw new Error(standing.reason)
    return standing.explained
  }
  const listsOf = (enterpriseId: string) => call(listsRouter.enterpriseLists, { enterpriseId }, as('clerk'))
  const rightFigures = async () => {
    await foldLedger(database(), city.city)
    const reports = await verifyAllCells(database(), modules)
    // Enterprises and the inspection of this test were written past their figures.
    const followed = ['list_entry_fact', 'enterprise_class_fact', 'spot_check_fact']
    expect(reports.filter((one) => followed.includes(one.view)).flatMap((one) => one.mismatches)).toEqual([])
  }
  const failedSample = async (firms: Record<string, string>): Promise<string> => {
    const task = await giveSamplingTask(city, as('clerk'))
    const sheet = { ...sheetOf(city, task.id, `M${newId().slice(-6)}`), ...firms }
    const { id } = await call(spotChecksRouter.recordSample, sheet, as('inspector'))
    await bringToLaboratory(id, as('inspector'), as('tester'))
    await reportLead(id, `R-${id.slice(-6)}`, '0.31', as('tester'))
    return id
  }
  const approvedInspection = (enterpriseId: string): Promise<string> =>
    run(async (scope) => {
      const [item, id] = [newId(), newId()]
      await sql`insert into inspection_item (city, id, code, version, title, category, basis, clause, subject_kind,
          method, department_id, register, checks, state, created_at, created_by)
        values (${scope.city}, ${item}, ${`J-${item.slice(-6)}`}, 1, '质量检查', 'general', '法', '一', 'enterprise',
          'on-site', ${city.samplingUnit}, '{}', '[]', 'retired', ${now}, 'test')`.execute(scope.tx)
      await sql`insert into inspection (city, id, item_id, item_code, class, enterprise_id, credit_code, name, region,
          department_id, state, assigned_at, recorded_at, approved_at, outcome, checks_done, problems)
        values (${scope.city}, ${id}, ${item}, ${`J-${item.slice(-6)}`}, 'N', ${enterpriseId}, '91990700MA00GXNEXX', '并入',
          ${otherDistrict}, ${city.samplingUnit}, 'approved', ${now}, ${now}, ${now}, 'refused', 3, 2)`.execute(
        scope.tx,
      )
      return id
    })

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990700', now)
    people = { ...sampleStaff(city), owner: person(city, 'enterprise') }
    await run(async (scope) => putIntoForce(scope, (await draftScorecard(scope, { title: '评分表' })).id))
    await classifyAll(database(), systemIdentity(city.city, 'test'), { cause: 'by-hand', now: () => now })
  }, 120_000)

  it('keeps a merged firm on the list, its penalties, samples and inspections with the survivor', async () => {
    const { kept, gone, codes, name } = await twins()
    const entry = await run((scope) => addListedEntry(scope, gone, 'serious', '2026-05-10'))
    await run((scope) => insertLink(scope, people.owner.actor.userId ?? '', gone))
    await penalty(codes.gone, '罚1号')
    const sample = await failedSample({ producerId: gone, enterpriseId: gone })
    const inspection = await approvedInspection(gone)
    expect(await explained(kept)).toMatchObject({ class: 'A' })

    await merge(kept, gone)
    const { items } = await call(listsRouter.publicLists, { limit: 20 }, as('clerk'))
    const survivor = `衡安留存${made}有限公司`
    expect(items).toMatchObject([{ name: survivor, creditCode: codes.kept, list: 'serious' }])
    for (const search of [name, codes.gone, survivor])
      expect(
        (await call(listsRouter.publicLists, { limit: 20, search }, as('clerk'))).items,
        search,
      ).toHaveLength(1)
    expect(await listsOf(kept)).toMatchObject({
      entries: [{ id: entry, enterpriseId: kept, region: city.district }],
      penalties: [{ number: '罚1号', enterpriseId: kept }],
    })
    const office = await call(listsRouter.listListEntries, { limit: 20, region: city.district }, as('clerk'))
    expect(office.items.map(({ id }) => id)).toEqual([entry])
    expect((await call(listsRouter.myLists, {}, as('owner'))).entries).toMatchObject([{ id: entry }])
    const records = await call(riskRouter.listCreditRecords, { enterpriseId: kept, limit: 9 }, as('clerk'))
    expect(records.items).toMatchObject([{ number: '罚1号', withdrawn: false }])
    const samples = await call(spotChecksRouter.listSamples, { enterpriseId: kept }, as('clerk'))
    expect(samples.items.map(({ id }) => id)).toEqual([sample])
    const inspections = await call(
      inspectionsRouter.listInspections,
      { enterpriseId: kept, limit: 9 },
      as('clerk'),
    )
    expect(inspections.items.map(({ id }) => id)).toEqual([inspection])
    const why = await explained(kept)
    expect(why.class).toBe('D')
    const counted = [...why.factors, ...why.vetoes].flatMap((one) => one.records.map(({ id }) => id))
    for (const id of [entry, records.items[0]?.id]) expect(counted).toContain(id)
    // The example scorecard looks at neither samples nor inspections; those of a city may.
    const factors = await sql<{ factor: string; record_id: string }>`
      select factor, record_id from supervision_factor_spot_check where enterprise_id = ${kept}
        and factor = 'spot-check.failed'
      union all select factor, record_id from supervision_factor_inspection where enterprise_id = ${kept}
        and factor = 'inspection.refused'`.execute(database().kysely)
    expect(factors.rows).toEqual([
      { factor: 'spot-check.failed', record_id: sample },
      { factor: 'inspection.refused', record_id: inspection },
    ])
    expect(await call(riskRouter.enterpriseClass, { enterpriseId: gone }, as('clerk')).catch(String)).toMatch(
      /not-classified/,
    )
    await rightFigures()
    // What was where before is on the audit trail.
    const trail = await sql<{ detail: { duplicateId: string; moved: Record<string, string[]> } }>`
      select detail from audit_entry where city = ${city.city} and action = 'supervision.follow-merge'
        and object_id = ${kept}`.execute(database().kysely)
    expect(trail.rows[0]?.detail).toMatchObject({
      duplicateId: gone,
      moved: { supervision_list_entry: [entry], inspection: [inspection] },
    })
  })

  it('lets both decisions stand where both were listed on one ground, and counts one penalty once', async () => {
    const { kept, gone, codes } = await twins()
    for (const id of [kept, gone]) await run((scope) => addListedEntry(scope, id, 'abnormal', '2026-05-10'))
    await penalty(codes.kept, '罚2号', 1000)
    await penalty(codes.gone, '罚2号', 1000)
    await penalty(codes.gone, '罚3号', 2000)
    await merge(kept, gone)
    const { entries, penalties } = await listsOf(kept)
    expect(entries.filter((one) => one.removedOn === null)).toHaveLength(2)
    expect(penalties.map(({ number }) => number).toSorted()).toEqual(['罚2号', '罚3号'])
    await expect(penalty(codes.kept, '罚3号')).rejects.toThrow('risk.already-recorded')
    // Other authorities may still use the code of the duplicate.
    await expect(penalty(codes.gone, '罚3号')).rejects.toThrow('risk.already-recorded')
    await penalty(codes.gone, '罚4号')
    expect((await listsOf(kept)).penalties).toHaveLength(3)
    await rightFigures()
  })

  it('follows through a second merge, and lets open matters go on', async () => {
    const first = await twins()
    const second = await twins()
    const { caseId } = await call(
      listsRouter.proposeListEntry,
      {
        enterpriseId: first.gone,
        list: 'abnormal',
        ground: 'annual-report',
        facts: '未报送年度报告',
        authority: '衡安市市场监管局',
        mailedOn: [],
        penaltyNumber: null,
      },
      as('clerk'),
    )
    await merge(first.kept, first.gone)
    await merge(second.kept, first.kept)
    expect((await listsOf(second.kept)).matters).toMatchObject([{ caseId }])
    await sendToCase(caseId, 'propose', { findings: '经核实情况属实' }, as('clerk'))
    const leader = { context: requestContext(database(), modules, person(city, 'leader'), now) }
    await sendToCase(caseId, 'decide', { decisionNumber: '列入1号' }, leader)
    expect((await listsOf(second.kept)).entries).toMatchObject([{ decisionNumber: '列入1号' }])
    await rightFigures()
  })

  it('never lowers a class set by hand, and keeps a graver one of the duplicate', async () => {
    const set = (enterpriseId: string, to: 'A' | 'B' | 'C') =>
      call(
        riskRouter.overrideClass,
        { enterpriseId, class: to, reason: '专项整治期间', until: '2026-09-01' },
        as('clerk'),
      )
    const [graver, milder] = [await twins(), await twins()]
    await set(graver.kept, 'B')
    await set(graver.gone, 'C')
    await merge(graver.kept, graver.gone)
    expect(await explained(graver.kept)).toMatchObject({ class: 'C', override: { class: 'C' } })
    await set(milder.kept, 'C')
    await set(milder.gone, 'A')
    await merge(milder.kept, milder.gone)
    expect(await explained(milder.kept)).toMatchObject({ class: 'C', override: { class: 'C' } })
  })

  it('finds at night what was recorded of a duplicate after it was merged', async () => {
    const { kept, gone } = await twins()
    await merge(kept, gone)
    // As of a transaction that began before.
    const entry = await run((scope) => addListedEntry(scope, gone, 'serious', '2026-05-11'))
    expect((await listsOf(kept)).entries).toEqual([])
    const context = jobContext({
      database: database(),
      identity: systemIdentity(city.city, 'test'),
      modules,
      now: () => now,
    })
    expect(await followMergesJob.run({}, context)).toEqual({ enterprises: 1 })
    expect((await listsOf(kept)).entries).toMatchObject([{ id: entry }])
    expect((await explained(kept)).class).toBe('D')
    expect(await followMergesJob.run({}, context)).toEqual({ enterprises: 0 })
    await rightFigures()
  })
})
