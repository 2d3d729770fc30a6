/** Filling empty tables: indexes and foreign keys made afterwards, all rows at once, take a fraction of row by row. */
import { sql } from 'kysely'
import type { Database } from '#kernel/db/database.ts'

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
  const found = await sql<{ dropping: string; making: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as dropping,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as making
    from pg_constraint where contype = 'f' and conrelid = any(${tables}::text[]::regclass[])
    union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index where not indisunique and indrelid = any(${tables}::text[]::regclass[])`.execute(
    database.kysely,
  )
  for (const { dropping } of found.rows) await database.executeScript(dropping)
  await work()
  await database.executeScript("set maintenance_work_mem = '256MB'")
  for (const { making } of found.rows) await database.executeScript(making)
  await database.executeScript('reset maintenance_work_mem')
}
