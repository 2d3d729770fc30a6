/** How far a caller's right reaches over records: own unit, own district, the whole city. */
import { type RawBuilder, sql } from 'kysely'
import { beginningWith } from '../db/like-pattern.ts'
import type { Identity } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { isWithinRegion, regionPrefix } from '../org/region-codes.ts'

/** The records within reach: all of the city, or those of these units and of what lies in these regions. */
export type UnitsInReach = 'all' | { readonly units: readonly string[]; readonly regions: readonly string[] }

/**
 * What a permission reaches for the caller.
 *
 * @throws ApplicationError `kernel.no-right` when the caller does not hold it.
 * @example
 * const reach = unitsInReach(scope, 'plans.read-own')
 * if (reach !== 'all') query = query.where('unit_id', 'in', reach.units)
 */
export function unitsInReach(
  scope: Pick<Identity, 'permissions' | 'units' | 'regions'>,
  permission: string,
): UnitsInReach {
  const reach = scope.permissions.get(permission)
  if (reach === undefined) throw kernelError('kernel.no-right', { permission })
  if (reach === 'city') return 'all'
  return { units: scope.units, regions: reach === 'district' ? scope.regions : [] }
}

/** Whether one record is within reach. A record without unit and region is in reach of the whole city only. */
export function isInReach(
  reach: UnitsInReach,
  record: { readonly unitId?: string | null | undefined; readonly region?: string | null | undefined },
): boolean {
  if (reach === 'all') return true
  const { unitId, region } = record
  return (
    (unitId != null && reach.units.includes(unitId)) ||
    (region != null && reach.regions.some((own) => isWithinRegion(region, own)))
  )
}

/**
 * The same as a condition for a store: `unit` and `region` name the columns, where the table has them.
 *
 * @example query.where(inReach(unitsInReach(scope, 'indicators.read'), { unit: 'observation.unit_id', region: 'observation.region' }))
 */
export function inReach(
  reach: UnitsInReach,
  columns: { readonly unit?: string; readonly region?: string },
): RawBuilder<boolean> {
  if (reach === 'all') return sql<boolean>`true`
  const conditions: RawBuilder<boolean>[] = []
  if (columns.unit !== undefined && reach.units.length > 0)
    conditions.push(sql<boolean>`${sql.ref(columns.unit)} = any(${[...reach.units]}::uuid[])`)
  if (columns.region !== undefined && reach.regions.length > 0) {
    const patterns = reach.regions.map((region) => beginningWith(regionPrefix(region)))
    conditions.push(sql<boolean>`${sql.ref(columns.region)} like any(${patterns}::text[])`)
  }
  if (conditions.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`
}
