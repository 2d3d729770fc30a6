/** Reminders before deadlines and escalation after them. */
import { v7 } from 'uuid'
import { z } from 'zod'
import { type Scope, withScope } from '../db/scope.ts'
import { defineJob, type JobContext } from '../jobs/job.ts'
import type { Message } from '../language/messages.ts'
import { notify, type Recipients } from '../notify/notify.ts'
import type { CaseType, CaseView } from './case-type.ts'
import { aboutCase, casePage, viewOf } from './cases.ts'
import { type DeadlineRow, takeEscalations, takeReminders } from './deadline-store.ts'
import { caseMessages } from './messages.ts'
import { findCase, insertEvent } from './store.ts'

// As many as one transaction should hold; the rest follows in the next.
const batch = 100

/** Case types by name. */
export function caseTypesOf(
  modules: ReadonlyArray<{ readonly caseTypes: readonly CaseType[] }>,
): ReadonlyMap<string, CaseType> {
  return new Map(modules.flatMap((module) => module.caseTypes.map((type) => [type.name, type] as const)))
}

/** Whoever acts in the state of a deadline. */
function actors(type: CaseType, view: CaseView, state: string): Recipients[] {
  if (view.assigneeId !== undefined) return [{ users: [view.assigneeId] }]
  const permissions = Object.entries(type.states).flatMap(([path, { actor }]) =>
    actor !== undefined && (path === state || path.startsWith(`${state}.`)) ? [actor] : [],
  )
  return [...new Set(permissions)].map((permission) => ({
    permission,
    unitId: view.unitId,
    region: view.region,
  }))
}

async function tell(
  scope: Scope,
  types: ReadonlyMap<string, CaseType>,
  deadline: DeadlineRow,
  kind: 'reminder' | 'escalation',
  message: Message,
): Promise<void> {
  const row = await findCase(scope, deadline.case_id)
  const type = row && types.get(row.type)
  if (!type) return
  const view = viewOf(row)
  const recipients = actors(type, view, deadline.state)
  if (kind === 'escalation' && deadline.escalate_to !== null)
    recipients.push({ permission: deadline.escalate_to, unitId: view.unitId, region: view.region })
  for (const one of recipients)
    await notify(scope, {
      recipients: one,
      message: aboutCase(message, type, view, deadline.state, deadline.due_date),
      link: casePage(type, view.id),
    })
  await insertEvent(scope, {
    id: v7(),
    case_id: view.id,
    kind,
    event: kind,
    state_before: row.state,
    state_after: row.state,
    input: { state: deadline.state, dueDate: deadline.due_date, rule: deadline.rule_key },
    comment: null,
    version: row.version,
  })
}

/** Reminds and escalates what is due in the city of the identity. Returns how many of each. */
export async function watchDeadlines(
  context: Pick<JobContext, 'database' | 'identity' | 'modules' | 'signal' | 'now'>,
): Promise<{ reminders: number; escalations: number }> {
  const types = caseTypesOf(context.modules)
  const total = { reminders: 0, escalations: 0 }
  for (;;) {
    context.signal.throwIfAborted()
    const taken = await withScope(
      context.database,
      context.identity,
      async (scope) => {
        const escalations = await takeEscalations(scope, batch)
        for (const deadline of escalations)
          await tell(scope, types, deadline, 'escalation', caseMessages['cases.overdue'])
        const late = new Set(escalations.map((deadline) => deadline.id))
        const taken = await takeReminders(scope, batch)
        // What has passed already needs no reminder that it will.
        const reminders = taken.filter((deadline) => !late.has(deadline.id) && deadline.due_at >= scope.now)
        for (const deadline of reminders)
          await tell(scope, types, deadline, 'reminder', caseMessages['cases.due-soon'])
        return {
          reminders: reminders.length,
          escalations: escalations.length,
          more: taken.length === batch || escalations.length === batch,
        }
      },
      { now: context.now() },
    )
    total.reminders += taken.reminders
    total.escalations += taken.escalations
    if (!taken.more) return total
  }
}

/** Looks for reminders and escalations every ten minutes. */
export const deadlineJob = defineJob({
  name: 'cases.watch-deadlines',
  title: { zh: '期限提醒与督办', en: 'Reminders and escalation' },
  input: z.object({}),
  run: async (_input, context) => watchDeadlines(context),
  schedule: '*/10 * * * *',
})
