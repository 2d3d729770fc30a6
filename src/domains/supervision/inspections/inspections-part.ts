import { appendOnlyCityTable, cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { inspectionCaseType } from './inspection-case.ts'
import { inspectionFacts } from './inspections-facts.ts'
import { inspectionsRouter } from './inspections-router.ts'
import { openInspectionsJob } from './open-inspections-job.ts'

/** Inspections and their results. */
export const inspectionsPart: DomainPart = {
  tables: {
    inspection: cityTable,
    inspection_team: cityTable,
    inspection_file: appendOnlyCityTable,
    inspection_operation: appendOnlyCityTable,
  },
  views: {
    supervision_factor_inspection: 'invoker',
    supervision_inspection_result: 'invoker',
    supervision_inspection_item_words: 'invoker',
    supervision_inspection_label: 'invoker',
  },
  permissions: {
    'supervision.inspections-read': {
      title: { zh: '查看检查任务和结果', en: 'Read inspections' },
      roles: { clerk: 'city', leader: 'city', liaison: 'unit', inspector: 'unit' },
    },
    'supervision.inspect': {
      title: { zh: '实施检查并上报结果', en: 'Inspect and hand results in' },
      roles: { inspector: 'unit' },
    },
    'supervision.inspections-approve': {
      title: {
        zh: '审核、公示检查结果，办理后续处理',
        en: 'Approve and publish results, handle what follows',
      },
      roles: { clerk: 'city', liaison: 'unit' },
    },
  },
  router: inspectionsRouter,
  caseTypes: [inspectionCaseType],
  jobs: [openInspectionsJob],
  rules: [
    {
      key: 'supervision.inspection-period',
      title: { zh: '抽查检查完成时限', en: 'Time to carry out a drawn inspection' },
      value: { count: 30, unit: 'day' },
      source: 'Zhiheng: the plan of each city sets it; no national period was found',
      effectiveFrom: '2015-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
    {
      key: 'supervision.result-publication',
      title: { zh: '抽查检查结果公示期限', en: 'Publication of inspection results' },
      value: { count: 20, unit: 'working-day' },
      source: '国发〔2019〕5号 国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见',
      clause: '（七）',
      effectiveFrom: '2019-01-27',
      confidence: 'recalled',
      cityMayOverride: false,
    },
    {
      key: 'supervision.correction-period',
      title: { zh: '责令改正后的复查时限', en: 'Re-check after an order to correct' },
      value: { count: 30, unit: 'day' },
      source: 'Zhiheng: each order names its last day; this one reminds',
      effectiveFrom: '2015-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
  ],
  facts: [inspectionFacts],
}
