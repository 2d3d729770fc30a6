import { call } from '@orpc/server'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import { eastDistrict, fixtureCity, refusalOf, useCatalogueCity } from '../catalogue.fixture.ts'
import { sdmxRouter } from './sdmx-part.ts'

describe.each(databaseKinds)('figures as SDMX-CSV on %s', (kind) => {
  const city = useCatalogueCity(kind)

  it('has a row per figure with its place in time, region and the version that made it, and none for missing ones', async () => {
    await city.addIndicator({
      code: 'batches-checked',
      nameZh: '检查批次',
      unit: '批次',
      computation: { kind: 'expression', expression: 'measure("checks.batches")' },
    })
    await city.record('a', eastDistrict, '2026-03-10', 'toys', 12, 11)
    const file = await call(
      sdmxRouter.exportSdmx,
      { indicators: 'batches-checked', from: '2026-02', to: '2026-04' },
      city.clerk(),
    )
    expect(file.type).toBe('application/vnd.sdmx.data+csv; version=2.0.0')
    const rows = parse<Record<string, string>>(await file.text(), { columns: true })
    expect(
      rows.map((row) => [row.REF_AREA, row.TIME_PERIOD, row.OBS_VALUE, row.FREQ, row.DEFINITION_VERSION]),
    ).toEqual([
      [fixtureCity, '2026-03', '12', 'M', '1'],
      [eastDistrict, '2026-03', '12', 'M', '1'],
    ])
    expect(Object.keys(rows[0] ?? {}).slice(0, 3)).toEqual(['STRUCTURE', 'STRUCTURE_ID', 'ACTION'])
  })

  it('refuses regions of elsewhere and indicators that do not exist', async () => {
    const attempt = (input: object) =>
      refusalOf(call(sdmxRouter.exportSdmx, { from: '2026-02', to: '2026-04', ...input }, city.clerk()))
    expect(await attempt({ regions: '110101' })).toContain('indicators.unknown-region')
    expect(await attempt({ indicators: 'no-such, nor-this' })).toBe(
      'indicators.unknown-codes no-such, nor-this',
    )
  })

  it('says what is wrong with periods, and never answers with less than was asked for', async () => {
    const attempt = (from: string, to: string) =>
      refusalOf(call(sdmxRouter.exportSdmx, { from, to }, city.clerk()))
    expect(await attempt('2026', '2025')).toBe('indicators.periods-reversed 2026 2025')
    expect(await attempt('1900', '2026')).toBe('indicators.too-many-years 100')
    const [quarter, months] = await Promise.all(
      [
        ['2026-Q1', '2026-Q2'],
        ['2026-01', '2026-06'],
      ].map(async ([from = '', to = '']) =>
        (await call(sdmxRouter.exportSdmx, { from, to }, city.clerk())).text(),
      ),
    )
    expect(quarter).toBe(months)
  })
})
