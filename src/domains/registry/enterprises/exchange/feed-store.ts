import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { EnterpriseRow } from '../enterprise-tables.ts'

/** Those of the codes that are on the register. */
export async function knownCodes(scope: Scope, codes: readonly string[]): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set()
  const found = await sql<{ credit_code: string }>`select credit_code from enterprise
    where city = ${scope.city} and credit_code in (select unnest(${[...codes]}::text[]))`.execute(scope.tx)
  return new Set(found.rows.map((row) => row.credit_code))
}

/** How far a reader of the feed has read: all work up to a revision, and of the next one some enterprises. */
export interface FeedPlace {
  readonly revision: number
  readonly read: number
}

/** Enterprises of the work behind a place, in order; at most `limit`, and where reading goes on. */
export async function readFeed(
  scope: Scope,
  from: FeedPlace,
  limit: number,
): Promise<{ rows: EnterpriseRow[]; place: FeedPlace; more: boolean }> {
  const works = await sql<{ revision: number; total: number; ids: string[] }>`
    select revision, cardinality(enterprise_ids) as total,
      enterprise_ids[case when revision = ${from.revision + 1}::bigint then ${from.read}::integer else 0 end + 1
        : case when revision = ${from.revision + 1}::bigint then ${from.read}::integer else 0 end + ${limit}::integer] as ids
    from enterprise_work where city = ${scope.city} and revision > ${from.revision}::bigint
    order by revision limit 200`.execute(scope.tx)
  const ids: string[] = []
  let place = from
  let more = false
  for (const work of works.rows) {
    const room = limit - ids.length
    const begun = work.revision === place.revision + 1 ? place.read : 0
    const taken = work.ids.slice(0, room)
    ids.push(...taken)
    const read = begun + taken.length
    if (read < work.total) {
      place = { revision: work.revision - 1, read }
      more = true
      break
    }
    place = { revision: work.revision, read: 0 }
    more = work !== works.rows.at(-1) || works.rows.length === 200
    if (ids.length >= limit) break
  }
  const rows = await sql<EnterpriseRow>`
    select enterprise.* from unnest(${ids}::uuid[]) with ordinality wanted (id, place)
    join enterprise on enterprise.city = ${scope.city} and enterprise.id = wanted.id
    order by wanted.place`.execute(scope.tx)
  return { rows: rows.rows, place, more }
}
