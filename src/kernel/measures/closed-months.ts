/** Closed months: later changes of their figures are allowed, but put on record. */
import { sql } from 'kysely'
import type { Scope } from '../db/scope.ts'

/** Whether the city has closed any month. */
export async function hasClosedMonths(scope: Scope): Promise<boolean> {
  const found = await sql<{ closed: boolean }>`
    select exists (select from measure_closed_period where city = ${scope.city}) as closed`.execute(scope.tx)
  return found.rows[0]?.closed ?? false
}
