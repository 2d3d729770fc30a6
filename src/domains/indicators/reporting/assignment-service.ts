/** Who reports what: kept by the clerk, suggested by the type of unit that usually reports an indicator. */
import { v7 as newId } from 'uuid'
import { unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { findUnits, type Unit, unitPage } from '#kernel/org/units.ts'
import { findTargets } from '#kernel/targets/targets.ts'
import { findBindings } from '../binding-store.ts'
import { type DefinedIndicator, type Definitions, latestVersion } from '../definitions.ts'
import { indicatorError } from '../errors.ts'
import { type Modules, readDefinitions, today } from '../figures-service.ts'
import { addsUp } from '../likeness.ts'
import { isFiner, type PeriodKind } from '../period.ts'
import { isReported } from '../reported.ts'
import { regionsBelow } from '../store.ts'
import { toNamed } from '../views.ts'
import { endAssignmentOn, findAssignments, upsertAssignments } from './assignment-store.ts'
import type { Assignment, AssignmentInput } from './reporting-contract.ts'
import type { AssignmentRow, Coverage } from './tables.ts'

/** The regions that an assignment asks for: the unit's own, those right below it, or all of these. */
export async function regionsOf(scope: Scope, unit: Unit, coverage: Coverage): Promise<string[]> {
  const below = coverage === 'whole' ? [] : await regionsBelow(scope, unit.region)
  return coverage === 'districts' ? below : [unit.region, ...below]
}

const shownIndicator = (indicator: DefinedIndicator) => {
  const { unit, period } = latestVersion(indicator)
  return { ...toNamed(indicator), unit, period }
}

/** Assignments in the order in which they were made; a unit sees its own. */
export async function listAssignments(
  scope: Scope,
  modules: Modules,
  request: {
    readonly unitId?: string | undefined
    readonly search?: string | undefined
    readonly ended: boolean
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: Assignment[]; next: string | null }> {
  const definitions = await readDefinitions(scope, modules)
  const { search } = request
  const found = search
    ? definitions.all.filter(({ code, versions }) =>
        [code, ...versions.flatMap((one) => [one.name_zh, one.name_en])].some((name) =>
          name.toLowerCase().includes(search.toLowerCase()),
        ),
      )
    : undefined
  const rows = await findAssignments(scope, {
    reach: unitsInReach(scope, 'indicators.report'),
    unitIds: request.unitId ? [request.unitId] : undefined,
    indicatorIds: found?.map((indicator) => indicator.id),
    inForceFrom: request.ended ? undefined : today(scope),
    after: request.after,
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  const units = await unitsById(scope, shown)
  return {
    items: shown.flatMap((row) => {
      const indicator = definitions.byId.get(row.indicator_id)
      const unit = units.get(row.unit_id)
      if (!indicator || !unit) return []
      return [
        {
          id: row.id,
          unit: { id: unit.id, name: unit.shortName },
          indicator: shownIndicator(indicator),
          frequency: row.frequency,
          coverage: row.coverage,
          districtSum: row.district_sum,
          startsOn: row.starts_on,
          endsOn: row.ends_on,
        },
      ]
    }),
    next: rows.length > request.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

async function unitsById(
  scope: Scope,
  rows: ReadonlyArray<Pick<AssignmentRow, 'unit_id'>>,
): Promise<ReadonlyMap<string, Unit>> {
  const units = await findUnits(scope, [...new Set(rows.map((row) => row.unit_id))])
  return new Map(units.map((unit) => [unit.id, unit]))
}

function checkedFrequency(indicator: DefinedIndicator, given: PeriodKind | undefined): PeriodKind {
  const version = latestVersion(indicator)
  const { period, name_zh: name } = version
  if (!isReported(indicator.code, version)) throw indicatorError('indicators.not-observed', { name })
  const frequency = given ?? period
  if (isFiner(frequency, period)) throw indicatorError('indicators.reported-too-often', { name })
  return frequency
}

/**
 * Sets assignments. What the same unit reported of the same indicator before is replaced.
 *
 * @throws indicators.not-found, kernel.not-found (unit), indicators.not-observed, indicators.reported-too-often,
 * indicators.assigned-already when another unit reports the indicator for one of the regions
 */
export async function saveAssignments(
  scope: Scope,
  modules: Modules,
  inputs: readonly AssignmentInput[],
): Promise<number> {
  const definitions = await readDefinitions(scope, modules)
  const units = await unitsById(
    scope,
    inputs.map((input) => ({ unit_id: input.unitId })),
  )
  const day = today(scope)
  const rows = inputs.map((input) => {
    const indicator = definitions.byId.get(input.indicatorId)
    if (!indicator) throw indicatorError('indicators.not-found')
    if (!units.has(input.unitId)) throw kernelError('kernel.not-found')
    return {
      id: newId(),
      unit_id: input.unitId,
      indicator_id: input.indicatorId,
      frequency: checkedFrequency(indicator, input.frequency),
      coverage: input.coverage,
      district_sum:
        input.coverage !== 'whole' && (input.districtSum ?? addsUp(latestVersion(indicator).unit)),
      starts_on: input.startsOn ?? day,
      ends_on: null,
    }
  })
  // The last one counts where a unit and indicator are named twice.
  const distinct = [...new Map(rows.map((row) => [`${row.unit_id}/${row.indicator_id}`, row])).values()]
  await refuseOverlap(scope, definitions, distinct)
  await upsertAssignments(scope, distinct)
  recordAudit(scope, {
    action: 'indicators.assign-reporting',
    objectType: 'reporting-assignment',
    objectId: distinct[0]?.id ?? '',
    objectLabel: String(distinct.length),
    detail: { units: [...units.values()].map((unit) => unit.shortName).slice(0, 50) },
  })
  return distinct.length
}

/** One place is reported by one unit: two would take turns in replacing each other's figure. */
async function refuseOverlap(
  scope: Scope,
  definitions: Definitions,
  rows: ReadonlyArray<Pick<AssignmentRow, 'unit_id' | 'indicator_id' | 'coverage'>>,
): Promise<void> {
  const standing = await findAssignments(scope, {
    indicatorIds: rows.map((row) => row.indicator_id),
    inForceFrom: today(scope),
  })
  const replaced = new Set(rows.map((row) => `${row.unit_id}/${row.indicator_id}`))
  const others = standing.filter((row) => !replaced.has(`${row.unit_id}/${row.indicator_id}`))
  const units = await unitsById(scope, [...rows, ...others])
  const holders = new Map<string, Unit>()
  for (const row of [...others, ...rows]) {
    const unit = units.get(row.unit_id)
    if (!unit) continue
    for (const region of await regionsOf(scope, unit, row.coverage)) {
      const place = `${row.indicator_id}/${region}`
      const holder = holders.get(place)
      const indicator = definitions.byId.get(row.indicator_id)
      if (holder && holder.id !== unit.id)
        throw indicatorError('indicators.assigned-already', {
          name: indicator ? latestVersion(indicator).name_zh : '',
          region,
          unit: holder.shortName,
        })
      holders.set(place, unit)
    }
  }
}

/** Ends an assignment today: periods that end before stay asked for. @throws kernel.not-found */
export async function endAssignment(scope: Scope, assignmentId: string): Promise<boolean> {
  const [row] = await findAssignments(scope, { ids: [assignmentId] })
  if (!row) throw kernelError('kernel.not-found')
  await endAssignmentOn(scope, row.id, today(scope))
  recordAudit(scope, {
    action: 'indicators.end-reporting',
    objectType: 'reporting-assignment',
    objectId: row.id,
    objectLabel: row.indicator_id,
  })
  return true
}

/**
 * For observed indicators that answer a target and that nobody reports: the city's unit of the type that usually
 * reports them.
 */
export async function suggestAssignments(
  scope: Scope,
  modules: Modules,
): Promise<Array<Omit<Assignment, 'id' | 'endsOn'>>> {
  const definitions = await readDefinitions(scope, modules)
  const targets = await findTargets(scope)
  const bindings = await findBindings(scope, { targetIds: targets.map((target) => target.id) })
  const taken = new Set(
    (await findAssignments(scope, { inForceFrom: today(scope) })).map((row) => row.indicator_id),
  )
  const { items: units } = await unitPage(scope, { active: true, region: scope.city }, undefined, 500)
  const byType = new Map(units.filter((unit) => unit.region === scope.city).map((unit) => [unit.type, unit]))
  return [...new Set(bindings.map((binding) => binding.indicator_id))].flatMap((id) => {
    const indicator = definitions.byId.get(id)
    const version = indicator && latestVersion(indicator)
    const unit = version?.owner_unit_type ? byType.get(version.owner_unit_type) : undefined
    if (!indicator || !unit || !version || !isReported(indicator.code, version) || taken.has(id)) return []
    return [
      {
        unit: { id: unit.id, name: unit.shortName },
        indicator: shownIndicator(indicator),
        frequency: version.period,
        coverage: 'whole' as const,
        districtSum: false,
        startsOn: today(scope),
      },
    ]
  })
}
