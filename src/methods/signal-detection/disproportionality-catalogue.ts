/** Catalogue entries of the measures of disproportionality and of the false discovery rate. */
import { z } from 'zod'
import type { MethodExample } from '../method.ts'
import { defineMethod, MethodInputError, mapRows } from '../method.ts'
import { falseDiscoveryRate } from './false-discovery-rate.ts'
import { informationComponent } from './information-component.ts'
import { proportionalReportingRatio } from './proportional-reporting-ratio.ts'
import { reportingOddsRatio } from './reporting-odds-ratio.ts'

const count = z.coerce.number().int().min(0)
const reportRow = z.object({
  pair: z.string().optional().describe('Label of the product and problem'),
  both: count.describe('Reports with the product and the problem'),
  productOnly: count.describe('Reports with the product, another problem'),
  problemOnly: count.describe('Reports with the problem, another product'),
  neither: count.describe('Reports with neither'),
})
const reportOptions = z.object({
  confidence: z.coerce.number().default(0.95).describe('Level of the interval'),
})
const header = 'pair,both,productOnly,problemOnly,neither'

/** PRR. */
export const proportionalReportingMethod = defineMethod({
  name: 'prr',
  title: { zh: '比例报告比(PRR)', en: 'Proportional reporting ratio (PRR)' },
  summary: {
    zh: '某产品的报告中某问题(伤害)所占比例与其他产品之比,附置信区间与 Evans 判据。',
    en: 'Share of a problem among a product’s reports against all others, with interval and the criteria of Evans.',
  },
  formula: 'PRR = [a/(a+b)] / [c/(c+d)]',
  sources: [
    {
      document: 'Evans, Waller, Davis 2001, Pharmacoepidemiology and Drug Safety 10:483-486',
      confidence: 'confirmed',
    },
  ],
  row: reportRow,
  options: reportOptions,
  run: (rows, { confidence }) =>
    mapRows(rows, ({ pair = null, ...table }) => {
      const { value, lower, upper, chiSquared, signal } = proportionalReportingRatio(table, confidence)
      return { pair, prr: value, lower, upper, chiSquared, signal }
    }),
  examples: [
    {
      title: { zh: '利福布汀与葡萄膜炎', en: 'Rifabutin and uveitis' },
      csv: `${header}\nrifabutin and uveitis,41,14,754,591958`,
      expected: [{ prr: 586, signal: true }],
      tolerance: 0.5,
      source: 'Evans et al. 2001, table 1',
    },
  ],
})

/** ROR. */
export const reportingOddsMethod = defineMethod({
  name: 'ror',
  title: { zh: '报告比值比(ROR)', en: 'Reporting odds ratio (ROR)' },
  summary: {
    zh: '某产品报告某问题的比值与其他产品之比;区间下限大于 1 为信号。',
    en: 'Odds of a problem among a product’s reports against all others; a signal when the lower bound exceeds 1.',
  },
  formula: 'ROR = ad / bc',
  sources: [
    { document: 'Bland, Altman 2000, BMJ 320:1468', confidence: 'confirmed' },
    {
      document: 'van Puijenbroek et al. 2002, Pharmacoepidemiology and Drug Safety 11:3-10',
      confidence: 'confirmed',
    },
  ],
  row: reportRow,
  options: reportOptions,
  run: (rows, { confidence }) =>
    mapRows(rows, ({ pair = null, ...table }) => {
      const { value, lower, upper, signal } = reportingOddsRatio(table, confidence)
      return { pair, ror: value, lower, upper, signal }
    }),
  examples: [
    {
      title: { zh: '花粉症与湿疹', en: 'Hay fever and eczema' },
      csv: `${header}\nhay fever and eczema,141,420,928,13525`,
      expected: [{ ror: 4.89, lower: 4, upper: 5.99, signal: true }],
      tolerance: 0.005,
      source: 'Bland, Altman 2000',
    },
  ],
})

/** IC. */
export const informationMethod = defineMethod({
  name: 'information-component',
  title: { zh: '信息成分(IC)', en: 'Information component (IC)' },
  summary: {
    zh: '观察与期望报告数之比的对数,向 0 收缩;可信区间下限大于 0 为信号。',
    en: 'Logarithm of observed against expected reports, shrunk towards 0; a signal when the lower bound exceeds 0.',
  },
  formula: 'IC = log₂((O + ½)/(E + ½))',
  sources: [
    {
      document: 'Norén, Hopstadius, Bate 2013, Statistical Methods in Medical Research 22:57-69',
      confidence: 'confirmed',
    },
  ],
  row: reportRow,
  options: reportOptions,
  run: (rows, { confidence }) =>
    mapRows(rows, ({ pair = null, ...table }) => {
      const { value, lower, upper, expected, signal } = informationComponent(table, confidence)
      return { pair, expected, ic: value, lower, upper, signal }
    }),
  examples: [
    {
      title: { zh: '25 份报告而期望 2.25 份', en: '25 reports where 2.25 were expected' },
      csv: `${header}\n,25,75,200,9700`,
      expected: [{ expected: 2.25, ic: 3.21299, lower: 2.54396, upper: 3.68438, signal: true }],
      tolerance: 0.05,
      source: 'log₂(25.5/2.75) by hand; bounds by the closed approximations of Norén et al. 2013',
    },
  ],
})

const discoveryExample: MethodExample = {
  title: { zh: '15 个假设,q = 5%', en: 'Fifteen hypotheses, q = 5 %' },
  csv: [
    'pValue',
    ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719],
    ...[0.6528, 0.759, 1],
  ].join('\n'),
  expected: Array.from({ length: 15 }, (_, index) => ({ rejected: index < 4 })),
  source: 'Benjamini, Hochberg 1995, section 4.1',
}

/** Benjamini and Hochberg. */
export const falseDiscoveryMethod = defineMethod({
  name: 'false-discovery-rate',
  title: { zh: '错误发现率控制', en: 'False discovery rate' },
  summary: {
    zh: '同时监测许多序列时,按 Benjamini–Hochberg 步骤挑出值得跟进的警报。',
    en: 'Which of many alarms to follow, by the procedure of Benjamini and Hochberg.',
  },
  formula: 'p₍ᵢ₎ ≤ i·q/m',
  sources: [
    { document: 'Benjamini, Hochberg 1995, J. R. Statist. Soc. B 57:289-300', confidence: 'confirmed' },
  ],
  row: z.object({ pValue: z.coerce.number().min(0).max(1).describe('p-value of the test') }),
  options: z.object({
    rate: z.coerce.number().default(0.05).describe('q, share of false discoveries accepted'),
  }),
  run: (rows, { rate }) => {
    if (!(rate > 0 && rate < 1))
      throw new MethodInputError([{ column: 'rate', message: 'must lie between 0 and 1' }])
    const { adjusted, rejected } = falseDiscoveryRate(
      Float64Array.from(rows, (row) => row.pValue),
      rate,
    )
    const chosen = new Set(rejected)
    return rows.map(({ pValue }, index) => ({
      pValue,
      adjusted: adjusted[index] ?? null,
      rejected: chosen.has(index),
    }))
  },
  examples: [discoveryExample],
})
