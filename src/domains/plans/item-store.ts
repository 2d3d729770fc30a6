/** SQL of targets, tasks and the units that answer for them. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { Review } from './contract.ts'
import type { AnswerableUnitRow, PlansTables, TargetRow, TaskRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<PlansTables>()
const rowsPerStatement = 500

type WithoutCity<Row> = Omit<Row, 'city'>

/** Splits long inserts, since a statement takes at most 65,535 parameters. */
async function inStatements<Row>(
  rows: readonly Row[],
  insert: (part: Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement)
    await insert(rows.slice(start, start + rowsPerStatement))
}

export async function insertTargets(
  scope: Scope,
  rows: ReadonlyArray<WithoutCity<TargetRow>>,
): Promise<void> {
  await inStatements(rows, (part) =>
    tables(scope)
      .insertInto('plan_target')
      .values(part.map((row) => ({ ...row, city: scope.city })))
      .execute(),
  )
}

export async function insertTasks(scope: Scope, rows: ReadonlyArray<WithoutCity<TaskRow>>): Promise<void> {
  await inStatements(rows, (part) =>
    tables(scope)
      .insertInto('plan_task')
      .values(part.map((row) => ({ ...row, city: scope.city })))
      .execute(),
  )
}

export async function insertAnswerableUnits(
  scope: Scope,
  rows: ReadonlyArray<WithoutCity<AnswerableUnitRow>>,
): Promise<void> {
  await inStatements(rows, (part) =>
    tables(scope)
      .insertInto('plan_answerable_unit')
      .values(part.map((row) => ({ ...row, city: scope.city })))
      .execute(),
  )
}

export async function deleteAnswerableUnits(scope: Scope, itemId: string): Promise<void> {
  await tables(scope)
    .deleteFrom('plan_answerable_unit')
    .where('city', '=', scope.city)
    .where('item_id', '=', itemId)
    .execute()
}

export function targetsOf(scope: Scope, versionId: string): Promise<TargetRow[]> {
  return tables(scope)
    .selectFrom('plan_target')
    .selectAll()
    .where('city', '=', scope.city)
    .where('version_id', '=', versionId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export function tasksOf(scope: Scope, versionId: string): Promise<TaskRow[]> {
  return tables(scope)
    .selectFrom('plan_task')
    .selectAll()
    .where('city', '=', scope.city)
    .where('version_id', '=', versionId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export function findTarget(scope: Scope, versionId: string, id: string): Promise<TargetRow | undefined> {
  return tables(scope)
    .selectFrom('plan_target')
    .selectAll()
    .where('city', '=', scope.city)
    .where('version_id', '=', versionId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export function findTask(scope: Scope, versionId: string, id: string): Promise<TaskRow | undefined> {
  return tables(scope)
    .selectFrom('plan_task')
    .selectAll()
    .where('city', '=', scope.city)
    .where('version_id', '=', versionId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function updateTarget(
  scope: Scope,
  id: string,
  change: Partial<WithoutCity<TargetRow>>,
): Promise<void> {
  await tables(scope)
    .updateTable('plan_target')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

export async function updateTask(
  scope: Scope,
  id: string,
  change: Partial<WithoutCity<TaskRow>>,
): Promise<void> {
  await tables(scope)
    .updateTable('plan_task')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/**
 * Sets the decision on many entries at once; returns how many there were. What a person corrected or added
 * stays marked so when it is accepted.
 */
export async function setReview(
  scope: Scope,
  table: 'plan_target' | 'plan_task',
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
