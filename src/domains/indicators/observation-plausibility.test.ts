import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import {
  eastDistrict,
  fixtureTarget,
  refusalOf,
  useCatalogueCity,
  westDistrict,
} from './catalogue.fixture.ts'
import { indicatorsRouter as router } from './router.ts'

describe.each(databaseKinds)('the plausibility of entered figures on %s', (kind) => {
  const city = useCatalogueCity(kind)
  let counted = ''

  beforeAll(async () => {
    const computation = { kind: 'observed' as const }
    await city.addIndicator({ code: 'pass-rate', nameZh: '合格率', computation })
    const { id } = await city.addIndicator({ code: 'cases', nameZh: '案件数', computation, unit: '件' })
    counted = id
  })

  const dryRun = async (rows: Parameters<typeof city.enter>[0]) => {
    const { findings } = await call(router.enterObservations, { rows, dryRun: true }, city.clerk())
    return findings.map(({ row, severity, rule }) => `${row} ${severity} ${rule}`)
  }

  it('wants a share above 100 % explained', async () => {
    const row = { code: 'pass-rate', period: '2026-03', value: 150 }
    expect(await dryRun([row])).toEqual(['1 error over-hundred'])
    expect(await refusalOf(city.enter([row]))).toContain('indicators.observations-refused')
    expect(await dryRun([{ ...row, explanation: '含跨期办结' }])).toEqual(['1 warning over-hundred'])
  })

  it('wants districts that do not add up to the city explained, with what is published counted in', async () => {
    const row = (value: number, region?: string) => ({
      code: 'cases',
      period: '2026-03',
      value,
      ...(region === undefined ? {} : { region }),
    })
    const [whole, east, west] = [row(100), row(60, eastDistrict), row(40, westDistrict)]
    expect(await dryRun([whole, east, west])).toEqual([])
    expect(await dryRun([east, row(9000, westDistrict), whole])).toEqual(['3 error district-sum'])
    expect(await dryRun([whole, east])).toEqual([])
    await city.enter([whole, east, west])
    expect(await dryRun([row(9000, westDistrict)])).toEqual(['1 error district-sum'])
    expect(await dryRun([{ ...row(9000, westDistrict), explanation: '补报' }])).toEqual([
      '1 warning district-sum',
    ])
  })

  it('takes no figure and no share of a region outside the city', async () => {
    const { findings } = await call(
      router.enterObservations,
      { rows: [{ code: 'cases', period: '2026-03', value: 1, region: '440000' }], dryRun: true },
      city.clerk(),
    )
    expect(findings).toMatchObject([
      { rule: 'unknown-region', message: { zh: '地区 440000 不在本市范围内。' } },
    ])
    await city.addTarget(1, { indicator: '案件数', unit: '件', value: 4500, year: 2030 })
    const targetId = fixtureTarget(1)
    const bind = (parts: object) =>
      call(router.bindTarget, { targetId, indicatorId: counted, ...parts }, city.clerk())
    expect(await refusalOf(bind({ baseline: { year: 2031, value: 1 } }))).toBe('indicators.path-impossible')
    expect(await refusalOf(bind({ path: 'milestones', milestones: [{ year: 2035, value: 1 }] }))).toBe(
      'indicators.path-impossible',
    )
    await bind({ baseline: { year: 2024, value: 1 } })
    const share = (region: string) =>
      call(router.setShares, { targetId, shares: [{ region, value: 10 }] }, city.clerk())
    expect(await refusalOf(share('440000'))).toBe('indicators.shares-refused')
    expect((await share(eastDistrict)).shares).toMatchObject([{ region: eastDistrict, value: 10 }])
  })
})
