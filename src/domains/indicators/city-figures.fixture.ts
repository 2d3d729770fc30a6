/** A city with three districts, an indicator of its own and a target, for the tests of several rooms. */
import type { Database } from '#kernel/db/database.ts'
import { type Identity, type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { setCityProfile } from '#kernel/org/units.ts'
import { type RegisteredTarget, registerTargets } from '#kernel/targets/targets.ts'
import { confirmBindings, setShares } from './binding-service.ts'
import { addIndicators } from './catalogue-service.ts'
import type { DefinitionFields } from './contract.ts'
import { readDefinitions } from './figures-service.ts'
import { indicatorsDomain } from './indicators-domain.ts'
import { insertDrafts, publishDrafts } from './observation-store.ts'

export const testModules = [...kernelModules, indicatorsDomain]
export const testNow = new Date('2026-05-20T03:00:00Z')
export const testTargetId = '0190bbbb-0000-7000-8000-000000000001'
const planId = '0190cccc-0000-7000-8000-000000000001'

const fields: DefinitionFields = {
  nameZh: '社会公用计量标准数',
  nameEn: 'Public measurement standards',
  synonyms: [],
  definitionZh: '经考核合格的社会公用计量标准的项数。',
  definitionEn: 'Public measurement standards in force.',
  unit: '项',
  direction: 'higher',
  decimals: 0,
  category: 'infrastructure',
  period: 'year',
  accumulation: 'last',
  sourceStandard: null,
  ownerUnitType: null,
  computation: { kind: 'observed' },
  minimum: 0,
  maximum: null,
  largestJump: null,
}

const target: RegisteredTarget = {
  id: testTargetId,
  indicator: '社会公用计量标准数',
  action: '',
  comparator: '>=',
  value: 430,
  valueHigh: null,
  unit: '项',
  year: 2027,
  scopeWord: null,
  unitIds: [],
}

/** Codes of a city's two districts. */
export const districtsOf = (city: string) => [`${city.slice(0, 4)}02`, `${city.slice(0, 4)}03`] as const

/** Runs work in a city at the instant of the tests. */
export const inCity = <Result>(
  database: Database,
  city: string,
  work: (scope: Scope) => Promise<Result>,
  identity: Identity = systemIdentity(city, 'test', ['indicators.read', 'indicators.manage']),
): Promise<Result> => withScope(database, identity, work, { now: testNow })

/** Publishes figures of the city's indicator: region, period, value. */
export async function publish(
  scope: Scope,
  figures: ReadonlyArray<readonly [region: string, period: string, value: number]>,
): Promise<void> {
  const definitions = await readDefinitions(scope, testModules)
  const indicator = definitions.find('test-standards')
  if (!indicator) throw new Error('the city has no indicator')
  await publishDrafts(
    scope,
    await insertDrafts(
      scope,
      figures.map(([region, period, value]) => ({
        indicatorId: indicator.id,
        region,
        period,
        value,
        explanation: null,
      })),
      null,
    ),
  )
}

/**
 * Makes the city: 400 at the end of 2024, to be 430 by the end of 2027; 412 in 2025. Its first district has a share
 * of 200 (from 185) and 190 in 2025, its second has 222 and no share.
 *
 * @returns id of the indicator
 */
export async function makeCity(
  database: Database,
  city: string,
  change: Partial<DefinitionFields> = {},
): Promise<string> {
  const [first, second] = districtsOf(city)
  await addFictionalRegions(database, [
    { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
    { code: city, name: `城市${city}`, level: 'prefecture', parentCode: '990000' },
    { code: first, name: '东区', level: 'county', parentCode: city },
    { code: second, name: '西区', level: 'county', parentCode: city },
  ])
  return inCity(database, city, async (scope) => {
    await setCityProfile(scope, `城市${city}`, city)
    await registerTargets(scope, { id: planId, title: '行动方案' }, [target])
    await addIndicators(scope, 'city', [{ code: 'test-standards', fields: { ...fields, ...change } }])
    await publish(scope, [
      [city, '2024', 400],
      [city, '2025', 412],
      [first, '2025', 190],
      [second, '2025', 222],
    ])
    const indicator = (await readDefinitions(scope, testModules)).find('test-standards')
    const indicatorId = indicator?.id ?? ''
    if (fields.unit === (change.unit ?? fields.unit)) {
      await confirmBindings(scope, testModules, [
        {
          targetId: testTargetId,
          indicatorId,
          basis: 'level',
          baseline: { year: 2024, value: 400 },
          year: null,
          path: 'linear',
          milestones: [],
        },
      ])
      await setShares(scope, testModules, testTargetId, [{ region: first, value: 200, baselineValue: 185 }])
    }
    return indicatorId
  })
}
