import { definePages } from '#ui/pages/define-pages.ts'
import { spotCheckMenu, spotCheckPanels, spotCheckRoutes } from './spot-checks-pages.ts'

/** The pages of the supervision domain. */
export const supervisionPages = definePages({
  name: 'supervision',
  title: { zh: '监督管理', en: 'Supervision' },
  menu: [...spotCheckMenu],
  routes: [...spotCheckRoutes],
  panels: [...spotCheckPanels],
})
