/** SQL of targets, tasks and the units that answer for them. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { Review } from './contract.ts'
import type { AnswerableUnitRow, PlansTables } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<PlansTables>()

/** What a version holds: its targets and its tasks are kept, found and changed alike. */
export type ItemTable = 'plan_target' | 'plan_task'

type WithoutCity<Row> = Omit<Row, 'city'>

/** Adds rows, however many, in one statement. */
async function insertRows<Table extends ItemTable | 'plan_answerable_unit'>(
  scope: Scope,
  table: Table,
  rows: ReadonlyArray<WithoutCity<PlansTables[Table]>>,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (city, ${columns})
    select ${scope.city}, ${columns}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    scope.tx,
  )
}

export const insertItems = <Table extends ItemTable>(
  scope: Scope,
  table: Table,
  rows: ReadonlyArray<WithoutCity<PlansTables[Table]>>,
): Promise<void> => insertRows(scope, table, rows)

/** The entries of a version in the order of the document; those of one place in the order of their ids. */
export async function itemsOf<Table extends ItemTable>(
  scope: Scope,
  table: Table,
  versionId: string,
): Promise<Array<PlansTables[Table]>> {
  const found = await sql<PlansTables[Table]>`select * from ${sql.table(table)}
    where city = ${scope.city} and version_id = ${versionId} order by position, id`.execute(scope.tx)
  return found.rows
}

export async function findItem<Table extends ItemTable>(
  scope: Scope,
  table: Table,
  versionId: string,
  id: string,
): Promise<PlansTables[Table] | undefined> {
  const found = await sql<PlansTables[Table]>`select * from ${sql.table(table)}
    where city = ${scope.city} and version_id = ${versionId} and id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

/** Changes some columns of an entry. */
export async function updateItem<Table extends ItemTable>(
  scope: Scope,
  table: Table,
  id: string,
  change: Partial<WithoutCity<PlansTables[Table]>>,
): Promise<void> {
  const changed = Object.entries(change).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update ${sql.table(table)} set ${sql.join(changed)}
    where city = ${scope.city} and id = ${id}`.execute(scope.tx)
}

export const insertAnswerableUnits = (
  scope: Scope,
  rows: ReadonlyArray<WithoutCity<AnswerableUnitRow>>,
): Promise<void> => insertRows(scope, 'plan_answerable_unit', rows)

export async function deleteAnswerableUnits(scope: Scope, itemId: string): Promise<void> {
  await tables(scope)
    .deleteFrom('plan_answerable_unit')
    .where('city', '=', scope.city)
    .where('item_id', '=', itemId)
    .execute()
}

/**
 * Sets the decision on many entries at once; returns how many there were. What a person corrected or added
 * stays marked so when it is accepted.
 */
export async function setReview(
  scope: Scope,
  table: ItemTable,
  versionId: string,
  ids: readonly string[],
  review: Review,
): Promise<number> {
  if (ids.length === 0) return 0
  const result = await sql`
    update ${sql.table(table)} set
      review = case when ${review} = 'accepted' and review in ('corrected', 'added') then review else ${review} end,
      changed_at = ${scope.now}, changed_by = ${scope.actor.name}
    where city = ${scope.city} and version_id = ${versionId} and id = any(${[...ids]}::uuid[])`.execute(
    scope.tx,
  )
  return Number(result.numAffectedRows ?? 0)
}

export function unitsOfVersion(scope: Scope, versionId: string): Promise<AnswerableUnitRow[]> {
  return tables(scope)
    .selectFrom('plan_answerable_unit')
    .selectAll()
    .where('city', '=', scope.city)
    .where('version_id', '=', versionId)
    .orderBy('item_id')
    .orderBy('position')
    .execute()
}

export function unitsOfItems(scope: Scope, itemIds: readonly string[]): Promise<AnswerableUnitRow[]> {
  if (itemIds.length === 0) return Promise.resolve([])
  return tables(scope)
    .selectFrom('plan_answerable_unit')
    .selectAll()
    .where('city', '=', scope.city)
    .where(sql<boolean>`item_id = any(${[...itemIds]}::uuid[])`)
    .orderBy('item_id')
    .orderBy('position')
    .execute()
}
