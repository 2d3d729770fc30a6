/** The pages of items, inspectors, plans, draws and inspections. Loaded with every first page: titles and `import()`s only. */
import type { MenuEntry, PagePanel, PageRoute } from '#ui/pages/define-pages.ts'

const mine = { zh: '我的检查', en: 'My inspections' }
const inspections = { zh: '检查任务', en: 'Inspections' }
const draws = { zh: '随机抽取', en: 'Draws' }
const plans = { zh: '年度抽查计划', en: 'Inspection plans' }
const items = { zh: '抽查事项清单', en: 'Inspection items' }
const inspectors = { zh: '执法检查人员', en: 'Inspectors' }
const openDraws = { zh: '随机抽取公开', en: 'Public draws' }
const openResults = { zh: '抽查检查结果', en: 'Inspection results' }

export const inspectionMenu: readonly MenuEntry[] = [
  { path: '/inspections/mine', title: mine, place: 'top' },
  { path: '/inspections', title: inspections },
  { path: '/draws', title: draws },
  { path: '/inspection-plans', title: plans },
  { path: '/inspection-items', title: items },
  { path: '/inspectors', title: inspectors },
  { path: '/open/inspections', title: openResults },
  { path: '/open/draws', title: openDraws },
]

const readDraws = 'supervision.draws-read'
const readInspections = 'supervision.inspections-read'

/** Both pages of the phone at once: a page not yet loaded could not be opened where there is no network. */
async function phonePages() {
  const [{ MyInspectionsPage }, { InspectPage }] = await Promise.all([
    import('./inspections/phone/my-inspections-page.tsx'),
    import('./inspections/phone/inspect-page.tsx'),
  ])
  return { MyInspectionsPage, InspectPage }
}

export const inspectionRoutes: readonly PageRoute[] = [
  {
    path: '/inspections/mine',
    title: mine,
    permission: 'supervision.inspect',
    load: async () => (await phonePages()).MyInspectionsPage,
  },
  {
    path: '/inspections/mine/$inspectionId',
    title: mine,
    permission: 'supervision.inspect',
    load: async () => (await phonePages()).InspectPage,
  },
  {
    path: '/inspections',
    title: inspections,
    permission: readInspections,
    load: async () => (await import('./inspections/inspections-page.tsx')).InspectionsPage,
  },
  {
    path: '/inspections/$inspectionId',
    title: inspections,
    permission: readInspections,
    load: async () => (await import('./inspections/inspection-page.tsx')).InspectionPage,
  },
  {
    path: '/draws',
    title: draws,
    permission: readDraws,
    load: async () => (await import('./draws/draws-page.tsx')).DrawsPage,
  },
  {
    path: '/draws/$drawId',
    title: draws,
    permission: readDraws,
    load: async () => (await import('./draws/draw-page.tsx')).DrawPage,
  },
  {
    path: '/inspection-plans',
    title: plans,
    permission: readDraws,
    load: async () => (await import('./draws/plans-page.tsx')).InspectionPlansPage,
  },
  {
    path: '/inspection-plans/$planId',
    title: plans,
    permission: readDraws,
    load: async () => (await import('./draws/plan-page.tsx')).InspectionPlanPage,
  },
  {
    path: '/inspection-items',
    title: items,
    permission: readDraws,
    load: async () => (await import('./draws/items-page.tsx')).InspectionItemsPage,
  },
  {
    path: '/inspection-items/new',
    title: items,
    permission: 'supervision.draws-manage',
    load: async () => (await import('./draws/item-page.tsx')).NewInspectionItemPage,
  },
  {
    path: '/inspection-items/$itemId',
    title: items,
    permission: readDraws,
    load: async () => (await import('./draws/item-page.tsx')).InspectionItemPage,
  },
  {
    path: '/inspectors',
    title: inspectors,
    permission: readDraws,
    load: async () => (await import('./draws/inspectors-page.tsx')).InspectorsPage,
  },
  {
    path: '/open/draws',
    title: openDraws,
    permission: 'public',
    load: async () => (await import('./draws/open-draws-page.tsx')).OpenDrawsPage,
  },
  {
    path: '/open/draws/$drawId',
    title: openDraws,
    permission: 'public',
    load: async () => (await import('./draws/open-draw-page.tsx')).OpenDrawPage,
  },
  {
    path: '/open/inspections',
    title: openResults,
    permission: 'public',
    load: async () => (await import('./inspections/open-inspections-page.tsx')).OpenInspectionsPage,
  },
]

export const inspectionPanels: readonly PagePanel[] = [
  {
    on: 'enterprise',
    name: 'inspections',
    title: { zh: '抽查检查', en: 'Inspections' },
    permission: readInspections,
    load: async () => (await import('./inspections/enterprise-panel.tsx')).EnterpriseInspections,
  },
]
