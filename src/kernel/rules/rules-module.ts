import { cityTable, referenceTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { rulesContract } from './contract.ts'
import { rulesRouter } from './router.ts'

/** Rules as dated, sourced data, and a city's own values where the law lets it. */
export const rulesModule = defineDomain({
  name: 'rules',
  title: { zh: '规则依据', en: 'Rules' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { rule: referenceTable, rule_override: cityTable },
  permissions: {
    'rules.read': {
      title: { zh: '查看规则依据', en: 'Read rules and their sources' },
      roles: {
        clerk: 'city',
        liaison: 'city',
        leader: 'city',
        inspector: 'city',
        reviewer: 'city',
        institution: 'city',
        'system-administrator': 'city',
      },
    },
    'rules.override': {
      title: { zh: '设定本市规则值', en: "Set a city's own rule values" },
      roles: { clerk: 'city' },
    },
  },
  contract: rulesContract,
  router: rulesRouter,
})
