import { definePages } from '#ui/pages/define-pages.ts'

/** The portal's own pages; a domain that has `/open` replaces the start page. */
export const portalPages = definePages({
  name: 'portal',
  title: { zh: '公众门户', en: 'Public portal' },
  menu: [],
  routes: [
    {
      path: '/open',
      title: { zh: '首页', en: 'Start' },
      permission: 'public',
      load: async () => (await import('./portal-home.tsx')).PortalHome,
    },
  ],
})
