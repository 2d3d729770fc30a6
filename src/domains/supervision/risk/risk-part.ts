import { appendOnlyCityTable, cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { classifyDailyJob, classifyEnterprisesJob } from './classification-job.ts'
import { classifyChangedJob } from './classify-changed-job.ts'
import { importCreditRecordsJob } from './import-credit-records-job.ts'
import { enterpriseClassFacts } from './risk-facts.ts'
import { riskRouter } from './risk-router.ts'
import { adoptionCaseType } from './scorecard-case.ts'
import { tryScorecardJob } from './what-if-job.ts'

/** Credit-risk classes by scorecards. */
export const riskPart: DomainPart = {
  tables: {
    risk_scorecard_version: cityTable,
    risk_classification_run: appendOnlyCityTable,
    risk_class_override: cityTable,
    risk_enterprise_class: cityTable,
    risk_class_period: cityTable,
    risk_credit_record: cityTable,
    risk_register_position: cityTable,
  },
  views: { supervision_enterprise_class: 'invoker', supervision_factor_credit_record: 'invoker' },
  permissions: {
    'risk.read': {
      title: { zh: '查看企业信用风险类别和评分表', en: 'Read risk classes and scorecards' },
      roles: { clerk: 'city', leader: 'city', inspector: 'district', liaison: 'district' },
    },
    'risk.manage': {
      title: { zh: '起草评分表、组织分类', en: 'Draft scorecards and classify enterprises' },
      roles: { clerk: 'city' },
    },
    'risk.adopt': {
      title: { zh: '批准启用评分表', en: 'Adopt scorecards' },
      roles: { leader: 'city', clerk: 'city' },
    },
    'risk.override': {
      title: { zh: '人工调整企业风险类别', en: 'Set risk classes by hand' },
      roles: { clerk: 'city', leader: 'city' },
    },
    'risk.record': {
      title: { zh: '登记和导入信用记录', en: 'Record and import credit records' },
      roles: { clerk: 'city', inspector: 'district' },
    },
  },
  router: riskRouter,
  caseTypes: [adoptionCaseType],
  jobs: [
    classifyEnterprisesJob,
    classifyDailyJob,
    classifyChangedJob,
    tryScorecardJob,
    importCreditRecordsJob,
  ],
  rules: [
    {
      key: 'risk.adoption-period',
      title: { zh: '评分表审批时限', en: 'Time to decide on a scorecard' },
      value: { count: 10, unit: 'working-day' },
      source: 'Zhiheng: an office habit, no law sets it',
      effectiveFrom: '2020-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
    {
      key: 'risk.longest-override',
      title: {
        zh: '人工调整类别的最长时间（月）',
        en: 'Longest time for which a class is set by hand (months)',
      },
      value: 12,
      source:
        '国市监信发〔2022〕6号 关于推进企业信用风险分类管理进一步提升监管效能的意见（动态调整的期限由地方规定）',
      effectiveFrom: '2022-01-13',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
  ],
  facts: [enterpriseClassFacts],
}
