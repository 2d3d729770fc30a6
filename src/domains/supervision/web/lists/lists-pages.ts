/** Menu, routes and panels of lists. */
import type { MenuEntry, PagePanel, PageRoute } from '#ui/pages/define-pages.ts'

const lists = { zh: '名单管理', en: 'Lists' }
const matters = { zh: '名单事项', en: 'Matters of lists' }
const mine = { zh: '名单与信用修复', en: 'Lists and credit repair' }
const open = { zh: '名单公示', en: 'Published lists' }
const base = '/supervision/lists'

export const listMenu: readonly MenuEntry[] = [
  { path: base, title: lists },
  { path: `${base}/matters`, title: matters },
  { path: '/my/lists', title: mine },
  { path: '/open/lists', title: open },
]

export const listRoutes: readonly PageRoute[] = [
  {
    path: base,
    title: lists,
    permission: 'lists.read',
    load: async () => (await import('./lists-page.tsx')).ListsPage,
  },
  {
    path: `${base}/matters`,
    title: matters,
    permission: 'lists.read',
    load: async () => (await import('./matters-page.tsx')).MattersPage,
  },
  {
    path: `${base}/matters/$caseId`,
    title: matters,
    permission: 'cases.use',
    load: async () => (await import('./matter-page.tsx')).MatterPage,
  },
  {
    path: '/my/lists',
    title: mine,
    permission: 'lists.own',
    load: async () => (await import('./my-lists-page.tsx')).MyListsPage,
  },
  {
    path: '/open/lists',
    title: open,
    permission: 'public',
    load: async () => (await import('./public-lists-page.tsx')).PublicListsPage,
  },
]

export const listPanels: readonly PagePanel[] = [
  {
    on: 'enterprise',
    name: 'lists',
    title: { zh: '名单', en: 'Lists' },
    permission: 'lists.read',
    load: async () => (await import('./lists-panel.tsx')).ListsPanel,
  },
]
