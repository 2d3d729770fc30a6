import { defineMessages, type Message } from '#kernel/language/messages.ts'
import type {
  FollowUpState,
  NoticeParty,
  SampleFileRole,
  SampleResult,
  SampleState,
  SamplingLink,
  SamplingPurpose,
  Severity,
  SpotCheckKind,
} from './terms.ts'

export const kindTitles: Readonly<Record<SpotCheckKind, Message>> = {
  product: { zh: '工业产品', en: 'Industrial products' },
  consumer: { zh: '消费品', en: 'Consumer goods' },
  food: { zh: '食品', en: 'Food' },
  farm: { zh: '农产品', en: 'Farm produce' },
  drug: { zh: '药品', en: 'Medicines' },
}

export const purposeTitles: Readonly<Record<SamplingPurpose, Message>> = {
  supervision: { zh: '监督抽查', en: 'Supervision' },
  evaluation: { zh: '评价性抽检', en: 'Evaluation' },
  monitoring: { zh: '例行监测', en: 'Routine monitoring' },
  special: { zh: '专项抽查', en: 'Special check' },
}

export const linkTitles: Readonly<Record<SamplingLink, Message>> = {
  production: { zh: '生产环节', en: 'Production' },
  sale: { zh: '销售环节', en: 'Sale' },
  online: { zh: '网络销售', en: 'Online' },
}

export const stateTitles: Readonly<Record<SampleState, Message>> = {
  sampled: { zh: '已抽样', en: 'Sampled' },
  refused: { zh: '拒绝抽查', en: 'Refused' },
  'handed-over': { zh: '已送检', en: 'On its way to the laboratory' },
  received: { zh: '检验中', en: 'In the laboratory' },
  rejected: { zh: '实验室拒收', en: 'Rejected by the laboratory' },
  judged: { zh: '已判定', en: 'Judged' },
  voided: { zh: '已作废', en: 'Voided' },
}

export const resultTitles: Readonly<Record<SampleResult, Message>> = {
  pass: { zh: '合格', en: 'Passed' },
  fail: { zh: '不合格', en: 'Failed' },
}

export const severityTitles: Readonly<Record<Severity, Message>> = {
  critical: { zh: '极重要（A类）', en: 'Critical (A)' },
  major: { zh: '重要（B类）', en: 'Major (B)' },
  minor: { zh: '一般（C类）', en: 'Minor (C)' },
}

export const fileRoleTitles: Readonly<Record<SampleFileRole, Message>> = {
  sheet: { zh: '签字抽样单', en: 'Signed sheet' },
  photo: { zh: '现场照片', en: 'Photograph' },
  signature: { zh: '签名', en: 'Signature' },
  report: { zh: '检验报告', en: 'Report' },
  objection: { zh: '异议材料', en: 'Papers of the objection' },
  correction: { zh: '整改材料', en: 'Papers of the correction' },
}

export const followUpTitles: Readonly<Record<FollowUpState, Message>> = {
  notifying: { zh: '待告知', en: 'To be notified' },
  'objection-period': { zh: '异议期', en: 'Open to objection' },
  'objection-review': { zh: '异议处理', en: 'Objection under review' },
  'retest-procedure': { zh: '办理复检手续', en: 'Arranging the re-test' },
  retesting: { zh: '复检中', en: 'Being re-tested' },
  ordering: { zh: '待责令改正', en: 'Correction to be ordered' },
  correcting: { zh: '整改中', en: 'Being corrected' },
  reinspecting: { zh: '待复查', en: 'To be re-inspected' },
  announced: { zh: '复查不合格，已公告', en: 'Failed again, announced' },
  'reinspecting-announced': { zh: '公告后待复查', en: 'To be re-inspected after the announcement' },
  suspended: { zh: '停业整顿', en: 'Suspended' },
  'reinspecting-suspended': { zh: '停业整顿后待复查', en: 'To be re-inspected after suspension' },
  closing: { zh: '待结案', en: 'To be closed' },
  closed: { zh: '已结案', en: 'Closed' },
  transferred: { zh: '已移送', en: 'Transferred' },
  overturned: { zh: '复检合格，结论更正', en: 'Overturned by the re-test' },
  'set-aside': { zh: '结论撤销', en: 'Set aside' },
  'revocation-proposed': { zh: '已提请吊销许可', en: 'Revocation proposed' },
}

export const groundTitles = defineMessages({
  result: { zh: '对检验结论有异议', en: 'the result' },
  authenticity: { zh: '否认是其生产', en: 'the producer denies the product' },
  sampling: { zh: '对抽样有异议', en: 'the sampling' },
})

export const partyTitles: Readonly<Record<NoticeParty, Message>> = {
  sampled: { zh: '被抽样单位', en: 'Who was sampled' },
  producer: { zh: '标称生产者', en: 'Nominal producer' },
}

export const orderTitles = defineMessages({
  notice: { zh: '结果通知书', en: 'Notice of the result' },
  correction: { zh: '责令改正通知书', en: 'Correction order' },
  transfer: { zh: '案件移送', en: 'Transfer' },
  penalty: { zh: '行政处罚', en: 'Penalty' },
  recall: { zh: '移交召回', en: 'Hand-over to recall' },
})

/** What an enterprise is told of its own results. */
export const ownNews = defineMessages({
  notice: {
    zh: '“{product}”（{sheet}）抽查不合格，请查看结果通知；有异议的，在期限内提出',
    en: '“{product}” ({sheet}) failed a spot check: read the notice; objections are open until its last day',
  },
  accepted: {
    zh: '“{product}”（{sheet}）的异议已受理，将复检',
    en: 'The objection on “{product}” ({sheet}) was accepted: it will be tested again',
  },
  rejected: {
    zh: '“{product}”（{sheet}）的异议被驳回',
    en: 'The objection on “{product}” ({sheet}) was rejected',
  },
  'set-aside': {
    zh: '“{product}”（{sheet}）的结论已撤销',
    en: 'The conclusion on “{product}” ({sheet}) was set aside',
  },
  retested: {
    zh: '“{product}”（{sheet}）的复检结果已出',
    en: 'The re-test of “{product}” ({sheet}) has its result',
  },
  correction: {
    zh: '“{product}”（{sheet}）已责令改正，请按期整改',
    en: 'Correction of “{product}” ({sheet}) was ordered: see its last day',
  },
})

/** How an item's requirement is written. */
export function requirementText(item: {
  readonly requirement: 'limit' | 'not-detected' | 'complies'
  readonly limit: string | null
  readonly unit: string
}): Message {
  if (item.requirement === 'not-detected') return { zh: '不得检出', en: 'not detected' }
  if (item.requirement === 'complies') return { zh: '符合要求', en: 'complies' }
  const text = `${item.limit ?? ''}${item.unit ? ` ${item.unit}` : ''}`
  return { zh: text, en: text }
}

export const comparisonTitles = defineMessages({
  'full-value': { zh: '全数值比较法', en: 'full-value comparison' },
  'rounded-value': { zh: '修约值比较法', en: 'rounded-value comparison' },
})
