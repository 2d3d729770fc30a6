/** Deadlines that states bring with them: begun on entering, ended on leaving, each with its rule. */
import { v7 } from 'uuid'
import { addWorkingDays } from '#methods/working-days/add-working-days.ts'
import { datePartsOf } from '#methods/working-days/iso-date.ts'
import { withPlainWeek } from '#methods/working-days/working-day-calendar.ts'
import { type Deadline, deadlineAfter, workingDayCalendar } from '../calendar/calendar.ts'
import type { Scope } from '../db/scope.ts'
import type { Period } from '../rules/rule.ts'
import { periodRule } from '../rules/rules.ts'
import type { CaseStateDeclaration, CaseType, CaseView } from './case-type.ts'
import { endDeadlines, insertDeadline, listDeadlines } from './deadline-store.ts'
import { replaceAssignments } from './store.ts'

const usualReminder = 2

/** When to remind: some working days before the date, in the morning; of periods in hours, after three quarters. */
async function reminderOf(
  scope: Scope,
  period: Period,
  deadline: Deadline,
  workingDays: number,
): Promise<Date | null> {
  if (period.unit === 'hour') return new Date(deadline.dueAt.getTime() - period.count * 0.25 * 3600 * 1000)
  const { year } = datePartsOf(deadline.date)
  const calendar = withPlainWeek(await workingDayCalendar(scope, year - 1, year))
  const morning = new Date(`${addWorkingDays(deadline.date, -workingDays, calendar)}T09:00:00+08:00`)
  return morning > scope.now ? morning : null
}

async function beginDeadline(
  scope: Scope,
  view: CaseView,
  state: string,
  declaration: CaseStateDeclaration,
): Promise<void> {
  const { deadlineRule } = declaration
  if (deadlineRule === undefined) return
  const key = typeof deadlineRule === 'string' ? deadlineRule : deadlineRule(view)
  const rule = await periodRule(scope, key, view.governedOn)
  const from = declaration.deadlineFrom?.(view)
  const start = from === undefined ? scope.now : new Date(`${from}T12:00:00+08:00`)
  const deadline = await deadlineAfter(scope, start, rule.value)
  await insertDeadline(scope, {
    id: v7(),
    case_id: view.id,
    state,
    rule_key: rule.key,
    rule_title_zh: rule.title.zh,
    rule_title_en: rule.title.en,
    rule_source: rule.source,
    rule_clause: rule.clause ?? null,
    rule_confidence: rule.confidence,
    rule_overridden: rule.overridden,
    period: rule.value,
    due_date: deadline.date,
    due_at: deadline.dueAt,
    provisional: deadline.provisional,
    remind_at: await reminderOf(scope, rule.value, deadline, declaration.remindBefore ?? usualReminder),
    escalate_to: declaration.escalateTo ?? null,
  })
}

/** Ends the deadlines of the states that were left and begins those of the states that were entered. */
export async function moveDeadlines(
  scope: Scope,
  type: CaseType,
  view: CaseView,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const left = before.filter((state) => view.done || !after.includes(state))
  await endDeadlines(scope, view.id, left)
  if (view.done) return
  for (const state of after) {
    const declaration = before.includes(state) ? undefined : type.states[state]
    if (declaration) await beginDeadline(scope, view, state, declaration)
  }
}

/** Writes down whose turn it is in the states the case is in, with the deadline of each. */
export async function assignTurns(
  scope: Scope,
  type: CaseType,
  view: CaseView,
  active: readonly string[],
): Promise<void> {
  const running = (await listDeadlines(scope, view.id)).filter((deadline) => deadline.ended_at === null)
  const turns = view.done
    ? []
    : active.flatMap((state) => {
        const permission = type.states[state]?.actor
        if (permission === undefined) return []
        // A step inside a phase has its own deadline, or else the phase's.
        const own = running.filter((one) => state === one.state || state.startsWith(`${one.state}.`))
        const next = own.toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime())[0]
        return [
          {
            id: v7(),
            state,
            permission,
            unit_id: view.unitId ?? null,
            region: view.region ?? null,
            assignee_id: view.assigneeId ?? null,
            due_at: next?.due_at ?? null,
            due_date: next?.due_date ?? null,
            provisional: next?.provisional ?? false,
          },
        ]
      })
  await replaceAssignments(scope, view.id, turns)
}
