import { definePages } from '#ui/pages/define-pages.ts'
import { webMessages } from '../../web-messages.ts'

/** The start page of those whose roles have no overview: the administrators, an enterprise's people. */
export const homePages = definePages({
  name: 'home',
  title: webMessages['web.home'],
  menu: [
    { path: '/', title: webMessages['web.home'], place: 'top' },
    { path: '/my', title: webMessages['web.home'], place: 'top' },
  ],
  routes: [
    {
      path: '/',
      title: webMessages['web.home'],
      permission: 'signed-in',
      load: async () => (await import('./home-page.tsx')).HomePage,
    },
    {
      path: '/my',
      title: webMessages['web.home'],
      permission: 'signed-in',
      load: async () => (await import('./home-page.tsx')).HomePage,
    },
  ],
})
