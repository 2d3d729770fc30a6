/**
 * Where the facts of scorecards come from. A room of the domain that has something to say about enterprises publishes
 * an SQL view `supervision_factor_…` with `city, enterprise_id, factor, value, at, record_id, record_label` (one row a
 * record and factor) and adds its line to {@link factorSources}; scorecards then name its factors.
 */
import type { Message } from '#kernel/language/messages.ts'
import { tagFactorPrefix } from './risk-contract.ts'

/** A factor that records give: what is counted or summed. */
export interface RecordFactor {
  readonly name: string
  readonly title: Message
  /** Unit of its values. */
  readonly unit: string
}

/** A view of records, and the factors that it has. */
export interface FactorSource {
  readonly view: string
  readonly factors: readonly RecordFactor[]
}

/** A fact that the register itself holds. */
export interface SubjectFactor {
  readonly name: string
  readonly title: Message
  readonly kind: 'number' | 'category'
  /** Of numbers. */
  readonly unit?: string
  /** Of categories: what there is. */
  readonly categories?: readonly string[]
}

export const subjectFactors: readonly SubjectFactor[] = [
  {
    name: 'subject.age-years',
    title: { zh: '成立年限（整年）', en: 'Age in whole years' },
    kind: 'number',
    unit: '年',
  },
  {
    name: 'subject.size',
    title: { zh: '企业规模', en: 'Size' },
    kind: 'category',
    categories: ['large', 'medium', 'small', 'micro'],
  },
  {
    name: 'subject.status',
    title: { zh: '登记状态', en: 'Status in the register' },
    kind: 'category',
    categories: ['active', 'suspended', 'revoked'],
  },
]

const credit = (kind: string, zh: string, en: string, unit = '件'): RecordFactor => ({
  name: `credit.${kind}`,
  title: { zh, en },
  unit,
})

export const factorSources: readonly FactorSource[] = [
  {
    view: 'supervision_factor_credit_record',
    factors: [
      credit('penalty', '行政处罚', 'Administrative penalties'),
      credit('penalty-amount', '罚没金额', 'Sum of fines and confiscations', '元'),
      credit('warning', '警告、通报批评', 'Warnings'),
      credit('complaint', '投诉', 'Complaints'),
      credit('report', '查实的举报', 'Substantiated reports'),
      credit(
        'inspection-problem',
        '其他部门检查发现问题',
        'Problems found by other authorities’ inspections',
      ),
      credit('spot-check-failure', '外地抽查不合格', 'Spot-check failures elsewhere', '批次'),
      credit('judgement-debtor', '失信被执行人', 'Judgement debtor'),
      credit('tax-arrears', '欠税公告', 'Published tax arrears'),
      credit('recall', '召回', 'Recalls'),
      credit('honour', '质量荣誉', 'Quality honours'),
    ],
  },
  {
    view: 'supervision_factor_spot_check',
    factors: [
      { name: 'spot-check.failed', title: { zh: '抽查不合格', en: 'Spot-check failures' }, unit: '批次' },
      {
        name: 'spot-check.serious',
        title: { zh: '抽查严重不合格', en: 'Serious spot-check failures' },
        unit: '批次',
      },
      { name: 'spot-check.passed', title: { zh: '抽查合格', en: 'Spot checks passed' }, unit: '批次' },
      { name: 'spot-check.refused', title: { zh: '拒绝抽查', en: 'Spot checks refused' }, unit: '次' },
    ],
  },
  {
    view: 'supervision_factor_inspection',
    factors: [
      { name: 'inspection.problems', title: { zh: '检查发现问题', en: 'Problems found' }, unit: '项' },
      {
        name: 'inspection.uncorrected',
        title: { zh: '逾期未整改问题', en: 'Problems not corrected in time' },
        unit: '项',
      },
      { name: 'inspection.unreachable', title: { zh: '检查无法联系', en: 'Not reached' }, unit: '次' },
      { name: 'inspection.refused', title: { zh: '不配合检查', en: 'Inspection refused' }, unit: '次' },
      {
        name: 'inspection.false-information',
        title: { zh: '公示信息弄虚作假', en: 'False information published' },
        unit: '次',
      },
      { name: 'inspection.clean', title: { zh: '检查未发现问题', en: 'Nothing found' }, unit: '次' },
    ],
  },
  {
    view: 'supervision_factor_list_entry',
    factors: [
      {
        name: 'list.abnormal',
        title: { zh: '在经营异常名录', en: 'On the list of abnormal operations' },
        unit: '次',
      },
      {
        name: 'list.serious',
        title: { zh: '在严重违法失信名单', en: 'On the list of serious dishonesty' },
        unit: '次',
      },
      {
        name: 'list-past.abnormal',
        title: { zh: '曾列入经营异常名录', en: 'Was on the list of abnormal operations' },
        unit: '次',
      },
      {
        name: 'list-past.serious',
        title: { zh: '曾列入严重违法失信名单', en: 'Was on the list of serious dishonesty' },
        unit: '次',
      },
    ],
  },
]

/** The view and the declaration behind a factor's name; undefined for facts of the register and unknown names. */
export function recordFactor(
  name: string,
): { readonly source: FactorSource; readonly factor: RecordFactor } | undefined {
  for (const source of factorSources) {
    const factor = source.factors.find((one) => one.name === name)
    if (factor) return { source, factor }
  }
  return undefined
}

/** Whether a scorecard may name this source. */
export const isKnownSource = (name: string): boolean =>
  recordFactor(name) !== undefined ||
  subjectFactors.some((factor) => factor.name === name) ||
  (name.startsWith(tagFactorPrefix) && name.length > tagFactorPrefix.length)
