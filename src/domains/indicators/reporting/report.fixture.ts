/** A small city with a reporting unit and tasks, for the tests of reporting. */
import { v7 as newId } from 'uuid'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { createUnit, setCityProfile } from '#kernel/org/units.ts'
import { registerTargets } from '#kernel/targets/targets.ts'
import { addNationalCatalogue } from '../catalogue-service.ts'
import { readDefinitions } from '../figures-service.ts'
import { insertDrafts, publishDrafts } from '../observation-store.ts'
import { saveAssignments } from './assignment-service.ts'
import { endAssignmentOn, findAssignments } from './assignment-store.ts'
import { generateReports } from './generation.ts'
import { findReportsOf } from './report-store.ts'

/** After the end of 2025, within the period for yearly figures. */
export const reportingNow = new Date('2026-01-12T02:00:00Z')

/** An indicator that adds up over regions, and a share that does not. */
export const [counted, shared] = ['public-measurement-standards', 'consumer-goods-pass-rate'] as const

/** A city code with one district below it. */
export async function prepareRegions(database: Database, city: string): Promise<string> {
  const [province, prefecture, district] = [`${city.slice(0, 2)}0000`, `${city.slice(0, 4)}00`, `${city}001`]
  await addFictionalRegions(database, [
    { code: province, name: '示范省', level: 'province', parentCode: undefined },
    ...(prefecture === city
      ? []
      : [{ code: prefecture, name: '衡安市', level: 'prefecture' as const, parentCode: province }]),
    { code: city, name: '衡安区', level: 'county', parentCode: prefecture === city ? province : prefecture },
    { code: district, name: '长桥镇', level: 'town', parentCode: city },
    { code: `${city}002`, name: '临浦镇', level: 'town', parentCode: city },
  ])
  await syncCalendar(database)
  return district
}

/** The unit, its assignments and the figures of 2024; then the tasks of a period. Returns ids. */
export async function prepareReports(
  scope: Scope,
  period = '2025',
): Promise<{ unitId: string; caseId: string; indicatorIds: readonly [string, string] }> {
  await addNationalCatalogue(scope)
  await setCityProfile(scope, '衡安区', '衡安')
  const unit = await createUnit(scope, { name: `衡安区市场监督管理局${newId().slice(-6)}` })
  const definitions = await readDefinitions(scope, [])
  const ids = [counted, shared].map((code) => definitions.find(code)?.id ?? '')
  const [first = '', second = ''] = ids
  // A place is reported by one unit: earlier ones of the same city make way.
  for (const row of await findAssignments(scope, { indicatorIds: ids, inForceFrom: '2025-01-01' }))
    await endAssignmentOn(scope, row.id, '2026-01-05')
  await saveAssignments(
    scope,
    [],
    [
      { unitId: unit.id, indicatorId: first, coverage: 'whole-and-districts', startsOn: '2025-01-01' },
      { unitId: unit.id, indicatorId: second, coverage: 'whole', startsOn: '2025-01-01' },
    ],
  )
  const before = (indicatorId: string, region: string, value: number) => ({
    indicatorId,
    region,
    period: '2024',
    value,
    explanation: null,
  })
  await publishDrafts(
    scope,
    await insertDrafts(
      scope,
      [
        before(first, scope.city, 100),
        before(first, `${scope.city}001`, 60),
        before(first, `${scope.city}002`, 40),
        before(second, scope.city, 94),
      ],
      null,
    ),
  )
  await generateReports(scope, [], { period, unitIds: [unit.id] })
  const caseId = await caseOf(scope, unit.id, period)
  return { unitId: unit.id, caseId, indicatorIds: [first, second] }
}

async function caseOf(scope: Scope, unitId: string, period: string): Promise<string> {
  return (await findReportsOf(scope, [{ unitId, period }]))[0]?.case_id ?? ''
}

/** Runs work as the program in a city. */
export const asProgram = <Result>(
  database: Database,
  city: string,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> =>
  withScope(
    database,
    systemIdentity(city, 'test', ['indicators.read', 'indicators.report', 'indicators.manage']),
    work,
    { now: reportingNow },
  )

/** Registers a target that a unit answers for; its id is the unit's unless given. */
export const registerTargetOf = (
  database: Database,
  city: string,
  unitId: string,
  targetId = unitId,
): Promise<unknown> =>
  asProgram(database, city, (scope) =>
    registerTargets(scope, { id: newId(), title: '行动方案' }, [
      {
        id: targetId,
        indicator: '社会公用计量标准',
        action: '',
        comparator: '>=',
        value: 104,
        valueHigh: null,
        unit: '项',
        year: 2027,
        scopeWord: null,
        unitIds: [unitId],
      },
    ]),
  )
