import { definePages } from '#ui/pages/define-pages.ts'
import { inspectionMenu, inspectionPanels, inspectionRoutes } from './inspection-pages.ts'
import { listMenu, listPanels, listRoutes } from './lists/lists-pages.ts'
import { riskMenu, riskPanels, riskRoutes } from './risk/risk-pages.ts'
import { spotCheckMenu, spotCheckPanels, spotCheckRoutes } from './spot-checks-pages.ts'

/** The pages of the supervision domain. */
export const supervisionPages = definePages({
  name: 'supervision',
  title: { zh: '监督管理', en: 'Supervision' },
  menu: [...riskMenu, ...listMenu, ...inspectionMenu, ...spotCheckMenu],
  routes: [...riskRoutes, ...listRoutes, ...inspectionRoutes, ...spotCheckRoutes],
  panels: [...riskPanels, ...listPanels, ...inspectionPanels, ...spotCheckPanels],
})
