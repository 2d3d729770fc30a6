import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#kernel/access/roles.ts'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { casesRouter } from '#kernel/cases/router.ts'
import { type Identity, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { createUnit, setCityProfile } from '#kernel/org/units.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { findTargetStates, type RegisteredTarget, registerTargets } from '#kernel/targets/targets.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { changesRouter as changes } from './changes/changes-part.ts'
import { indicatorsDomain } from './indicators-domain.ts'
import { indicatorsRouter as router } from './router.ts'

const modules = [...kernelModules, indicatorsDomain]
const now = new Date('2026-05-20T03:00:00Z')
const targetId = (number: number) => `0190bbbb-0000-7000-8000-${String(number).padStart(12, '0')}`

const target = (number: number, parts: Partial<RegisteredTarget>): RegisteredTarget => ({
  id: targetId(number),
  indicator: '社会公用计量标准',
  action: '',
  comparator: '>=',
  value: 430,
  valueHigh: null,
  unit: '项',
  year: 2027,
  scopeWord: null,
  unitIds: [],
  ...parts,
})

describe.each(databaseKinds)('indicators on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let counter = 0

  beforeAll(async () => {
    await syncRules(database(), indicatorsDomain.rules)
    await syncCalendar(database())
  })

  const newCity = async (targets: readonly RegisteredTarget[] = []) => {
    const city = `9903${String(++counter + 10)}`
    const district = `${city}001`
    await addFictionalRegions(database(), [
      { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
      { code: '990300', name: '衡安市', level: 'prefecture', parentCode: '990000' },
      { code: city, name: '衡安区', level: 'county', parentCode: '990300' },
      { code: district, name: '长桥镇', level: 'town', parentCode: city },
    ])
    const unit = await withScope(database(), systemIdentity(city, 'test'), async (scope) => {
      await setCityProfile(scope, '衡安区', '衡安')
      const created = await createUnit(scope, { name: '衡安区农业农村局' })
      await registerTargets(
        scope,
        { id: '0190cccc-0000-7000-8000-000000000001', title: '行动方案' },
        targets.map((one) => ({ ...one, unitIds: one.unitIds.length > 0 ? [created.id] : [] })),
      )
      return created.id
    })
    const as = (role: Role, person = 1) => {
      const identity: Identity = personIdentity(city, modules, {
        userId: `0190aaaa-0000-7000-8000-00000000000${person}`,
        name: role,
        roles: [role],
        units: role === 'liaison' ? [unit] : [],
      })
      return { context: requestContext(database(), modules, identity, now) }
    }
    const clerk = as('clerk')
    await call(router.loadCatalogue, undefined, clerk)
    const byCode = async (code: string) => {
      const { items } = await call(router.listIndicators, { search: code }, clerk)
      const found = items.find((item) => item.code === code)
      if (!found) throw new Error(`no indicator ${code}`)
      return found
    }
    const enter = (
      rows: Array<{ code: string; period: string; value: number; region?: string; explanation?: string }>,
    ) => call(router.enterObservations, { rows, publish: true }, clerk)
    const states = () =>
      withScope(database(), systemIdentity(city, 'test'), (scope) =>
        findTargetStates(
          scope,
          targets.map((one) => one.id),
        ),
      )
    return { city, district, as, clerk, liaison: as('liaison'), byCode, enter, states }
  }
  const definition = {
    nameZh: '人均计量标准',
    nameEn: 'Standards per head',
    definitionZh: '社会公用计量标准除以企业数',
    definitionEn: 'Standards over enterprises',
    unit: '项/家',
    direction: 'higher' as const,
    decimals: 3,
    category: 'infrastructure',
    period: 'year' as const,
    accumulation: 'none' as const,
  }
  const expression = (text: string) => ({ kind: 'expression' as const, expression: text })
  const refusal = async (attempt: Promise<unknown>): Promise<string> => {
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (error instanceof ApplicationError)
      return `${error.code} ${Object.values(error.parameters).join(' ')}`.trim()
    throw new Error(`expected a refusal, got ${String(error)}`)
  }

  it('takes the shipped catalogue in once and finds entries by synonym', async () => {
    const city = await newCity()
    expect(await call(router.loadCatalogue, undefined, city.clerk)).toEqual({ added: 0, leftOut: [] })
    const { items } = await call(router.listIndicators, { search: 'R&D经费' }, city.clerk)
    expect(items.map((item) => item.code)).toEqual(['research-intensity'])
  })

  it('lists what units may report, also where records come first', async () => {
    const city = await newCity()
    await call(
      router.createIndicator,
      {
        ...definition,
        code: 'pass-rate-twice',
        nameZh: '抽检双倍',
        unit: '%',
        validFrom: '2020-01-01',
        computation: expression('研发投入强度 * 2'),
      },
      city.clerk,
    )
    const found = async (search: string, reported: boolean) =>
      (await call(router.listIndicators, { search, reported }, city.clerk)).items.map((item) => item.code)
    expect(await found('food-sampling-pass-rate', true)).toEqual(['food-sampling-pass-rate'])
    expect(await found('pass-rate-twice', false)).toEqual(['pass-rate-twice'])
    expect(await found('pass-rate-twice', true)).toEqual([])
  })

  it('computes from observations, year by year and by region, and keeps what a version made', async () => {
    const city = await newCity()
    await city.enter([
      { code: 'public-measurement-standards', period: '2024', value: 368 },
      { code: 'public-measurement-standards', period: '2025', value: 400 },
      { code: 'high-tech-enterprises', period: '2024', value: 100 },
      { code: 'high-tech-enterprises', period: '2025', value: 125 },
    ])
    const created = await call(
      router.createIndicator,
      {
        ...definition,
        code: 'per-enterprise',
        validFrom: '2020-01-01',
        computation: expression('社会公用计量标准 ÷ 高新技术企业数量'),
      },
      city.clerk,
    )
    const figures = async () =>
      (
        await call(router.figures, { indicatorId: created.id, from: '2023', to: '2025' }, city.clerk)
      ).items.map((item) => item.value)
    expect(await figures()).toEqual([null, 3.68, 3.2])
    const amended = expression('社会公用计量标准 / (高新技术企业数量 * 2)')
    const preview = await call(
      router.previewDefinition,
      { ...definition, indicatorId: created.id, computation: amended, from: '2024', to: '2025' },
      city.clerk,
    )
    expect(preview.items.map((item) => [item.before, item.value])).toEqual([
      [3.68, 1.84],
      [3.2, 1.6],
    ])
    const proposed = await call(
      changes.proposeChange,
      {
        ...definition,
        indicatorId: created.id,
        validFrom: '2025-01-01',
        reason: '口径调整',
        computation: amended,
      },
      city.clerk,
    )
    expect(await figures()).toEqual([null, 3.68, 3.2])
    await call(
      casesRouter.sendCaseEvent,
      { id: proposed.id, event: 'approve', version: 1 },
      city.as('leader', 2),
    )
    expect(await figures()).toEqual([null, 3.68, 1.6])
    const standards = await city.byCode('public-measurement-standards')
    const detail = await call(router.getIndicator, { indicatorId: standards.id }, city.clerk)
    expect(detail.dependents.map((one) => one.code)).toEqual(['per-enterprise'])
  })

  it('refuses rings and names the path, and unknown names, and units that do not fit', async () => {
    const city = await newCity()
    const base = { ...definition, unit: '', validFrom: '2020-01-01' }
    const first = await call(
      router.createIndicator,
      { ...base, code: 'a', nameZh: '甲', nameEn: 'A', computation: expression('制造业质量竞争力指数 * 2') },
      city.clerk,
    )
    await call(
      router.createIndicator,
      { ...base, code: 'b', nameZh: '乙', nameEn: 'B', computation: expression('指标("a") + 1') },
      city.clerk,
    )
    const amend = (text: string) =>
      refusal(
        call(
          changes.proposeChange,
          {
            ...base,
            nameZh: '甲',
            nameEn: 'A',
            indicatorId: first.id,
            validFrom: '2026-01-01',
            reason: '试',
            computation: expression(text),
          },
          city.clerk,
        ),
      )
    expect(await amend('乙 - 1')).toBe('indicators.cycle 甲 → 乙 → 甲')
    expect(await amend('上期(甲)')).toBe('indicators.cycle 甲 → 甲')
    expect(await amend('丙')).toContain('没有指标“丙”')
    expect(await amend('高新技术企业数量')).toContain('不符')
  })

  it('checks reports row by row and enters all or none', async () => {
    const city = await newCity()
    await city.enter([{ code: 'high-tech-enterprises', period: '2024', value: 100 }])
    const rows = [
      { code: 'high-tech-enterprises', period: '2025', value: 190 },
      { code: 'consumer-goods-pass-rate', period: '2025', value: 101 },
      { code: 'consumer-goods-pass-rate', period: '2025-05', value: 90 },
      { code: 'consumer-goods-pass-rate', period: '2027', value: 90 },
      { code: 'nothing', period: '2025', value: 1 },
      { code: 'consumer-goods-pass-rate', period: '2024', value: 90, region: '990309' },
      { code: 'consumer-goods-pass-rate', period: '2025', value: 90 },
    ]
    const { findings } = await call(router.enterObservations, { rows, dryRun: true }, city.clerk)
    expect(findings.map((one) => `${one.row} ${one.rule}`)).toEqual([
      '1 jump',
      '2 out-of-range',
      '3 wrong-period',
      '4 future-period',
      '5 unknown-indicator',
      '6 unknown-region',
      '7 twice',
    ])
    expect(await refusal(city.enter(rows))).toBe('indicators.observations-refused 7')
    const indicatorId = (await city.byCode('high-tech-enterprises')).id
    const entries = await call(router.listObservations, { indicatorId }, city.clerk)
    expect(entries.items.map((item) => item.value)).toEqual([100])
    const explained = await city.enter([
      { ...rows[0], code: 'high-tech-enterprises', period: '2025', value: 190, explanation: '口径调整' },
    ])
    expect(explained.findings.map((one) => one.severity)).toEqual(['warning'])
  })

  it('keeps drafts apart until they are published, and every correction in the history', async () => {
    const city = await newCity()
    const code = 'high-tech-enterprises'
    const indicatorId = (await city.byCode(code)).id
    const value = async () =>
      (await call(router.figures, { indicatorId, from: '2025', to: '2025' }, city.clerk)).items[0]?.value
    await call(router.enterObservations, { rows: [{ code, period: '2025', value: 10 }] }, city.clerk)
    expect(await value()).toBeNull()
    await call(router.enterObservations, { rows: [{ code, period: '2025', value: 11 }] }, city.clerk)
    const { items: drafts } = await call(router.listDrafts, {}, city.clerk)
    expect(drafts.map((draft) => draft.value)).toEqual([11])
    const ids = drafts.map((draft) => draft.id)
    await call(router.publishObservations, { ids }, city.clerk)
    expect(await value()).toBe(11)
    expect(await refusal(call(router.publishObservations, { ids }, city.clerk))).toBe('indicators.no-draft')
    await city.enter([{ code, period: '2025', value: 12 }])
    expect(await value()).toBe(12)
    const { items } = await call(router.listObservations, { indicatorId }, city.clerk)
    expect(items.map((item) => [item.value, item.state])).toEqual([
      [12, 'published'],
      [11, 'superseded'],
      [10, 'superseded'],
    ])
  })

  it('keeps one published figure a place, and its state, whoever reports at the same time', async () => {
    const city = await newCity([target(1, {})])
    const code = 'public-measurement-standards'
    const indicatorId = (await city.byCode(code)).id
    await call(router.bindTarget, { targetId: targetId(1), indicatorId }, city.clerk)
    await Promise.all([400, 410, 420, 430].map((value) => city.enter([{ code, period: '2025', value }])))
    const published = { indicatorId, state: 'published' as const }
    const { items } = await call(router.listObservations, published, city.clerk)
    expect(items).toHaveLength(1)
    const [row] = await city.states()
    expect(row?.current_value).toBe(items[0]?.value)
  })

  it('suggests by name and synonym, and moves the state with every figure that is published', async () => {
    const city = await newCity([
      target(1, { comparator: '=' }),
      target(2, { indicator: '食品评价性抽检合格率', unit: '%', value: 98.5 }),
      target(3, { indicator: '各类有效认证证书', unit: '万张', value: 1.2, comparator: '>' }),
      target(4, { indicator: '国家标准', action: '主导或者参与制定', value: 60 }),
      target(5, { indicator: '城市更新项目', unit: '个', value: 5 }),
    ])
    const { items } = await call(router.listTargets, {}, city.clerk)
    const best = items.map((item) => item.suggestions.find((one) => one.likeness === 1)?.indicator.code)
    expect(best).toEqual([
      'public-measurement-standards',
      'food-sampling-pass-rate',
      'certificates',
      'national-standards',
      undefined,
    ])
    const indicatorOf = (number: number) => items[number - 1]?.suggestions[0]?.indicator.id ?? ''
    await call(
      router.bindTarget,
      { targetId: targetId(1), indicatorId: indicatorOf(1), baseline: { year: 2024, value: 370 } },
      city.clerk,
    )
    await call(
      router.bindTargets,
      {
        bindings: [2, 3, 4].map((number) => ({
          targetId: targetId(number),
          indicatorId: indicatorOf(number),
        })),
      },
      city.clerk,
    )
    const state = async (number: number) => {
      const row = (await city.states()).find((one) => one.target_id === targetId(number))
      return row && [row.state, row.current_value, row.required_value]
    }
    expect(await state(1)).toEqual(['no-data', null, null])
    const report = (value: number) =>
      city.enter([{ code: 'public-measurement-standards', period: '2025', value }])
    await report(380)
    expect(await state(1)).toEqual(['behind', 380, 390])
    await report(386)
    expect((await state(1))?.[0]).toBe('at-risk')
    await report(390)
    expect((await state(1))?.[0]).toBe('on-track')
    await report(430)
    expect(await state(1)).toEqual(['met', 430, 430])
    await city.enter([
      { code: 'certificates', period: '2026-Q1', value: 12_500 },
      { code: 'national-standards', period: '2024', value: 25 },
      { code: 'national-standards', period: '2025', value: 30 },
    ])
    expect(await state(3)).toEqual(['met', 1.25, 1.2])
    expect((await state(4))?.[1]).toBe(55)
    const detail = await call(router.getTarget, { targetId: targetId(1) }, city.clerk)
    expect(detail.path).toEqual([
      { year: 2024, value: 370 },
      expect.objectContaining({ year: 2025 }),
      expect.objectContaining({ year: 2026 }),
      { year: 2027, value: 430 },
    ])
    await call(router.unbindTarget, { targetId: targetId(1) }, city.clerk)
    expect(await state(1)).toBeUndefined()
    expect(
      await refusal(
        call(router.bindTarget, { targetId: targetId(2), indicatorId: indicatorOf(1) }, city.clerk),
      ),
    ).toBe('indicators.units-differ 项 %')
  })

  it('rolls a target down to districts with figures of their own', async () => {
    const city = await newCity([target(1, {})])
    const { id } = await city.byCode('public-measurement-standards')
    await call(
      router.bindTarget,
      { targetId: targetId(1), indicatorId: id, baseline: { year: 2024, value: 370 } },
      city.clerk,
    )
    await city.enter([
      { code: 'public-measurement-standards', period: '2025', value: 40, region: city.district },
    ])
    const detail = await call(
      router.setShares,
      { targetId: targetId(1), shares: [{ region: city.district, value: 40, baselineValue: 30 }] },
      city.clerk,
    )
    expect(detail.shares.map((share) => share.standing?.state)).toEqual(['met'])
    expect(detail.standing?.state).toBe('no-data')
  })

  it('reads a change in per cent from its baseline', async () => {
    const city = await newCity([
      target(1, { indicator: '单位工业增加值能耗', comparator: 'delta-', value: 9, unit: '%' }),
    ])
    const { id } = await city.byCode('energy-per-value-added')
    await call(
      router.bindTarget,
      { targetId: targetId(1), indicatorId: id, baseline: { year: 2024, value: 0.5 } },
      city.clerk,
    )
    await city.enter([{ code: 'energy-per-value-added', period: '2025', value: 0.485 }])
    const [row] = await city.states()
    expect([row?.state, row?.current_value]).toEqual(['on-track', 3])
    expect(row?.required_value).toBeCloseTo(3, 1)
  })

  it('lets a liaison report and see only what is its own, and publish nothing', async () => {
    const city = await newCity([
      target(1, { unitIds: ['own'] }),
      target(2, { indicator: '食品评价性抽检合格率', unit: '%', value: 98.5 }),
    ])
    const own = { code: 'farm-standardisation', period: '2025', value: 70 }
    expect(await call(router.enterObservations, { rows: [own] }, city.liaison)).toMatchObject({
      entered: 1,
      published: 0,
    })
    expect(
      await refusal(call(router.enterObservations, { rows: [own], publish: true }, city.liaison)),
    ).toContain('kernel.no-right')
    expect(
      await refusal(
        call(
          router.enterObservations,
          { rows: [{ ...own, code: 'consumer-goods-pass-rate' }] },
          city.liaison,
        ),
      ),
    ).toContain('indicators.observations-refused')
    const foreign = await city.byCode('consumer-goods-pass-rate')
    expect(
      await refusal(
        call(router.figures, { indicatorId: foreign.id, from: '2025', to: '2025' }, city.liaison),
      ),
    ).toBe('indicators.not-found')
    const { items } = await call(router.listTargets, {}, city.liaison)
    expect(items.map((item) => item.id)).toEqual([targetId(1)])
    expect(await refusal(call(router.getTarget, { targetId: targetId(2) }, city.liaison))).toBe(
      'indicators.target-not-found',
    )
    expect((await call(router.listDrafts, {}, city.liaison)).items).toHaveLength(1)
  })
})
