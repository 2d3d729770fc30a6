/** SQL with which the demo writes many inspections at a time. */
import { sql } from 'kysely'
import type { DrawClass } from '#domains/supervision/draws/register-contract.ts'
import type { InspectionRecord, Outcome } from '#domains/supervision/inspections/record-contract.ts'
import type { Scope } from '#kernel/db/scope.ts'

/** An inspection as it stands on the demo's day. */
export interface ConcludedRow {
  readonly id: string
  readonly state: 'assigned' | 'recorded' | 'approved' | 'correcting' | 'closed' | 'transferred'
  readonly outcome: Outcome | null
  readonly record: InspectionRecord | null
  readonly checks_done: number
  readonly problems: number
  readonly corrected: number
  readonly accepted_at: string | null
  readonly recorded_at: string | null
  readonly approved_at: string | null
  readonly published_at: string | null
  readonly corrected_at: string | null
  readonly correct_by: string | null
  readonly publish_by: string | null
  readonly closed_at: string | null
}

export async function inspectionsToConclude(
  scope: Scope,
  drawId: string,
): Promise<Array<{ id: string; credit_code: string; class: DrawClass }>> {
  const found = await sql<{ id: string; credit_code: string; class: DrawClass }>`select id, credit_code, class
    from inspection where city = ${scope.city} and draw_id = ${drawId} order by credit_code`.execute(scope.tx)
  return found.rows
}

export async function writeConclusions(scope: Scope, rows: readonly ConcludedRow[]): Promise<void> {
  await sql`update inspection set state = done.state, outcome = done.outcome, record = done.record,
      checks_done = done.checks_done, problems = done.problems, corrected = done.corrected,
      accepted_at = done.accepted_at, arrived_at = done.recorded_at, recorded_at = done.recorded_at,
      approved_at = done.approved_at, published_at = done.published_at, corrected_at = done.corrected_at,
      correct_by = done.correct_by, publish_by = done.publish_by, closed_at = done.closed_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as done (id uuid, state text, outcome text, record jsonb,
      checks_done integer, problems integer, corrected integer, accepted_at timestamptz, recorded_at timestamptz,
      approved_at timestamptz, published_at timestamptz, corrected_at timestamptz, correct_by date, publish_by date,
      closed_at timestamptz)
    where inspection.city = ${scope.city} and inspection.id = done.id`.execute(scope.tx)
}
