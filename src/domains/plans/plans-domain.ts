import { cityTable } from '#kernel/db/tables.ts'
import { defineDomain } from '#kernel/domain.ts'
import { plansContract } from './contract.ts'
import { readDocumentJob } from './read-document-job.ts'
import { reviewCaseType } from './review-case.ts'
import { plansRouter } from './router.ts'

/** Plan documents: read, reviewed, published; targets on the overview's board. */
export const plansDomain = defineDomain({
  name: 'plans',
  title: { zh: '规划', en: 'Plans' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    plan: cityTable,
    plan_document: cityTable,
    plan_version: cityTable,
    plan_section: cityTable,
    plan_target: cityTable,
    plan_task: cityTable,
    plan_answerable_unit: cityTable,
  },
  permissions: {
    'plans.read': {
      title: { zh: '查看规划、目标和任务', en: 'Read plans, targets and tasks' },
      roles: { clerk: 'city', liaison: 'unit', leader: 'city' },
    },
    'plans.review': {
      title: { zh: '导入和审阅规划', en: 'Take in and review plans' },
      roles: { clerk: 'city' },
    },
    'plans.publish': { title: { zh: '发布规划', en: 'Publish plans' }, roles: { clerk: 'city' } },
    'plans.compare': {
      title: { zh: '比较各规划的目标', en: 'Compare the targets of plans' },
      roles: { clerk: 'city', leader: 'city' },
    },
  },
  contract: plansContract,
  router: plansRouter,
  caseTypes: [reviewCaseType],
  jobs: [readDocumentJob],
  rules: [
    {
      key: 'plans.review-period',
      title: { zh: '规划审阅时限', en: 'Time to review a plan' },
      value: { count: 10, unit: 'working-day' },
      source: 'Zhiheng: an office habit, no law sets it',
      effectiveFrom: '2020-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
    {
      key: 'plans.approval-period',
      title: { zh: '规划批准时限', en: 'Time to approve a plan' },
      value: { count: 5, unit: 'working-day' },
      source: 'Zhiheng: an office habit, no law sets it',
      effectiveFrom: '2020-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
  ],
})
