/** Enterprises worth comparing with one: a few hundred out of a million. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { EnterpriseRow } from './enterprise-tables.ts'

const rarePairs = 4
const most = 300

/** Those that share a rare pair of the name, and of these the nearest in place and code first. */
export async function findCandidates(
  scope: Scope,
  row: EnterpriseRow,
  pairs: readonly string[],
): Promise<EnterpriseRow[]> {
  const rare = await sql<{ pair: string }>`
    select pair from enterprise_pair where city = ${scope.city} and pair = any(${[...pairs]}::text[])
    order by frequency limit ${rarePairs}`.execute(scope.tx)
  const words = rare.rows.map(({ pair }) => `'${pair}'`)
  if (words.length === 0) return []
  // All rare pairs first; then any of them, for names that differ in one character.
  const queries = [...new Set([words.join(' & '), words.join(' | ')])]
  const found = new Map<string, EnterpriseRow>()
  for (const query of queries) {
    const rows = await sql<EnterpriseRow>`
      with hits as materialized (
        select * from enterprise_found where search @@ ${query}::tsquery and merged_into is null limit 5000)
      select * from hits where id <> ${row.id}::uuid
      order by (phone = ${row.phone}) desc nulls last, (legal_representative = ${row.legal_representative}) desc nulls last,
        (left(region, 6) = ${row.region.slice(0, 6)}) desc, id limit ${most}`.execute(scope.tx)
    for (const one of rows.rows) found.set(one.id, one)
    if (found.size >= most) break
  }
  return [...found.values()]
}
