import { definePages } from '#ui/pages/define-pages.ts'
import { auditMessages } from './audit-messages.ts'

/** The audit administrator's page. */
export const auditPages = definePages({
  name: 'audit',
  title: auditMessages['audit.title'],
  menu: [{ path: '/administration/audit', title: auditMessages['audit.title'], place: 'administration' }],
  routes: [
    {
      path: '/administration/audit',
      title: auditMessages['audit.title'],
      permission: 'audit.read',
      load: async () => (await import('./audit-page.tsx')).AuditPage,
    },
  ],
})
