/** What risk classes add to figures. */
import type { FactView } from '#kernel/measures/fact-view.ts'
import { sectionNames } from './section-messages.ts'

/** Enterprises in each risk class: a stock of entries and exits, record id the enterprise. */
export const enterpriseClassFacts: FactView = {
  view: 'enterprise_class_fact',
  recordType: 'uuid',
  records: {
    view: 'registry_enterprise_label',
    permission: 'risk.read',
    page: { path: '/registry/{pageId}', permission: 'registry.read' },
  },
  dimensions: ['class', 'section'],
  words: {
    class: { title: { zh: '风险类别', en: 'Risk class' } },
    section: { title: { zh: '行业门类', en: 'Section of industry' }, values: sectionNames },
  },
  measures: [
    {
      name: 'supervision.enterprises-by-class',
      title: { zh: '已分类企业数', en: 'Enterprises with a risk class' },
      unit: '家',
      column: 'enterprises',
      kind: 'stock',
    },
  ],
}
