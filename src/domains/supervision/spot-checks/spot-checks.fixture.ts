/** A city with a catalogue, rules, laboratories and an adopted plan, for the tests of spot checks. */
import { call } from '@orpc/server'
import { v7 as newId } from 'uuid'
import { indicatorsDomain } from '#domains/indicators/indicators-domain.ts'
import { registryDomain } from '#domains/registry/registry-domain.ts'
import type { Role } from '#kernel/access/roles.ts'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import type { Database } from '#kernel/db/database.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { createUnit, setCityProfile } from '#kernel/org/units.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { sendToCase } from '#kernel/testing/case-events.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { supervisionDomain } from '../supervision-domain.ts'
import { spotChecksRouter as router } from './spot-checks-router.ts'

export const spotCheckModules: readonly DomainDefinition[] = [
  ...kernelModules,
  indicatorsDomain,
  registryDomain,
  supervisionDomain,
]

/** What the tests work with. */
export interface SpotCheckCity {
  readonly city: string
  readonly district: string
  readonly categoryId: string
  readonly ruleId: string
  readonly lineId: string
  readonly planId: string
  readonly laboratoryId: string
  readonly samplingUnit: string
  readonly laboratoryUnit: string
}

/** Food with two limits and one word: the rules of the fixture's category. */
const fixtureItems = [
  {
    name: '铅',
    standard: 'GB 2762-2022',
    clause: '4.1',
    method: 'GB 5009.12',
    requirement: 'limit',
    limit: '≤0.2',
    unit: 'mg/kg',
    decimals: 2,
    severity: 'critical',
  },
  {
    name: '苯甲酸',
    standard: 'GB 2760-2024',
    clause: '附录A',
    method: 'GB 5009.28',
    requirement: 'limit',
    limit: '≤0.5',
    unit: 'g/kg',
    decimals: 2,
    severity: 'major',
  },
  {
    name: '沙门氏菌',
    standard: 'GB 29921-2021',
    clause: '表1',
    method: 'GB 4789.4',
    requirement: 'not-detected',
    severity: 'critical',
  },
] as const

/** Someone with a role; ids differ so that samplers and testers are different people. */
export function person(
  city: SpotCheckCity,
  role: Role,
  place: { readonly units?: readonly string[]; readonly regions?: readonly string[] } = {},
) {
  return personIdentity(city.city, spotCheckModules, {
    userId: newId(),
    name: role,
    roles: [role],
    units: place.units ?? [],
    regions: place.regions ?? [],
  })
}

/** Opens a city of its own. Call once per database and city code. */
export async function openSpotCheckCity(database: Database, city: string, now: Date): Promise<SpotCheckCity> {
  await syncRules(
    database,
    spotCheckModules.flatMap((module) => module.rules),
  )
  await syncCalendar(database)
  const district = `${city.slice(0, 4)}02`
  await addFictionalRegions(database, [
    { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
    { code: city, name: '衡安市', level: 'prefecture', parentCode: '990000' },
    { code: district, name: '东区', level: 'county', parentCode: city },
  ])
  const units = await withScope(
    database,
    systemIdentity(city, 'test'),
    async (scope) => {
      await setCityProfile(scope, '衡安市', '衡安')
      const sampling = await createUnit(scope, { name: '衡安市市场监督管理局', shortName: '市市场监管局' })
      const laboratory = await createUnit(scope, { name: '衡安市检验检测院', shortName: '市检测院' })
      return { sampling: sampling.id, laboratory: laboratory.id }
    },
    { now },
  )
  const clerk = personIdentity(city, spotCheckModules, { userId: newId(), name: 'clerk', roles: ['clerk'] })
  const as = { context: requestContext(database, spotCheckModules, clerk, now) }
  const category = await call(
    router.createSpotCheckCategory,
    { code: 'pastry', name: '糕点', kind: 'food', industry: '14' },
    as,
  )
  const rule = await call(
    router.createSpotCheckRule,
    {
      categoryId: category.id,
      title: '糕点抽检实施细则',
      document: '衡市监〔2026〕1号',
      sampleUnit: '袋',
      sampleQuantity: 5,
      reserveQuantity: 3,
      sampling: '从同一批次中随机抽取。',
      effectiveFrom: '2026-01-01',
      items: fixtureItems.map((item) => ({ ...item })),
    },
    as,
  )
  const laboratory = await call(
    router.createSpotCheckInstitution,
    {
      name: '衡安市检验检测院',
      unitId: units.laboratory,
      qualifiedUntil: '2030-12-31',
      kinds: ['food', 'product'],
    },
    as,
  )
  await call(
    router.createSpotCheckInstitution,
    { name: '示范省食品检验所', qualifiedUntil: '2030-12-31', kinds: ['food'] },
    as,
  )
  const plan = await call(router.createSpotCheckPlan, { year: 2026, title: '2026年抽检计划' }, as)
  const drawn = await call(
    router.saveSpotCheckPlanLine,
    { planId: plan.id, categoryId: category.id, purpose: 'evaluation', batches: 50, costPerBatch: 1200 },
    as,
  )
  const submitted = await call(router.submitSpotCheckPlan, { planId: plan.id }, as)
  const leader = personIdentity(city, spotCheckModules, {
    userId: newId(),
    name: 'leader',
    roles: ['leader'],
  })
  await sendToCase(
    submitted.draft?.caseId ?? '',
    'approve',
    {},
    {
      context: requestContext(database, spotCheckModules, leader, now),
    },
  )
  return {
    city,
    district,
    categoryId: category.id,
    ruleId: rule.id,
    planId: plan.id,
    lineId: drawn.draft?.lines[0]?.id ?? '',
    laboratoryId: laboratory.id,
    samplingUnit: units.sampling,
    laboratoryUnit: units.laboratory,
  }
}

/** A sheet that fits the fixture's rules. */
export const sheetOf = (city: SpotCheckCity, taskId: string, batchNumber = 'A1') => ({
  taskId,
  link: 'sale' as const,
  region: city.district,
  enterpriseName: '衡安东市超市',
  address: '东区一号',
  productName: '绿豆糕',
  producerName: '衡安糕点厂',
  batchNumber,
  baseQuantity: 100,
  sampleQuantity: 5,
  reserveQuantity: 3,
  price: 8,
  signatoryName: '李某某',
  signatoryPhone: '13800001234',
})

/** Values of the three items: lead, benzoic acid, salmonella. */
export const valuesOf = (lead: string, acid = '0.1', salmonella = '未检出') =>
  [lead, acid, salmonella].map((measured, index) => ({ unitNumber: 1, position: index + 1, measured }))
