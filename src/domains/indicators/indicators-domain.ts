import { cityTable } from '#kernel/db/tables.ts'
import { type DomainPart, defineDomain, joinParts } from '#kernel/domain.ts'
import { browsePart } from './browse/browse-part.ts'
import { addNationalCatalogue } from './catalogue-service.ts'
import { changesPart } from './changes/changes-part.ts'
import { closingPart } from './closing/closing-part.ts'
import { comparisonPart } from './comparison/comparison-part.ts'
import { indicatorsContract } from './contract.ts'
import { followMeasures } from './follow-measures.ts'
import { lineagePart } from './lineage/lineage-part.ts'
import { observationImportPart } from './observation-import/import-part.ts'
import { pivotPart } from './pivot/pivot-part.ts'
import { targetStateChanged } from './progress/target-events.ts'
import { refreshTargets } from './progress-service.ts'
import { refreshTargetsJob } from './refresh-job.ts'
import { reportingPart } from './reporting/reporting-part.ts'
import { indicatorsRouter } from './router.ts'
import { sdmxPart } from './sdmx/sdmx-part.ts'
import { trendsPart } from './trends/trends-part.ts'

const tolerance = (key: string, zh: string, en: string, value: number) => ({
  key,
  title: { zh, en },
  value,
  source: 'Zhiheng: no official thresholds were found; a city sets its own',
  effectiveFrom: '2000-01-01',
  confidence: 'to be confirmed' as const,
  cityMayOverride: true,
})

/** The catalogue, observations, bindings and how targets stand. */
const cataloguePart: DomainPart = {
  tables: {
    indicator: cityTable,
    indicator_version: cityTable,
    observation: cityTable,
    target_binding: cityTable,
    target_share: cityTable,
    figures_followed: cityTable,
  },
  permissions: {
    'indicators.read': {
      title: { zh: '查看指标、数值和目标进展', en: 'Read indicators, figures and how targets stand' },
      roles: { clerk: 'city', liaison: 'unit', leader: 'city' },
    },
    'indicators.report': {
      title: { zh: '填报数据', en: 'Report figures' },
      roles: { clerk: 'city', liaison: 'unit' },
    },
    'indicators.publish': {
      title: { zh: '发布填报的数据', en: 'Publish reported figures' },
      roles: { clerk: 'city' },
    },
    'indicators.manage': {
      title: { zh: '维护指标目录和目标关联', en: 'Keep the catalogue and what answers targets' },
      roles: { clerk: 'city' },
    },
  },
  router: indicatorsRouter,
  jobs: [refreshTargetsJob],
  rules: [
    tolerance(
      'indicators.path-tolerance',
      '落后于进度仍算有风险的幅度',
      'How far below its path a target is at risk',
      0.1,
    ),
    tolerance(
      'indicators.keep-tolerance',
      '保持类目标允许的偏差',
      'How far a kept level may be missed',
      0.01,
    ),
    tolerance('indicators.about-tolerance', '“左右”允许的偏差', 'Within which “about” is met', 0.05),
  ],
}

/** Indicators: defined once, reported or computed, and how targets stand by them. */
export const indicatorsDomain = defineDomain({
  name: 'indicators',
  title: { zh: '指标', en: 'Indicators' },
  migrations: new URL('./migrations/', import.meta.url),
  live: { targets: 'indicators.read' },
  events: { [targetStateChanged]: { zh: '目标进展状态变化', en: 'A target changed its state' } },
  contract: indicatorsContract,
  ...joinParts([
    cataloguePart,
    closingPart,
    lineagePart,
    changesPart,
    browsePart,
    reportingPart,
    sdmxPart,
    trendsPart,
    pivotPart,
    comparisonPart,
    observationImportPart,
  ]),
  beforeTargetsRead: followMeasures,
  onTargetsRegistered: async (scope, targetIds, modules) => {
    await addNationalCatalogue(scope)
    await refreshTargets(scope, modules, targetIds)
  },
})
