/** Catalogue entries for supervision sampling, sampling by variables and intervals of failing shares. */
import { z } from 'zod'
import { clopperPearsonInterval, wilsonInterval } from '../distributions/proportion-interval.ts'
import { defineMethod, MethodInputError, mapRows } from '../method.ts'
import { designSupervisionPlan, supervisionRisks } from './supervision-sampling.ts'
import { judgeVariablesLot } from './variables-plan.ts'

/** Supervision plans and their exact risks. */
export const supervisionMethod = defineMethod({
  name: 'supervision-sampling',
  title: { zh: '声称质量水平的监督抽样', en: 'Supervision sampling of a declared quality level' },
  summary: {
    zh: '给定声称质量水平 DQL 和不合格品限定数 L,求错判风险不超过 5% 的最大样本量;或对已有方案 (n, L) 精确计算两类风险。结论只有“否定”或“不否定该声称质量水平”。',
    en: 'For a declared quality level and a limit L: the largest sample with at most 5 % risk of contradicting a true declaration, or the exact risks of a given (n, L). The result only contradicts or does not contradict the declaration.',
  },
  formula: 'max n : P(X > L | n, DQL) ≤ 0.05; P(X ≤ L | n, p₁₀) = 0.10; LQR = p₁₀ / DQL',
  validity: {
    zh: 'DQL 为小数;给出总体量时按超几何分布(小总体),否则按二项分布。',
    en: 'DQL as a fraction; with a population size counts are hypergeometric (small population), otherwise binomial.',
  },
  sources: [
    {
      document: 'GB/T 2828.4-2008 (ISO 2859-4), GB/T 2828.11-2008',
      confidence: 'to be confirmed',
      note: {
        zh: '标准的方案表未能读到:样本量按设计原则精确计算,可能与表列值不同;可输入表列 (n, L) 核算其风险。',
        en: 'The printed plan tables were not readable: sample sizes are computed from the design rule and may differ from them; enter a printed (n, L) to see its risks.',
      },
    },
  ],
  row: z.object({
    declaredQualityLevel: z.coerce.number().describe('DQL as a fraction'),
    limit: z.coerce.number().describe('L: nonconforming items that do not yet contradict'),
    populationSize: z.coerce.number().optional().describe('N, for a small population'),
    sampleSize: z.coerce.number().optional().describe('n, to assess a given plan'),
  }),
  options: z.object({}),
  run: (rows) =>
    mapRows(rows, ({ declaredQualityLevel, limit, populationSize, sampleSize }) => {
      const population = populationSize === undefined ? {} : { populationSize }
      const plan =
        sampleSize === undefined
          ? designSupervisionPlan({ declaredQualityLevel, limit, ...population })
          : {
              sampleSize,
              ...supervisionRisks({ sampleSize, limit, ...population }, declaredQualityLevel),
            }
      return {
        declaredQualityLevel,
        limit,
        sampleSize: plan.sampleSize,
        falseContradiction: plan.falseContradiction,
        limitingQuality: plan.limitingQuality,
        limitingQualityRatio: plan.limitingQualityRatio,
      }
    }),
  examples: [
    {
      title: { zh: 'n=5、L=0、DQL 1%', en: 'n = 5, L = 0, DQL 1 %: both risks have a closed form' },
      csv: 'declaredQualityLevel,limit,sampleSize\n0.01,0,5',
      expected: [
        {
          declaredQualityLevel: 0.01,
          limit: 0,
          sampleSize: 5,
          falseContradiction: 0.0490099501,
          limitingQuality: 0.3690426555,
          limitingQualityRatio: 36.90426555,
        },
      ],
      tolerance: 1e-8,
      source: '1 − 0.99⁵ and 1 − 0.1^(1/5), by hand',
    },
  ],
})

/** Judges lots by measurements. */
export const variablesMethod = defineMethod({
  name: 'variables-sampling',
  title: { zh: '计量抽样判定(s 法、σ 法)', en: 'Sampling by variables (s and σ method)' },
  summary: {
    zh: '由样本测定值计算质量统计量 Q 和不合格品率估计,与接收常数 k 或其对应的 p* 比较,判定接收与否。',
    en: 'Quality statistics Q and the estimated fraction nonconforming of a sample, compared with k or with p*.',
  },
  formula: 'Q = (U − x̄)/s ≥ k; p̂ = I_x(n/2−1, n/2−1), x = (1 − Q√n/(n−1))/2',
  validity: {
    zh: '测定值独立、近似正态;至少 3 个(s 法)。n 和 k 取自标准或按两类风险求得。',
    en: 'Independent, nearly normal measurements, at least 3 (s method). n and k from the standard or from a plan search.',
  },
  sources: [
    {
      document: 'ISO 3951-1, GB/T 6378.1',
      confidence: 'to be confirmed',
      note: {
        zh: '按字码和 AQL 检索 n、k 的标准表未收录。',
        en: 'The tables that give n and k by code letter and AQL are not held.',
      },
    },
  ],
  row: z.object({ measurement: z.coerce.number().describe('One measured value') }),
  options: z.object({
    k: z.coerce.number().describe('Acceptability constant'),
    lower: z.coerce.number().optional().describe('Lower specification limit'),
    upper: z.coerce.number().optional().describe('Upper specification limit'),
    sigma: z.coerce.number().optional().describe('Process standard deviation, when known'),
    control: z
      .enum(['combined', 'separate'])
      .default('combined')
      .describe('Control of two limits, together or each'),
  }),
  run: (rows, { k, lower, upper, sigma, control }) => {
    try {
      const judgement = judgeVariablesLot(
        {
          sampleSize: rows.length,
          acceptabilityConstant: k,
          standardDeviation: sigma === undefined ? 'unknown' : 'known',
        },
        {
          measurements: rows.map(({ measurement }) => measurement),
          control,
          ...(lower === undefined ? {} : { lowerLimit: lower }),
          ...(upper === undefined ? {} : { upperLimit: upper }),
          ...(sigma === undefined ? {} : { processStandardDeviation: sigma }),
        },
      )
      return [
        {
          sampleSize: rows.length,
          mean: judgement.mean,
          standardDeviation: judgement.standardDeviation,
          lowerQuality: judgement.lowerQuality ?? null,
          upperQuality: judgement.upperQuality ?? null,
          estimatedNonconforming: judgement.estimatedNonconforming ?? null,
          accepted: judgement.accepted,
        },
      ]
    } catch (error) {
      if (error instanceof RangeError) throw new MethodInputError([{ message: error.message }])
      throw error
    }
  },
  examples: [
    {
      title: { zh: '工作温度上限 209°F', en: 'Operating temperature, upper limit 209 °F' },
      csv: 'measurement\n197\n188\n184\n205\n201',
      options: { k: '1.53', upper: '209' },
      expected: [
        {
          sampleSize: 5,
          mean: 195,
          standardDeviation: 8.8,
          lowerQuality: null,
          upperQuality: 1.59,
          estimatedNonconforming: 0.0219,
          accepted: true,
        },
      ],
      tolerance: 0.005,
      source: 'MIL-STD-414, examples B-1 and B-3',
    },
  ],
})

/** Confidence intervals of failing shares. */
export const proportionIntervalMethod = defineMethod({
  name: 'proportion-interval',
  title: { zh: '不合格率置信区间', en: 'Confidence interval of a failing share' },
  summary: {
    zh: '抽检不合格率(或合格率)的 Wilson 区间和 Clopper–Pearson 精确区间。',
    en: 'Wilson and Clopper–Pearson intervals of a share such as failing batches among inspected batches.',
  },
  sources: [
    { document: 'Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212', confidence: 'confirmed' },
    { document: 'Clopper & Pearson, Biometrika 26 (1934) 404–413', confidence: 'confirmed' },
  ],
  row: z.object({
    count: z.coerce.number().describe('Failing batches'),
    total: z.coerce.number().describe('Inspected batches'),
  }),
  options: z.object({
    confidence: z.coerce.number().default(0.95).describe('Confidence level, between 0 and 1'),
  }),
  run: (rows, { confidence }) =>
    mapRows(rows, ({ count, total }) => {
      const wilson = wilsonInterval(count, total, confidence)
      const exact = clopperPearsonInterval(count, total, confidence)
      return {
        count,
        total,
        proportion: wilson.proportion,
        wilsonLower: wilson.lower,
        wilsonUpper: wilson.upper,
        exactLower: exact.lower,
        exactUpper: exact.upper,
      }
    }),
  examples: [
    {
      title: { zh: '2023 年国家监督抽查', en: 'National spot checks of 2023' },
      csv: 'count,total\n3476,28265\n48,50',
      expected: [
        {
          count: 3476,
          total: 28265,
          proportion: 0.1229789492,
          wilsonLower: 0.1192014648,
          wilsonUpper: 0.1268589006,
          exactLower: 0.1191715149,
          exactUpper: 0.126864065,
        },
        {
          count: 48,
          total: 50,
          proportion: 0.96,
          wilsonLower: 0.8653990931,
          wilsonUpper: 0.9889611157,
          exactLower: 0.8628623744,
          exactUpper: 0.9951185666,
        },
      ],
      tolerance: 1e-9,
      source: 'Counts of the national bulletin of 2023; limits worked out independently from both formulae',
    },
  ],
})
