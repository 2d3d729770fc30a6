/** SQL of targets by district. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'

/**
 * Bound targets whose indicator has figures below the city: published ones of a district, or an indicator that is
 * worked out and therefore may have them anywhere.
 */
export async function targetsWithDistricts(scope: Scope): Promise<string[]> {
  const found = await sql<{ target_id: string }>`
    select binding.target_id from target_binding binding
    where binding.city = ${scope.city} and (
      exists (select from observation o where o.city = binding.city and o.indicator_id = binding.indicator_id
        and o.region <> binding.city and o.state = 'published')
      or exists (select from indicator_version v where v.city = binding.city
        and v.indicator_id = binding.indicator_id and v.computation <> 'observed'))
    order by binding.target_id limit 1000`.execute(scope.tx)
  return found.rows.map((row) => row.target_id)
}
