import { appendOnlyCityTable, cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { spotCheckRules } from './deadlines.ts'
import { spotCheckFacts } from './facts.ts'
import { followUpCaseTypeList } from './follow-up/follow-up-case.ts'
import { spotCheckPlanCaseType } from './setup/plan-case.ts'
import { spotChecksRouter } from './spot-checks-router.ts'

/** Product spot checks from sampling to closed follow-up. */
export const spotChecksPart: DomainPart = {
  router: spotChecksRouter,
  tables: {
    spot_check_category: cityTable,
    spot_check_rule: cityTable,
    spot_check_rule_item: appendOnlyCityTable,
    spot_check_institution: cityTable,
    spot_check_plan: cityTable,
    spot_check_plan_line: cityTable,
    spot_check_plan_version: cityTable,
    spot_check_plan_version_line: cityTable,
    spot_check_output: cityTable,
    spot_check_task: cityTable,
    spot_check_sample: cityTable,
    spot_check_result: appendOnlyCityTable,
    spot_check_file: cityTable,
    spot_check_import: appendOnlyCityTable,
    spot_check_delivery: appendOnlyCityTable,
    spot_check_objection: cityTable,
    spot_check_order: appendOnlyCityTable,
    spot_check_notice: appendOnlyCityTable,
    spot_check_published: appendOnlyCityTable,
  },
  views: {
    supervision_recall_hand_over: 'invoker',
    supervision_factor_spot_check: 'invoker',
    supervision_spot_check_category_words: 'invoker',
    supervision_spot_check_label: 'invoker',
  },
  permissions: {
    'spot-checks.read': {
      title: { zh: '查看抽查计划、样品和后续处理', en: 'Read spot-check plans, samples and follow-ups' },
      roles: { clerk: 'city', leader: 'city', inspector: 'district', liaison: 'unit' },
    },
    'spot-checks.plan': {
      title: { zh: '编制抽查计划、细则和任务', en: 'Make spot-check plans, rules and tasks' },
      roles: { clerk: 'city' },
    },
    'spot-checks.adopt': {
      title: { zh: '批准抽查计划', en: 'Adopt spot-check plans' },
      roles: { leader: 'city' },
    },
    'spot-checks.sample': {
      title: { zh: '抽样和送检', en: 'Sample and hand over to laboratories' },
      roles: { inspector: 'district', clerk: 'city' },
    },
    'spot-checks.test': {
      title: { zh: '接收盲样、录入检验结果', en: 'Take blind samples in and report results' },
      roles: { institution: 'unit' },
    },
    'spot-checks.follow-up': {
      title: { zh: '处理不合格产品', en: 'Follow failed batches up' },
      roles: { clerk: 'city', inspector: 'district' },
    },
    'spot-checks.oversee': {
      title: { zh: '督办逾期的后续处理', en: 'Oversee overdue follow-ups' },
      roles: { clerk: 'city', leader: 'city' },
    },
    'spot-checks.publish': {
      title: { zh: '公布抽查结果', en: 'Publish spot-check results' },
      roles: { clerk: 'city' },
    },
    'spot-checks.own': {
      title: { zh: '查看本企业产品的抽查结果、提出异议', en: 'See results of one’s own goods and object' },
      roles: { enterprise: 'unit' },
    },
    'spot-checks.read-personal': {
      title: { zh: '查看抽样单签字人信息', en: 'Read who signed sampling sheets' },
      roles: { clerk: 'city', inspector: 'district' },
    },
  },
  caseTypes: [...followUpCaseTypeList, spotCheckPlanCaseType],
  rules: spotCheckRules,
  facts: [spotCheckFacts],
}
