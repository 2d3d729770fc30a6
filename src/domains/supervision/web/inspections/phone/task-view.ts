/** A task as the phone shows it: what the server said, and what has been done here since. */
import type { Check } from '../../../draws/register-contract.ts'
import type { InspectionRecord, Outcome } from '../../../inspections/record-contract.ts'
import type { TaskView } from '../inspections-api.ts'
import type { WaitingOperation } from './phone-store.ts'

const after = { accept: 'accepted', arrive: 'on-site', record: 'recorded', unable: 'recorded' } as const

/** The state of a task with the steps that wait to be sent. */
export function shownState(task: TaskView, outbox: readonly WaitingOperation[]): TaskView['state'] {
  const last = outbox.filter((one) => one.inspectionId === task.id).at(-1)
  return last ? after[last.operation.kind] : task.state
}

/** A record with nothing in it. */
export const emptyRecord: InspectionRecord = {
  answers: {},
  remark: '',
  location: null,
  signature: null,
  outcome: 'nothing-found',
  correctBy: null,
}

/** Checks that have an answer. */
export const answered = (checks: readonly Check[], record: InspectionRecord): number =>
  checks.filter((check) => {
    const value = record.answers[check.key]?.value ?? null
    return value !== null && value !== ''
  }).length

/** Results an inspector chooses from when he was there. */
export const outcomesOnSite: readonly Outcome[] = [
  'nothing-found',
  'ordered-to-correct',
  'further-handling',
  'not-disclosed',
  'false-information',
]

/** An ISO date some days from today, in Shanghai. */
export function daysAhead(days: number): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
  return day.format(new Date(Date.now() + days * 86_400_000))
}
