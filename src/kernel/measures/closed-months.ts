/** Closed months: later changes of their figures are allowed, but put on record. */
import { sql } from 'kysely'
import type { Scope } from '../db/scope.ts'

/** The last closed month of the city, its first day, ISO; undefined when none is closed. */
export async function closedThrough(scope: Scope): Promise<string | undefined> {
  const found = await sql<{ closed_through: string }>`
    select closed_through from measure_closed_period where city = ${scope.city}`.execute(scope.tx)
  return found.rows[0]?.closed_through
}
