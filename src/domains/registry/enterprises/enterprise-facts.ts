import type { FactView } from '#kernel/measures/fact-view.ts'

/**
 * Stock of market entities: one step up on the day a status begins, one down when it ends, with the region, section
 * and size that the enterprise has now. Dimensions: status, section letter, size.
 */
export const enterpriseFacts: FactView = {
  view: 'registry_enterprise_fact',
  dimensions: ['status', 'section', 'size'],
  measures: [
    {
      name: 'registry.enterprises',
      title: { zh: '登记企业数', en: 'Registered enterprises' },
      unit: '家',
      column: 'head',
      kind: 'stock',
    },
  ],
}
