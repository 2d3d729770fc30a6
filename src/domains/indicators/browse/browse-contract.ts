/** The catalogue as it is looked through: latest figures, freshness, quality, breakdowns, what expressions may name. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'
import {
  CallableMethod,
  Direction,
  IndicatorPeriod,
  MessageView,
  NamedIndicator,
  Period,
  RegionCode,
} from '../schemas.ts'

const tags = ['indicators'] as const

/** Whether newer figures are overdue: as targets count it. `none`: nothing was ever published. */
export const Freshness = z.enum(['fresh', 'stale', 'too-old', 'none'])
export type Freshness = z.infer<typeof Freshness>

export const CatalogueRow = NamedIndicator.extend({
  unit: z.string(),
  decimals: z.number().int(),
  category: z.string(),
  period: IndicatorPeriod,
  direction: Direction,
  computation: z.enum(['observed', 'expression', 'method']),
  owner: z.object({ type: z.string(), title: MessageView }).nullable(),
  sourceStandard: z.string().nullable(),
  /** The latest figure of the city. */
  latest: z.object({ period: z.string(), value: z.number() }).nullable(),
  freshness: Freshness,
  /** How many targets it answers. */
  targets: z.number().int(),
  versions: z.number().int(),
  /** A proposed change that waits for a decision. */
  openChangeId: z.uuid().nullable(),
})
export type CatalogueRow = z.infer<typeof CatalogueRow>

const CatalogueFilter = z.object({
  search: z.string().trim().max(100).optional(),
  category: z.string().max(40).optional(),
  computation: z.enum(['observed', 'computed']).optional(),
  /** Key of a type of unit. */
  owner: z.string().max(60).optional(),
  freshness: Freshness.optional(),
  /** Only those that answer a target, or none. */
  bound: QueryFlag.optional(),
})
export type CatalogueFilter = z.infer<typeof CatalogueFilter>

const Place = z.object({ code: z.string(), name: z.string() })

export const IndicatorQuality = z.object({
  freshness: Freshness,
  latest: z.string().nullable(),
  /** When something was last published; null for computed indicators. */
  publishedAt: z.iso.datetime().nullable(),
  /** Periods from the first figure to the last one over that have no figure of the city. */
  missing: z.array(z.string()),
  /** Periods that should have one. */
  expected: z.number().int(),
  /** Entries that replaced a published one. */
  corrections: z.number().int(),
  /** How far the regions right below have figures over the same periods. */
  regions: z.array(Place.extend({ present: z.number().int(), latest: z.string().nullable() })),
  /** Periods in which what adds up over the regions below is not the city's figure; latest first, at most 12. */
  sumsOff: z.array(z.object({ period: z.string(), whole: z.number(), sum: z.number() })),
})
export type IndicatorQuality = z.infer<typeof IndicatorQuality>

export const MeasureBreakdown = z.object({
  measure: z.string(),
  title: MessageView,
  unit: z.string(),
  /** Values of other dimensions that the figure is restricted to. */
  where: z.record(z.string(), z.string()),
  dimension: z.string(),
  dimensionTitle: MessageView,
  items: z.array(z.object({ value: z.string(), title: MessageView, amount: z.number() })),
})
export type MeasureBreakdown = z.infer<typeof MeasureBreakdown>

const indicatorParameter = z.object({ indicatorId: z.uuid() })

export const browseContract = {
  browseCatalogue: procedure({
    method: 'GET',
    path: '/indicators/catalogue',
    permission: 'indicators.read',
    summary: {
      zh: '浏览指标目录（含最新数值和时效）',
      en: 'Look through the catalogue with its latest figures',
    },
    tags,
  })
    .input(PageRequest.extend(CatalogueFilter.shape))
    .output(
      pageOf(CatalogueRow).extend({
        /** What may be filtered by, over the whole catalogue. */
        categories: z.array(z.string()),
        owners: z.array(z.object({ type: z.string(), title: MessageView })),
      }),
    ),
  exportCatalogue: procedure({
    method: 'GET',
    path: '/indicators/catalogue/export',
    permission: 'indicators.read',
    summary: { zh: '指标目录导出为 Excel', en: 'The catalogue as Excel' },
    tags,
  })
    .input(CatalogueFilter)
    .output(z.file()),
  indicatorQuality: procedure({
    method: 'GET',
    path: '/indicators/{indicatorId}/quality',
    permission: 'indicators.read',
    summary: { zh: '指标数据质量', en: "Quality of an indicator's figures" },
    tags,
  })
    .input(indicatorParameter)
    .output(IndicatorQuality),
  indicatorBreakdown: procedure({
    method: 'GET',
    path: '/indicators/{indicatorId}/breakdown',
    permission: 'indicators.read',
    summary: { zh: '按维度细分', en: 'The measures behind an indicator by dimension' },
    tags,
  })
    .input(indicatorParameter.extend({ region: RegionCode.optional(), period: Period }))
    .output(z.object({ items: z.array(MeasureBreakdown) })),
  /** What a definition may be computed by. */
  listMethods: procedure({
    method: 'GET',
    path: '/indicators/methods',
    permission: 'indicators.read',
    summary: { zh: '可用于计算指标的方法', en: 'Methods that indicators may be computed by' },
    tags,
  }).output(z.object({ items: z.array(CallableMethod) })),
  /** What an expression may name. */
  listMeasures: procedure({
    method: 'GET',
    path: '/indicators/measures',
    permission: 'indicators.read',
    summary: { zh: '可用的度量', en: 'Measures that expressions may name' },
    tags,
  }).output(
    z.object({
      items: z.array(
        z.object({
          name: z.string(),
          title: MessageView,
          unit: z.string(),
          kind: z.enum(['flow', 'stock']),
          dimensions: z.array(z.string()),
        }),
      ),
    }),
  ),
}
