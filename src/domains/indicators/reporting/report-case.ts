/** A report as a case: who may do what, until when, and what handing in and publishing change. */
import { z } from 'zod'
import { defineCaseType } from '#kernel/cases/case-type.ts'
import type { RuleDeclaration } from '#kernel/rules/rule.ts'
import type { PeriodKind } from '../period.ts'
import { reportMachine } from './report.machine.ts'
import { applyReportEvent } from './report-effects.ts'

const CaseData = z.object({
  reportId: z.uuid(),
  round: z.number().int(),
  frequency: z.enum(['month', 'quarter', 'year']),
  periodEnd: z.iso.date(),
})

const rulesByFrequency: Record<PeriodKind, string> = {
  month: 'indicators.monthly-report-period',
  quarter: 'indicators.quarterly-report-period',
  year: 'indicators.yearly-report-period',
}

/** Key of the rule that says until when a report is handed in, counted from the end of its period. */
export const periodRuleOf = (frequency: PeriodKind): string => rulesByFrequency[frequency]

/** Key of the rule for corrections, counted from their opening. */
export const correctionRule = 'indicators.correction-period'

const period = (key: string, zh: string, en: string, count: number): RuleDeclaration => ({
  key,
  title: { zh, en },
  value: { count, unit: 'working-day' },
  source: 'Zhiheng: no official period was found; a city sets its own',
  effectiveFrom: '2000-01-01',
  confidence: 'to be confirmed',
  cityMayOverride: true,
})

/** Periods of reporting and review. */
export const reportingRules: readonly RuleDeclaration[] = [
  period(
    rulesByFrequency.month,
    '月度数据报送期限（自月末起）',
    'Monthly figures, from the end of the month',
    10,
  ),
  period(
    rulesByFrequency.quarter,
    '季度数据报送期限（自季末起）',
    'Quarterly figures, from the end of the quarter',
    15,
  ),
  period(
    rulesByFrequency.year,
    '年度数据报送期限（自年末起）',
    'Yearly figures, from the end of the year',
    30,
  ),
  period(correctionRule, '更正已发布数据的期限', 'Correction of published figures', 5),
  period('indicators.report-return-period', '退回后重新报送的期限', 'Figures that were sent back', 3),
  period('indicators.report-review-period', '数据审核期限', 'Review of reported figures', 5),
]

const nothing = z.object({})

/** The report of a unit for a period; each correction after publication is a case of its own. */
export const reportCaseType = defineCaseType({
  name: 'indicators.report',
  title: { zh: '指标数据填报', en: 'Reporting of figures' },
  machine: reportMachine,
  page: (caseId) => `/reporting/${caseId}`,
  readPermission: 'indicators.read',
  states: {
    'to-report': {
      title: { zh: '待填报', en: 'To be reported' },
      actor: 'indicators.report',
      escalateTo: 'indicators.publish',
      deadlineRule: ({ data }) => {
        const { round, frequency } = CaseData.parse(data)
        return round > 1 ? correctionRule : periodRuleOf(frequency)
      },
      deadlineFrom: ({ data }) => {
        const { round, periodEnd } = CaseData.parse(data)
        return round > 1 ? undefined : periodEnd
      },
    },
    submitted: {
      title: { zh: '待审核', en: 'To be reviewed' },
      actor: 'indicators.publish',
      deadlineRule: 'indicators.report-review-period',
    },
    returned: {
      title: { zh: '已退回', en: 'Sent back' },
      actor: 'indicators.report',
      escalateTo: 'indicators.publish',
      deadlineRule: 'indicators.report-return-period',
      remindBefore: 1,
    },
    reviewed: { title: { zh: '已审核', en: 'Reviewed' }, actor: 'indicators.publish' },
    published: { title: { zh: '已发布', en: 'Published' } },
    cancelled: { title: { zh: '已取消', en: 'Cancelled' } },
  },
  events: {
    submit: {
      title: { zh: '提交', en: 'Hand in' },
      permission: 'indicators.report',
      form: nothing,
      confirm: {
        zh: '提交后由质量办审核；审核通过前，您可以撤回修改。',
        en: 'The quality office reviews it; until it has been accepted you may withdraw it.',
      },
    },
    withdraw: {
      title: { zh: '撤回', en: 'Withdraw' },
      permission: 'indicators.report',
      form: nothing,
      sender: { is: 'submittedBy' },
      confirm: {
        zh: '撤回后可继续修改，须重新提交。',
        en: 'You may then change it, and have to hand it in again.',
      },
    },
    return: {
      title: { zh: '退回', en: 'Send back' },
      permission: 'indicators.publish',
      form: nothing,
      commentRequired: true,
      confirm: {
        zh: '填报单位会收到退回原因，并在规定期限内重新报送。',
        en: 'The unit is told why and has to hand it in again in time.',
      },
    },
    accept: {
      title: { zh: '审核通过', en: 'Accept' },
      permission: 'indicators.publish',
      form: nothing,
      sender: { isNot: 'submittedBy' },
      confirm: {
        zh: '审核通过后填报人不能再撤回；数据仍须发布才生效。',
        en: 'The reporter can no longer withdraw it; the figures count once they are published.',
      },
    },
    publish: {
      title: { zh: '发布', en: 'Publish' },
      permission: 'indicators.publish',
      form: nothing,
      sender: { isNot: 'submittedBy' },
      confirm: {
        zh: '数据立即生效，相关目标的状态随之更新；此后只能以更正修改，更正前的数据留存备查。',
        en: 'The figures count at once and the targets that hang on them move; later changes are corrections, and what was before is kept.',
      },
    },
    cancel: {
      title: { zh: '取消任务', en: 'Cancel' },
      permission: 'indicators.publish',
      form: nothing,
      commentRequired: true,
      confirm: {
        zh: '该单位本期不再需要报送；已发布的数据不受影响。',
        en: 'The unit need not report for this period; what is published stays.',
      },
    },
  },
  onTransition: applyReportEvent,
})
