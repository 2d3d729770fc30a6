import Excel from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemIdentity } from '#kernel/db/scope.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { districtsOf, inCity, makeCity, testModules } from '../city-figures.fixture.ts'
import { indicatorsDomain } from '../indicators-domain.ts'
import { type PivotAnswer, PivotDefinition, pivotTable } from './pivot-contract.ts'
import { deletePivotView, getPivotView, listPivotViews, pivot, savePivotView } from './pivot-service.ts'
import { pivotWorkbook } from './pivot-workbook.ts'

const city = '995200'
const [east, west] = districtsOf(city)
const person = (number: number) => ({
  ...systemIdentity(city, `person ${number}`, ['indicators.read']),
  actor: { userId: `0190aaaa-0000-7000-8000-00000000000${number}`, name: `person ${number}` },
})

const named = (key: string) => ({ key, title: { zh: key, en: key } })
const answer: PivotAnswer = {
  items: [
    { ...named('a'), unit: '%', decimals: 1, undivided: null },
    { ...named('b'), unit: '项', decimals: 0, undivided: null },
  ],
  regions: [named('r'), named('s')],
  periods: ['2024', '2025'],
  dimensions: [{ value: null, title: { zh: '全部', en: 'All' } }],
  values: [1, 2, 3, 4, 5, 6, 7, null],
}
const reason = { zh: '填报', en: 'reported' }
const keys = (axis: string, index: number): string =>
  axis === 'item'
    ? (answer.items[index]?.key ?? '')
    : axis === 'region'
      ? (answer.regions[index]?.key ?? '')
      : axis === 'period'
        ? (answer.periods[index] ?? '')
        : ''

describe('the layout of a pivot', () => {
  it('runs the chosen axes down the side and the others along the top', () => {
    const table = pivotTable(answer, ['item', 'region'], keys)
    expect(table.columns).toEqual([['2024'], ['2025']])
    expect(table.rows).toEqual([
      { titles: ['a', 'r'], values: [1, 2] },
      { titles: ['a', 's'], values: [3, 4] },
      { titles: ['b', 'r'], values: [5, 6] },
      { titles: ['b', 's'], values: [7, null] },
    ])
    expect(table.item(3, 0)?.key).toBe('b')
  })

  it('turned, it has the same values in other places', () => {
    const table = pivotTable(answer, ['period'], keys)
    expect(table.columns).toEqual([
      ['a', 'r'],
      ['a', 's'],
      ['b', 'r'],
      ['b', 's'],
    ])
    expect(table.rows).toEqual([
      { titles: ['2024'], values: [1, 3, 5, 7] },
      { titles: ['2025'], values: [2, 4, 6, null] },
    ])
  })

  it('says where an item cannot be divided, and leaves out rows and columns of nothing else', () => {
    const divided: PivotAnswer = {
      ...answer,
      items: answer.items.map((item, index) => ({ ...item, undivided: index === 1 ? reason : null })),
      regions: [named('r')],
      periods: ['2025'],
      dimensions: [null, 'x', 'y'].map((value) => {
        const word = value ?? 'all'
        return { value, title: { zh: word, en: word } }
      }),
      values: [6, 2, 4, 9, null, null],
    }
    const titleOf = (axis: string, index: number): string =>
      axis === 'dimension' ? (divided.dimensions[index]?.title.en ?? '') : keys(axis, index)
    const across = pivotTable(divided, ['item'], titleOf)
    expect(across.columns).toEqual([['all'], ['x'], ['y']])
    expect(across.rows.map((row) => row.values)).toEqual([
      [6, 2, 4],
      [9, null, null],
    ])
    expect([0, 1, 2].map((column) => across.isOpen(1, column))).toEqual([true, false, false])
    const down = pivotTable(divided, ['item', 'dimension'], titleOf)
    expect(down.rows.map((row) => [...row.titles, ...row.values])).toEqual([
      ['a', 'all', 6],
      ['a', 'x', 2],
      ['a', 'y', 4],
      ['b', 'all', 9],
    ])
  })

  it('leaves out values of the dimension of which a row or a column has no figure, but never the whole', () => {
    const divided: PivotAnswer = {
      ...answer,
      regions: [named('r')],
      periods: ['2025'],
      dimensions: [null, 'x', 'y'].map((value) => ({
        value,
        title: { zh: value ?? 'all', en: value ?? 'all' },
      })),
      values: [6, null, 4, null, null, null],
    }
    const titleOf = (axis: string, index: number): string =>
      axis === 'dimension' ? (divided.dimensions[index]?.title.en ?? '') : keys(axis, index)
    const down = pivotTable(divided, ['item', 'dimension'], titleOf)
    expect(down.rows.map((row) => [...row.titles, ...row.values])).toEqual([
      ['a', 'all', 6],
      ['a', 'y', 4],
      ['b', 'all', null],
    ])
    expect(down.sides).toEqual(['item', 'dimension'])
    expect(pivotTable(divided, ['item'], titleOf).columns).toEqual([['all'], ['y']])
  })

  it('becomes a workbook with numbers as numbers', async () => {
    const book = new Excel.Workbook()
    await book.xlsx.load((await pivotWorkbook(answer, ['item', 'region'], 'zh', '2025-05-20')).buffer)
    const sheet = book.worksheets[0]
    expect(sheet?.getRow(2).values).toEqual([undefined, 'a（%）', 'r', 1, 2])
    expect(sheet?.getRow(1).values).toEqual([undefined, '指标', '地区', '2024年', '2025年至今'])
    expect(sheet?.getCell('C2').numFmt).toBe('#,##0.0')
    expect(sheet?.getCell('D5').value).toBeNull()
  })
})

describe.each(databaseKinds)('pivot on %s', (kind) => {
  const database = useTestDatabase(kind, testModules)
  let indicatorId = ''
  const define = (parts: Record<string, unknown> = {}) =>
    PivotDefinition.parse({ indicators: [indicatorId], kind: 'year', from: '2024', to: '2025', ...parts })

  beforeAll(async () => {
    await syncRules(database(), indicatorsDomain.rules)
    indicatorId = await makeCity(database(), city)
  })

  it('reads indicators by region and period', async () => {
    const found = await inCity(database(), city, (scope) =>
      pivot(scope, testModules, define({ regions: [city, east, west] })),
    )
    expect(found.regions.map((region) => region.title.zh)).toEqual([`城市${city}`, '东区', '西区'])
    expect(found.values).toEqual([400, 412, null, 190, null, 222])
  })

  it.each([
    ['nothing chosen', { indicators: [] }, 'indicators.pivot-empty'],
    ['a period that ends before it begins', { from: '2025', to: '2024' }, 'indicators.pivot-empty'],
    [
      'an indicator of elsewhere',
      { indicators: ['0190aaaa-0000-7000-8000-00000000000f'] },
      'indicators.not-found',
    ],
    ['a region of elsewhere', { regions: ['110000'] }, 'indicators.unknown-region'],
    ['a dimension that indicators do not have', { dimension: 'industry' }, 'indicators.pivot-dimension'],
    [
      'more cells than a page can show',
      {
        kind: 'month',
        from: '1950',
        to: '2026',
        regions: Array.from({ length: 40 }, (_, i) => `9952${10 + i}`),
      },
      'indicators.pivot-too-large',
    ],
  ])('refuses %s', async (_what, parts, code) => {
    const attempt = inCity(database(), city, (scope) => pivot(scope, testModules, define(parts)))
    await expect(attempt).rejects.toMatchObject({ code })
  })

  it('keeps views for their owner, shows others the shared ones, and lets nobody else delete them', async () => {
    const as = <Result>(number: number, work: Parameters<typeof inCity<Result>>[2]) =>
      inCity(database(), city, work, person(number))
    const own = await as(1, (scope) =>
      savePivotView(scope, { title: '年度', definition: define(), shared: false }),
    )
    await expect(as(2, (scope) => getPivotView(scope, own.id))).rejects.toMatchObject({
      code: 'indicators.view-not-found',
    })
    await as(1, (scope) => savePivotView(scope, { title: '年度', definition: define(), shared: true }))
    expect(await as(2, (scope) => getPivotView(scope, own.id))).toMatchObject({ title: '年度', own: false })
    expect((await as(1, listPivotViews)).items).toHaveLength(1)
    expect(await as(2, (scope) => deletePivotView(scope, own.id))).toBe(false)
    expect(await as(1, (scope) => deletePivotView(scope, own.id))).toBe(true)
    expect(await as(2, listPivotViews)).toEqual({ items: [] })
  })
})
