/** The demo city's reporting: who reports what, and tasks in every state for the periods that ended last. */
import { type DefinedIndicator, latestVersion } from '#domains/indicators/definitions.ts'
import { placeKey } from '#domains/indicators/figure-engine.ts'
import { readDefinitions, today } from '#domains/indicators/figures-service.ts'
import { addsUp } from '#domains/indicators/likeness.ts'
import type { NewObservation } from '#domains/indicators/observation-store.ts'
import { dayAfter, firstMonth, periodOfDay } from '#domains/indicators/period.ts'
import { refreshTargets } from '#domains/indicators/progress-service.ts'
import { saveAssignments } from '#domains/indicators/reporting/assignment-service.ts'
import { makeReports, plannedReports } from '#domains/indicators/reporting/generation.ts'
import { reportCaseType } from '#domains/indicators/reporting/report-case.ts'
import { getReport, saveFigures } from '#domains/indicators/reporting/report-service.ts'
import { findReportsOf } from '#domains/indicators/reporting/report-store.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Reach, Scope } from '#kernel/db/scope.ts'
import { findUnits, type Unit } from '#kernel/org/units.ts'
import { modules } from '#server/domains.ts'
import { type PlannedTask, periodOfTask, plannedTasks, reportsDistricts } from './reporting-plan.ts'

/** What the rest of the demo city has made. */
export interface ReportingSeed {
  readonly bound: readonly DefinedIndicator[]
  readonly unreported: readonly NewObservation[]
  readonly unitIds: readonly string[]
  readonly clerk: { readonly id: string; readonly name: string }
  /** The liaisons by the unit that they act for. */
  readonly liaisons: ReadonlyMap<string, { readonly id: string; readonly name: string }>
}

const explanation = '受项目集中验收影响，已与业务台账核对。'

/** The scope of a person of the city. */
const as = (
  scope: Scope,
  person: { id: string | undefined; name: string },
  reach: Reach,
  units: string[],
): Scope => ({
  ...scope,
  actor: { userId: person.id, name: person.name },
  permissions: new Map(
    (reach === 'city'
      ? ['indicators.read', 'indicators.report', 'indicators.publish', 'indicators.manage']
      : ['indicators.read', 'indicators.report']
    ).map((permission) => [permission, reach]),
  ),
  units,
})

/** A unit's first period: the earliest of its planned tasks, else the period that runs now. */
function startOf(scope: Scope, unitType: string | undefined, kind: PlannedTask['kind']): string {
  const periods = plannedTasks
    .filter((task) => task.unitType === unitType && task.kind === kind)
    .map((task) => periodOfTask(scope, task))
  return firstMonth(periods.toSorted()[0] ?? periodOfDay(today(scope), kind))
}

async function assign(scope: Scope, seed: ReportingSeed, units: ReadonlyMap<string | undefined, Unit>) {
  const assignments = seed.bound.flatMap((indicator) => {
    const { owner_unit_type: type, computation, period, unit: measure } = latestVersion(indicator)
    const unit = units.get(type ?? '')
    if (!unit || computation !== 'observed') return []
    const withDistricts = reportsDistricts(type) && period === 'quarter'
    return [
      {
        unitId: unit.id,
        indicatorId: indicator.id,
        frequency: period,
        coverage: withDistricts ? ('whole-and-districts' as const) : ('whole' as const),
        districtSum: withDistricts && addsUp(measure),
        startsOn: startOf(scope, unit.type, period),
      },
    ]
  })
  await saveAssignments(scope, modules, assignments)
}

/** So many days after the night that follows a period, but never after the day on which the city is made. */
function daysAfter(scope: Scope, period: string, days: number): Date {
  const instant = Date.parse(`${dayAfter(period)}T01:20:00+08:00`) + days * 33 * 3_600_000
  return new Date(Math.min(instant, scope.now.getTime()))
}

/** Fills a task in as far as it has come, explains what asks for it, and takes it on to where it is. */
async function work(scope: Scope, seed: ReportingSeed, task: PlannedTask, unit: Unit, caseId: string) {
  const person = seed.liaisons.get(unit.id) ?? { id: undefined, name: `${unit.shortName}联络员` }
  const period = periodOfTask(scope, task)
  const reporter = as({ ...scope, now: daysAfter(scope, period, 5) }, person, 'unit', [unit.id])
  const clerk = as({ ...scope, now: daysAfter(scope, period, 6) }, seed.clerk, 'city', [])
  const values = new Map(
    seed.unreported.map((one) => [placeKey(one.indicatorId, one.region, one.period), one.value]),
  )
  const { items } = await getReport(reporter, modules, caseId)
  const filled = items
    .slice(0, task.progress === 'half-filled' ? Math.floor(items.length / 2) : items.length)
    .map((item) => {
      const value = values.get(placeKey(item.indicatorId, item.region, item.period)) ?? null
      // Indicators that have stopped or never begun: the unit says why.
      return { ...item, value, explanation: value === null ? '统计口径调整，本期暂无数据。' : null }
    })
  if (filled.length === 0) return
  const { findings } = await saveFigures(reporter, modules, caseId, filled)
  const asked = new Set(
    findings
      .filter((finding) => finding.severity === 'explain')
      .map((finding) => placeKey(finding.indicatorId, finding.region, finding.period)),
  )
  const explained = filled.map((item) =>
    asked.has(placeKey(item.indicatorId, item.region, item.period)) ? { ...item, explanation } : item,
  )
  await saveFigures(reporter, modules, caseId, explained)
  const send = (by: Scope, type: string, comment?: string) =>
    sendCaseEvent(by, reportCaseType, caseId, { type, comment, modules })
  if (task.progress === 'half-filled') return
  await send(reporter, 'submit')

  if (task.progress === 'returned')
    await send(
      as(scope, seed.clerk, 'city', []),
      'return',
      '“澄州优品”认证企业数与认证平台公示数不一致，请核对后重新报送，并附名单。',
    )
  if (task.progress === 'published') {
    await send(clerk, 'accept')
    await send(clerk, 'publish')
  }
}

/** Assigns, makes the planned tasks, and works on them. */
export async function seedReporting(scope: Scope, seed: ReportingSeed): Promise<void> {
  const clerk = as(scope, seed.clerk, 'city', [])
  const units = new Map(
    (await findUnits(scope, seed.unitIds))
      .filter((unit) => unit.region === scope.city)
      .map((unit) => [unit.type, unit]),
  )
  await assign(clerk, seed, units)
  // Made by the program, as every night: nobody has opened them.
  const program: Scope = { ...clerk, actor: scope.actor }
  const definitions = await readDefinitions(scope, modules)
  for (const period of new Set(plannedTasks.map((task) => periodOfTask(scope, task)))) {
    const night = { ...program, now: daysAfter(scope, period, 0) }
    await makeReports(night, definitions, await plannedReports(night, { period }))
  }
  for (const task of plannedTasks) {
    const unit = units.get(task.unitType)
    if (!unit || task.progress === 'untouched') continue
    const [report] = await findReportsOf(scope, [{ unitId: unit.id, period: periodOfTask(scope, task) }])
    if (report) await work(scope, seed, task, unit, report.case_id)
  }
  // What was published in the past was judged as of then.
  await refreshTargets(scope, modules)
}
