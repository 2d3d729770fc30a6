/** The pages of the plans domain: the overview, plan documents, the review, one's own work, the comparison. */
import { definePages } from '#ui/pages/define-pages.ts'

const overview = { zh: '总览', en: 'Overview' }
const documents = { zh: '规划文件', en: 'Plan documents' }
const mine = { zh: '我的目标和任务', en: 'My targets and tasks' }
const comparison = { zh: '指标对比', en: 'Compare indicators' }
const takeIn = { zh: '导入规划', en: 'Take in a plan' }

export const plansPages = definePages({
  name: 'plans',
  title: { zh: '规划', en: 'Plans' },
  menu: [
    { path: '/', title: overview, place: 'top' },
    { path: '/plans', title: documents },
    { path: '/plans/mine', title: mine },
    { path: '/plans/comparison', title: comparison },
  ],
  panels: [
    {
      on: 'target',
      name: 'passage',
      title: { zh: '规划原文', en: 'Passage in the plan' },
      permission: 'plans.read',
      load: async () => (await import('./overview/passage-panel.tsx')).PassagePanel,
    },
  ],
  routes: [
    {
      path: '/',
      title: overview,
      permission: 'plans.read',
      load: async () => (await import('./overview/overview-page.tsx')).OverviewPage,
    },
    {
      path: '/plans',
      title: documents,
      permission: 'plans.read',
      load: async () => (await import('./plan/plan-list-page.tsx')).PlanListPage,
    },
    {
      path: '/plans/mine',
      title: mine,
      permission: 'plans.read',
      load: async () => (await import('./overview/my-work-page.tsx')).MyWorkPage,
    },
    {
      path: '/plans/comparison',
      title: comparison,
      permission: 'plans.compare',
      load: async () => (await import('./comparison/comparison-page.tsx')).ComparisonPage,
    },
    {
      path: '/plans/import',
      title: takeIn,
      permission: 'plans.review',
      load: async () => (await import('./import/import-page.tsx')).ImportPage,
    },
    {
      path: '/plans/imports/$documentId',
      title: takeIn,
      permission: 'plans.review',
      load: async () => (await import('./import/import-progress-page.tsx')).ImportProgressPage,
    },
    {
      path: '/plans/versions/$versionId/review',
      title: { zh: '规划审阅', en: 'Plan review' },
      permission: 'plans.review',
      load: async () => (await import('./review/review-page.tsx')).ReviewPage,
    },
    {
      path: '/plans/$planId',
      title: { zh: '规划', en: 'Plan' },
      permission: 'plans.read',
      load: async () => (await import('./plan/plan-page.tsx')).PlanPage,
    },
  ],
})
