/** What certificates and instruments add to figures. */
import type { Message } from '#kernel/language/messages.ts'
import type { FactView } from '#kernel/measures/fact-view.ts'
import { certificateKinds } from './lists/certificate-kinds.ts'
import { instrumentKinds } from './lists/instrument-kinds.ts'

const titlesOf = (kinds: ReadonlyArray<{ readonly key: string; readonly title: Message }>) =>
  Object.fromEntries(kinds.map(({ key, title }) => [key, title]))

/** Stock of valid certificates, by kind and the county of the enterprise. */
export const certificateFacts: FactView = {
  view: 'registry_certificate_fact',
  recordType: 'uuid',
  records: {
    view: 'registry_certificate_label',
    permission: 'registry.read',
    page: { path: '/registry/{pageId}' },
  },
  dimensions: ['kind'],
  words: {
    kind: { title: { zh: '证书种类', en: 'Kind of certificate' }, values: titlesOf(certificateKinds) },
  },
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
  records: {
    view: 'registry_instrument_label',
    permission: 'registry.read',
    page: { path: '/registry/{pageId}' },
  },
  dimensions: ['kind', 'compulsory'],
  words: {
    kind: { title: { zh: '器具种类', en: 'Kind of instrument' }, values: titlesOf(instrumentKinds) },
    compulsory: { title: { zh: '是否强制检定', en: 'Compulsory verification' } },
  },
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
