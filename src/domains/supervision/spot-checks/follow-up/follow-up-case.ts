/** The follow-up of a failed batch as case types: one statechart, one set of deadlines for each law. */
import type { CaseEventDeclaration, CaseStateDeclaration, CaseType } from '#kernel/cases/case-type.ts'
import { defineCaseType } from '#kernel/cases/case-type.ts'
import type { Message } from '#kernel/language/messages.ts'
import { type DeadlineName, deadlineKey, type LawFamily, lawFamilies } from '../deadlines.ts'
import { followUpMachine } from '../follow-up.machine.ts'
import { followUpTitles, groundTitles, partyTitles } from '../messages.ts'
import { FollowUpState, followUpEnds } from '../terms.ts'
import * as effects from './follow-up-effects.ts'
import { type FollowUpEventName, forms } from './follow-up-forms.ts'
import { lastRight, objectionRights } from './objection-rights.ts'

const act = 'spot-checks.follow-up'

const periodOf: Readonly<Partial<Record<FollowUpState, DeadlineName>>> = {
  notifying: 'notify',
  'objection-period': 'objection',
  'objection-review': 'review',
  'retest-procedure': 'retest-procedure',
  retesting: 'retest',
  ordering: 'order',
  correcting: 'correction',
  reinspecting: 'reinspection',
  announced: 'correction',
  'reinspecting-announced': 'reinspection',
  suspended: 'correction',
  'reinspecting-suspended': 'reinspection',
  closing: 'close',
}

function stateOf(family: LawFamily, state: FollowUpState): CaseStateDeclaration {
  const name = periodOf[state]
  if (name === undefined || followUpEnds.includes(state)) return { title: followUpTitles[state] }
  return {
    title: followUpTitles[state],
    deadlineRule: deadlineKey(family, name),
    // From receipt, of the party that may object longest; each party's objection is in time by its own last day.
    ...(state === 'objection-period' ? { deadlineFrom: (view) => lastRight(view)?.receivedOn } : {}),
    actor: act,
    escalateTo: 'spot-checks.oversee',
  }
}

const number: Message = { zh: '文书编号', en: 'Number of the paper' }
const reason: Message = { zh: '理由', en: 'Reason' }
const report: Message = { zh: '报告编号', en: 'Report number' }
const values: Message = {
  zh: '不合格项目的测定值（序号=测定值，以分号隔开）',
  en: 'Values of the failed items (position=value; …)',
}

type EventTitles = Pick<CaseEventDeclaration, 'title' | 'fieldTitles' | 'choiceTitles' | 'confirm'>

const events: Readonly<Record<FollowUpEventName, EventTitles>> = {
  notify: {
    title: { zh: '告知结果', en: 'Notify the result' },
    fieldTitles: {
      number,
      delivery: { zh: '送达方式', en: 'How it was delivered' },
      receivedOn: { zh: '被抽样单位收到日期', en: 'Received by the one sampled on' },
      producerReceivedOn: {
        zh: '标称生产者收到日期（与被抽样单位不同的，必填）',
        en: 'Received by the nominal producer on (where it is another)',
      },
    },
  },
  confirm: {
    title: { zh: '确认结果', en: 'Confirm the result' },
    fieldTitles: { waived: { zh: '当事人已书面表示无异议', en: 'The parties have waived in writing' } },
  },
  object: {
    title: { zh: '登记异议', en: 'Take an objection' },
    fieldTitles: {
      party: { zh: '异议方', en: 'For whom' },
      objector: { zh: '异议人', en: 'Who objects' },
      ground: { zh: '异议事由', en: 'Ground' },
      receivedOn: { zh: '收到日期', en: 'Received on' },
      statement: { zh: '异议内容', en: 'What is objected' },
    },
    choiceTitles: { ground: groundTitles, party: partyTitles },
  },
  accept: { title: { zh: '受理并复检', en: 'Accept and re-test' }, fieldTitles: { reason } },
  reject: { title: { zh: '驳回异议', en: 'Reject the objection' }, fieldTitles: { reason } },
  'set-aside': {
    title: { zh: '撤销结论', en: 'Set the conclusion aside' },
    fieldTitles: { reason },
    confirm: {
      zh: '撤销后，这一批次不再计入合格率，后续处理终止。',
      en: 'The batch no longer counts and the follow-up ends.',
    },
  },
  'start-retest': {
    title: { zh: '移送复检', en: 'Send to re-test' },
    fieldTitles: {
      institution: { zh: '复检机构名称（不得为初检机构）', en: 'Institution of the re-test (another one)' },
    },
  },
  lapse: {
    title: { zh: '逾期未办，视为放弃复检', en: 'Re-test lapsed' },
    fieldTitles: { reason },
  },
  'record-retest': {
    title: { zh: '登记复检结果', en: 'Record the re-test' },
    fieldTitles: { reportNumber: report, measured: values },
    confirm: {
      zh: '复检结论为最终结论，由系统按细则判定，不能再更改。',
      en: 'The re-test is final; its conclusion follows from the rules and cannot be changed.',
    },
  },
  'order-correction': {
    title: { zh: '责令改正', en: 'Order correction' },
    fieldTitles: { number, requirements: { zh: '改正要求', en: 'What must be corrected' } },
  },
  transfer: {
    title: { zh: '移送', en: 'Transfer' },
    fieldTitles: { number, authority: { zh: '移送机关', en: 'To which authority' }, reason },
    confirm: { zh: '移送后，本机关的处理终止。', en: 'Our own follow-up ends with the transfer.' },
  },
  'report-correction': {
    title: { zh: '提交整改情况', en: 'Report the correction' },
    fieldTitles: { measures: { zh: '整改措施', en: 'What was done' } },
  },
  'record-reinspection': {
    title: { zh: '登记复查结果', en: 'Record the re-inspection' },
    fieldTitles: { reportNumber: report, measured: values },
  },
  'record-penalty': {
    title: { zh: '登记行政处罚', en: 'Record a penalty' },
    fieldTitles: {
      number,
      amount: { zh: '罚没金额（元）', en: 'Amount (yuan)' },
      decision: { zh: '处罚内容', en: 'Decision' },
    },
  },
  'hand-over-recall': {
    title: { zh: '移交缺陷召回', en: 'Hand over to recall' },
    fieldTitles: { number, reason },
  },
  close: {
    title: { zh: '结案', en: 'Close' },
    fieldTitles: {
      noPenaltyReason: { zh: '不予处罚的理由和依据', en: 'Why no penalty is imposed, and its basis' },
    },
  },
}

const eventNames: readonly FollowUpEventName[] = [
  'notify',
  'confirm',
  'object',
  'accept',
  'reject',
  'set-aside',
  'start-retest',
  'lapse',
  'record-retest',
  'order-correction',
  'transfer',
  'report-correction',
  'record-reinspection',
  'record-penalty',
  'hand-over-recall',
  'close',
]

const onTransition: NonNullable<CaseType['onTransition']> = async (
  scope,
  { before, after, event, input },
) => {
  const of = before ?? after
  switch (event) {
    case 'notify':
      await effects.notifyResult(scope, after, forms.notify.parse(input))
      break
    case 'confirm':
      await effects.confirmResult(scope, of, forms.confirm.parse(input))
      break
    case 'object':
      await effects.takeObjection(scope, of, forms.object.parse(input))
      break
    case 'accept':
      await effects.acceptObjection(scope, of, forms.accept.parse(input))
      break
    case 'reject':
      await effects.rejectObjection(scope, of, forms.reject.parse(input))
      break
    case 'set-aside':
      await effects.setAside(scope, of, forms['set-aside'].parse(input))
      break
    case 'start-retest':
      await effects.startRetest(scope, of, forms['start-retest'].parse(input))
      break
    case 'record-retest':
      await effects.recordRetest(scope, after, forms['record-retest'].parse(input))
      break
    case 'order-correction':
      await effects.orderCorrection(scope, of, forms['order-correction'].parse(input))
      break
    case 'transfer':
      await effects.transfer(scope, of, forms.transfer.parse(input))
      break
    case 'record-reinspection':
      await effects.recordReinspection(scope, of, forms['record-reinspection'].parse(input))
      break
    case 'record-penalty':
      await effects.recordPenalty(scope, of, forms['record-penalty'].parse(input))
      break
    case 'hand-over-recall':
      await effects.handOverToRecall(scope, of, forms['hand-over-recall'].parse(input))
      break
    case 'close':
      await effects.requirePenaltyOrReason(scope, of, forms.close.parse(input))
      break
  }
  if (before?.state !== after.state) await effects.noteState(scope, after)
}

/** The last days to object, which the statechart cannot count itself. */
const inform: NonNullable<CaseType['inform']> = async (scope, { view, event, input }) =>
  event === 'notify' ? { rights: await objectionRights(scope, view, forms.notify.parse(input)) } : {}

const familyTitles: Readonly<Record<LawFamily, Message>> = {
  product: { zh: '产品监督抽查不合格处理', en: 'Follow-up of a failed product' },
  food: { zh: '食品抽检不合格核查处置', en: 'Follow-up of failed food' },
  farm: { zh: '农产品监测不合格处理', en: 'Follow-up of failed farm produce' },
  drug: { zh: '药品抽检不合格处理', en: 'Follow-up of a failed medicine' },
}

const caseTypeOf = (family: LawFamily): CaseType =>
  defineCaseType({
    name: `supervision.spot-check-${family}`,
    title: familyTitles[family],
    machine: followUpMachine,
    page: (caseId) => `/supervision/spot-checks/samples/${caseId}`,
    readPermission: 'spot-checks.read',
    states: Object.fromEntries(FollowUpState.options.map((state) => [state, stateOf(family, state)])),
    events: Object.fromEntries(
      eventNames.map((name) => [name, { ...events[name], permission: act, form: forms[name] }]),
    ),
    inform,
    onTransition,
  })

/** The case types by the law that governs them. */
export const followUpCaseTypes: Readonly<Record<LawFamily, CaseType>> = {
  product: caseTypeOf('product'),
  food: caseTypeOf('food'),
  farm: caseTypeOf('farm'),
  drug: caseTypeOf('drug'),
}

/** The same as a list. */
export const followUpCaseTypeList: readonly CaseType[] = lawFamilies.map(
  (family) => followUpCaseTypes[family],
)
