import { sql } from 'kysely'
import type { CopyIntoTemporary } from '#kernel/db/bulk-scope.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { Message } from '#kernel/language/messages.ts'

export type ImportRow = {
  city: string
  id: string
  file_id: string
  name: string
  state: 'checking' | 'checked' | 'importing' | 'imported' | 'failed' | 'abandoned'
  job_run_id: string | null
  reason: string | null
  rows_read: number
  rows_invalid: number
  added: number
  changed: number
  unchanged: number
  rows_done: number
  first_filling: boolean
  error_file_id: string | null
  failure: Message | null
  created_at: Date
  created_by: string
  finished_at: Date | null
}

type ImportTables = { enterprise_import: ImportRow }

const tables = (scope: Scope) => scope.tx.withTables<ImportTables>()

export async function insertImport(
  scope: Scope,
  row: Pick<ImportRow, 'id' | 'file_id' | 'name' | 'state' | 'job_run_id'>,
): Promise<void> {
  await sql`insert into enterprise_import (city, id, file_id, name, state, job_run_id, created_at, created_by)
    values (${scope.city}, ${row.id}, ${row.file_id}, ${row.name}, ${row.state}, ${row.job_run_id},
      ${scope.now}::timestamptz, ${scope.actor.name})`.execute(scope.tx)
}

export async function findImport(scope: Scope, id: string): Promise<ImportRow | undefined> {
  return tables(scope)
    .selectFrom('enterprise_import')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Latest first. */
export async function listImports(
  scope: Scope,
  after: string | undefined,
  limit: number,
): Promise<ImportRow[]> {
  let query = tables(scope).selectFrom('enterprise_import').selectAll().where('city', '=', scope.city)
  if (after !== undefined) query = query.where('id', '<', after)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

export async function updateImport(
  scope: Scope,
  id: string,
  change: Partial<Omit<ImportRow, 'city' | 'id' | 'failure'>> & { failure?: Message },
): Promise<void> {
  const { failure, ...columns } = change
  await tables(scope)
    .updateTable('enterprise_import')
    .set({
      ...columns,
      ...(failure === undefined ? {} : { failure: sql<Message>`${JSON.stringify(failure)}::jsonb` }),
    })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Carries a checked import on to be written, its counts from zero; false when it is not checked. */
export async function beginImport(scope: Scope, id: string, reason: string): Promise<boolean> {
  return moveImport(scope, id, 'checked', { state: 'importing', reason, added: 0, changed: 0, unchanged: 0 })
}

/** Moves an import on from one state; false when it is not in it. */
export async function moveImport(
  scope: Scope,
  id: string,
  from: ImportRow['state'],
  change: Partial<Omit<ImportRow, 'city' | 'id' | 'failure'>>,
): Promise<boolean> {
  const moved = await tables(scope)
    .updateTable('enterprise_import')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return moved.numUpdatedRows > 0n
}

/** How many of these codes are in the register, for a dry run. @param codes rows of one text each, as `CopyRows` makes them */
export async function countKnown(
  scope: Scope,
  copy: CopyIntoTemporary,
  codes: readonly Uint8Array<ArrayBuffer>[],
): Promise<number> {
  await copy('wanted', 'credit_code text collate "C"', codes)
  const found = await sql<{ known: number }>`
    select count(*) as known from wanted cross join lateral (
      select from enterprise where city = ${scope.city} and credit_code = wanted.credit_code limit 1) known`.execute(
    scope.tx,
  )
  return found.rows[0]?.known ?? 0
}
