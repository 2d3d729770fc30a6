/**
 * How far a permission reaches: to what lies with one's own units, in one's own regions, or anywhere in the city.
 * A wider reach includes the narrower ones. What lies with no unit and in no region is reached from the whole
 * city only.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Identity, Reach } from '../db/scope.ts'
import { isWithinRegion, regionPrefix } from '../org/region-codes.ts'

/** Where a record lies. */
export interface Place {
  readonly unitId?: string | null | undefined
  readonly region?: string | null | undefined
}

/** Whether the caller's permission reaches a record. */
export function reachesPlace(identity: Identity, permission: string, place: Place): boolean {
  const reach = identity.permissions.get(permission)
  if (reach === undefined) return false
  if (reach === 'city') return true
  const { unitId, region } = place
  if (unitId && identity.units.includes(unitId)) return true
  return reach === 'district' && !!region && identity.regions.some((held) => isWithinRegion(region, held))
}

/** Names of the columns that a condition looks at, as SQL. */
export interface PlaceColumns {
  /** Column with the permission that reaches the record. */
  readonly permission: RawBuilder<unknown>
  readonly unitId: RawBuilder<unknown>
  readonly region: RawBuilder<unknown>
}

/** An SQL condition: the row's permission is held by the caller and reaches the row. */
export function withinReach(identity: Identity, columns: PlaceColumns): RawBuilder<boolean> {
  const held = (reach: Reach): string[] =>
    [...identity.permissions].filter(([, one]) => one === reach).map(([permission]) => permission)
  const among = (permissions: readonly string[]) =>
    sql<boolean>`${columns.permission} = any(${permissions}::text[])`
  const ownUnit = sql<boolean>`${columns.unitId} = any(${[...identity.units]}::uuid[])`
  const prefixes = identity.regions.map(regionPrefix)
  const ownRegion = sql<boolean>`exists (
    select from unnest(${prefixes}::text[]) as held (prefix) where starts_with(${columns.region}, held.prefix))`
  return sql<boolean>`(
    ${among(held('city'))}
    or (${among(held('district'))} and (${ownUnit} or ${ownRegion}))
    or (${among(held('unit'))} and ${ownUnit}))`
}
