/** An inspection as a case: who may do what, until when, and what each step changes on its record. */
import { z } from 'zod'
import { deadlineAfter } from '#kernel/calendar/calendar.ts'
import { type CaseView, defineCaseType } from '#kernel/cases/case-type.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { handToLists, ListsForm } from './hand-to-lists.ts'
import { inspectionMachine } from './inspection.machine.ts'
import * as store from './inspection-store.ts'
import { InspectionState } from './inspections-contract.ts'
import { inspectionError } from './inspections-errors.ts'
import { inspectionFacts } from './inspections-facts.ts'
import { countProblems, type InspectionRecord, type Outcome } from './record-contract.ts'

const CaseData = z.object({ inspectionId: z.uuid() })
const nothing = z.object({})

const FollowUpForm = z.object({ followUp: z.enum(['none', 'correction', 'handling']) })
const followUpTitle = { followUp: { zh: '后续处理', en: 'Follow-up' } }

/** What follows from an outcome: a correction with a last day, a decision of the department, or nothing. */
export function followUpOf(outcome: Outcome): 'none' | 'correction' | 'handling' {
  if (outcome === 'ordered-to-correct') return 'correction'
  return outcome === 'nothing-found' || outcome === 'no-such-business' ? 'none' : 'handling'
}

/** The state of an inspection that the path of its case stands for. */
export const stateOf = (casePath: string): InspectionState =>
  InspectionState.parse(casePath.split('.').at(-1))

const inspect = 'supervision.inspect'
const approve = 'supervision.inspections-approve'

/** The change of the row that an event makes besides its state. */
async function changeOf(
  scope: Scope,
  row: store.InspectionRow,
  event: string,
): Promise<store.InspectionChange> {
  switch (event) {
    case 'record':
    case 'record-again':
    case 'unable':
      return recorded(scope, row)
    case 'return':
      return {
        recorded_at: null,
        publish_by: null,
        outcome: null,
        problems: 0,
        checks_done: 0,
        approved_at: null,
      }
    case 'approve':
      return { approved_at: scope.now }
    case 'publish':
      return { published_at: scope.now }
    case 'corrected':
      return { corrected: row.problems, corrected_at: scope.now }
    default:
      return {}
  }
}

async function recorded(scope: Scope, row: store.InspectionRow): Promise<store.InspectionChange> {
  const record: InspectionRecord | null = row.record
  if (record === null) throw inspectionError('supervision.record-missing')
  const rule = await periodRule(scope, 'supervision.result-publication', scope.now.toISOString().slice(0, 10))
  const first = row.recorded_at ?? scope.now
  const { date } = await deadlineAfter(scope, first, rule.value)
  const answered = row.checks.filter((check) => (record.answers[check.key]?.value ?? null) !== null)
  return {
    recorded_at: first,
    publish_by: date,
    outcome: record.outcome,
    problems: countProblems(row.checks, record),
    checks_done: answered.length,
    correct_by: record.correctBy,
  }
}

async function follow(scope: Scope, after: CaseView, event: string, input: unknown): Promise<void> {
  const { inspectionId } = CaseData.parse(after.data)
  const row = await store.holdInspection(scope, inspectionId)
  if (!row) throw inspectionError('supervision.inspection-not-found')
  const change = await changeOf(scope, row, event)
  await changeFacts(scope, inspectionFacts, [inspectionId], () =>
    store.updateInspection(scope, inspectionId, {
      ...change,
      state: stateOf(after.state),
      ...(after.done ? { closed_at: scope.now } : {}),
    }),
  )
  if (event === 'hand-to-lists') await handToLists(scope, row, input)
}

/** From the drawn task to the published result and its follow-up. */
export const inspectionCaseType = defineCaseType({
  name: 'supervision.inspection',
  title: { zh: '双随机检查', en: 'Random inspection' },
  machine: inspectionMachine,
  readPermission: 'supervision.inspections-read',
  states: {
    pending: {
      title: { zh: '待检查', en: 'To be inspected' },
      deadlineRule: 'supervision.inspection-period',
      escalateTo: approve,
    },
    'pending.assigned': { title: { zh: '已派发', en: 'Assigned' }, actor: inspect },
    'pending.accepted': { title: { zh: '已接收', en: 'Accepted' }, actor: inspect },
    'pending.on-site': { title: { zh: '现场检查', en: 'On site' }, actor: inspect },
    concluding: {
      title: { zh: '审核公示', en: 'Conclusion' },
      deadlineRule: 'supervision.result-publication',
      remindBefore: 5,
      escalateTo: approve,
    },
    'concluding.recorded': { title: { zh: '待审核', en: 'Recorded' }, actor: approve },
    'concluding.approved': { title: { zh: '待公示', en: 'Approved' }, actor: approve },
    correcting: {
      title: { zh: '责令改正', en: 'Correction ordered' },
      deadlineRule: 'supervision.correction-period',
      actor: approve,
    },
    handling: { title: { zh: '后续处理', en: 'Further handling' }, actor: approve },
    closed: { title: { zh: '办结', en: 'Closed' } },
    transferred: { title: { zh: '移送立案', en: 'Transferred' } },
    withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' } },
  },
  events: {
    accept: { title: { zh: '接收任务', en: 'Accept' }, permission: inspect, form: nothing },
    arrive: { title: { zh: '到达现场', en: 'Arrive' }, permission: inspect, form: nothing },
    record: {
      title: { zh: '上报结果', en: 'Hand in the result' },
      permission: inspect,
      form: FollowUpForm,
      fieldTitles: followUpTitle,
    },
    'record-again': {
      title: { zh: '更正结果', en: 'Replace the result' },
      permission: inspect,
      form: FollowUpForm,
      fieldTitles: followUpTitle,
    },
    unable: {
      title: { zh: '无法检查', en: 'Could not inspect' },
      permission: inspect,
      form: FollowUpForm,
      fieldTitles: followUpTitle,
    },
    return: {
      title: { zh: '退回补查', en: 'Return to the site' },
      permission: approve,
      form: nothing,
      commentRequired: true,
    },
    approve: { title: { zh: '审核通过', en: 'Approve the result' }, permission: approve, form: nothing },
    publish: {
      title: { zh: '公示结果', en: 'Publish the result' },
      permission: approve,
      form: nothing,
      confirm: {
        zh: '结果将在公众门户公示，公示后不能撤回更改。',
        en: 'The result appears on the public portal and can no longer be changed.',
      },
    },
    corrected: {
      title: { zh: '复查合格', en: 'Re-check passed' },
      permission: approve,
      form: nothing,
      commentRequired: true,
    },
    'not-corrected': {
      title: { zh: '复查不合格', en: 'Re-check failed' },
      permission: approve,
      form: nothing,
      commentRequired: true,
    },
    transfer: {
      title: { zh: '移送立案', en: 'Transfer to a penalty case' },
      permission: approve,
      form: nothing,
      commentRequired: true,
    },
    'hand-to-lists': {
      title: { zh: '提请列入经营异常名录', en: 'Propose an entry on the list' },
      permission: approve,
      form: ListsForm,
      fieldTitles: {
        firstMailedOn: { zh: '第一次邮寄日期（无法联系时）', en: 'First letter sent (if unreachable)' },
        secondMailedOn: { zh: '第二次邮寄日期（无法联系时）', en: 'Second letter sent (if unreachable)' },
      },
      confirm: {
        zh: '将以这次检查为依据，提请列入经营异常名录。',
        en: 'This inspection becomes the ground for an entry on the list of abnormal operations.',
      },
    },
    close: {
      title: { zh: '处理完毕', en: 'Close' },
      permission: approve,
      form: nothing,
      commentRequired: true,
    },
    withdraw: {
      title: { zh: '撤回任务', en: 'Withdraw the task' },
      permission: 'supervision.draws-manage',
      form: nothing,
      commentRequired: true,
    },
  },
  place: async (scope, view) => {
    const leader = await store.leaderOf(scope, CaseData.parse(view.data).inspectionId)
    if (!leader) return {}
    const inField = view.state.startsWith('pending')
    return {
      unitId: leader.unitId,
      region: leader.region,
      ...(inField && leader.accountId !== null ? { assigneeId: view.assigneeId ?? leader.accountId } : {}),
    }
  },
  onTransition: async (scope, { before, after, event, input }) => {
    if (before !== undefined) await follow(scope, after, event, input)
  },
})
