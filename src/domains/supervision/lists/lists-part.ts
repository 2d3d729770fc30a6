import { cityTable, referenceTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { listEntryFacts } from './lists-facts.ts'

/** Abnormal operations, serious dishonesty, correction and credit repair. */
export const listsPart: DomainPart = {
  tables: {
    supervision_list_ground: referenceTable,
    supervision_list_entry: cityTable,
    supervision_list_matter: cityTable,
    supervision_enterprise_account: cityTable,
  },
  views: { supervision_list_entry_current: 'invoker', supervision_factor_list_entry: 'invoker' },
  router: {},
  facts: [listEntryFacts],
}
