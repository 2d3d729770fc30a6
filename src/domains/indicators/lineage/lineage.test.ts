import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import type { Scope } from '#kernel/db/scope.ts'
import { readRecordLabels } from '#kernel/measures/record-labels.ts'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import {
  checks,
  eastDistrict,
  fixtureCity,
  fixtureTarget,
  refusalOf,
  useCatalogueCity,
  westDistrict,
} from '../catalogue.fixture.ts'
import { indicatorsRouter } from '../router.ts'
import { lineageRouter as router } from './lineage-part.ts'

const expression = (text: string) => ({ kind: 'expression' as const, expression: text })

describe.each(databaseKinds)('lineage on %s', (kind) => {
  const city = useCatalogueCity(kind)

  it('opens a figure level by level, down to single records', async () => {
    const rate = await city.addIndicator({
      code: 'check-rate',
      nameZh: '检查合格率',
      computation: expression(
        '度量("checks.passed", "category=food") / 度量("checks.batches", "category=food") * 100',
      ),
    })
    const gap = await city.addIndicator({
      code: 'gap',
      nameZh: '区县差距',
      computation: expression('最大(下级地区(检查合格率)) - 最小(下级地区(检查合格率))'),
    })
    await city.record('a', eastDistrict, '2026-03-05', 'food', 10, 9)
    await city.record('b', westDistrict, '2026-03-06', 'food', 30, 21)
    await city.record('c', westDistrict, '2026-03-09', 'food', 10, 9)
    await city.record('d', westDistrict, '2026-03-09', 'toys', 50, 0)

    const top = await call(router.explainFigure, { indicatorId: gap.id, period: '2026-03' }, city.clerk())
    expect(top).toMatchObject({
      value: 15,
      derivation: 'expression',
      version: { number: 1, computation: { expression: expect.stringContaining('下级地区') } },
      region: { code: fixtureCity, name: '衡安市' },
    })
    expect(top.operands.map((one) => [one.kind, one.region.name, one.value])).toEqual([
      ['indicator', '东区', 90],
      ['indicator', '西区', 75],
    ])
    const below = await call(
      router.explainFigure,
      { indicatorId: rate.id, period: '2026-03', region: westDistrict },
      city.clerk(),
    )
    expect(below.operands).toMatchObject([
      { kind: 'measure', measure: 'checks.passed', where: { category: 'food' }, value: 30, unit: '批次' },
      { kind: 'measure', measure: 'checks.batches', where: { category: 'food' }, value: 40 },
    ])
    const records = (after?: string, reader = city.clerk()) =>
      call(
        router.explainRecords,
        {
          indicatorId: rate.id,
          measure: 'checks.passed',
          region: westDistrict,
          period: '2026-03',
          where: ['category=food'],
          limit: 1,
          ...(after === undefined ? {} : { after }),
        },
        reader,
      )
    const first = await records()
    expect(first.items).toEqual([
      {
        recordId: 'b',
        region: { code: westDistrict, name: '西区' },
        date: '2026-03-06',
        value: 21,
        dimensions: { category: 'food' },
        details: [{ zh: 'food', en: 'food' }],
        label: '检查 b',
        link: '/checks/b',
      },
    ])
    // The leader reads figures, but not the records behind them.
    expect(await records(undefined, city.as('leader'))).toMatchObject({
      right: { title: { zh: '查看检查', en: 'Read checks' }, held: false },
      items: [{ recordId: null, value: 21, label: null, link: null }],
    })
    expect(first.right?.held).toBe(true)
    const second = await records(first.next ?? '')
    expect([second.items.map((item) => item.recordId), second.next]).toEqual([['c'], null])
    expect(
      await refusalOf(
        call(
          router.explainRecords,
          { indicatorId: gap.id, measure: 'checks.passed', region: fixtureCity, period: '2026-03' },
          city.clerk(),
        ),
      ),
    ).toContain('indicators.not-in-figure')
  })

  it("names the records that the reader's right reaches, and no others", async () => {
    await city.record('east', eastDistrict, '2026-04-05', 'food', 1, 1)
    await city.record('west', westDistrict, '2026-04-06', 'food', 1, 1)
    const labelsFor = (permissions: Scope['permissions'], view = checks) =>
      city.within(async (scope) => [
        ...(await readRecordLabels({ ...scope, permissions, regions: [eastDistrict] }, view, [
          'east',
          'west',
        ])),
      ])
    const east = { label: '检查 east', link: '/checks/east' }
    expect(await labelsFor(new Map([['checks.read', 'district']]))).toEqual([['east', east]])
    expect(await labelsFor(new Map([['checks.read', 'unit']]))).toEqual([])
    expect(await labelsFor(new Map([['indicators.read', 'city']]))).toEqual([])
    const elsewhere = {
      view: 'test_check_label',
      permission: 'checks.read',
      page: { path: '/{pageId}', permission: 'other.read' },
    }
    expect(
      await labelsFor(new Map([['checks.read', 'district']]), { ...checks, records: elsewhere }),
    ).toEqual([['east', { ...east, link: null }]])
  })

  it('names who reported, and what was corrected', async () => {
    const reported = await city.addIndicator({
      code: 'reported',
      nameZh: '报送数',
      unit: '项',
      accumulation: 'sum',
      computation: { kind: 'observed' },
    })
    await city.enter([
      { code: 'reported', period: '2026-01', value: 4 },
      { code: 'reported', period: '2026-02', value: 5 },
    ])
    await city.enter([{ code: 'reported', period: '2026-02', value: 6, explanation: '漏报一项' }])
    const year = await call(router.explainFigure, { indicatorId: reported.id, period: '2026' }, city.clerk())
    expect([year.value, year.derivation]).toEqual([10, 'accumulated'])
    const months = year.operands.flatMap((one) => (one.kind === 'observation' ? [one] : []))
    expect(months).toHaveLength(12)
    expect(months[1]?.entries).toMatchObject([
      { value: 6, state: 'published', explanation: '漏报一项', enteredBy: 'clerk 1', publishedBy: 'clerk 1' },
      { value: 5, state: 'superseded' },
    ])
    expect(months[2]).toMatchObject({ period: '2026-03', value: null, entries: [] })
    const month = await call(
      router.explainFigure,
      { indicatorId: reported.id, period: '2026-01' },
      city.clerk(),
    )
    expect([month.derivation, month.operands.length]).toEqual(['reported', 1])
    const direct = await city.addIndicator({
      code: 'twice',
      nameZh: '两倍',
      unit: '项',
      computation: expression('观测("reported") * 2'),
    })
    const twice = await call(
      router.explainFigure,
      { indicatorId: direct.id, period: '2026-02' },
      city.clerk(),
    )
    expect([twice.value, twice.operands[0]?.kind]).toEqual([12, 'observation'])
  })

  it('says which periods make the value of a target, and opens the last', async () => {
    await city.addTarget(1, { indicator: '报送数', value: 40, unit: '项' })
    expect(await refusalOf(call(router.explainTarget, { targetId: fixtureTarget(1) }, city.clerk()))).toBe(
      'indicators.not-bound',
    )
    const { items } = await call(indicatorsRouter.listIndicators, { search: 'reported' }, city.clerk())
    await call(
      indicatorsRouter.bindTarget,
      { targetId: fixtureTarget(1), indicatorId: items[0]?.id ?? '', baseline: { year: 2025, value: 0 } },
      city.clerk(),
    )
    const lineage = await call(router.explainTarget, { targetId: fixtureTarget(1) }, city.clerk())
    expect(lineage).toMatchObject({
      basis: 'since-baseline',
      standing: { current: 10, period: '2026-02' },
      counted: [
        { period: '2026-01', value: 4 },
        { period: '2026-02', value: 6 },
      ],
      figure: { period: '2026-02', value: 6, operands: [{ kind: 'observation' }] },
    })
    expect(await refusalOf(call(router.explainTarget, { targetId: fixtureTarget(9) }, city.clerk()))).toBe(
      'indicators.target-not-found',
    )
  })
})
