import { definePages } from '#ui/pages/define-pages.ts'
import { notifyMessages } from './notify-messages.ts'

/** A person's notifications, for staff and for enterprises. */
export const notifyPages = definePages({
  name: 'notify',
  title: notifyMessages['notify.title'],
  menu: [],
  routes: [
    {
      path: '/notifications',
      title: notifyMessages['notify.title'],
      permission: 'signed-in',
      load: async () => (await import('./notifications-page.tsx')).NotificationsPage,
    },
  ],
})
