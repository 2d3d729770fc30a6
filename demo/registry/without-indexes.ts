/** Filling an empty table: indexes made afterwards, by sorting, take a fraction of what they take row by row. */
import { sql } from 'kysely'
import type { Database } from '#kernel/db/database.ts'

/**
 * Runs the work without those indexes of a table that no key needs, and makes them again. Only for a database that
 * is thrown away when this fails: in between, others would miss the indexes.
 */
export async function withoutIndexes(
  database: Database,
  table: string,
  work: () => Promise<void>,
): Promise<void> {
  const found = await sql<{ name: string; definition: string }>`
    select class.relname as name, pg_get_indexdef(class.oid) as definition
    from pg_index index join pg_class class on class.oid = index.indexrelid
    where index.indrelid = ${table}::regclass and not index.indisunique`.execute(database.kysely)
  for (const { name } of found.rows) await database.executeScript(`drop index ${name}`)
  await work()
  await database.executeScript("set maintenance_work_mem = '256MB'")
  for (const { definition } of found.rows) await database.executeScript(definition)
  await database.executeScript('reset maintenance_work_mem')
}
