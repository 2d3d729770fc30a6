/** Closed months: later changes of their figures are allowed, but put on record. */
import { sql } from 'kysely'
import { recordAudit } from '../audit/audit.ts'
import type { Scope } from '../db/scope.ts'

/** Up to where a city has closed its months. */
export interface Closing {
  /** The last closed month, its first day, ISO. */
  readonly through: string
  /** When and by whom it was closed; null for months closed before that was kept. */
  readonly closedAt: Date | null
  readonly closedBy: string | null
}

/** What is closed in the city; undefined when no month is. */
export async function findClosing(scope: Scope): Promise<Closing | undefined> {
  const found = await sql<Closing>`
    select closed_through as through, closed_at as "closedAt", closed_by as "closedBy"
    from measure_closed_period where city = ${scope.city}`.execute(scope.tx)
  return found.rows[0]
}

/** The last closed month of the city, its first day, ISO; undefined when none is closed. */
export async function closedThrough(scope: Scope): Promise<string | undefined> {
  return (await findClosing(scope))?.through
}

/**
 * Closes the months up to and including one, or opens those after it again; undefined opens all. Changes that commit
 * meanwhile count as made before.
 *
 * @param through first day of the month, ISO
 * @param reason why months are opened again; goes on the audit trail
 */
export async function setClosedThrough(
  scope: Scope,
  through: string | undefined,
  reason?: string,
): Promise<void> {
  const before = await closedThrough(scope)
  if (through === undefined)
    await sql`delete from measure_closed_period where city = ${scope.city}`.execute(scope.tx)
  else
    await sql`
      insert into measure_closed_period (city, closed_through, closed_at, closed_by)
      values (${scope.city}, ${through}::date, ${scope.now}, ${scope.actor.name})
      on conflict (city) do update set closed_through = excluded.closed_through, closed_at = excluded.closed_at,
        closed_by = excluded.closed_by`.execute(scope.tx)
  const opened = before !== undefined && (through === undefined || through < before)
  recordAudit(scope, {
    action: opened ? 'measures.reopen' : 'measures.close',
    objectType: 'closed-months',
    objectId: scope.city,
    objectLabel: (through ?? before ?? '').slice(0, 7),
    detail: {
      before: before?.slice(0, 7) ?? null,
      after: through?.slice(0, 7) ?? null,
      ...(reason ? { reason } : {}),
    },
  })
}
