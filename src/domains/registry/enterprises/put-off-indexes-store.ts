/**
 * The first filling without the indexes that only readers need. To make one of a million rows at once takes half the
 * time of entering them one by one, and it can be done beside another.
 */
import { sql } from 'kysely'
import type { Database } from '#kernel/db/database.ts'

/** By name, as the migrations make them, the longest first. Those of keys stay: they keep a code from coming twice. */
const indexes: ReadonlyMap<string, string> = new Map([
  ['enterprise_search', 'using gin (search)'],
  ['enterprise_county_division', '(city, left(region, 6), left(industry, 3), id)'],
  ['enterprise_place', '(city, region, industry, id)'],
  ['enterprise_initials', '(city, initials, id)'],
  ['enterprise_established', '(city, established_on, id)'],
])

/**
 * Drops them while no city has an enterprise, so that nobody misses them. Whoever is reading is waited for a moment;
 * after that they stay. {@link makeMissingIndexes} is owed.
 */
export const putOffIndexes = (database: Database): Promise<void> =>
  database.executeScript(`do $$ begin
    perform set_config('lock_timeout', '2s', true);
    lock table enterprise in access exclusive mode;
    if not exists (select from enterprise) then
      drop index if exists ${[...indexes.keys()].join(', ')};
    end if;
  exception when lock_not_available then null;
  end $$`)

/** Makes those that are missing, two at a time, as many as a small server has cores. Writers wait meanwhile. */
export async function makeMissingIndexes(database: Database): Promise<void> {
  const found = await sql<{ name: string }>`
    select name from unnest(${[...indexes.keys()]}::text[]) with ordinality wanted (name, place)
    where to_regclass(name) is null order by place`.execute(database.kysely)
  const waiting = found.rows.map(({ name }) => name)
  const make = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      await database.executeScript(
        `set local maintenance_work_mem = '256MB'; create index if not exists ${name} on enterprise ${indexes.get(name)}`,
      )
  }
  await Promise.all([make(), make()])
}
