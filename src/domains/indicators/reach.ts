/** What a caller may see and report whose rights reach its own units only. */
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { isWithinRegion } from '#kernel/org/region-codes.ts'
import { findUnits } from '#kernel/org/units.ts'
import { findTargets } from '#kernel/targets/targets.ts'
import { findBindings } from './binding-store.ts'
import { type DefinedIndicator, latestVersion } from './definitions.ts'
import { findAssignments } from './reporting/assignment-store.ts'

/** Whether the caller's permission lets it at an indicator and region. */
export interface IndicatorReach {
  readonly includes: (indicator: DefinedIndicator, region?: string) => boolean
}

const everything: IndicatorReach = { includes: () => true }

/** Units whose targets, and whose entries before they are published, the caller sees; undefined for all. */
export const readableUnits = (scope: Scope): readonly string[] | undefined =>
  scope.permissions.get('indicators.read') === 'city' ? undefined : scope.units

/**
 * An indicator is a unit's own when the unit is of the type that usually reports it, is assigned to report it, or
 * answers for a target that the indicator is bound to; its regions are those it answers for.
 */
export async function indicatorReach(
  scope: Scope,
  permission: 'indicators.read' | 'indicators.report',
): Promise<IndicatorReach> {
  if (scope.permissions.get(permission) === 'city') return everything
  const units = await findUnits(scope, [...scope.units])
  const types = new Set(units.map((unit) => unit.type))
  const targets = await findTargets(scope, { unitIds: scope.units })
  const bound = new Set(
    (await findBindings(scope, { targetIds: targets.map((target) => target.id) })).map(
      (row) => row.indicator_id,
    ),
  )
  // What was assigned once may still be read; reporting it takes an assignment in force.
  const inForceFrom = permission === 'indicators.report' ? localDate(scope.now) : undefined
  for (const row of await findAssignments(scope, { unitIds: scope.units, inForceFrom }))
    bound.add(row.indicator_id)
  return {
    includes: (indicator, region) =>
      (bound.has(indicator.id) || types.has(latestVersion(indicator).owner_unit_type ?? '')) &&
      (region === undefined || units.some((unit) => isWithinRegion(region, unit.region))),
  }
}
