/** SQL of the catalogue: indicators and their versions. */
import { sql } from 'kysely'
import { goesAhead } from '#kernel/db/pipelining.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { isWithinRegion } from '#kernel/org/region-codes.ts'
import type { DefinedIndicator } from './definitions.ts'
import type { IndicatorRow, IndicatorsTables, VersionRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<IndicatorsTables>()

/** All indicators of the city with their versions: some hundreds, read whole since expressions name any of them. */
export async function readIndicators(scope: Scope): Promise<DefinedIndicator[]> {
  const indicators = await tables(scope)
    .selectFrom('indicator')
    .select(['id', 'code', 'origin'])
    .where('city', '=', scope.city)
    .orderBy('code')
    .execute()
  const versions = await tables(scope)
    .selectFrom('indicator_version')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('valid_from')
    .execute()
  const grouped = Map.groupBy(versions, (version) => version.indicator_id)
  return indicators.flatMap((indicator) => {
    const own = grouped.get(indicator.id)
    return own ? [{ ...indicator, versions: own }] : []
  })
}

/** A text that is another whenever a version was added or ended; ids are never used twice, so it is no other city's either. */
export async function definitionsStamp(scope: Scope): Promise<string> {
  const found = await sql<{ stamp: string }>`
    select concat_ws('/', count(*), count(valid_to), max(id::text)) as stamp
    from indicator_version where city = ${scope.city}`.execute(scope.tx)
  return found.rows[0]?.stamp ?? ''
}

export async function insertIndicators(
  scope: Scope,
  indicators: ReadonlyArray<Omit<IndicatorRow, 'city'>>,
  versions: ReadonlyArray<Omit<VersionRow, 'city'>>,
): Promise<void> {
  if (indicators.length === 0) return
  await tables(scope)
    .insertInto('indicator')
    .values(indicators.map((row) => ({ city: scope.city, ...row })))
    .execute()
  await insertVersions(scope, versions)
}

export async function insertVersions(
  scope: Scope,
  versions: ReadonlyArray<Omit<VersionRow, 'city'>>,
): Promise<void> {
  // 27 columns a row: well below the 65,535 parameters that a statement may have.
  for (let start = 0; start < versions.length; start += 500)
    await tables(scope)
      .insertInto('indicator_version')
      .values(
        versions.slice(start, start + 500).map((row) => ({
          city: scope.city,
          ...row,
          method: row.method === null ? null : sql<never>`${JSON.stringify(row.method)}::jsonb`,
        })),
      )
      .execute()
}

/** Ends a version on the day on which the next begins. */
export async function endVersion(scope: Scope, id: string, day: string): Promise<void> {
  await tables(scope)
    .updateTable('indicator_version')
    .set({ valid_to: day })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Codes below a region, one level down, as GB/T 2260 nests them; for one city's own tree. */
export async function regionsBelow(scope: Scope, region: string): Promise<string[]> {
  const found = await sql<{ code: string }>`
    select code from region where parent_code = ${region} order by code`.execute(scope.tx)
  return found.rows.map((row) => row.code)
}

/** The regions right below each region of the city. */
export async function regionTree(scope: Scope): Promise<Map<string, string[]>> {
  const found = await sql<{ code: string; parent_code: string }>`
    with recursive below as (
      select code, parent_code from region where parent_code = ${scope.city}
      union all
      select region.code, region.parent_code from below join region on region.parent_code = below.code)
    select code, parent_code from below order by code`.execute(scope.tx)
  const tree = new Map<string, string[]>()
  for (const { code, parent_code } of found.rows) {
    const siblings = tree.get(parent_code)
    if (siblings) siblings.push(code)
    else tree.set(parent_code, [code])
  }
  return tree
}

/** Which of these codes are regions within the scope's city. */
export async function knownRegions(scope: Scope, codes: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ code: string }>`
    select code from region where code = any(${[...codes]}::text[])`.execute(scope.tx)
  return new Set(found.rows.map((row) => row.code).filter((code) => isWithinRegion(code, scope.city)))
}

/** Up to which changes of measures the states of targets have been worked out. */
export async function followedTotals(scope: Scope): Promise<Readonly<Record<string, number>>> {
  const found = await tables(scope)
    .selectFrom('figures_followed')
    .select('totals')
    .where('city', '=', scope.city)
    .executeTakeFirst()
  return found?.totals ?? {}
}

/** Records it. */
export async function recordFollowed(scope: Scope, totals: Readonly<Record<string, number>>): Promise<void> {
  await sql`${goesAhead} insert into figures_followed (city, totals, followed_at)
    values (${scope.city}, ${JSON.stringify(totals)}::jsonb, ${scope.now})
    on conflict (city) do update set totals = excluded.totals, followed_at = excluded.followed_at`.execute(
    scope.tx,
  )
}
