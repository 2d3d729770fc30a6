/** Menu, routes and panels of risk classes. */
import type { MenuEntry, PagePanel, PageRoute } from '#ui/pages/define-pages.ts'

const overview = { zh: '信用风险分类', en: 'Credit-risk classes' }
const scorecards = { zh: '评分表', en: 'Scorecards' }
const records = { zh: '信用记录', en: 'Credit records' }
const base = '/supervision/risk'

export const riskMenu: readonly MenuEntry[] = [
  { path: base, title: overview },
  { path: `${base}/scorecards`, title: scorecards },
  { path: `${base}/credit-records`, title: records },
]

export const riskRoutes: readonly PageRoute[] = [
  {
    path: base,
    title: overview,
    permission: 'risk.read',
    load: async () => (await import('./risk-overview-page.tsx')).RiskOverviewPage,
  },
  {
    path: `${base}/enterprises`,
    title: { zh: '企业类别', en: 'Enterprises by class' },
    permission: 'risk.read',
    load: async () => (await import('./enterprise-classes-page.tsx')).EnterpriseClassesPage,
  },
  {
    path: `${base}/moves`,
    title: { zh: '类别变动', en: 'Changes of class' },
    permission: 'risk.read',
    load: async () => (await import('./class-moves-page.tsx')).ClassMovesPage,
  },
  {
    path: `${base}/scorecards`,
    title: scorecards,
    permission: 'risk.read',
    load: async () => (await import('./scorecards-page.tsx')).ScorecardsPage,
  },
  {
    path: `${base}/scorecards/$versionId`,
    title: scorecards,
    permission: 'risk.read',
    load: async () => (await import('./scorecard-page.tsx')).ScorecardPage,
  },
  {
    path: `${base}/credit-records`,
    title: records,
    permission: 'risk.read',
    load: async () => (await import('./credit-records-page.tsx')).CreditRecordsPage,
  },
]

export const riskPanels: readonly PagePanel[] = [
  {
    on: 'enterprise',
    name: 'risk-class',
    title: { zh: '信用风险', en: 'Credit risk' },
    permission: 'risk.read',
    load: async () => (await import('./class-panel.tsx')).ClassPanel,
  },
  {
    on: 'enterprise',
    name: 'risk-class-head',
    title: { zh: '信用风险类别', en: 'Risk class' },
    permission: 'risk.read',
    place: 'head',
    load: async () => (await import('./class-panel.tsx')).ClassHead,
  },
]
