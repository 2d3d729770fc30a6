/** The catalogue of products, its weights and the institutions, through the API, by those who may and may not. */
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { bringToLaboratory, giveSamplingTask, reportLead, sampleStaff } from '../samples.fixture.ts'
import {
  spotCheckModules as modules,
  openSpotCheckCity,
  person,
  type SpotCheckCity,
  sheetOf,
} from '../spot-checks.fixture.ts'
import { spotChecksRouter as router } from '../spot-checks-router.ts'

const now = new Date('2026-05-20T03:00:00Z')

describe.each(databaseKinds)('the catalogue of spot checks on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let city: SpotCheckCity
  let people: ReturnType<typeof sampleStaff> & { readonly leader: ReturnType<typeof person> }

  beforeAll(async () => {
    city = await openSpotCheckCity(database(), '990700', now)
    people = { ...sampleStaff(city), leader: person(city, 'leader') }
  }, 120_000)

  const as = (who: keyof typeof people, at = now) => ({
    context: requestContext(database(), modules, people[who], at),
  })
  const toy = (code: string) =>
    call(
      router.createSpotCheckCategory,
      { code, name: `玩具 ${code}`, kind: 'consumer', industry: '24' },
      as('clerk'),
    )
  const laboratory = (name: string) =>
    call(
      router.createSpotCheckInstitution,
      { name, qualifiedUntil: '2026-12-31', kinds: ['food'], cmaNumber: '260001' },
      as('clerk'),
    )
  const audited = (action: string, objectId: string) =>
    withScope(database(), systemIdentity(city.city, 'test'), async (scope) => {
      const rows = await sql<{ detail: Record<string, unknown> }>`select detail from audit_entry
        where city = ${scope.city} and action = ${action} and object_id = ${objectId}`.execute(scope.tx)
      return rows.rows.map((row) => row.detail)
    })

  it('changes a product, but not its code, nor its kind once it is used', async () => {
    const { id } = await toy('toy-plush')
    const changed = await call(
      router.changeSpotCheckCategory,
      { categoryId: id, name: '毛绒玩具', kind: 'product', industry: null },
      as('clerk'),
    )
    expect(changed).toMatchObject({ code: 'toy-plush', name: '毛绒玩具', kind: 'product', weighted: false })
    expect(await audited('spot-checks.change-category', id)).toMatchObject([
      { before: { kind: 'consumer', industry: '24' }, after: { kind: 'product', industry: null } },
    ])
    await expect(toy('toy-plush')).rejects.toThrow('spot-checks.code-taken')
    const pastry = { categoryId: city.categoryId, name: '糕点', industry: '14' }
    await expect(
      call(router.changeSpotCheckCategory, { ...pastry, kind: 'product' }, as('clerk')),
    ).rejects.toThrow('spot-checks.kind-fixed')
    await call(router.changeSpotCheckCategory, { ...pastry, kind: 'food' }, as('clerk'))
  })

  it('takes a retired product out of plans and tasks, keeps what was done by it, and takes it back', async () => {
    const { clerk, inspector, tester } = {
      clerk: as('clerk'),
      inspector: as('inspector'),
      tester: as('tester'),
    }
    const task = await giveSamplingTask(city, clerk)
    const input = { categoryId: city.categoryId, reason: '今年不再抽查' }
    expect((await call(router.retireSpotCheckCategory, input, clerk)).active).toBe(false)
    const codes = async (retired: boolean) =>
      (await call(router.listSpotCheckCategories, { retired }, clerk)).items.map(({ code }) => code)
    expect(await codes(false)).not.toContain('pastry')
    expect(await codes(true)).toContain('pastry')
    await expect(giveSamplingTask(city, clerk)).rejects.toThrow('spot-checks.category-retired')

    // what was given out goes to its end, under its own name
    const sample = await call(router.recordSample, sheetOf(city, task.id, 'R1'), inspector)
    await bringToLaboratory(sample.id, inspector, tester)
    await reportLead(sample.id, 'R-retired', '0.1', tester)
    const plan = await call(router.getSpotCheckPlan, { planId: city.planId }, clerk)
    expect(plan.lines.map(({ category }) => category.name)).toEqual(['糕点'])
    expect((await call(router.listSpotCheckRules, {}, clerk)).items).toHaveLength(1)

    await call(router.reinstateSpotCheckCategory, { ...input, reason: '恢复抽查' }, clerk)
    await giveSamplingTask(city, clerk)
    expect(await audited('spot-checks.retire-category', city.categoryId)).toMatchObject([
      { reason: '今年不再抽查' },
    ])
    expect(await audited('spot-checks.reinstate-category', city.categoryId)).toHaveLength(1)
  })

  it('weighs the pass rate by the output that was entered', async () => {
    const plush = await toy('toy-wood')
    const blocks = await toy('toy-blocks')
    const save = (values: Array<{ region: string; output: number }>, categoryId = plush.id) =>
      call(router.saveSpotCheckOutputs, { categoryId, year: 2025, source: '统计年鉴', values }, as('clerk'))
    const written = await save([{ region: city.district, output: 120.5 }])
    expect(written.sharedWith).toContain(blocks.name)
    expect((await save([{ region: city.district, output: 130 }], blocks.id)).outputs).toEqual([
      { year: 2025, region: city.district, regionName: '东区', output: 130, source: '统计年鉴' },
    ])
    const statistics = await call(
      router.spotCheckStatistics,
      { from: '2026-01-01', to: '2027-01-01', by: 'kind' },
      as('clerk'),
    )
    expect(statistics.weighted?.year).toBe(2025)
    await expect(save([{ region: '110101', output: 1 }])).rejects.toThrow('spot-checks.unknown-district')
    await expect(save([{ region: city.district, output: 1 }], city.categoryId)).rejects.toThrow(
      'spot-checks.not-weighted',
    )
    const removed = await call(
      router.removeSpotCheckOutputs,
      { categoryId: plush.id, year: 2025 },
      as('clerk'),
    )
    expect(removed.outputs).toEqual([])
    expect(await audited('spot-checks.save-outputs', plush.id)).toMatchObject([
      { before: [], after: [{ output: 120.5 }] },
      { before: [{ output: 130 }], after: [] },
    ])
  })

  it('renews a qualification, which has not ended, so that tasks may be given again', async () => {
    const { id, ...fields } = await laboratory('衡安食品检测中心')
    const next = new Date('2027-01-15T03:00:00Z')
    const give = (institutionId: string) =>
      call(
        router.createSamplingTask,
        {
          lineId: city.lineId,
          unitId: city.samplingUnit,
          institutionId,
          region: city.district,
          samplers: ['甲某', '乙某'],
          batches: 1,
          dueOn: '2027-02-28',
        },
        as('clerk', next),
      )
    await expect(give(id)).rejects.toThrow('spot-checks.not-qualified')
    const change = (qualifiedUntil: string, name = fields.name) =>
      call(
        router.changeSpotCheckInstitution,
        { institutionId: id, name, qualifiedUntil, kinds: fields.kinds, cmaNumber: fields.cmaNumber },
        as('clerk', next),
      )
    await expect(change('2027-01-14')).rejects.toThrow('spot-checks.qualification-ended')
    await expect(change('2030-01-14', '衡安市检验检测院')).rejects.toThrow('spot-checks.name-taken')
    // other fields may be put right while the qualification has ended
    expect(await change('2026-12-31', '衡安市食品检测中心')).toMatchObject({ qualified: false })
    expect(await change('2030-01-14')).toMatchObject({ qualified: true, cmaNumber: '260001' })
    await give(id)
    expect((await audited('spot-checks.change-institution', id)).at(-1)).toMatchObject({
      before: { qualified_until: '2026-12-31' },
      after: { qualified_until: '2030-01-14' },
    })
  })

  it('gives a retired institution nothing more, and takes it back while it is qualified', async () => {
    const { id, name } = await laboratory('衡安东区检测站')
    const input = { institutionId: id, reason: '合同到期' }
    await call(router.retireSpotCheckInstitution, input, as('clerk'))
    const names = async (retired: boolean) =>
      (await call(router.listSpotCheckInstitutions, { retired }, as('clerk'))).items.map((one) => one.name)
    expect(await names(false)).not.toContain(name)
    expect(await names(true)).toContain(name)
    const ended = as('clerk', new Date('2027-01-15T03:00:00Z'))
    await expect(call(router.reinstateSpotCheckInstitution, input, ended)).rejects.toThrow(
      'spot-checks.qualification-ended',
    )
    expect((await call(router.reinstateSpotCheckInstitution, input, as('clerk'))).active).toBe(true)
    await expect(
      call(
        router.createSpotCheckInstitution,
        { name: '已到期检测所', qualifiedUntil: '2026-05-19', kinds: ['food'] },
        as('clerk'),
      ),
    ).rejects.toThrow('spot-checks.qualification-ended')
    await expect(
      call(
        router.createSpotCheckInstitution,
        {
          name: '外地检测所',
          unitId: people.clerk.actor.userId,
          qualifiedUntil: '2027-05-19',
          kinds: ['food'],
        },
        as('clerk'),
      ),
    ).rejects.toThrow('spot-checks.unknown-unit')
  })

  it('is read by those who follow spot checks and kept by those who plan them', async () => {
    for (const who of ['leader', 'inspector'] as const) {
      expect((await call(router.listSpotCheckCategories, {}, as(who))).items).not.toEqual([])
      await expect(
        call(router.createSpotCheckCategory, { code: 'x', name: '某产品', kind: 'food' }, as(who)),
      ).rejects.toThrow('kernel.no-right')
      await expect(
        call(router.retireSpotCheckCategory, { categoryId: city.categoryId, reason: '无' }, as(who)),
      ).rejects.toThrow('kernel.no-right')
      await expect(
        call(router.retireSpotCheckInstitution, { institutionId: city.laboratoryId, reason: '无' }, as(who)),
      ).rejects.toThrow('kernel.no-right')
      await expect(
        call(router.removeSpotCheckOutputs, { categoryId: city.categoryId, year: 2025 }, as(who)),
      ).rejects.toThrow('kernel.no-right')
    }
    await expect(call(router.listSpotCheckInstitutions, {}, as('tester'))).rejects.toThrow('kernel.no-right')
  })
})
