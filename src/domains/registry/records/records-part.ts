import { appendOnlyCityTable, cityTable, referenceTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { certificateFacts, instrumentFacts } from './record-facts.ts'
import { recordsRouter } from './records-router.ts'

/** Products, sites, certificates, instruments, people and the supervision grid. */
export const recordsPart: DomainPart = {
  tables: {
    product_category: referenceTable,
    own_product_category: cityTable,
    enterprise_product: cityTable,
    enterprise_site: cityTable,
    enterprise_certificate: cityTable,
    enterprise_instrument: cityTable,
    instrument_verification: appendOnlyCityTable,
    enterprise_person: cityTable,
    enterprise_record_change: appendOnlyCityTable,
    grid_cell: cityTable,
    grid_hand_over: appendOnlyCityTable,
  },
  views: {
    registry_product: 'invoker',
    registry_certificate: 'invoker',
    registry_grid_cell: 'invoker',
    registry_certificate_label: 'invoker',
    registry_instrument_label: 'invoker',
  },
  permissions: {
    'registry.manage-grid': {
      title: { zh: '管理监管网格', en: 'Keep the supervision grid' },
      roles: { clerk: 'city' },
    },
    'registry.assign-to-grid-cell': {
      title: { zh: '指定企业所属网格', en: 'Put enterprises into a grid cell' },
      roles: { clerk: 'city', inspector: 'district' },
    },
  },
  facts: [certificateFacts, instrumentFacts],
  rules: [
    {
      key: 'registry.certificate-expiring',
      title: { zh: '证书临期提醒', en: 'Certificates about to end' },
      value: { count: 90, unit: 'day' },
      source: 'Zhiheng: time enough to apply anew, no law sets one for all kinds',
      effectiveFrom: '2020-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
    {
      key: 'registry.verification-due',
      title: { zh: '检定到期提醒', en: 'Verifications falling due' },
      value: { count: 30, unit: 'day' },
      source: 'Zhiheng: time enough to make an appointment, no law sets it',
      effectiveFrom: '2020-01-01',
      confidence: 'to be confirmed',
      cityMayOverride: true,
    },
  ],
  router: recordsRouter,
}
