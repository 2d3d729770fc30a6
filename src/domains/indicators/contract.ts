/**
 * What the indicators domain offers: the catalogue, observations, figures, and how targets stand.
 * Other domains import this file only.
 */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'
import { browseContract } from './browse/browse-contract.ts'
import { changesContract } from './changes/changes-contract.ts'
import { closingContract } from './closing/closing-contract.ts'
import { comparisonContract } from './comparison/comparison-contract.ts'
import { lineageContract } from './lineage/lineage-contract.ts'
import { observationImportContract } from './observation-import/import-contract.ts'
import { pivotContract } from './pivot/pivot-contract.ts'
import { reportingContract } from './reporting/reporting-contract.ts'
import {
  BindingFields,
  DefinitionTrial,
  Figure,
  FiguresRequest,
  Indicator,
  IndicatorDetail,
  MessageView,
  NamedIndicator,
  NewIndicator,
  Observation,
  ObservationEntry,
  ObservationFinding,
  ObservationsRequest,
  RegionCode,
  TargetDetail,
  TargetSummary,
} from './schemas.ts'
import { sdmxContract } from './sdmx/sdmx-contract.ts'
import { trendsContract } from './trends/trends-contract.ts'

export type { CatalogueRow, Freshness, IndicatorQuality } from './browse/browse-contract.ts'
export type { ChangeDetail, ChangeEffect, ChangeSummary } from './changes/changes-contract.ts'
export type { ClosedMonths, LateChange } from './closing/closing-contract.ts'
export type { CityComparison, ComparedCity } from './comparison/comparison-contract.ts'
/** For the editor's help. */
export { expressionFunctions } from './expression/functions.ts'
export type {
  FigureLineage,
  Operand,
  RecordPage,
  RecordShare,
  ReportedEntry,
  TargetLineage,
} from './lineage/lineage-contract.ts'
/** For charts that reach into the past, and lists of what lies in a period. */
export { firstMonth, kindOfPeriod, lastDay, offsetPeriod, periodOfDay } from './period.ts'
export { periodWords } from './period-messages.ts'
export {
  type PivotAnswer,
  type PivotAxis,
  PivotDefinition,
  type PivotTable,
  pivotTable,
} from './pivot/pivot-contract.ts'
export * from './schemas.ts'
export type { TargetDistricts, TargetTrend } from './trends/trends-contract.ts'

const tags = ['indicators'] as const
const indicatorParameter = z.object({ indicatorId: z.uuid() })
const targetParameter = z.object({ targetId: z.uuid() })
const ids = z.object({ ids: z.array(z.uuid()).min(1).max(500) })

/** The catalogue, observations and bindings; the rooms' procedures are joined below. */
export const catalogueContract = {
  listIndicators: procedure({
    method: 'GET',
    path: '/indicators',
    permission: 'indicators.read',
    summary: { zh: '指标目录', en: 'The indicator catalogue' },
    tags,
  })
    .input(
      PageRequest.extend({
        search: z.string().trim().max(100).optional(),
        category: z.string().max(40).optional(),
        /** Only those that units may report, alone or where records give nothing. */
        reported: QueryFlag.default(false),
      }),
    )
    .output(pageOf(Indicator)),
  loadCatalogue: procedure({
    method: 'POST',
    path: '/indicators/national-catalogue',
    permission: 'indicators.manage',
    summary: { zh: '载入随软件提供的指标目录', en: 'Take in the catalogue that ships with the program' },
    tags,
  }).output(
    z.object({
      added: z.number().int(),
      /** Entries that are not taken in because an indicator of the city has their name. */
      leftOut: z.array(NamedIndicator),
    }),
  ),
  getIndicator: procedure({
    method: 'GET',
    path: '/indicators/{indicatorId}',
    permission: 'indicators.read',
    summary: {
      zh: '查看指标及其版本、上下游',
      en: 'An indicator, its versions and what hangs together with it',
    },
    tags,
  })
    .input(indicatorParameter)
    .output(IndicatorDetail),
  createIndicator: procedure({
    method: 'POST',
    path: '/indicators',
    permission: 'indicators.manage',
    summary: { zh: '新增指标', en: 'Add an indicator' },
    tags,
    successStatus: 201,
  })
    .input(NewIndicator)
    .output(Indicator),
  /** What a definition would give on the figures there are, before anybody relies on it. */
  previewDefinition: procedure({
    method: 'POST',
    path: '/indicators/preview',
    permission: 'indicators.manage',
    summary: { zh: '试算指标定义', en: 'Try a definition on real figures' },
    tags,
  })
    .input(DefinitionTrial)
    .output(
      z.object({
        /** Why it cannot be used; null when it can. */
        problem: MessageView.nullable(),
        /** Which characters of the expression it is about, the end not included; null for the whole. */
        place: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
        items: z.array(Figure.extend({ before: z.number().nullable() })),
        dependents: z.array(NamedIndicator),
      }),
    ),
  figures: procedure({
    method: 'GET',
    path: '/indicators/{indicatorId}/figures',
    permission: 'indicators.read',
    summary: { zh: '指标数值（按时期、地区）', en: "An indicator's figures by period and region" },
    tags,
  })
    .input(FiguresRequest)
    .output(z.object({ items: z.array(Figure) })),
  listObservations: procedure({
    method: 'GET',
    path: '/indicators/{indicatorId}/observations',
    permission: 'indicators.read',
    summary: { zh: '填报记录及更正历史', en: 'Reported figures with their corrections' },
    tags,
  })
    .input(ObservationsRequest)
    .output(pageOf(Observation)),
  enterObservations: procedure({
    method: 'POST',
    path: '/observations',
    permission: 'indicators.report',
    summary: { zh: '填报数据（单条或批量）', en: 'Report figures, one or many; all or none' },
    tags,
    bodyLimit: 20,
  })
    .input(ObservationEntry)
    .output(
      z.object({
        entered: z.number().int(),
        published: z.number().int(),
        /** At most 500. */
        findings: z.array(ObservationFinding),
      }),
    ),
  listDrafts: procedure({
    method: 'GET',
    path: '/observations/drafts',
    permission: 'indicators.report',
    summary: { zh: '待发布的数据', en: 'Figures waiting to be published' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(Observation.extend({ indicator: NamedIndicator }))),
  publishObservations: procedure({
    method: 'POST',
    path: '/observations/publish',
    permission: 'indicators.publish',
    summary: { zh: '发布数据', en: 'Publish reported figures' },
    tags,
  })
    .input(ids)
    .output(z.object({ published: z.number().int() })),
  discardObservations: procedure({
    method: 'POST',
    path: '/observations/discard',
    permission: 'indicators.publish',
    summary: { zh: '退回数据', en: 'Discard reported figures' },
    tags,
  })
    .input(ids)
    .output(z.object({ discarded: z.number().int() })),
  listTargets: procedure({
    method: 'GET',
    path: '/targets',
    permission: 'indicators.read',
    summary: { zh: '目标与指标的关联', en: 'Targets and the indicators that answer them' },
    tags,
  })
    .input(
      PageRequest.extend({
        bound: QueryFlag.optional(),
        /** Part of the target's wording or of its plan's title. */
        search: z.string().trim().max(100).optional(),
      }),
    )
    .output(pageOf(TargetSummary)),
  getTarget: procedure({
    method: 'GET',
    path: '/targets/{targetId}',
    permission: 'indicators.read',
    summary: { zh: '目标进展', en: 'How a target stands' },
    tags,
  })
    .input(targetParameter)
    .output(TargetDetail),
  bindTarget: procedure({
    method: 'PUT',
    path: '/targets/{targetId}/binding',
    permission: 'indicators.manage',
    summary: { zh: '确认目标对应的指标', en: 'Confirm which indicator answers a target' },
    tags,
  })
    .input(BindingFields.extend({ targetId: z.uuid() }))
    .output(TargetDetail),
  /** Confirms many suggestions at once, each with its default basis. */
  bindTargets: procedure({
    method: 'POST',
    path: '/targets/bindings',
    permission: 'indicators.manage',
    summary: { zh: '批量确认目标对应的指标', en: 'Confirm the indicators of many targets' },
    tags,
  })
    .input(
      z.object({
        bindings: z
          .array(z.object({ targetId: z.uuid(), indicatorId: z.uuid() }))
          .min(1)
          .max(500),
      }),
    )
    .output(z.object({ bound: z.number().int() })),
  unbindTarget: procedure({
    method: 'DELETE',
    path: '/targets/{targetId}/binding',
    permission: 'indicators.manage',
    summary: { zh: '解除目标与指标的关联', en: 'Take a binding back' },
    tags,
  })
    .input(targetParameter)
    .output(z.object({ removed: z.boolean() })),
  setShares: procedure({
    method: 'PUT',
    path: '/targets/{targetId}/shares',
    permission: 'indicators.manage',
    summary: { zh: '分解到区县', en: 'Roll a target down to districts' },
    tags,
  })
    .input(
      targetParameter.extend({
        shares: z
          .array(
            z.object({
              region: RegionCode,
              value: z.number(),
              baselineValue: z.number().nullable().default(null),
            }),
          )
          .max(200),
      }),
    )
    .output(TargetDetail),
}

export const indicatorsContract = {
  ...catalogueContract,
  ...closingContract,
  ...lineageContract,
  ...changesContract,
  ...browseContract,
  ...reportingContract,
  ...sdmxContract,
  ...trendsContract,
  ...pivotContract,
  ...comparisonContract,
  ...observationImportContract,
}
