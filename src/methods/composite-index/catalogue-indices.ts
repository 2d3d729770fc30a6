/** The quality competitiveness index and the product pass rate in the methods catalogue. */
import { z } from 'zod'
import {
  type CatalogueMethod,
  defineMethod,
  MethodInputError,
  type MethodInputIssue,
  mapRows,
} from '#methods/method.ts'
import { judgeTable } from './catalogue-table.ts'
import { outputWeightedPassRates, type WeightedPassRate } from './output-weighted-pass-rate.ts'
import { qualityCompetitivenessIndex } from './quality-competitiveness.ts'
import {
  type CompetitivenessWeights,
  competitivenessIndicatorKeys,
  competitivenessIndicators,
  equalCompetitivenessWeights,
  valuesOf,
} from './quality-competitiveness-definition.ts'

const indicatorTitles = competitivenessIndicators.map(({ key, zh }) => `${key} ${zh}`).join('; ')

const competitivenessRow = z.object({
  subject: z.string().default('').describe('region or industry / 地区或行业'),
  indicator: z.enum(competitivenessIndicatorKeys).describe(`indicator: ${indicatorTitles} / 统计指标`),
  value: z.coerce.number().describe('value of the indicator / 指标值'),
  low: z.coerce.number().describe('low threshold of the year / 低阈值'),
  high: z.coerce.number().describe('high threshold of the year / 高阈值'),
  weight: z.coerce.number().min(0).optional().describe('weight; all blank: equal, as a placeholder / 权重'),
})
type CompetitivenessRow = z.infer<typeof competitivenessRow>

interface NumberedRow {
  readonly row: CompetitivenessRow
  readonly number: number
}

/** The twelve rows of a subject by indicator. @throws {MethodInputError} when one is missing or given twice */
function rowsByIndicator(subject: string, rows: readonly NumberedRow[]): Map<string, CompetitivenessRow> {
  const issues: MethodInputIssue[] = []
  const found = new Map<string, CompetitivenessRow>()
  for (const { row, number } of rows) {
    if (found.has(row.indicator))
      issues.push({ row: number, column: 'indicator', message: `${row.indicator} is given twice` })
    found.set(row.indicator, row)
  }
  const missing = competitivenessIndicatorKeys.filter((key) => !found.has(key))
  if (missing.length > 0) issues.push({ message: `${subject || 'the table'} lacks ${missing.join(', ')}` })
  if (issues.length > 0) throw new MethodInputError(issues)
  return found
}

function weightsOfRows(rows: ReadonlyMap<string, CompetitivenessRow>): CompetitivenessWeights {
  if ([...rows.values()].every(({ weight }) => weight === undefined)) return equalCompetitivenessWeights
  return {
    version: 'given',
    source: 'given with the data',
    standing: 'local',
    weights: valuesOf((key) => rows.get(key)?.weight ?? 0),
  }
}

const half = competitivenessIndicatorKeys.map(
  (key) => `甲,${key},${key === 'qualityLossRate' ? 1 : 50},0,${key === 'qualityLossRate' ? 2 : 100}`,
)
const best = competitivenessIndicatorKeys.map(
  (key) => `乙,${key},${key === 'qualityLossRate' ? 0 : 100},0,${key === 'qualityLossRate' ? 2 : 100}`,
)

const competitiveness = defineMethod({
  name: 'quality-competitiveness-index',
  title: { zh: '制造业质量竞争力指数', en: 'Manufacturing quality competitiveness index' },
  summary: {
    zh: '由 12 项统计指标的标准化得分（60—100）线性加权，给出指数、等级及质量水平、发展能力两个方面的得分。',
    en: 'Twelve standardised scores (60–100), linearly weighted: index, band, and the scores of its two aspects.',
  },
  formula:
    'S = 60 + 40·(x − lo)/(hi − lo)  (cost: 60 + 40·(hi − x)/(hi − lo)), held in [60, 100];  index = Σ w·S',
  validity: {
    zh: '每个地区（行业）恰好 12 行，每项指标一行；阈值按年给定。',
    en: 'Exactly twelve rows a subject, one an indicator; thresholds are those of the year.',
  },
  sources: [
    {
      document: '国家质检总局 全国制造业质量竞争力指数公报',
      confidence: 'to be confirmed',
      note: {
        zh: '结构、60—100 值域与线性加权已公开；标准化公式、阈值、权重未公开：公式为推定，阈值须给定，未给权重时等权（未定权重），不得作为官方数值。',
        en: 'Structure, range and linear sum are published; formula of standardisation, thresholds and weights are not: the formula is assumed, thresholds are to be given, and equal weights are a placeholder never to be shown as official.',
      },
    },
  ],
  row: competitivenessRow,
  options: z.object({
    form: z.enum(['linear', 'exponential']).default('linear').describe('efficacy function / 标准化函数'),
    bands: z
      .enum(['research-team-2011', 'anhui-2009'])
      .default('research-team-2011')
      .describe('set of bands / 等级划分'),
  }),
  run: (rows, options) => {
    const numbered = rows.map((row, index) => ({ row, number: index + 1 }))
    return [...Map.groupBy(numbered, ({ row }) => row.subject)].map(([subject, own]) => {
      const byIndicator = rowsByIndicator(subject, own)
      const get = (key: string) => byIndicator.get(key) ?? { value: Number.NaN, low: 0, high: 0 }
      const thresholds = {
        version: 'given',
        year: 0,
        source: 'given with the data',
        ends: valuesOf((key) => ({ low: get(key).low, high: get(key).high })),
      }
      const values = valuesOf((key) => get(key).value)
      const found = judgeTable(() =>
        qualityCompetitivenessIndex(values, thresholds, weightsOfRows(byIndicator), options),
      )
      return {
        subject,
        index: found.index,
        band: found.band.zh,
        qualityLevel: found.aspects.qualityLevel ?? null,
        developmentCapacity: found.aspects.developmentCapacity ?? null,
        placeholderWeights: found.provisional,
      }
    })
  },
  examples: [
    {
      title: { zh: '中点与最优', en: 'Midway and best' },
      csv: `subject,indicator,value,low,high\n${[...half, ...best].join('\n')}\n`,
      expected: [
        { subject: '甲', index: 80, band: '初步竞争力', qualityLevel: 80, placeholderWeights: true },
        { subject: '乙', index: 100, band: '较强竞争力', developmentCapacity: 100, placeholderWeights: true },
      ],
      tolerance: 1e-9,
      source: 'by definition: every score midway between its thresholds is 80, at the best end 100',
    },
  ],
})

const passRateRow = z.object({
  region: z.string().default('').describe('region / 地区'),
  industry: z.string().default('').describe('industry, GB/T 4754 division / 行业大类'),
  passed: z.coerce.number().int().min(0).describe('samples judged conforming / 合格样品数'),
  inspected: z.coerce.number().int().min(0).describe('all samples / 样品数'),
  output: z.coerce.number().min(0).describe('industrial output, any one unit / 工业产值'),
})

const passRate = defineMethod({
  name: 'product-pass-rate',
  title: { zh: '制造业产品质量合格率', en: 'Manufacturing product pass rate' },
  summary: {
    zh: '各地区、各行业抽样合格率按产值加权，给出总体、分地区、分行业合格率及 95% 置信区间。',
    en: 'Pass rates of samples by region and industry weighted with output: in total, by region, by industry, with 95 % intervals.',
  },
  formula: 'r = passed/inspected;  R = Σ r·V / Σ V;  interval: Wilson at n* = 1/Σ(W²/n)',
  validity: {
    zh: '29 个制造业大类（13—41）。有产值无样品的单元默认不计，或按该行业他处合格率。',
    en: 'The 29 manufacturing divisions 13–41. A cell with output but no samples is left out, or takes the rate of its industry elsewhere.',
  },
  sources: [
    {
      document: '国家统计局 制造业产品质量合格率指标解释',
      confidence: 'to be confirmed',
      note: {
        zh: '定义、行业范围、按产值加权已读到；第二层汇总的确切方法未读到。',
        en: 'Definition, scope and weighting with output were read; the exact second layer of aggregation was not.',
      },
    },
    { document: 'Wilson 1927; Kish 1965', clause: '§8.2', confidence: 'confirmed' },
  ],
  row: passRateRow,
  options: z.object({
    emptyCells: z
      .enum(['drop', 'industry-rate'])
      .default('drop')
      .describe('cells without samples / 无样品单元的处理'),
  }),
  run: (rows, { emptyCells }) => {
    mapRows(rows, (cell) => {
      if (cell.passed > cell.inspected)
        throw new RangeError(`${cell.passed} passed of ${cell.inspected} inspected`)
      return {}
    })
    const { total, byRegion, byIndustry } = judgeTable(() => outputWeightedPassRates(rows, emptyCells))
    const columns = (level: string, name: string, found: WeightedPassRate) => ({
      level,
      name,
      rate: found.rate ?? null,
      lower: found.lower ?? null,
      upper: found.upper ?? null,
      passed: found.passed,
      inspected: found.inspected,
    })
    return [
      columns('total', '', total),
      ...[...byRegion].map(([name, found]) => columns('region', name, found)),
      ...[...byIndustry].map(([name, found]) => columns('industry', name, found)),
    ]
  },
  examples: [
    {
      title: {
        zh: '两地区两行业，一个单元无样品',
        en: 'Two regions, two industries, one cell without samples',
      },
      csv: 'region,industry,passed,inspected,output\nA,C13,9,10,100\nA,C14,16,20,300\nB,C13,10,10,200\nB,C14,0,0,400\n',
      expected: [
        { level: 'total', rate: 0.883333333333, inspected: 40, passed: 35 },
        { level: 'region', name: 'A', rate: 0.825 },
        { level: 'region', name: 'B', rate: 1 },
        { level: 'industry', name: 'C13', rate: 0.966666666667 },
        { level: 'industry', name: 'C14', rate: 0.8 },
      ],
      tolerance: 1e-9,
      source: 'by hand: (0.9·100 + 0.8·300 + 1·200)/600; A (90 + 240)/400; C13 (90 + 200)/300',
    },
    {
      title: { zh: '单一单元的置信区间', en: 'The interval of a single cell' },
      csv: 'passed,inspected,output\n48,50,1\n',
      expected: [
        { rate: 0.96, lower: 0.8653990931, upper: 0.9889611157 },
        { level: 'region', rate: 0.96 },
        { level: 'industry', rate: 0.96 },
      ],
      tolerance: 1e-9,
      source: 'Wilson interval of 48/50 as statistical packages print it',
    },
  ],
})

export const indexMethods: readonly CatalogueMethod[] = [competitiveness, passRate]
