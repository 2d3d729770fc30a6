/** SQL of looking through the catalogue: what was published last, and how often it was corrected. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'

/** Latest published period and value of each indicator in a region; periods of one indicator are of one kind. */
export async function latestPublished(
  scope: Scope,
  region: string,
): Promise<Array<{ indicator_id: string; period: string; value: number }>> {
  const found = await sql<{ indicator_id: string; period: string; value: number }>`
    select latest.* from indicator cross join lateral (
      select indicator_id, period, value from observation o
      where o.city = ${scope.city} and o.indicator_id = indicator.id and o.region = ${region} and o.state = 'published'
      order by o.period desc limit 1) latest
    where indicator.city = ${scope.city}`.execute(scope.tx)
  return found.rows
}

/** When something of an indicator was last published, and how many entries replaced a published one. */
export async function publicationFacts(
  scope: Scope,
  indicatorId: string,
): Promise<{ published_at: Date | null; corrections: number }> {
  const found = await sql<{ published_at: Date | null; corrections: number }>`
    select max(published_at) as published_at,
      count(*) filter (where state = 'superseded' and published_at is not null) as corrections
    from observation where city = ${scope.city} and indicator_id = ${indicatorId}`.execute(scope.tx)
  const [row] = found.rows
  return { published_at: row?.published_at ?? null, corrections: Number(row?.corrections ?? 0) }
}

/** Open proposals by indicator. */
export async function openChanges(scope: Scope): Promise<Map<string, string>> {
  const found = await sql<{ indicator_id: string; id: string }>`
    select indicator_id, id from indicator_change
    where city = ${scope.city} and state in ('reviewing', 'revising')`.execute(scope.tx)
  return new Map(found.rows.map((row) => [row.indicator_id, row.id]))
}
