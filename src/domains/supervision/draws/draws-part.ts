import { appendOnlyCityTable, cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { commitDrawJob, conductDrawJob } from './draw-jobs.ts'
import { drawsRouter } from './draws-router.ts'
import { planCaseType } from './plan-case.ts'

/** Double-random draws that anyone can verify. */
export const drawsPart: DomainPart = {
  tables: {
    inspection_item: cityTable,
    inspector: cityTable,
    inspector_avoidance: cityTable,
    inspection_plan: cityTable,
    inspection_plan_task: cityTable,
    draw: cityTable,
    draw_population: appendOnlyCityTable,
    draw_secret: appendOnlyCityTable,
    draw_contribution: appendOnlyCityTable,
    draw_result: appendOnlyCityTable,
    draw_subject: appendOnlyCityTable,
    draw_step_in: appendOnlyCityTable,
  },
  permissions: {
    'supervision.draws-read': {
      title: { zh: '查看抽查事项、名录库、计划和抽取', en: 'Read items, registers, plans and draws' },
      roles: { clerk: 'city', leader: 'city', liaison: 'city', inspector: 'city' },
    },
    'supervision.draws-manage': {
      title: { zh: '管理抽查事项和人员，组织抽取', en: 'Manage items and inspectors, organise draws' },
      roles: { clerk: 'city' },
    },
    'supervision.plans-approve': {
      title: { zh: '批准年度抽查计划', en: 'Approve yearly inspection plans' },
      roles: { leader: 'city' },
    },
    'supervision.avoidance-declare': {
      title: { zh: '申报回避', en: 'Declare avoidances' },
      roles: { clerk: 'city', inspector: 'unit' },
    },
  },
  router: drawsRouter,
  caseTypes: [planCaseType],
  jobs: [commitDrawJob, conductDrawJob],
  rules: [
    {
      key: 'supervision.plan-approval-period',
      title: { zh: '年度抽查计划批准时限', en: 'Time to approve an inspection plan' },
      value: { count: 5, unit: 'working-day' },
      source: 'Zhiheng: an office habit, no law sets it',
      effectiveFrom: '2015-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
  ],
}
