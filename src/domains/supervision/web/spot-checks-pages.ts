/** The pages of spot checks and of the supervision dashboard. */
import type { MenuEntry, PagePanel, PageRoute } from '#ui/pages/define-pages.ts'

const title = {
  dashboard: { zh: '监督总览', en: 'Supervision overview' },
  samples: { zh: '抽查样品', en: 'Spot-check samples' },
  plans: { zh: '抽查计划', en: 'Spot-check plans' },
  catalogue: { zh: '抽查产品目录', en: 'Products to be checked' },
  institutions: { zh: '检验机构', en: 'Testing institutions' },
  rules: { zh: '抽查实施细则', en: 'Spot-check rules' },
  tasks: { zh: '抽样任务', en: 'Sampling tasks' },
  laboratory: { zh: '实验室工作台', en: 'Laboratory desk' },
  followUp: { zh: '不合格处理', en: 'Follow-ups of failures' },
  statistics: { zh: '抽查统计', en: 'Spot-check statistics' },
  mine: { zh: '抽查结果与异议', en: 'Spot-check results and objections' },
  open: { zh: '产品抽查结果', en: 'Product spot checks' },
} as const

const base = '/supervision/spot-checks'

export const spotCheckMenu: readonly MenuEntry[] = [
  { path: '/supervision', title: title.dashboard },
  { path: base, title: title.samples },
  { path: `${base}/plans`, title: title.plans },
  { path: `${base}/tasks`, title: title.tasks },
  { path: `${base}/laboratory`, title: title.laboratory },
  { path: `${base}/follow-up`, title: title.followUp },
  { path: `${base}/statistics`, title: title.statistics },
  { path: '/my/spot-checks', title: title.mine },
  { path: '/open/spot-checks', title: title.open },
]

export const spotCheckRoutes: readonly PageRoute[] = [
  {
    path: '/supervision',
    title: title.dashboard,
    permission: 'supervision.dashboard',
    load: async () => (await import('./dashboard/dashboard-page.tsx')).SupervisionDashboardPage,
  },
  {
    path: base,
    title: title.samples,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/samples-page.tsx')).SamplesPage,
  },
  {
    path: `${base}/samples/$sampleId`,
    title: title.samples,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/sample-page.tsx')).SamplePage,
  },
  {
    path: `${base}/plans`,
    title: title.plans,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/plans-page.tsx')).PlansPage,
  },
  {
    path: `${base}/plans/$planId`,
    title: title.plans,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/plan-page.tsx')).PlanPage,
  },
  {
    path: `${base}/catalogue`,
    title: title.catalogue,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/catalogue-page.tsx')).CataloguePage,
  },
  {
    path: `${base}/catalogue/$categoryId`,
    title: title.catalogue,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/category-page.tsx')).CategoryPage,
  },
  {
    path: `${base}/institutions`,
    title: title.institutions,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/institutions-page.tsx')).InstitutionsPage,
  },
  {
    path: `${base}/rules`,
    title: title.rules,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/rules-page.tsx')).RulesPage,
  },
  {
    path: `${base}/rules/$ruleId`,
    title: title.rules,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/rules-page.tsx')).RulePage,
  },
  {
    path: `${base}/tasks`,
    title: title.tasks,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/tasks-page.tsx')).TasksPage,
  },
  {
    path: `${base}/tasks/$taskId`,
    title: title.tasks,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/task-page.tsx')).TaskPage,
  },
  {
    path: `${base}/laboratory`,
    title: title.laboratory,
    permission: 'spot-checks.test',
    load: async () => (await import('./spot-checks/laboratory-page.tsx')).LaboratoryPage,
  },
  {
    path: `${base}/laboratory/import`,
    title: title.laboratory,
    permission: 'spot-checks.test',
    load: async () => (await import('./spot-checks/import-page.tsx')).ImportResultsPage,
  },
  {
    path: `${base}/laboratory/$sampleId`,
    title: title.laboratory,
    permission: 'spot-checks.test',
    load: async () => (await import('./spot-checks/blind-sample-page.tsx')).BlindSamplePage,
  },
  {
    path: `${base}/follow-up`,
    title: title.followUp,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/follow-up-page.tsx')).FollowUpPage,
  },
  {
    path: `${base}/statistics`,
    title: title.statistics,
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/statistics-page.tsx')).StatisticsPage,
  },
  {
    path: '/my/spot-checks',
    title: title.mine,
    permission: 'spot-checks.own',
    load: async () => (await import('./spot-checks/own/my-spot-checks-page.tsx')).MySpotChecksPage,
  },
  {
    path: '/my/spot-checks/$sampleId',
    title: title.mine,
    permission: 'spot-checks.own',
    load: async () => (await import('./spot-checks/own/my-spot-check-page.tsx')).MySpotCheckPage,
  },
  {
    path: '/open/spot-checks',
    title: title.open,
    permission: 'public',
    load: async () => (await import('./spot-checks/open-results-page.tsx')).OpenResultsPage,
  },
]

export const spotCheckPanels: readonly PagePanel[] = [
  {
    on: 'enterprise',
    name: 'spot-checks',
    title: { zh: '产品抽查', en: 'Spot checks' },
    permission: 'spot-checks.read',
    load: async () => (await import('./spot-checks/enterprise-panel.tsx')).SpotChecksPanel,
  },
]
