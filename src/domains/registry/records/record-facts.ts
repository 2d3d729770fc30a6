/** What certificates and instruments add to figures. */
import type { FactView } from '#kernel/measures/fact-view.ts'

/** Stock of valid certificates, by kind and the county of the enterprise. */
export const certificateFacts: FactView = {
  view: 'registry_certificate_fact',
  recordType: 'uuid',
  dimensions: ['kind'],
  measures: [
    {
      name: 'registry.valid-certificates',
      title: { zh: '有效证书数', en: 'Valid certificates' },
      unit: '张',
      column: 'head',
      kind: 'stock',
    },
  ],
}

/** Stock of measuring instruments in use, by kind and whether their verification is compulsory. */
export const instrumentFacts: FactView = {
  view: 'registry_instrument_fact',
  recordType: 'uuid',
  dimensions: ['kind', 'compulsory'],
  measures: [
    {
      name: 'registry.instruments-in-use',
      title: { zh: '在用计量器具数', en: 'Measuring instruments in use' },
      unit: '台（件）',
      column: 'head',
      kind: 'stock',
    },
  ],
}
