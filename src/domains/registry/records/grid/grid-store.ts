/** SQL of the supervision grid. Which cell an enterprise belongs to stands on the enterprise. */
import { type RawBuilder, sql } from 'kysely'
import { inReach, unitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { GridCellFields, Keeper } from './grid-schemas.ts'

export type CellRow = {
  id: string
  parent_id: string | null
  code: string
  name: string
  region: string
  active: boolean
  keeper_id: string | null
  keeper_name: string | null
  backup_id: string | null
  backup_name: string | null
}

const columns = sql`c.id, c.parent_id, c.code, c.name, c.region, c.active, c.keeper_id, c.keeper_name, c.backup_id,
  c.backup_name`

/** All cells of the city in the order of their codes: some hundreds. */
export async function readCells(scope: Scope): Promise<CellRow[]> {
  return (
    await sql<CellRow>`select ${columns} from grid_cell c where c.city = ${scope.city} order by c.code`.execute(
      scope.tx,
    )
  ).rows
}

/** Cells for changing or for putting enterprises into, locked until the transaction ends. */
export async function findCells(
  scope: Scope,
  ids: readonly string[],
): Promise<Array<CellRow & { has_below: boolean }>> {
  return (
    await sql<CellRow & { has_below: boolean }>`select ${columns}, exists (
        select from grid_cell b where b.city = c.city and b.parent_id = c.id and b.active) as has_below
      from grid_cell c
      where c.city = ${scope.city} and c.id = any(${[...ids]}::uuid[]) order by c.id for update`.execute(
      scope.tx,
    )
  ).rows
}

/** `fitsCell` as a condition, for statements over many enterprises. */
export const fitsCellSql = (
  enterpriseRegion: RawBuilder<string>,
  cellRegion: RawBuilder<string>,
): RawBuilder<boolean> =>
  sql<boolean>`starts_with(${enterpriseRegion}, regexp_replace(left(${cellRegion}, 6), '(00){1,2}$', ''))`

/** How many active enterprises stand in each cell itself; under null those in none, by county. */
export async function countByCell(
  scope: Scope,
): Promise<Array<{ cell: string | null; region: string | null; count: number }>> {
  const reach = inReach(unitsInReach(scope, 'registry.read'), { region: 'e.region' })
  const counts = await sql<{ cell: string | null; region: string | null; count: number }>`
    select e.grid_cell_id as cell, case when e.grid_cell_id is null then left(e.region, 6) end as region, count(*) as count
    from enterprise e
    where e.city = ${scope.city} and e.merged_into is null and e.status = 'active' and ${reach}
    group by 1, 2`.execute(scope.tx)
  return counts.rows
}

export async function insertCell(scope: Scope, id: string, fields: GridCellFields): Promise<boolean> {
  const inserted = await sql`
    insert into grid_cell (city, id, parent_id, code, name, region, active, created_at, changed_at, changed_by)
    values (${scope.city}, ${id}, ${fields.parentId}, ${fields.code}, ${fields.name}, ${fields.region}, ${fields.active},
      ${scope.now}, ${scope.now}, ${scope.actor.name})
    on conflict (city, code) do nothing returning id`.execute(scope.tx)
  return inserted.rows.length === 1
}

/** False when another cell has the code. */
export async function updateCell(scope: Scope, id: string, fields: GridCellFields): Promise<boolean> {
  const updated = await sql`
    update grid_cell set parent_id = ${fields.parentId}, code = ${fields.code}, name = ${fields.name},
      region = ${fields.region}, active = ${fields.active}, changed_at = ${scope.now}, changed_by = ${scope.actor.name}
    where city = ${scope.city} and id = ${id} and not exists (
      select from grid_cell other where other.city = ${scope.city} and other.code = ${fields.code} and other.id <> ${id})
    returning id`.execute(scope.tx)
  return updated.rows.length === 1
}

/** Whether `below` lies in `cell` or is it. */
export async function isWithinCell(scope: Scope, below: string, cell: string): Promise<boolean> {
  const found = await sql`
    with recursive up as (
      select id, parent_id from grid_cell where city = ${scope.city} and id = ${below}
      union
      select p.id, p.parent_id from up join grid_cell p on p.city = ${scope.city} and p.id = up.parent_id)
    select from up where id = ${cell}`.execute(scope.tx)
  return found.rows.length > 0
}

/** What keeps a cell from being given up or from taking enterprises: those in it, and cells in use below it. */
export async function cellContent(
  scope: Scope,
  id: string,
): Promise<{ readonly enterprises: number; readonly cells: number }> {
  const found = await sql<{ enterprises: number; cells: number }>`select
    (select count(*) from enterprise e where e.city = ${scope.city} and e.grid_cell_id = ${id} and e.merged_into is null)
      as enterprises,
    (select count(*) from grid_cell c where c.city = ${scope.city} and c.parent_id = ${id} and c.active) as cells`.execute(
    scope.tx,
  )
  return found.rows[0] ?? { enterprises: 0, cells: 0 }
}

/** How many enterprises of a cell would not fit it in another region. */
export async function countUnfitting(scope: Scope, id: string, region: string): Promise<number> {
  const found = await sql<{ enterprises: number }>`
    select count(*) as enterprises from enterprise e
    where e.city = ${scope.city} and e.grid_cell_id = ${id} and e.merged_into is null
      and not ${fitsCellSql(sql.ref('e.region'), sql`${region}::text`)}`.execute(scope.tx)
  return found.rows[0]?.enterprises ?? 0
}

/** Gives cells a keeper, and a backup when one is named; keeps on record from whom and with how many enterprises. */
export async function handOver(
  scope: Scope,
  cells: ReadonlyArray<{ readonly id: string; readonly handOverId: string }>,
  keeper: Keeper | null,
  backup: Keeper | null | undefined,
  reason: string,
): Promise<number> {
  const ids = cells.map((cell) => cell.id)
  const logged = await sql<{ enterprises: number }>`
    insert into grid_hand_over (city, id, cell_id, from_name, to_name, to_id, enterprises, reason, at, by_name)
    select ${scope.city}, given.id, c.id, c.keeper_name, ${keeper?.name ?? null}::text, ${keeper?.id ?? null}::uuid,
      (select count(*) from enterprise e where e.city = c.city and e.grid_cell_id = c.id and e.merged_into is null),
      ${reason}, ${scope.now}::timestamptz, ${scope.actor.name}
    from unnest(${cells.map((cell) => cell.handOverId)}::uuid[], ${ids}::uuid[]) given(id, cell_id)
    join grid_cell c on c.city = ${scope.city} and c.id = given.cell_id
    returning enterprises`.execute(scope.tx)
  const backupChange =
    backup === undefined
      ? sql``
      : sql`, backup_id = ${backup?.id ?? null}::uuid, backup_name = ${backup?.name ?? null}`
  await sql`update grid_cell set keeper_id = ${keeper?.id ?? null}::uuid, keeper_name = ${keeper?.name ?? null}
      ${backupChange}, changed_at = ${scope.now}, changed_by = ${scope.actor.name}
    where city = ${scope.city} and id = any(${ids}::uuid[])`.execute(scope.tx)
  return logged.rows.reduce((sum, row) => sum + row.enterprises, 0)
}

export type HandOverRow = {
  id: string
  from_name: string | null
  to_name: string | null
  enterprises: number
  reason: string
  at: Date
  by_name: string
}

/** How a cell was handed over, newest first. */
export async function listHandOvers(scope: Scope, cellId: string): Promise<HandOverRow[]> {
  return (
    await sql<HandOverRow>`select id, from_name, to_name, enterprises, reason, at, by_name from grid_hand_over
      where city = ${scope.city} and cell_id = ${cellId}::uuid order by id desc limit 100`.execute(scope.tx)
  ).rows
}

/** Something that lies in a region. */
export interface Placed {
  readonly id: string
  readonly region: string
}

/** Cells in use without cells below them, in a region and in the towns of it. */
export async function leafCells(scope: Scope, region: string): Promise<Placed[]> {
  const found = await sql<Placed>`select c.id, c.region from grid_cell c
    where c.city = ${scope.city} and c.active and starts_with(c.region, ${region}) and not exists (
      select from grid_cell b where b.city = c.city and b.parent_id = c.id and b.active)
    order by c.code`.execute(scope.tx)
  return found.rows
}

/** Active enterprises of a region that are in no cell, in the order in which they are dealt out. */
export async function unassignedEnterprises(scope: Scope, region: string, limit: number): Promise<Placed[]> {
  const found = await sql<Placed>`select id, region from enterprise
    where city = ${scope.city} and left(region, length(${region})) = ${region} and grid_cell_id is null
      and merged_into is null and status = 'active'
    order by id limit ${limit}`.execute(scope.tx)
  return found.rows
}

/** Where enterprises lie, for putting them into a cell; locked until the transaction ends. */
export async function lockPlaces(
  scope: Scope,
  ids: readonly string[],
): Promise<Array<{ name: string; region: string; merged_into: string | null }>> {
  return (
    await sql<{ name: string; region: string; merged_into: string | null }>`
      select name, region, merged_into from enterprise
      where city = ${scope.city} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(scope.tx)
  ).rows
}

/** Accounts that work as inspectors or clerks, by name, with how many cells each keeps. */
export async function listKeepers(
  scope: Scope,
  ids: readonly string[],
): Promise<Array<{ id: string; cells: number }>> {
  const found = await sql<{ id: string; cells: number }>`
    select given.id, count(c.id) as cells from unnest(${[...ids]}::uuid[]) given(id)
    left join grid_cell c on c.city = ${scope.city} and c.active and c.keeper_id = given.id
    group by given.id`.execute(scope.tx)
  return found.rows
}

/**
 * Puts enterprises into cells, or out of theirs (null), with the change in their history.
 *
 * @returns those that were not there yet, each with the cell that it has left
 */
export async function moveToCells(
  scope: Scope,
  moves: ReadonlyArray<{
    readonly enterpriseId: string
    readonly cellId: string | null
    readonly changeId: string
  }>,
  reason: string,
): Promise<Array<{ id: string; left: string | null }>> {
  const moved = await sql<{ id: string; left: string | null }>`
    with given as (
      select * from unnest(${moves.map((move) => move.enterpriseId)}::uuid[], ${moves.map((move) => move.cellId)}::uuid[],
        ${moves.map((move) => move.changeId)}::uuid[]) given(enterprise_id, cell_id, change_id)),
    before as (
      select e.id, e.grid_cell_id, given.cell_id, given.change_id
      from given join enterprise e on e.city = ${scope.city} and e.id = given.enterprise_id
      where e.merged_into is null and e.grid_cell_id is distinct from given.cell_id for update of e),
    logged as (
      insert into enterprise_change (city, id, enterprise_id, kind, before, after, reason, at, by_name, by_user)
      select ${scope.city}, change_id, id, 'changed', jsonb_build_object('grid_cell_id', grid_cell_id),
        jsonb_build_object('grid_cell_id', cell_id), ${reason}, ${scope.now}::timestamptz, ${scope.actor.name},
        ${scope.actor.userId ?? null}::text
      from before)
    update enterprise e set grid_cell_id = before.cell_id, version = e.version + 1,
      changed_at = ${scope.now}, changed_by = ${scope.actor.name}
    from before where e.city = ${scope.city} and e.id = before.id
    returning e.id, before.grid_cell_id as left`.execute(scope.tx)
  return moved.rows
}
