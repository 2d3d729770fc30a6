import { call } from '@orpc/server'
import Excel from 'exceljs'
import { describe, expect, it } from 'vitest'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import {
  eastDistrict,
  fixtureCity,
  fixtureTarget,
  refusalOf,
  useCatalogueCity,
  westDistrict,
} from '../catalogue.fixture.ts'
import { indicatorsRouter } from '../router.ts'
import type { CatalogueFilter } from './browse-contract.ts'
import { browseRouter as router } from './browse-part.ts'

type Filter = CatalogueFilter & { readonly limit?: number; readonly after?: string }

describe.each(databaseKinds)('the catalogue on %s', (kind) => {
  const city = useCatalogueCity(kind)

  it('shows latest figures and freshness, filters, pages and goes to Excel', async () => {
    const observed = { kind: 'observed' as const }
    await city.addIndicator({ code: 'b-old', nameZh: '旧数', computation: observed, synonyms: ['陈数'] })
    await city.addIndicator({
      code: 'a-new',
      nameZh: '新数',
      computation: observed,
      ownerUnitType: 'statistics',
    })
    await city.addIndicator({
      code: 'c-twice',
      nameZh: '两倍新数',
      category: 'other',
      computation: { kind: 'expression', expression: '新数 * 2' },
    })
    await city.enter([
      { code: 'a-new', period: '2026-03', value: 3 },
      { code: 'a-new', period: '2026-04', value: 4 },
      { code: 'b-old', period: '2025-01', value: 9 },
    ])
    await city.addTarget(1, { indicator: '新数' })
    const { id } =
      (await call(indicatorsRouter.listIndicators, { search: 'a-new' }, city.clerk())).items[0] ?? {}
    await call(
      indicatorsRouter.bindTarget,
      { targetId: fixtureTarget(1), indicatorId: id ?? '' },
      city.clerk(),
    )
    const browse = (filter: Filter) => call(router.browseCatalogue, filter, city.clerk())
    const all = await browse({})
    expect(all.items.map((row) => [row.code, row.latest, row.freshness, row.targets])).toEqual([
      ['a-new', { period: '2026-04', value: 4 }, 'fresh', 1],
      ['b-old', { period: '2025-01', value: 9 }, 'too-old', 0],
      ['c-twice', { period: '2026-04', value: 8 }, 'fresh', 0],
    ])
    expect([all.categories, all.owners.map((owner) => owner.type)]).toEqual([
      ['other', 'test'],
      ['statistics'],
    ])
    const codes = async (filter: Filter) => (await browse(filter)).items.map((row) => row.code)
    expect(await codes({ search: '陈数' })).toEqual(['b-old'])
    expect(await codes({ computation: 'computed' })).toEqual(['c-twice'])
    expect(await codes({ freshness: 'too-old' })).toEqual(['b-old'])
    expect(await codes({ bound: true })).toEqual(['a-new'])
    expect(await codes({ owner: 'statistics', category: 'test' })).toEqual(['a-new'])
    const first = await browse({ limit: 2 })
    expect(first.next).toBe('b-old')
    expect(await codes({ limit: 2, after: first.next ?? '' })).toEqual(['c-twice'])

    const file = await call(router.exportCatalogue, { computation: 'observed' }, city.clerk())
    const book = new Excel.Workbook()
    await book.xlsx.load(await file.arrayBuffer())
    const [sheet] = book.worksheets
    expect(sheet?.getRow(2).getCell(1).value).toBe('a-new')
    expect(sheet?.rowCount).toBe(3)
    // Periods in words, as on the page.
    expect(sheet?.getRow(2).getCell(9).value).toMatch(/^\d{4}年/)
  })

  it('says how complete figures are, and where the regions do not add up', async () => {
    const added = await city.addIndicator({
      code: 'counted',
      nameZh: '件数',
      unit: '件',
      decimals: 0,
      accumulation: 'sum',
      computation: { kind: 'observed' },
    })
    const at = (period: string, region: string, value: number) => ({ code: 'counted', period, region, value })
    await city.enter([
      at('2026-01', fixtureCity, 10),
      at('2026-01', eastDistrict, 4),
      at('2026-01', westDistrict, 6),
      { ...at('2026-03', fixtureCity, 12), explanation: '含市本级 2 件' },
      at('2026-03', eastDistrict, 4),
      at('2026-03', westDistrict, 6),
    ])
    await city.enter([at('2026-01', eastDistrict, 4)])
    const quality = await call(router.indicatorQuality, { indicatorId: added.id }, city.clerk())
    expect(quality).toMatchObject({
      latest: '2026-03',
      missing: ['2026-02', '2026-04'],
      expected: 4,
      corrections: 1,
      sumsOff: [{ period: '2026-03', whole: 12, sum: 10 }],
      regions: [
        { name: '东区', present: 2, latest: '2026-03' },
        { name: '西区', present: 2 },
      ],
    })
  })

  it('breaks the measures behind an indicator down by dimension', async () => {
    const rate = await city.addIndicator({
      code: 'batches',
      nameZh: '批次',
      unit: '批次',
      computation: { kind: 'expression', expression: '度量("checks.batches")' },
    })
    await city.record('a', eastDistrict, '2026-03-05', 'food', 10, 9)
    await city.record('b', westDistrict, '2026-03-06', 'toys', 30, 21)
    const { items } = await call(
      router.indicatorBreakdown,
      { indicatorId: rate.id, period: '2026-03' },
      city.clerk(),
    )
    expect(items).toMatchObject([
      {
        measure: 'checks.batches',
        dimension: 'category',
        dimensionTitle: { zh: 'category', en: 'category' },
        items: [
          { value: 'toys', amount: 30 },
          { value: 'food', amount: 10 },
        ],
      },
    ])
    const toys = await city.addIndicator({
      code: 'toys',
      nameZh: '玩具批次',
      unit: '批次',
      computation: { kind: 'expression', expression: '度量("checks.batches", "category=toys")' },
    })
    const ofToys = await call(
      router.indicatorBreakdown,
      { indicatorId: toys.id, period: '2026-03' },
      city.clerk(),
    )
    // The only dimension is fixed: nothing of other categories is shown as a part of the figure.
    expect(ofToys.items).toEqual([])
    const measures = await call(router.listMeasures, undefined, city.clerk())
    expect(measures.items.map((one) => one.name)).toContain('checks.passed')
    expect(
      await refusalOf(call(router.indicatorQuality, { indicatorId: fixtureTarget(9) }, city.clerk())),
    ).toBe('indicators.not-found')
  })
})
