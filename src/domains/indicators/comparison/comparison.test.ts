import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { syncRules } from '#kernel/rules/rules.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { inCity, makeCity, publish, testModules } from '../city-figures.fixture.ts'
import { indicatorsDomain } from '../indicators-domain.ts'
import {
  compareCities,
  listComparable,
  listOwnShared,
  refreshShared,
  shareIndicator,
  withdrawIndicator,
} from './comparison-service.ts'

const [own, alike, otherwise, tens, often] = ['995300', '995400', '995500', '995600', '995700'] as const
const code = 'test-standards'

describe.each(databaseKinds)('comparison between cities on %s', (kind) => {
  const database = useTestDatabase(kind, testModules)
  const share = (city: string) =>
    inCity(database(), city, (scope) => shareIndicator(scope, testModules, code))
  const compare = (city: string) => inCity(database(), city, (scope) => compareCities(scope, code))

  beforeAll(async () => {
    await syncRules(database(), indicatorsDomain.rules)
    await makeCity(database(), own)
    await makeCity(database(), alike)
    await makeCity(database(), otherwise, { definitionZh: '含企业最高计量标准的项数。' })
    await makeCity(database(), tens, { unit: '人' })
  })

  it('shows nothing of a city before it shares, and nothing after it withdraws', async () => {
    await expect(compare(own)).rejects.toMatchObject({ code: 'indicators.not-found' })
    // Two yearly figures; of an indicator that is counted by years no quarters or months are made.
    expect(await share(own)).toBe(2)
    expect((await compare(own)).cities.map((city) => city.city)).toEqual([own])
    await share(alike)
    expect((await compare(own)).cities.map((city) => city.city)).toEqual([own, alike])
    expect(await inCity(database(), alike, (scope) => withdrawIndicator(scope, code))).toBe(true)
    expect((await compare(own)).cities.map((city) => city.city)).toEqual([own])
  })

  it('notes where definitions differ, and gives no values where units do', async () => {
    for (const city of [own, alike, otherwise, tens]) await share(city)
    const found = await compare(own)
    expect(found.periods).toEqual(['2024', '2025'])
    expect(found.cities.map(({ city, comparability, values }) => [city, comparability, values])).toEqual([
      [own, 'same', [400, 412]],
      [alike, 'same', [400, 412]],
      [otherwise, 'differs', [400, 412]],
      [tens, 'other-unit', [null, null]],
    ])
    const { items } = await inCity(database(), tens, listComparable)
    expect(items).toMatchObject([{ code, cities: 4, own: true }])
  })

  it('shares whole years that are over, and corrections once they are brought up to date', async () => {
    await share(own)
    await inCity(database(), own, async (scope) => {
      await publish(scope, [
        [own, '2025', 415],
        [own, '2026', 500],
      ])
      await refreshShared(scope, testModules)
    })
    const found = await compare(alike)
    expect(found.periods).toEqual(['2024', '2025'])
    expect(found.cities.find((city) => city.city === own)?.values).toEqual([400, 415])
  })

  it('compares quarters and months of cities that count so often, and says which others do not', async () => {
    await makeCity(database(), often, { period: 'month' })
    await inCity(database(), often, (scope) =>
      publish(scope, [
        [often, '2025-12', 420],
        [often, '2026-01', 421],
        [often, '2026-03', 424],
        [often, '2026-04', 425],
        // The month that is running.
        [often, '2026-05', 426],
      ]),
    )
    await share(own)
    await share(often)
    const of = async (kind: 'year' | 'quarter' | 'month') => {
      const found = await inCity(database(), often, (scope) => compareCities(scope, code, kind))
      expect(found.kinds).toEqual(['year', 'quarter', 'month'])
      const valuesOf = (wanted: string) => found.cities.find(({ city }) => city === wanted)
      return { periods: found.periods, often: valuesOf(often)?.values, own: valuesOf(own) }
    }
    expect(await of('month')).toMatchObject({
      periods: ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04'],
      often: [420, 421, null, 424, 425],
      own: { period: 'year', values: [null, null, null, null, null] },
    })
    expect(await of('quarter')).toMatchObject({ periods: ['2025-Q4', '2026-Q1'], often: [420, 424] })
    expect(await of('year')).toMatchObject({ often: [400, 412], own: { values: [400, 415] } })
    await inCity(database(), often, (scope) => withdrawIndicator(scope, code))
    expect((await compare(own)).kinds).toEqual(['year'])
  })

  it('lets a city change its own rows only, whatever a statement says', async () => {
    await share(own)
    await share(alike)
    await inCity(database(), alike, async (scope) => {
      await sql`update shared_figure set value = 0`.execute(scope.tx)
      await sql`delete from shared_indicator where city = ${own}`.execute(scope.tx)
    })
    const forged = inCity(database(), alike, (scope) =>
      sql`insert into shared_figure (city, code, period, value) values (${own}, ${code}, '2020', 1)`.execute(
        scope.tx,
      ),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
    const found = await compare(own)
    expect(found.cities.find((city) => city.city === own)?.values.every((value) => value !== 0)).toBe(true)
    expect((await inCity(database(), own, listOwnShared)).items).toHaveLength(1)
  })
})
