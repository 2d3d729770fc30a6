/**
 * 制造业质量竞争力指数 as data: structure, bands and the shape of dated weights and thresholds.
 *
 * The structure (two, six and twelve indicators) and the bands are published; weights, thresholds and the formula of
 * standardisation are not. They are therefore data with a version and a source, and what ships as a stand-in says so.
 */
import type { Direction } from './indicator-table.ts'

/** Second level: 质量水平 and 发展能力. */
export const competitivenessAspects = {
  qualityLevel: { zh: '质量水平', en: 'quality level' },
  developmentCapacity: { zh: '发展能力', en: 'capacity to develop' },
} as const
export type CompetitivenessAspect = keyof typeof competitivenessAspects

/** Third level, with the aspect each belongs to. */
export const competitivenessGroups = {
  standardsAndTechnology: { zh: '标准与技术水平', en: 'standards and technology', aspect: 'qualityLevel' },
  qualityManagement: { zh: '质量管理水平', en: 'quality management', aspect: 'qualityLevel' },
  supervisionAndInspection: {
    zh: '质量监督与检验水平',
    en: 'supervision and inspection',
    aspect: 'qualityLevel',
  },
  researchAndRenewal: {
    zh: '研发与技术改造能力',
    en: 'research and technical renewal',
    aspect: 'developmentCapacity',
  },
  coreTechnology: { zh: '核心技术能力', en: 'core technology', aspect: 'developmentCapacity' },
  marketAdaptation: { zh: '市场适应能力', en: 'adaptation to the market', aspect: 'developmentCapacity' },
} as const satisfies Record<string, { zh: string; en: string; aspect: CompetitivenessAspect }>
export type CompetitivenessGroup = keyof typeof competitivenessGroups

/** A statistical indicator (统计指标). */
export interface CompetitivenessIndicator {
  readonly key: CompetitivenessIndicatorKey
  readonly zh: string
  readonly en: string
  readonly unit: string
  readonly group: CompetitivenessGroup
  /** No source prints the directions; all but the loss rate are taken as benefits. To be confirmed. */
  readonly direction: Direction
}

export const competitivenessIndicatorKeys = [
  'gradedProductRate',
  'electronicControlShare',
  'certificationRate',
  'qualityLossRate',
  'supervisionPassRate',
  'exportInspectionPassRate',
  'researchSpendingShare',
  'renewalSpendingShare',
  'patentsPerMillionOutput',
  'newProductShare',
  'averageSalesRevenue',
  'internationalSalesShare',
] as const
export type CompetitivenessIndicatorKey = (typeof competitivenessIndicatorKeys)[number]

type IndicatorFacts = Omit<CompetitivenessIndicator, 'key'>

const INDICATOR_FACTS: Readonly<Record<CompetitivenessIndicatorKey, IndicatorFacts>> = {
  gradedProductRate: facts('产品质量等级品率', 'share of graded products', '%', 'standardsAndTechnology'),
  electronicControlShare: facts(
    '微电子控制设备比重',
    'share of electronically controlled equipment',
    '%',
    'standardsAndTechnology',
  ),
  certificationRate: facts(
    '质量管理体系认证率',
    'share certified for quality management',
    '%',
    'qualityManagement',
  ),
  qualityLossRate: {
    ...facts('质量损失率', 'quality loss rate', '%', 'qualityManagement'),
    direction: 'cost',
  },
  supervisionPassRate: facts(
    '产品监督抽查合格率',
    'pass rate of supervision sampling',
    '%',
    'supervisionAndInspection',
  ),
  exportInspectionPassRate: facts(
    '出口商品检验合格率',
    'pass rate of export inspection',
    '%',
    'supervisionAndInspection',
  ),
  researchSpendingShare: facts(
    '研究与试验发展经费比重',
    'share of research spending',
    '%',
    'researchAndRenewal',
  ),
  renewalSpendingShare: facts(
    '技术改造经费比重',
    'share of technical renewal spending',
    '%',
    'researchAndRenewal',
  ),
  patentsPerMillionOutput: facts(
    '每百万元产值拥有专利数',
    'patents per million yuan of output',
    '件/百万元',
    'coreTechnology',
  ),
  newProductShare: facts('新产品销售比重', 'share of new products in sales', '%', 'coreTechnology'),
  averageSalesRevenue: facts('平均产品销售收入', 'average sales revenue', '元', 'marketAdaptation'),
  internationalSalesShare: facts('国际市场销售率', 'share of international sales', '%', 'marketAdaptation'),
}

/** The twelve indicators in their published order. */
export const competitivenessIndicators: readonly CompetitivenessIndicator[] =
  competitivenessIndicatorKeys.map((key) => ({
    key,
    ...INDICATOR_FACTS[key],
  }))

/** One number for each indicator. */
export type IndicatorValues = Readonly<Record<CompetitivenessIndicatorKey, number>>

/** Weights of the twelve indicators; they are divided by their sum. */
export interface CompetitivenessWeights {
  readonly version: string
  readonly source: string
  /** `placeholder` weights (未定权重) must be shown as such and never as official. */
  readonly standing: 'official' | 'local' | 'placeholder'
  readonly weights: IndicatorValues
}

/** Equal weights, for as long as no official ones are published. */
export const equalCompetitivenessWeights: CompetitivenessWeights = {
  version: 'equal',
  source: '未定权重：官方权重未公开，等权仅作占位',
  standing: 'placeholder',
  weights: valuesOf(() => 1),
}

/** The values at which an indicator scores 60 and 100, for one year (动态阈值). */
export interface CompetitivenessThresholds {
  readonly version: string
  readonly year: number
  readonly source: string
  /** `low` scores 60 for a benefit, `high` scores 60 for a cost. */
  readonly ends: Readonly<
    Record<CompetitivenessIndicatorKey, { readonly low: number; readonly high: number }>
  >
}

/** A band of the index, from its lower bound (included) to the next. */
export interface CompetitivenessBand {
  readonly from: number
  readonly zh: string
  readonly en: string
}

export type CompetitivenessBandSet = 'research-team-2011' | 'anhui-2009'

/** Two published sets of bands that do not agree; that a lower bound belongs to its band is our reading. */
export const competitivenessBands: Readonly<Record<CompetitivenessBandSet, readonly CompetitivenessBand[]>> =
  {
    'research-team-2011': [
      { from: 0, zh: '没有竞争力', en: 'not competitive' },
      { from: 75, zh: '竞争力不足', en: 'insufficiently competitive' },
      { from: 80, zh: '初步竞争力', en: 'initially competitive' },
      { from: 85, zh: '中等竞争力', en: 'fairly competitive' },
      { from: 90, zh: '较强竞争力', en: 'strongly competitive' },
    ],
    'anhui-2009': [
      { from: 0, zh: '极弱', en: 'very weak' },
      { from: 75, zh: '一般', en: 'ordinary' },
      { from: 80, zh: '较强', en: 'fairly strong' },
      { from: 95, zh: '极强', en: 'very strong' },
    ],
  }

/** A record of one value for each indicator. */
export function valuesOf<Value>(
  value: (key: CompetitivenessIndicatorKey) => Value,
): Record<CompetitivenessIndicatorKey, Value> {
  return {
    gradedProductRate: value('gradedProductRate'),
    electronicControlShare: value('electronicControlShare'),
    certificationRate: value('certificationRate'),
    qualityLossRate: value('qualityLossRate'),
    supervisionPassRate: value('supervisionPassRate'),
    exportInspectionPassRate: value('exportInspectionPassRate'),
    researchSpendingShare: value('researchSpendingShare'),
    renewalSpendingShare: value('renewalSpendingShare'),
    patentsPerMillionOutput: value('patentsPerMillionOutput'),
    newProductShare: value('newProductShare'),
    averageSalesRevenue: value('averageSalesRevenue'),
    internationalSalesShare: value('internationalSalesShare'),
  }
}

function facts(zh: string, en: string, unit: string, group: CompetitivenessGroup): IndicatorFacts {
  return { zh, en, unit, group, direction: 'benefit' }
}
