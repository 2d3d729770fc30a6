/** Reads and writes the deadlines of cases. */
import { sql } from 'kysely'
import type { Scope } from '../db/scope.ts'
import type { Period } from '../rules/rule.ts'

export type DeadlineRow = {
  city: string
  id: string
  case_id: string
  state: string
  rule_key: string
  rule_title_zh: string
  rule_title_en: string
  rule_source: string
  rule_clause: string | null
  rule_confidence: string
  rule_overridden: boolean
  period: Period
  started_at: Date
  due_date: string
  due_at: Date
  provisional: boolean
  remind_at: Date | null
  reminded_at: Date | null
  escalate_to: string | null
  escalated_at: Date | null
  ended_at: Date | null
}

type DeadlineTables = { case_deadline: DeadlineRow }

const tables = (scope: Scope) => scope.tx.withTables<DeadlineTables>()

export async function insertDeadline(
  scope: Scope,
  row: Omit<DeadlineRow, 'city' | 'started_at' | 'reminded_at' | 'escalated_at' | 'ended_at'>,
): Promise<void> {
  await tables(scope)
    .insertInto('case_deadline')
    .values({
      ...row,
      city: scope.city,
      period: sql<Period>`${JSON.stringify(row.period)}::jsonb`,
      started_at: scope.now,
      reminded_at: null,
      escalated_at: null,
      ended_at: null,
    })
    .execute()
}

/** Ends the running deadlines of states that a case has left. */
export async function endDeadlines(scope: Scope, caseId: string, states: readonly string[]): Promise<void> {
  if (states.length === 0) return
  await tables(scope)
    .updateTable('case_deadline')
    .set({ ended_at: scope.now })
    .where('city', '=', scope.city)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .where('state', 'in', states)
    .execute()
}

/** The deadlines of a case in the order they began. */
export async function listDeadlines(scope: Scope, caseId: string): Promise<DeadlineRow[]> {
  return tables(scope)
    .selectFrom('case_deadline')
    .selectAll()
    .where('city', '=', scope.city)
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
}

/** Marks running deadlines of which it is time to remind, and returns them. */
export async function takeReminders(scope: Scope, limit: number): Promise<DeadlineRow[]> {
  return take(scope, 'reminded_at', sql`remind_at <= ${scope.now}`, limit)
}

/** Marks running deadlines that have passed and returns them, each once. */
export async function takeEscalations(scope: Scope, limit: number): Promise<DeadlineRow[]> {
  return take(scope, 'escalated_at', sql`due_at < ${scope.now}`, limit)
}

async function take(
  scope: Scope,
  mark: 'reminded_at' | 'escalated_at',
  due: ReturnType<typeof sql>,
  limit: number,
): Promise<DeadlineRow[]> {
  const { rows } = await sql<DeadlineRow>`
    update case_deadline set ${sql.ref(mark)} = ${scope.now}
    where city = ${scope.city} and id in (
      select id from case_deadline
      where city = ${scope.city} and ended_at is null and ${sql.ref(mark)} is null and ${due}
      order by due_at limit ${limit} for update skip locked)
    returning *`.execute(scope.tx)
  return rows
}
