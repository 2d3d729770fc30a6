/** Writes the reference table of regions: outside any scope, since the application role may only read it. */
import { sql } from 'kysely'
import type { Connection } from '../db/database.ts'
import type { RegionRow } from './store.ts'

export type { RegionRow }

/** How many of these rows are in already, from the same edition. */
export async function countPresent(connection: Connection, rows: readonly RegionRow[]): Promise<number> {
  const { rows: result } = await sql<{ count: number }>`
    select count(*) as count
    from unnest(${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.edition)}::text[]) as wanted (code, edition)
    join region using (code, edition)`.execute(connection)
  return Number(result[0]?.count ?? 0)
}

/** Inserts or overwrites rows in one statement: an array a column, which both databases take fastest. */
export async function upsertRegions(connection: Connection, rows: readonly RegionRow[]): Promise<void> {
  const column = <Key extends keyof RegionRow>(key: Key): Array<RegionRow[Key]> => rows.map((row) => row[key])
  await sql`
    insert into region (code, name, level, parent_code, edition)
    select * from unnest(
      ${column('code')}::text[], ${column('name')}::text[], ${column('level')}::text[],
      ${column('parent_code')}::text[], ${column('edition')}::text[])
    on conflict (code) do update
      set name = excluded.name, level = excluded.level, parent_code = excluded.parent_code, edition = excluded.edition
  `.execute(connection)
}
