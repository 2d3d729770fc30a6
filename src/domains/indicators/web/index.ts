/** The pages of the indicators domain, and what it shows on the pages of targets. */
import { definePages } from '#ui/pages/define-pages.ts'

const catalogue = { zh: '指标目录', en: 'Catalogue' }
const bindings = { zh: '目标关联', en: 'Bindings' }
const changes = { zh: '定义修订', en: 'Changed definitions' }
const reporting = { zh: '数据填报', en: 'Reporting' }
const pivot = { zh: '透视分析', en: 'Pivot' }
const closing = { zh: '关账', en: 'Closed months' }
const comparison = { zh: '城市对比', en: 'Compare cities' }
const boundaries = { zh: '区划边界', en: 'Boundaries' }
const target = { zh: '目标进展', en: 'How a target stands' }

export const indicatorsPages = definePages({
  name: 'indicators',
  title: { zh: '指标', en: 'Indicators' },
  menu: [
    { path: '/indicators', title: catalogue },
    { path: '/indicators/bindings', title: bindings, permission: 'indicators.manage' },
    { path: '/indicators/changes', title: changes },
    { path: '/reporting', title: reporting },
    { path: '/indicators/pivot', title: pivot },
    { path: '/indicators/comparison', title: comparison },
    { path: '/indicators/closing', title: closing },
    { path: '/indicators/boundaries', title: boundaries, place: 'administration' },
  ],
  routes: [
    {
      path: '/indicators',
      title: catalogue,
      permission: 'indicators.read',
      load: async () => (await import('./catalogue/catalogue-page.tsx')).CataloguePage,
    },
    {
      path: '/indicators/new',
      title: { zh: '新增指标', en: 'Add an indicator' },
      permission: 'indicators.manage',
      load: async () => (await import('./changes/definition-editor-page.tsx')).NewIndicatorPage,
    },
    {
      path: '/indicators/bindings',
      title: bindings,
      permission: 'indicators.read',
      load: async () => (await import('./bindings/bindings-page.tsx')).BindingsPage,
    },
    {
      path: '/indicators/changes',
      title: changes,
      permission: 'indicators.read',
      load: async () => (await import('./changes/change-list-page.tsx')).ChangeListPage,
    },
    {
      path: '/indicators/changes/$changeId',
      title: changes,
      permission: 'indicators.read',
      load: async () => (await import('./changes/change-page.tsx')).ChangePage,
    },
    {
      path: '/indicators/$indicatorId',
      title: { zh: '指标', en: 'Indicator' },
      permission: 'indicators.read',
      load: async () => (await import('./catalogue/indicator-page.tsx')).IndicatorPage,
    },
    {
      path: '/indicators/$indicatorId/change',
      title: { zh: '修订定义', en: 'Propose a change' },
      permission: 'indicators.manage',
      load: async () => (await import('./changes/definition-editor-page.tsx')).DefinitionEditorPage,
    },
    {
      path: '/indicators/pivot',
      title: pivot,
      permission: 'indicators.read',
      load: async () => (await import('./pivot/pivot-page.tsx')).PivotPage,
    },
    {
      path: '/indicators/comparison',
      title: comparison,
      permission: 'indicators.compare',
      load: async () => (await import('./comparison/city-comparison-page.tsx')).CityComparisonPage,
    },
    {
      path: '/indicators/closing',
      title: closing,
      permission: 'indicators.late-changes',
      load: async () => (await import('./closing/closing-page.tsx')).ClosingPage,
    },
    {
      path: '/indicators/boundaries',
      title: boundaries,
      permission: 'org.manage-city',
      load: async () => (await import('./map/boundaries-page.tsx')).BoundariesPage,
    },
    {
      path: '/reporting',
      title: reporting,
      permission: 'indicators.read',
      load: async () => (await import('./reporting/reports-page.tsx')).ReportsPage,
    },
    {
      path: '/reporting/assignments',
      title: { zh: '填报分工', en: 'Who reports what' },
      permission: 'indicators.report',
      load: async () => (await import('./reporting/assignments-page.tsx')).AssignmentsPage,
    },
    {
      path: '/reporting/observations',
      title: { zh: '已报数据', en: 'Reported figures' },
      permission: 'indicators.read',
      load: async () => (await import('./reporting/observations-page.tsx')).ObservationsPage,
    },
    {
      path: '/reporting/import',
      title: { zh: '批量导入数据', en: 'Import figures' },
      permission: 'indicators.import',
      load: async () => (await import('./import/import-page.tsx')).ObservationImportPage,
    },
    {
      path: '/reporting/$caseId',
      title: reporting,
      permission: 'indicators.read',
      load: async () => (await import('./reporting/report-page.tsx')).ReportPage,
    },
    {
      path: '/targets/$targetId',
      title: target,
      permission: 'indicators.read',
      load: async () => (await import('./target/target-page.tsx')).TargetPage,
    },
  ],
  panels: [
    {
      on: 'target',
      name: 'trend',
      title: { zh: '走势', en: 'Trend' },
      permission: 'indicators.read',
      load: async () => (await import('./target/target-panels.tsx')).TrendPanel,
    },
    {
      on: 'target',
      name: 'districts',
      title: { zh: '区县', en: 'Districts' },
      permission: 'indicators.read',
      load: async () => (await import('./target/target-panels.tsx')).DistrictsPanel,
    },
    {
      on: 'target',
      name: 'sources',
      title: { zh: '数据来源', en: 'Sources' },
      permission: 'indicators.read',
      load: async () => (await import('./target/target-panels.tsx')).SourcesPanel,
    },
    {
      on: 'overview',
      name: 'map',
      title: { zh: '分区县地图', en: 'Map of districts' },
      permission: 'indicators.read',
      load: async () => (await import('./map/overview-map.tsx')).OverviewMapPanel,
    },
  ],
})
