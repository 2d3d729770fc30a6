/** What inspections add to figures. */
import type { FactView } from '#kernel/measures/fact-view.ts'
import { outcomeTitles } from './outcome-messages.ts'

/** Inspections whose result is on record: one row each. */
export const inspectionFacts: FactView = {
  view: 'inspection_fact',
  recordType: 'uuid',
  records: {
    view: 'supervision_inspection_label',
    permission: 'supervision.inspections-read',
    page: { path: '/inspections/{pageId}' },
  },
  dimensions: ['item', 'class', 'outcome', 'origin'],
  words: {
    item: {
      title: { zh: '检查事项', en: 'Item of inspection' },
      valuesView: 'supervision_inspection_item_words',
    },
    class: { title: { zh: '风险类别', en: 'Risk class' } },
    outcome: { title: { zh: '检查结果', en: 'Result' }, values: outcomeTitles },
    origin: {
      title: { zh: '检查来源', en: 'Origin' },
      values: { drawn: { zh: '随机抽查', en: 'Drawn at random' }, other: { zh: '其他', en: 'Other' } },
    },
  },
  measures: [
    {
      name: 'supervision.inspections',
      title: { zh: '检查主体数', en: 'Subjects inspected' },
      unit: '家次',
      column: 'inspected',
      kind: 'flow',
    },
    {
      name: 'supervision.inspections-with-problems',
      title: { zh: '发现问题的检查', en: 'Inspections with findings' },
      unit: '家次',
      column: 'with_problems',
      kind: 'flow',
    },
    {
      name: 'supervision.inspection-problems',
      title: { zh: '检查发现问题数', en: 'Problems found' },
      unit: '个',
      column: 'problems',
      kind: 'flow',
    },
    {
      name: 'supervision.inspection-problems-corrected',
      title: { zh: '已改正问题数', en: 'Problems corrected' },
      unit: '个',
      column: 'corrected',
      kind: 'flow',
    },
    {
      name: 'supervision.inspection-checks',
      title: { zh: '检查事项数', en: 'Checks made' },
      unit: '项',
      column: 'checks',
      kind: 'flow',
    },
  ],
}
