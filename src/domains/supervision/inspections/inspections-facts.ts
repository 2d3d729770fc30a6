/** What inspections add to figures. */
import type { FactView } from '#kernel/measures/fact-view.ts'

/** Inspections whose result is on record: one row each. */
export const inspectionFacts: FactView = {
  view: 'inspection_fact',
  recordType: 'uuid',
  dimensions: ['item', 'class', 'outcome', 'origin'],
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
