/** SQL of how far the changes of the register have been read. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'

/** A piece of work on the register. */
interface WorkRow {
  readonly revision: number
  readonly enterprise_ids: string[]
  readonly at: Date
  /** The newest revision there is. */
  readonly latest: number
}

/** The last revision that was read, held until the transaction ends; 0 before the first. */
export async function readPosition(scope: Scope): Promise<number> {
  const rows = await sql<{ revision: number }>`select revision::float8 as revision from risk_register_position
    where city = ${scope.city} for update`.execute(scope.tx)
  return rows.rows[0]?.revision ?? 0
}

export async function writePosition(scope: Scope, revision: number): Promise<void> {
  await sql`insert into risk_register_position (city, revision, read_at) values (${scope.city}, ${revision}, ${scope.now})
    on conflict (city) do update set revision = excluded.revision, read_at = excluded.read_at`.execute(
    scope.tx,
  )
}

/** The pieces of work after a revision, as many as concern some number of enterprises; at least one if there is any. */
export async function nextWork(scope: Scope, after: number, enterprises: number): Promise<WorkRow[]> {
  const rows = await sql<WorkRow>`
    with next as (
      select revision, enterprise_ids, at,
        sum(cardinality(enterprise_ids)) over (order by revision) - cardinality(enterprise_ids) as before
      from (select * from registry_work where city = ${scope.city} and revision > ${after}
        order by revision limit 500) work)
    select revision::float8 as revision, enterprise_ids, at,
      (select max(revision)::float8 from registry_work where city = ${scope.city}) as latest
    from next where before < ${enterprises} order by revision`.execute(scope.tx)
  return rows.rows
}
