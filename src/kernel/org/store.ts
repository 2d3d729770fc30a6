/** Reads and writes regions, units and who acts for them. */
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely'
import type { Connection } from '../db/database.ts'
import { beginningWith, containing } from '../db/like-pattern.ts'
import type { Scope } from '../db/scope.ts'
import { type RegionLevel, regionPrefix } from './region-codes.ts'

export type RegionRow = {
  code: string
  name: string
  level: RegionLevel
  parent_code: string | null
  edition: string
}

type CityRow = { city: string; name: string; short_name: string; created_at: Date }

type UnitRow = {
  city: string
  id: string
  name: string
  short_name: string
  type: string | null
  parent_id: string | null
  region: string
  active: boolean
  created_at: Date
  updated_at: Date
}

type MemberRow = { city: string; unit_id: string; account_id: string; since: Date }

type OrgTables = { region: RegionRow; city: CityRow; unit: UnitRow; unit_member: MemberRow }

const tables = (connection: Connection) => connection.withTables<OrgTables>()

/** A unit as services see it. */
export interface Unit {
  readonly id: string
  readonly name: string
  readonly shortName: string
  /** Key in `unit-types.ts`; undefined for a unit of no canonical type. */
  readonly type: string | undefined
  readonly parentId: string | undefined
  /** Code of the region it answers for. */
  readonly region: string
  readonly active: boolean
}

const toUnit = (row: Selectable<UnitRow>): Unit => ({
  id: row.id,
  name: row.name,
  shortName: row.short_name,
  type: row.type ?? undefined,
  parentId: row.parent_id ?? undefined,
  region: row.region,
  active: row.active,
})

export interface RegionFilter {
  readonly parent?: string | undefined
  readonly within?: string | undefined
  readonly level?: RegionLevel | undefined
  readonly search?: string | undefined
}

/** Regions by code, at most `limit`, after the given code. */
export async function listRegions(
  scope: Scope,
  filter: RegionFilter,
  after: string | undefined,
  limit: number,
): Promise<RegionRow[]> {
  let query = tables(scope.tx).selectFrom('region').selectAll().orderBy('code').limit(limit)
  if (filter.parent !== undefined) query = query.where('parent_code', '=', filter.parent)
  if (filter.within !== undefined)
    query = query.where('code', 'like', beginningWith(regionPrefix(filter.within)))
  if (filter.level !== undefined) query = query.where('level', '=', filter.level)
  if (filter.search !== undefined) query = query.where('name', 'like', containing(filter.search))
  if (after !== undefined) query = query.where('code', '>', after)
  return query.execute()
}

/** The regions with these codes, in no particular order; unknown codes are left out. */
export async function findRegions(connection: Connection, codes: readonly string[]): Promise<RegionRow[]> {
  if (codes.length === 0) return []
  return tables(connection)
    .selectFrom('region')
    .selectAll()
    .where('code', 'in', [...codes])
    .execute()
}

/** The settings row of the scope's city. */
export async function findCity(scope: Scope): Promise<{ name: string; shortName: string } | undefined> {
  const row = await tables(scope.tx)
    .selectFrom('city')
    .select(['name', 'short_name'])
    .where('city', '=', scope.city)
    .executeTakeFirst()
  return row && { name: row.name, shortName: row.short_name }
}

/** Sets name and short name of the scope's city, adding its row when missing. */
export async function saveCity(scope: Scope, name: string, shortName: string): Promise<void> {
  await tables(scope.tx)
    .insertInto('city')
    .values({ city: scope.city, name, short_name: shortName, created_at: scope.now })
    .onConflict((conflict) => conflict.column('city').doUpdateSet({ name, short_name: shortName }))
    .execute()
}

/** All cities of the installation, oldest first: read by the process itself, outside any city's scope. */
export async function listCities(connection: Connection): Promise<Array<{ code: string; name: string }>> {
  return tables(connection)
    .selectFrom('city')
    .select(['city as code', 'name'])
    .orderBy('created_at')
    .orderBy('city')
    .execute()
}

export interface UnitFilter {
  readonly search?: string | undefined
  readonly type?: string | undefined
  readonly region?: string | undefined
  readonly parentId?: string | undefined
  readonly active?: boolean | undefined
}

/** Units of the city by name, at most `limit`, after the given name and id. */
export async function listUnits(
  scope: Scope,
  filter: UnitFilter,
  after: { readonly name: string; readonly id: string } | undefined,
  limit: number,
): Promise<Unit[]> {
  let query = tables(scope.tx)
    .selectFrom('unit')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
  if (filter.search !== undefined) {
    const pattern = containing(filter.search)
    query = query.where((where) =>
      where.or([where('name', 'like', pattern), where('short_name', 'like', pattern)]),
    )
  }
  if (filter.type !== undefined) query = query.where('type', '=', filter.type)
  if (filter.region !== undefined)
    query = query.where('region', 'like', beginningWith(regionPrefix(filter.region)))
  if (filter.parentId !== undefined) query = query.where('parent_id', '=', filter.parentId)
  if (filter.active !== undefined) query = query.where('active', '=', filter.active)
  if (after !== undefined)
    query = query.where((where) =>
      where(where.refTuple('name', 'id'), '>', where.tuple(after.name, after.id)),
    )
  return (await query.execute()).map(toUnit)
}

/** Every active unit of the city: some hundreds at most, for resolving the names in a document. */
export async function activeUnits(scope: Scope): Promise<Unit[]> {
  const rows = await tables(scope.tx)
    .selectFrom('unit')
    .selectAll()
    .where('city', '=', scope.city)
    .where('active', '=', true)
    .orderBy('name')
    .execute()
  return rows.map(toUnit)
}

/** The units with these ids, active or not, in no particular order. */
export async function findUnits(scope: Scope, ids: readonly string[]): Promise<Unit[]> {
  if (ids.length === 0) return []
  const rows = await tables(scope.tx)
    .selectFrom('unit')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(toUnit)
}

/** Inserts a unit; false when an active unit of the city already has the name. */
export async function insertUnit(scope: Scope, unit: Unit): Promise<boolean> {
  const values: Insertable<UnitRow> = {
    city: scope.city,
    id: unit.id,
    name: unit.name,
    short_name: unit.shortName,
    type: unit.type ?? null,
    parent_id: unit.parentId ?? null,
    region: unit.region,
    active: unit.active,
    created_at: scope.now,
    updated_at: scope.now,
  }
  const inserted = await tables(scope.tx)
    .insertInto('unit')
    .values(values)
    // The index's own condition, not a parameter: a prepared statement has to find it whatever it is run with.
    .onConflict((conflict) =>
      conflict.columns(['city', 'name']).where(sql<SqlBool>`active = true`).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Whether another active unit of the city has the name. */
export async function isUnitNameTaken(scope: Scope, name: string, exceptId: string): Promise<boolean> {
  const row = await tables(scope.tx)
    .selectFrom('unit')
    .select('id')
    .where('city', '=', scope.city)
    .where('name', '=', name)
    .where('active', '=', true)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}

/** Overwrites a unit with new values. */
export async function updateUnit(scope: Scope, unit: Unit): Promise<void> {
  await tables(scope.tx)
    .updateTable('unit')
    .set({
      name: unit.name,
      short_name: unit.shortName,
      type: unit.type ?? null,
      parent_id: unit.parentId ?? null,
      region: unit.region,
      active: unit.active,
      updated_at: scope.now,
    })
    .where('city', '=', scope.city)
    .where('id', '=', unit.id)
    .execute()
}

/** Whether making `parentId` the parent of `id` would close a ring. */
export async function isBelow(scope: Scope, parentId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    with recursive ancestor as (
      select id, parent_id from unit where city = ${scope.city} and id = ${parentId}::uuid
      union
      select unit.id, unit.parent_id from unit join ancestor on unit.id = ancestor.parent_id
      where unit.city = ${scope.city}
    )
    select exists (select from ancestor where id = ${id}::uuid) as found`.execute(scope.tx)
  return rows[0]?.found === true
}

/** The accounts that act for any of these units, each once. */
export async function memberAccountIds(scope: Scope, unitIds: readonly string[]): Promise<string[]> {
  if (unitIds.length === 0) return []
  const rows = await tables(scope.tx)
    .selectFrom('unit_member')
    .select('account_id')
    .distinct()
    .where('city', '=', scope.city)
    .where('unit_id', 'in', [...unitIds])
    .execute()
  return rows.map((row) => row.account_id)
}

/** The units each of these accounts acts for. */
export async function unitsOfAccounts(
  scope: Scope,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Unit[]>> {
  const result = new Map<string, Unit[]>()
  if (accountIds.length === 0) return result
  const rows = await tables(scope.tx)
    .selectFrom('unit_member')
    .innerJoin('unit', (join) =>
      join.onRef('unit.city', '=', 'unit_member.city').onRef('unit.id', '=', 'unit_member.unit_id'),
    )
    .selectAll('unit')
    .select('unit_member.account_id')
    .where('unit_member.city', '=', scope.city)
    .where('unit_member.account_id', 'in', [...accountIds])
    .orderBy('unit.name')
    .execute()
  for (const row of rows) {
    const units = result.get(row.account_id) ?? []
    units.push(toUnit(row))
    result.set(row.account_id, units)
  }
  return result
}

/** Makes these the units an account acts for, and no others. */
export async function replaceMemberships(
  scope: Scope,
  accountId: string,
  unitIds: readonly string[],
): Promise<void> {
  const tx = tables(scope.tx)
  let removal = tx
    .deleteFrom('unit_member')
    .where('city', '=', scope.city)
    .where('account_id', '=', accountId)
  if (unitIds.length > 0) removal = removal.where('unit_id', 'not in', [...unitIds])
  await removal.execute()
  if (unitIds.length === 0) return
  await tx
    .insertInto('unit_member')
    .values(
      unitIds.map((unitId) => ({
        city: scope.city,
        unit_id: unitId,
        account_id: accountId,
        since: scope.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['city', 'unit_id', 'account_id']).doNothing())
    .execute()
}
