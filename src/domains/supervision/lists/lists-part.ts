import { cityTable, referenceTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { endListTermsJob } from './end-terms-job.ts'
import { caseTypeOf } from './list-cases.ts'
import { listRules } from './list-rules.ts'
import { listEntryFacts } from './lists-facts.ts'
import { listsRouter } from './lists-router.ts'

/** Abnormal operations, serious dishonesty, correction and credit repair. */
export const listsPart: DomainPart = {
  tables: {
    supervision_list_ground: referenceTable,
    supervision_list_entry: cityTable,
    supervision_list_matter: cityTable,
    supervision_enterprise_account: cityTable,
  },
  views: {
    supervision_list_entry_current: 'invoker',
    supervision_factor_list_entry: 'invoker',
    supervision_list_ground_words: 'invoker',
    supervision_list_entry_label: 'invoker',
  },
  permissions: {
    'lists.read': {
      title: { zh: '查看名单和信用修复事项', en: 'Read lists and matters of credit repair' },
      roles: { clerk: 'city', leader: 'city', inspector: 'district', liaison: 'district' },
    },
    'lists.propose': {
      title: { zh: '提起列入、核实和受理申请', en: 'Propose entries, verify, take applications in' },
      roles: { clerk: 'city', inspector: 'district' },
    },
    'lists.decide': {
      title: { zh: '决定列入、移出和信用修复', en: 'Decide on entries, removals and repair' },
      roles: { leader: 'city', clerk: 'city' },
    },
    'lists.apply': {
      title: { zh: '陈述申辩、申请移出和修复', en: 'Answer notices, apply for removal and repair' },
      roles: { enterprise: 'unit', clerk: 'city', inspector: 'district' },
    },
    'lists.own': {
      title: { zh: '查看和办理本企业的名单事项', en: 'See and answer matters of one’s own enterprise' },
      roles: { enterprise: 'unit' },
    },
    'lists.link-accounts': {
      title: { zh: '关联企业用户与企业', en: 'Let accounts act for enterprises' },
      roles: { clerk: 'city' },
    },
  },
  router: listsRouter,
  caseTypes: Object.values(caseTypeOf),
  jobs: [endListTermsJob],
  rules: listRules,
  facts: [listEntryFacts],
}
