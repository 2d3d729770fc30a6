import type { Scope } from '#kernel/db/scope.ts'
import { addFacts, changeFacts } from '#kernel/measures/change.ts'
import type { FactView } from '#kernel/measures/fact-view.ts'
import { sizeWords, statusWords } from './exchange/columns.ts'

const dimensions = ['status', 'section', 'size'] as const
const words: FactView['words'] = {
  status: { title: { zh: '登记状态', en: 'Status' }, values: statusWords },
  section: { title: { zh: '行业门类', en: 'Section of industry' } },
  size: { title: { zh: '企业规模', en: 'Size' }, values: sizeWords },
}
const records: FactView['records'] = {
  view: 'registry_enterprise_label',
  permission: 'registry.read',
  page: { path: '/registry/{pageId}' },
}

/**
 * Stock of market entities: one step up on the day a status begins, one down when it ends, with the region, section
 * and size that the enterprise has now. Dimensions: status, section letter, size.
 */
export const enterpriseFacts: FactView = {
  view: 'registry_enterprise_fact',
  recordType: 'uuid',
  records,
  dimensions,
  words,
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

/** The same without days: kept counts for the facets of a list. */
export const enterpriseCounts: FactView = {
  view: 'registry_enterprise_count',
  recordType: 'uuid',
  records,
  dimensions,
  words,
  measures: [
    {
      name: 'registry.enterprise-count',
      title: { zh: '登记企业现有数', en: 'Enterprises on the register now' },
      unit: '家',
      column: 'head',
      kind: 'stock',
    },
  ],
}

/** Runs a change of enterprises that exist, with the figures following. */
export function changeEnterpriseFacts<Result>(
  scope: Scope,
  ids: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  return changeFacts(scope, enterpriseFacts, ids, () => changeFacts(scope, enterpriseCounts, ids, work))
}

/** Adds enterprises made in this transaction to the figures. */
export async function addEnterpriseFacts(scope: Scope, ids: readonly string[]): Promise<void> {
  await addFacts(scope, enterpriseFacts, ids)
  await addFacts(scope, enterpriseCounts, ids)
}
