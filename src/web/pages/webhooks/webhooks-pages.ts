import { definePages } from '#ui/pages/define-pages.ts'
import { webhooksMessages } from './webhooks-messages.ts'

/** Which programs outside hear of what, for the system administrator. */
export const webhooksPages = definePages({
  name: 'webhooks',
  title: webhooksMessages['webhooks.title'],
  menu: [
    { path: '/administration/webhooks', title: webhooksMessages['webhooks.title'], place: 'administration' },
  ],
  routes: [
    {
      path: '/administration/webhooks',
      title: webhooksMessages['webhooks.title'],
      permission: 'webhooks.manage',
      load: async () => (await import('./webhooks-page.tsx')).WebhooksPage,
    },
  ],
})
