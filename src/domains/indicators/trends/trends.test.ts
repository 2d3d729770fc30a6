import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { systemIdentity } from '#kernel/db/scope.ts'
import { hubOf, startLive } from '#kernel/live/hub.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { districtsOf, inCity, makeCity, publish, testModules, testTargetId } from '../city-figures.fixture.ts'
import { indicatorsDomain } from '../indicators-domain.ts'
import { refreshForIndicators } from '../progress-service.ts'
import { listMappedTargets, targetDistricts, targetTrends } from './trends-service.ts'

const city = '995100'
const [east, west] = districtsOf(city)

describe.each(databaseKinds)('trends on %s', (kind) => {
  const database = useTestDatabase(kind, testModules)
  let indicatorId = ''

  beforeAll(async () => {
    await syncRules(database(), indicatorsDomain.rules)
    indicatorId = await makeCity(database(), city)
  })

  it('gives figures beside what the path requires, from the first figure to the deadline', async () => {
    const { items } = await inCity(database(), city, (scope) =>
      targetTrends(scope, testModules, { ids: testTargetId, points: 30 }),
    )
    // 1,095 days lie between the ends of 2024 and 2027, and 365 between the ends of 2024 and 2025: a third of 30.
    expect(items).toEqual([
      {
        targetId: testTargetId,
        unit: '项',
        decimals: 0,
        goal: 430,
        periods: ['2024', '2025', '2026', '2027'],
        values: [400, 412, null, null],
        required: [400, 410, 420, 430],
      },
    ])
  })

  it('gives a district its own share, and leaves out what was not rolled down to it', async () => {
    const of = (region: string) =>
      inCity(database(), city, (scope) =>
        targetTrends(scope, testModules, { ids: testTargetId, region, points: 30 }),
      )
    expect((await of(east)).items[0]).toMatchObject({
      goal: 200,
      periods: ['2025', '2026', '2027'],
      values: [190, null, null],
      required: [190, 195, 200],
    })
    expect(await of(west)).toEqual({ items: [] })
  })

  it('gives every district its value of one period, and its state where it has a share', async () => {
    const found = await inCity(database(), city, (scope) => targetDistricts(scope, testModules, testTargetId))
    expect(found).toMatchObject({ period: '2025', city: 412, unit: '项' })
    // 185 to 200 in three years: 190 by the end of 2025.
    expect(found.districts).toMatchObject([
      {
        region: { code: east, name: '东区' },
        value: 190,
        share: 200,
        standing: { state: 'on-track', required: 190 },
      },
      { region: { code: west, name: '西区' }, value: 222, share: null, standing: null },
    ])
    const mapped = await inCity(database(), city, listMappedTargets)
    expect(mapped.items).toEqual([{ id: testTargetId, indicator: '社会公用计量标准数', unit: '项' }])
  })

  it('shows those whose rights reach their own unit no targets of others', async () => {
    const identity = {
      ...systemIdentity(city, 'liaison'),
      permissions: new Map([['indicators.read', 'unit' as const]]),
      units: ['0190dddd-0000-7000-8000-000000000001'],
    }
    const seen = await inCity(
      database(),
      city,
      (scope) => targetTrends(scope, testModules, { ids: testTargetId, points: 30 }),
      identity,
    )
    expect(seen.items).toEqual([])
  })

  it('announces targets that move, and no others', async () => {
    onTestFinished(await startLive(database()))
    const open = hubOf(database()).subscribe({
      city,
      personId: 'a',
      topics: new Map([['targets', { named: true }]]),
    })
    const refresh = (value: number) =>
      inCity(database(), city, async (scope) => {
        await publish(scope, [[city, '2025', value]])
        await refreshForIndicators(scope, testModules, [indicatorId])
      })
    await refresh(412)
    await refresh(405)
    await open.next()
    expect((await open.next())?.message).toEqual({ kind: 'changed', topic: 'targets', ids: [testTargetId] })
    await refresh(412)
  })
})
