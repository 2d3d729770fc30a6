/** Filling empty tables: indexes and foreign keys made afterwards, all rows at once, take a fraction of row by row. */
import { sql } from 'kysely'
import type { Database } from '#kernel/db/database.ts'

interface Maker {
  readonly dropping: string
  readonly making: string
}

/**
 * Runs the work without the foreign keys of some tables and without those indexes that no key needs, and makes them
 * again, by which the rows are checked. Only for a database that is thrown away when this fails: in between, others
 * would miss them.
 */
export async function withoutIndexes(
  database: Database,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const foreignKeys = await sql<Maker>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as dropping,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as making
    from pg_constraint where contype = 'f' and conrelid = any(${tables}::text[]::regclass[])`.execute(
    database.kysely,
  )
  const indexes = await sql<Maker>`
    select format('drop index %s', indexrelid::regclass) as dropping, pg_get_indexdef(indexrelid) as making
    from pg_index where not indisunique and indrelid = any(${tables}::text[]::regclass[])`.execute(
    database.kysely,
  )
  for (const { dropping } of [...foreignKeys.rows, ...indexes.rows]) await database.executeScript(dropping)
  await work()
  const waiting = indexes.rows.map(({ making }) => making)
  const makeIndexes = async (): Promise<void> => {
    for (let making = waiting.pop(); making !== undefined; making = waiting.pop())
      await database.executeScript(`set local maintenance_work_mem = '256MB'; ${making}`)
  }
  // Two at a time, as many as a small server has cores.
  await Promise.all([makeIndexes(), makeIndexes()])
  // Not beside each other, since each holds the table that it refers to.
  for (const { making } of foreignKeys.rows) await database.executeScript(making)
}
