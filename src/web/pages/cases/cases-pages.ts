import { caseMessages } from '#kernel/cases/web/case-messages.ts'
import { definePages } from '#ui/pages/define-pages.ts'

/** The inbox, the lists of cases and the case page. */
export const casesPages = definePages({
  name: 'cases',
  title: caseMessages['cases.cases'],
  menu: [
    { path: '/inbox', title: caseMessages['cases.inbox'], place: 'top' },
    { path: '/cases', title: caseMessages['cases.cases'], place: 'top' },
  ],
  routes: [
    {
      path: '/inbox',
      title: caseMessages['cases.inbox'],
      permission: 'cases.use',
      load: async () => (await import('./inbox-page.tsx')).InboxPage,
    },
    {
      path: '/cases',
      title: caseMessages['cases.cases'],
      permission: 'cases.use',
      load: async () => (await import('./cases-page.tsx')).CasesPage,
    },
    {
      path: '/cases/$caseId',
      title: caseMessages['cases.title'],
      permission: 'cases.use',
      load: async () => (await import('./case-page.tsx')).CasePage,
    },
  ],
})
