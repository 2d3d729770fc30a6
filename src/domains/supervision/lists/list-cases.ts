/** The matters of lists as cases: who may do what, until when, and what each decision changes. */
import { z } from 'zod'
import { localDate } from '#kernel/calendar/calendar.ts'
import {
  type CaseEventDeclaration,
  type CaseStateDeclaration,
  type CaseType,
  type CaseView,
  defineCaseType,
} from '#kernel/cases/case-type.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { Message } from '#kernel/language/messages.ts'
import { findPresentSubject } from '../risk/class-store.ts'
import { abnormalEntryMachine, seriousEntryMachine } from './entry.machines.ts'
import { leavingMachine } from './leaving.machine.ts'
import { accountOf, enterOnList, keepStep, leaveList, repairPenalty, tellOutcome } from './list-effects.ts'
import type { MatterKind } from './list-schemas.ts'
import { listError } from './lists-errors.ts'

const CaseData = z.object({ enterpriseId: z.uuid() })
const Notice = z.object({ deliveredOn: z.iso.date().nullable() })
const nothing = z.object({})
const long = z.string().trim().min(1).max(4000)
const reason = z.object({ reason: z.string().trim().min(1).max(1000) })
const decision = z.object({ decisionNumber: z.string().trim().min(2).max(100) })

const titles = {
  reason: { zh: '理由', en: 'Reason' },
  findings: { zh: '核实情况和处理意见', en: 'Findings and opinion' },
  decisionNumber: { zh: '决定书文号', en: 'Number of the decision' },
  statement: { zh: '陈述、申辩意见', en: 'Statement and defence' },
} as const satisfies Readonly<Record<string, Message>>

/** Where a matter lies: in the enterprise's district, and with its account while it has to answer. */
const placeWith = (answering: readonly string[]) => async (scope: Scope, view: CaseView) => {
  const subject = await findPresentSubject(scope, CaseData.parse(view.data).enterpriseId)
  const account =
    subject && answering.includes(view.state) ? await accountOf(scope, subject.enterprise_id) : undefined
  return {
    ...(subject ? { region: subject.region } : {}),
    ...(account === undefined ? {} : { assigneeId: account }),
  }
}

/** Where officers work on a matter; whoever answers for an enterprise is led to its own page from there. */
const page = (caseId: string): string => `/supervision/lists/matters/${caseId}`

/** @throws `lists.delivered-in-the-future` */
function requireDelivered(scope: Scope, { data }: CaseView): void {
  const [today, { deliveredOn }] = [localDate(scope.now), Notice.parse(data)]
  if (deliveredOn !== null && deliveredOn > today)
    throw listError('lists.delivered-in-the-future', { date: today })
}

/** Effects of every step: keep it, then what its state means. */
const effects: CaseType['onTransition'] = async (scope, { after, event, input }) => {
  if (event === 'open') return
  if (event === 'give-notice') requireDelivered(scope, after)
  const matter = await keepStep(scope, after, event, input)
  if (after.state === 'listed') await enterOnList(scope, matter, input)
  if (after.state === 'granted')
    await (matter.kind === 'penalty-repair' ? repairPenalty : leaveList)(scope, matter, input)
  await tellOutcome(scope, matter, after)
}

const decideEvent = (confirm: Message): CaseEventDeclaration => ({
  title: { zh: '作出决定', en: 'Decide' },
  permission: 'lists.decide',
  form: decision,
  fieldTitles: { decisionNumber: titles.decisionNumber },
  sender: { isNot: 'proposedBy' },
  confirm,
})

const returnEvent: CaseEventDeclaration = {
  title: { zh: '退回重新核实', en: 'Return for further verification' },
  permission: 'lists.decide',
  form: reason,
  fieldTitles: { reason: titles.reason },
}

const dropEvent: CaseEventDeclaration = {
  title: { zh: '不予列入', en: 'Do not enter' },
  permission: 'lists.decide',
  form: reason,
  fieldTitles: { reason: titles.reason },
  confirm: { zh: '本事项将终结，企业不列入名单。', en: 'The matter ends; the enterprise is not listed.' },
}

const proposeEntry: CaseEventDeclaration = {
  title: { zh: '提出列入意见', en: 'Propose the entry' },
  permission: 'lists.propose',
  form: z.object({ findings: long }),
  fieldTitles: { findings: titles.findings },
}

const deciding: CaseStateDeclaration = {
  title: { zh: '待决定', en: 'Awaiting decision' },
  deadlineRule: 'lists.decision-period',
  actor: 'lists.decide',
}

/** Entry on the list of abnormal operations. */
export const abnormalEntryCaseType = defineCaseType({
  name: 'supervision.abnormal-entry',
  title: { zh: '列入经营异常名录', en: 'Entry on the list of abnormal operations' },
  machine: abnormalEntryMachine,
  readPermission: 'lists.read',
  openPermission: 'lists.propose',
  page,
  states: {
    verifying: {
      title: { zh: '核实中', en: 'Being verified' },
      deadlineRule: 'lists.abnormal-entry-period',
      escalateTo: 'lists.decide',
      actor: 'lists.propose',
    },
    deciding,
    listed: { title: { zh: '已列入', en: 'Listed' } },
    dropped: { title: { zh: '未列入', en: 'Not listed' } },
  },
  events: {
    propose: proposeEntry,
    decide: decideEvent({
      zh: '决定后企业即列入经营异常名录并向社会公示，风险类别同时更新。',
      en: 'The enterprise is listed and published at once, and its risk class follows.',
    }),
    return: returnEvent,
    drop: dropEvent,
  },
  place: placeWith([]),
  onTransition: effects,
})

/** Entry on the list of serious dishonesty. */
export const seriousEntryCaseType = defineCaseType({
  name: 'supervision.serious-entry',
  title: { zh: '列入严重违法失信名单', en: 'Entry on the list of serious dishonesty' },
  machine: seriousEntryMachine,
  readPermission: 'lists.read',
  openPermission: 'lists.propose',
  page,
  states: {
    drafting: { title: { zh: '拟列入', en: 'Being drafted' }, actor: 'lists.propose' },
    notified: {
      title: { zh: '已告知，待陈述申辩', en: 'Notified, awaiting an answer' },
      deadlineRule: 'lists.defence-period',
      // From receipt of the notice, whenever that is recorded.
      deadlineFrom: ({ data }) => Notice.parse(data).deliveredOn ?? undefined,
      escalateTo: 'lists.propose',
      actor: 'lists.apply',
    },
    hearing: {
      title: { zh: '听证中', en: 'In hearing' },
      deadlineRule: 'lists.hearing-period',
      actor: 'lists.propose',
    },
    reviewing: {
      title: { zh: '复核中', en: 'Under review' },
      deadlineRule: 'lists.review-period',
      actor: 'lists.propose',
    },
    deciding,
    listed: { title: { zh: '已列入', en: 'Listed' } },
    dropped: { title: { zh: '未列入', en: 'Not listed' } },
  },
  events: {
    'give-notice': {
      title: { zh: '送达告知书', en: 'Give notice' },
      permission: 'lists.propose',
      form: z.object({ noticeNumber: z.string().trim().min(2).max(100), deliveredOn: z.iso.date() }),
      fieldTitles: {
        noticeNumber: { zh: '告知书文号', en: 'Number of the notice' },
        deliveredOn: { zh: '送达日期', en: 'Delivered on' },
      },
    },
    defend: {
      title: { zh: '陈述、申辩', en: 'State and defend' },
      permission: 'lists.apply',
      form: z.object({ statement: long }),
      fieldTitles: { statement: titles.statement },
    },
    'ask-hearing': {
      title: { zh: '要求听证', en: 'Ask for a hearing' },
      permission: 'lists.apply',
      form: z.object({ statement: long }),
      fieldTitles: { statement: { zh: '听证要求及理由', en: 'What the hearing is about' } },
    },
    'no-answer': {
      title: { zh: '逾期未陈述申辩', en: 'No answer in time' },
      permission: 'lists.propose',
      form: nothing,
      confirm: {
        zh: '请确认告知期限已届满，企业未陈述、申辩，也未要求听证。',
        en: 'Confirm that the period has ended without statement, defence or request for a hearing.',
      },
    },
    'hold-hearing': {
      title: { zh: '登记听证结果', en: 'Record the hearing' },
      permission: 'lists.propose',
      form: z.object({ heldOn: z.iso.date(), record: long }),
      fieldTitles: {
        heldOn: { zh: '听证日期', en: 'Held on' },
        record: { zh: '听证笔录要点', en: 'Record' },
      },
    },
    propose: proposeEntry,
    decide: decideEvent({
      zh: '决定后企业即列入严重违法失信名单并向社会公示，风险类别同时调整为D。',
      en: 'The enterprise is listed and published at once, and its risk class becomes D.',
    }),
    return: returnEvent,
    drop: dropEvent,
  },
  place: placeWith(['notified']),
  onTransition: effects,
})

interface LeavingTitles {
  readonly kind: Extract<MatterKind, 'correction' | 'repair' | 'objection' | 'penalty-repair'>
  readonly title: Message
  readonly granted: Message
  readonly refused: Message
  readonly confirm: Message
}

const leavingStates = (kind: string, granted: Message, refused: Message) => ({
  applied: {
    title: { zh: '已申请，待受理', en: 'Applied, to be accepted' },
    deadlineRule: `lists.${kind}-acceptance`,
    actor: 'lists.propose',
  },
  supplementing: { title: { zh: '待补充材料', en: 'Awaiting further papers' }, actor: 'lists.apply' },
  verifying: {
    title: { zh: '已受理，核实中', en: 'Accepted, being verified' },
    deadlineRule: `lists.${kind}-verification`,
    escalateTo: 'lists.decide',
    actor: 'lists.propose',
  },
  deciding: {
    title: { zh: '待决定', en: 'Awaiting decision' },
    deadlineRule: `lists.${kind}-decision`,
    actor: 'lists.decide',
  },
  granted: { title: granted },
  refused: { title: refused },
  declined: { title: { zh: '不予受理', en: 'Not accepted' } },
  withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' } },
})

const leavingEvents = (confirm: Message): Readonly<Record<string, CaseEventDeclaration>> => ({
  accept: { title: { zh: '受理', en: 'Accept' }, permission: 'lists.propose', form: nothing },
  decline: {
    title: { zh: '不予受理', en: 'Do not accept' },
    permission: 'lists.propose',
    form: reason,
    fieldTitles: { reason: titles.reason },
  },
  ask: {
    title: { zh: '要求补充材料', en: 'Ask for further papers' },
    permission: 'lists.propose',
    form: z.object({ missing: z.string().trim().min(1).max(1000) }),
    fieldTitles: { missing: { zh: '需补充的材料', en: 'What is missing' } },
  },
  supplement: {
    title: { zh: '补充材料', en: 'Supplement' },
    permission: 'lists.apply',
    form: z.object({ statement: long }),
    fieldTitles: { statement: { zh: '补充说明', en: 'Supplement' } },
  },
  withdraw: {
    title: { zh: '撤回申请', en: 'Withdraw' },
    permission: 'lists.apply',
    form: nothing,
    sender: 'starter',
    confirm: { zh: '撤回后可以重新申请。', en: 'It can be applied for again.' },
  },
  'propose-granting': {
    title: { zh: '建议同意', en: 'Propose to grant' },
    permission: 'lists.propose',
    form: z.object({ findings: long }),
    fieldTitles: { findings: titles.findings },
  },
  'propose-refusing': {
    title: { zh: '建议不同意', en: 'Propose to refuse' },
    permission: 'lists.propose',
    form: z.object({ findings: long }),
    fieldTitles: { findings: titles.findings },
  },
  return: returnEvent,
  decide: decideEvent(confirm),
})

const leavingCaseType = ({ kind, title, granted, refused, confirm }: LeavingTitles): CaseType =>
  defineCaseType({
    name: `supervision.list-${kind}`,
    title,
    machine: leavingMachine(`supervision.list-${kind}`),
    readPermission: 'lists.read',
    openPermission: 'lists.apply',
    page,
    // The repair of a penalty has the periods of any repair.
    states: leavingStates(kind === 'penalty-repair' ? 'repair' : kind, granted, refused),
    events: leavingEvents(confirm),
    place: placeWith(['supplementing']),
    onTransition: effects,
  })

/** Removal from the list of abnormal operations. */
export const correctionCaseType = leavingCaseType({
  kind: 'correction',
  title: { zh: '移出经营异常名录', en: 'Removal from the list of abnormal operations' },
  granted: { zh: '已移出', en: 'Removed' },
  refused: { zh: '不予移出', en: 'Not removed' },
  confirm: {
    zh: '同意的，企业即移出名录并停止公示；不同意的，制发不予移出决定书。',
    en: 'If granted, the entry ends and its publication stops; if not, the decision says why.',
  },
})

/** Early removal from the list of serious dishonesty. */
export const repairCaseType = leavingCaseType({
  kind: 'repair',
  title: { zh: '信用修复', en: 'Credit repair' },
  granted: { zh: '已修复', en: 'Repaired' },
  refused: { zh: '不予修复', en: 'Not repaired' },
  confirm: {
    zh: '同意的，即停止公示、共享和使用，并解除管理措施；不同意的，制发不予修复决定书。',
    en: 'If granted, publication, sharing, use and measures end at once; if not, the decision says why.',
  },
})

/** Objection against an entry. */
export const objectionCaseType = leavingCaseType({
  kind: 'objection',
  title: { zh: '名单异议', en: 'Objection against an entry' },
  granted: { zh: '异议成立，已撤销', en: 'Upheld, entry revoked' },
  refused: { zh: '异议不成立', en: 'Not upheld' },
  confirm: {
    zh: '异议成立的，撤销列入决定并停止公示；不成立的，书面告知理由。',
    en: 'If upheld, the entry is revoked and its publication stops; if not, the reasons are given.',
  },
})

/** Repair of a single penalty. */
export const penaltyRepairCaseType = leavingCaseType({
  kind: 'penalty-repair',
  title: { zh: '行政处罚信用修复', en: 'Credit repair of a penalty' },
  granted: { zh: '已修复', en: 'Repaired' },
  refused: { zh: '不予修复', en: 'Not repaired' },
  confirm: {
    zh: '同意的，这条处罚记录即停止公示、共享和使用，不再计入信用风险评分；不同意的，制发不予修复决定书。',
    en: 'If granted, the record is no longer published, shared or used for the risk class; if not, the decision says why.',
  },
})

/** The case type of each kind of matter. */
export const caseTypeOf: Readonly<Record<MatterKind, CaseType>> = {
  'abnormal-entry': abnormalEntryCaseType,
  'serious-entry': seriousEntryCaseType,
  correction: correctionCaseType,
  repair: repairCaseType,
  objection: objectionCaseType,
  'penalty-repair': penaltyRepairCaseType,
}
