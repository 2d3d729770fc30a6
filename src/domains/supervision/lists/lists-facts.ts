/** What the lists add to figures. */
import type { FactView } from '#kernel/measures/fact-view.ts'

/** Entries onto the lists and removals from them, record id the entry. */
export const listEntryFacts: FactView = {
  view: 'list_entry_fact',
  recordType: 'uuid',
  records: {
    view: 'supervision_list_entry_label',
    permission: 'lists.read',
    page: { path: '/registry/{pageId}', permission: 'registry.read' },
  },
  dimensions: ['list', 'ground'],
  words: {
    list: {
      title: { zh: '名单', en: 'List' },
      values: {
        abnormal: { zh: '经营异常名录', en: 'Abnormal operations' },
        serious: { zh: '严重违法失信名单', en: 'Serious dishonesty' },
      },
    },
    ground: { title: { zh: '列入情形', en: 'Ground' }, valuesView: 'supervision_list_ground_words' },
  },
  measures: [
    {
      name: 'supervision.list-entries',
      title: { zh: '列入名单户次', en: 'Entries onto lists' },
      unit: '户次',
      column: 'entries',
      kind: 'flow',
    },
    {
      name: 'supervision.list-removals',
      title: { zh: '移出名单户次', en: 'Removals from lists' },
      unit: '户次',
      column: 'removals',
      kind: 'flow',
    },
    {
      name: 'supervision.listed',
      title: { zh: '在列户次', en: 'Entries on lists' },
      unit: '户次',
      column: 'listed',
      kind: 'stock',
    },
  ],
}
