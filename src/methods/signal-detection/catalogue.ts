/** Signal detection in series of counts and in reports, as the methods catalogue lists it. */
import { z } from 'zod'
import type { CatalogueMethod, MethodRow } from '../method.ts'
import { defineMethod, MethodInputError } from '../method.ts'
import type { AberrationBound } from './aberration-bound.ts'
import {
  falseDiscoveryMethod,
  informationMethod,
  proportionalReportingMethod,
  reportingOddsMethod,
} from './disproportionality-catalogue.ts'
import { earlyAberrations } from './early-aberration-reporting.ts'
import { farrington } from './farrington.ts'
import { prepareFarringtonImproved } from './farrington-improved.ts'
import { poissonCumulativeSum } from './poisson-cumulative-sum.ts'
import { salmonellaAgona } from './salmonella-agona.ts'

const countRow = z.object({ count: z.coerce.number().min(0).describe('Cases of the period, oldest first') })
type CountRow = z.infer<typeof countRow>
const seriesOf = (rows: readonly CountRow[]) => Float64Array.from(rows, ({ count }) => count)
const agonaCsv = ['count', ...salmonellaAgona].join('\n')
const surveillance = 'Output of the R package surveillance 1.20.3 on its data set salmonella.agona'

const earlyAberrationMethod = defineMethod({
  name: 'ears',
  title: { zh: 'EARS C1–C3 短序列预警', en: 'EARS C1 to C3' },
  summary: {
    zh: '用最近几期作基线的短序列异常预警,无需多年历史。',
    en: 'Aberrations against the last few periods, without years of history.',
  },
  formula: 'C = (x − x̄)/s; C3 = Σ max(0, C2 − 1)',
  sources: [
    { document: 'Hutwagner et al. 2003, J. Urban Health 80:i89-i96', confidence: 'confirmed' },
    {
      document: 'Fricker, Hegler, Dunfee 2008, Statistics in Medicine 27:3407-3429',
      confidence: 'confirmed',
    },
  ],
  row: countRow,
  options: z.object({
    variant: z.enum(['C1', 'C2', 'C3']).default('C1').describe('Which of the three'),
    baseline: z.coerce.number().int().default(7).describe('Periods of the baseline'),
    threshold: z.coerce.number().optional().describe('Signal above this; default 3 for C1 and C2, 2 for C3'),
    minimumCount: z.coerce.number().default(1).describe('No signal for counts below this'),
  }),
  run: (rows, { threshold, ...options }) =>
    fitting(() => {
      const chosen = threshold === undefined ? options : { ...options, threshold }
      const result = earlyAberrations(seriesOf(rows), chosen)
      const signals = new Set(result.signals)
      return Array.from(result.statistics, (statistic, k) => ({
        period: result.first + k + 1,
        count: rows[result.first + k]?.count ?? null,
        mean: result.means[k] ?? null,
        standardDeviation: result.deviations[k] ?? null,
        statistic,
        signal: signals.has(result.first + k),
      }))
    }),
  examples: [
    {
      title: { zh: '一组手算的计数', en: 'Counts worked by hand' },
      csv: 'count\n1\n2\n3\n2\n1\n2\n3\n5',
      expected: [
        { period: 8, count: 5, mean: 2, standardDeviation: 0.8164966, statistic: 3.6742346, signal: true },
      ],
      tolerance: 1e-7,
      source: 'By hand: mean 2, variance 4/6, (5 − 2)/√(2/3)',
    },
  ],
})

const cumulativeSumMethod = defineMethod({
  name: 'poisson-cusum',
  title: { zh: '泊松计数累积和', en: 'CUSUM of Poisson counts' },
  summary: {
    zh: '标准化计数的累积和,发现率的持续小幅上升。',
    en: 'Cumulative sum of standardised counts: small lasting rises of a rate.',
  },
  formula: 'z = (x − 3m + 2√(xm))/(2√m); S = max(0, S + z − k)',
  sources: [
    {
      document: 'Rossi, Lampugnani, Marchi 1999, Statistics in Medicine 18:2111-2122',
      confidence: 'confirmed',
    },
  ],
  row: countRow,
  options: z.object({
    mean: z.coerce.number().positive().describe('Mean while in control'),
    transformation: z.enum(['rossi', 'standard']).default('rossi').describe('How counts are standardised'),
    allowance: z.coerce.number().default(1.04).describe('k'),
    decisionInterval: z.coerce.number().positive().default(2.26).describe('h'),
  }),
  run: (rows, options) =>
    fitting(() => {
      const { sums, signals } = poissonCumulativeSum(seriesOf(rows), options)
      const signalled = new Set(signals)
      return rows.map(({ count }, index) => ({
        count,
        sum: sums[index] ?? null,
        signal: signalled.has(index),
      }))
    }),
  examples: [
    {
      title: { zh: '沙门氏菌 Agona 第 53–82 周', en: 'Salmonella Agona, weeks 53 to 82' },
      csv: ['count', ...salmonellaAgona.slice(52, 82)].join('\n'),
      // The mean of the first 52 weeks.
      options: { mean: String(135 / 52), transformation: 'standard' },
      expected: salmonellaAgona.slice(52, 82).map((count, index) => ({
        count,
        signal: index + 53 === 63 || index + 53 >= 79,
      })),
      source: surveillance,
    },
  ],
})

const periodOptions = {
  from: z.coerce.number().int().positive().optional().describe('First period to judge; default the last one'),
  years: z.coerce.number().int().positive().default(5).describe('Years of history'),
  halfWindow: z.coerce.number().int().min(0).default(3).describe('Periods on either side of the window'),
  frequency: z.coerce.number().int().positive().default(52).describe('Periods a year'),
}

const farringtonMethod = defineMethod({
  name: 'farrington',
  title: { zh: 'Farrington 预警(1996)', en: 'Farrington’s algorithm (1996)' },
  summary: {
    zh: '与往年同期窗口比较:准泊松回归、暴发降权、三分之二次幂上限。',
    en: 'Against the same weeks of past years: quasi-Poisson regression, past outbreaks weighted down.',
  },
  formula: 'U = (μ₀^{2/3} + z·√(4/9·μ₀^{1/3}·τ))^{3/2}',
  sources: [
    { document: 'Farrington et al. 1996, J. R. Statist. Soc. A 159:547-563', confidence: 'confirmed' },
  ],
  row: countRow,
  options: z.object({
    ...periodOptions,
    alpha: z.coerce.number().default(0.05).describe('Level of the two-sided interval'),
    trend: z.enum(['yes', 'no']).default('yes').describe('Whether a trend may be used'),
    reweight: z.enum(['yes', 'no']).default('yes').describe('Whether past outbreaks are weighted down'),
  }),
  run: (rows, { from, trend, reweight, ...options }) =>
    fitting(() => {
      const series = seriesOf(rows)
      const chosen = { ...options, trend: trend === 'yes', reweight: reweight === 'yes' }
      return boundRows(series, from, (position) => farrington(series, position, chosen))
    }),
  examples: [
    {
      title: { zh: '沙门氏菌 Agona 第 282–284 周', en: 'Salmonella Agona, weeks 282 to 284' },
      csv: ['count', ...salmonellaAgona.slice(0, 284)].join('\n'),
      options: { from: '282', years: '3' },
      expected: [
        { period: 282, upperBound: 5.36581344, alarm: false },
        { period: 283, upperBound: 5.48082553, alarm: false },
        { period: 284, upperBound: 5.99298768, alarm: true },
      ],
      tolerance: 3e-4,
      source: surveillance,
    },
  ],
})

const farringtonImprovedMethod = defineMethod({
  name: 'farrington-improved',
  title: { zh: 'Farrington 改进预警(Noufal 2013)', en: 'Improved Farrington algorithm (Noufal 2013)' },
  summary: {
    zh: '用全部历史与季节因子的准泊松回归,负二项上限。',
    en: 'Quasi-Poisson regression on the whole history with a season factor; negative binomial bound.',
  },
  sources: [{ document: 'Noufal et al. 2013, Statistics in Medicine 32:1206-1222', confidence: 'confirmed' }],
  row: countRow,
  options: z.object({
    ...periodOptions,
    seasons: z.coerce.number().int().positive().default(10).describe('Levels of the season factor'),
    excludedPeriods: z.coerce.number().int().min(0).default(26).describe('Most recent periods left out'),
    alpha: z.coerce.number().default(0.005).describe('One-sided level'),
    trendSignificance: z.coerce.number().default(1).describe('Largest p-value of a trend that is kept'),
  }),
  run: (rows, { from, ...options }) =>
    fitting(() => {
      const series = seriesOf(rows)
      const judge = prepareFarringtonImproved(options)
      return boundRows(series, from, (position) => judge(series, position))
    }),
  examples: [
    {
      title: { zh: '沙门氏菌 Agona 第 308–312 周', en: 'Salmonella Agona, weeks 308 to 312' },
      csv: agonaCsv,
      options: { from: '308', years: '3', alpha: '0.01' },
      expected: [9, 9, 9, 10, 11].map((upperBound, index) => ({
        period: 308 + index,
        upperBound,
        alarm: false,
      })),
      source: surveillance,
    },
  ],
})

function boundRows(
  series: Float64Array,
  from: number | undefined,
  judge: (position: number) => AberrationBound,
): MethodRow[] {
  const first = (from ?? series.length) - 1
  return Array.from({ length: Math.max(0, series.length - first) }, (_, index) => {
    const { position, observed, dispersion, expected, upperBound, trendUsed, score, alarm } = judge(
      first + index,
    )
    return { period: position + 1, observed, expected, upperBound, dispersion, trendUsed, score, alarm }
  })
}

function fitting<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw new MethodInputError([{ message: error.message }])
    throw error
  }
}

export const signalDetectionMethods: readonly CatalogueMethod[] = [
  earlyAberrationMethod,
  cumulativeSumMethod,
  farringtonMethod,
  farringtonImprovedMethod,
  proportionalReportingMethod,
  reportingOddsMethod,
  informationMethod,
  falseDiscoveryMethod,
]
