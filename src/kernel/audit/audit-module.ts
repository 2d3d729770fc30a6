import { appendOnlyCityTable, cityTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { auditContract } from './contract.ts'
import { auditRouter } from './router.ts'

/** The audit trail: tables, rights and API. Only the audit administrator reads it (GB/T 22239-2019, 8.1.4.3). */
export const auditModule = defineDomain({
  name: 'audit',
  title: { zh: '审计', en: 'Audit trail' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { audit_entry: appendOnlyCityTable, audit_head: cityTable },
  permissions: {
    'audit.read': {
      title: { zh: '查看审计记录', en: 'Read the audit trail' },
      roles: { 'audit-administrator': 'city' },
    },
    'audit.verify': {
      title: { zh: '校验审计链', en: 'Verify the audit chain' },
      roles: { 'audit-administrator': 'city' },
    },
    'audit.export': {
      title: { zh: '导出审计记录', en: 'Export the audit trail' },
      roles: { 'audit-administrator': 'city' },
    },
  },
  contract: auditContract,
  router: auditRouter,
})
