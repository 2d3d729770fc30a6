import { definePages } from '#ui/pages/define-pages.ts'
import { rulesMessages } from './rules-messages.ts'

/** What governs: deadlines, limits and rates with their sources. */
export const rulesPages = definePages({
  name: 'rules',
  title: rulesMessages['rules.title'],
  menu: [{ path: '/administration/rules', title: rulesMessages['rules.title'], place: 'administration' }],
  routes: [
    {
      path: '/administration/rules',
      title: rulesMessages['rules.title'],
      permission: 'rules.read',
      load: async () => (await import('./rules-page.tsx')).RulesPage,
    },
  ],
})
