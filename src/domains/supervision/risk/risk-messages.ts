/** Words of risk classes that both the pages and the workbooks use. */
import type { Message } from '#kernel/language/messages.ts'
import type { creditRecordKinds } from './risk-contract.ts'
import type { RiskClass } from './scorecard.ts'

export const classTitles: Readonly<Record<RiskClass, Message>> = {
  A: { zh: 'A 风险低', en: 'A low risk' },
  B: { zh: 'B 风险一般', en: 'B moderate risk' },
  C: { zh: 'C 风险较高', en: 'C raised risk' },
  D: { zh: 'D 风险高', en: 'D high risk' },
}

export const creditKindTitles: Readonly<Record<(typeof creditRecordKinds)[number], Message>> = {
  penalty: { zh: '行政处罚', en: 'Penalty' },
  warning: { zh: '警告、通报批评', en: 'Warning' },
  complaint: { zh: '投诉', en: 'Complaint' },
  report: { zh: '查实的举报', en: 'Substantiated report' },
  'inspection-problem': { zh: '检查发现问题', en: 'Inspection problem' },
  'spot-check-failure': { zh: '抽查不合格', en: 'Spot-check failure' },
  'judgement-debtor': { zh: '失信被执行人', en: 'Judgement debtor' },
  'tax-arrears': { zh: '欠税公告', en: 'Tax arrears' },
  recall: { zh: '召回', en: 'Recall' },
  honour: { zh: '质量荣誉', en: 'Quality honour' },
}

export const sizeTitles: Readonly<Record<string, Message>> = {
  large: { zh: '大型', en: 'Large' },
  medium: { zh: '中型', en: 'Medium' },
  small: { zh: '小型', en: 'Small' },
  micro: { zh: '微型', en: 'Micro' },
}

/** Heads of the columns of the workbook of credit records. */
export const creditColumns = {
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
  kind: { zh: '记录种类', en: 'Kind' },
  number: { zh: '文号', en: 'Number' },
  decidedOn: { zh: '日期', en: 'Date' },
  authority: { zh: '作出机关', en: 'Authority' },
  summary: { zh: '摘要', en: 'Summary' },
  amount: { zh: '罚没金额（元）', en: 'Amount (yuan)' },
} as const satisfies Readonly<Record<string, Message>>
