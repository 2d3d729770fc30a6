/** Satisfaction surveys, as the methods catalogue lists them. */
import { z } from 'zod'
import type { CatalogueMethod, MethodRow } from '../method.ts'
import { defineMethod, MethodInputError, mapRows } from '../method.ts'
import type { BootstrapResult } from './bootstrap.ts'
import { bootstrap } from './bootstrap.ts'
import { consistentPartialLeastSquares } from './consistent-partial-least-squares.ts'
import { constructReliabilities } from './construct-reliability.ts'
import { europeanModelText, mobilePhoneSurveyCsv } from './mobile-phone-survey.ts'
import type { PartialLeastSquaresEstimate } from './partial-least-squares.ts'
import { EstimationError, estimatePartialLeastSquares } from './partial-least-squares.ts'
import { sampleSizeForMean, sampleSizeForPath, sampleSizeForShare } from './required-sample-size.ts'
import { satisfactionBand } from './satisfaction-band.ts'
import { satisfactionIndex, satisfactionIndices } from './satisfaction-index.ts'
import { parseStructuralModel } from './structural-model.ts'
import { surveyAnswers } from './survey-answers.ts'

const seminr = 'Output of the R package seminr 2.5.0.9000 on the same data'
const tenenhaus = {
  document:
    'Tenenhaus, Esposito Vinzi, Chatelin, Lauro 2005, Computational Statistics & Data Analysis 48:159-205',
  confidence: 'confirmed',
} as const
const nationalStandard = {
  document: 'GB/T 19038-2009',
  clause: '4, annexes A and C',
  confidence: 'to be confirmed',
  note: {
    zh: '标准正文未能读到:模型与结构方程的估计按所列论文;满意区间除 80 外待核对。',
    en: 'The text was not readable: the estimate follows the papers; the bands other than 80 await the official table.',
  },
} as const

const answerRow = z.object({}).catchall(z.coerce.number())

const modelOptions = z.object({
  model: z
    .string()
    .describe('Constructs Name=item+item (mode B: Name~item+item) and paths From>To, separated by ;'),
  result: z.enum(['paths', 'constructs', 'indicators']).default('paths').describe('Which table to give'),
  scheme: z.enum(['path', 'centroid', 'factor']).default('path').describe('Inner weighting scheme'),
  consistent: z.enum(['no', 'yes']).default('no').describe('Correct for measurement error (PLSc)'),
  missing: z
    .enum(['refuse', 'mean', 'listwise'])
    .default('refuse')
    .describe('What to do about blank answers'),
  minimum: z.coerce.number().default(1).describe('Lowest answer of the scale'),
  maximum: z.coerce.number().default(10).describe('Highest answer of the scale'),
  repetitions: z.coerce.number().int().min(0).default(0).describe('Bootstrap repetitions for 95 % intervals'),
  seed: z.coerce.number().int().default(1).describe('Seed of the bootstrap'),
})

const pathModelMethod = defineMethod({
  name: 'satisfaction-path-model',
  title: { zh: '满意度结构模型(PLS 路径模型)', en: 'Satisfaction by path model (PLS)' },
  summary: {
    zh: '由答卷估计结构方程满意度模型:路径系数与效应、满意度指数(0–100)与区间、信度效度、外部权重与载荷。',
    en: 'Path coefficients and effects, 0–100 indices, reliability, weights and loadings of a satisfaction model from answers.',
  },
  validity: {
    zh: '递归模型;每题有变异;题目列名须与模型一致。',
    en: 'Recursive models; every question varies; columns are named as in the model.',
  },
  sources: [nationalStandard, tenenhaus],
  row: answerRow,
  options: modelOptions,
  run: (rows, options) =>
    fitting(() => {
      const model = parseStructuralModel(options.model)
      const columns = model.constructs.flatMap((construct) => construct.indicators)
      const answers = surveyAnswers(
        columns,
        rows.map((row) => columns.map((column) => row[column])),
      )
      const plain = estimatePartialLeastSquares(model, answers, {
        scheme: options.scheme,
        missing: options.missing,
      })
      const estimate = options.consistent === 'yes' ? consistentPartialLeastSquares(plain) : plain
      const scale = { minimum: options.minimum, maximum: options.maximum }
      const intervals =
        options.repetitions > 0 && options.consistent === 'no'
          ? bootstrap(plain, { repetitions: options.repetitions, seed: options.seed, scale })
          : undefined
      if (options.result === 'paths') return pathRows(estimate, intervals)
      if (options.result === 'indicators') return indicatorRows(estimate, intervals)
      return constructRows(plain, estimate, scale, intervals)
    }),
  examples: [
    {
      title: { zh: '欧洲满意度模型的路径系数', en: 'Paths of the European model' },
      csv: mobilePhoneSurveyCsv,
      options: { model: europeanModelText },
      expected: [
        { from: 'Image', to: 'Expectation', coefficient: 0.504913934 },
        { from: 'Image', to: 'Satisfaction', coefficient: 0.1787395, totalEffect: 0.389726647 },
        { from: 'Image', to: 'Loyalty', coefficient: 0.195755333, totalEffect: 0.398732384 },
        { from: 'Expectation', to: 'Quality', coefficient: 0.556748962 },
        { from: 'Expectation', to: 'Value', coefficient: 0.049988393, totalEffect: 0.360823776 },
        { from: 'Expectation', to: 'Satisfaction', coefficient: 0.06252287, totalEffect: 0.417867547 },
        { from: 'Quality', to: 'Value', coefficient: 0.558304379 },
        { from: 'Quality', to: 'Satisfaction', coefficient: 0.51202394, totalEffect: 0.620762151 },
        { from: 'Value', to: 'Satisfaction', coefficient: 0.194765104 },
        { from: 'Satisfaction', to: 'Complaints', coefficient: 0.528066246 },
        { from: 'Satisfaction', to: 'Loyalty', coefficient: 0.485477624, totalEffect: 0.520819022 },
        { from: 'Complaints', to: 'Loyalty', coefficient: 0.066926069 },
      ],
      tolerance: 1e-6,
      source: seminr,
    },
    {
      title: { zh: '欧洲满意度模型的信度与 R²', en: 'Reliability and R² of the European model' },
      csv: mobilePhoneSurveyCsv,
      options: { model: europeanModelText, result: 'constructs' },
      expected: [
        {
          construct: 'Image',
          alpha: 0.722835,
          rhoA: 0.740329,
          rhoC: 0.818879,
          averageVarianceExtracted: 0.478354,
        },
        { construct: 'Expectation', alpha: 0.451903, rhoA: 0.462055, rSquared: 0.254938 },
        { construct: 'Quality', alpha: 0.87701, rhoA: 0.884246, rSquared: 0.309969 },
        { construct: 'Value', alpha: 0.823632, rhoA: 0.854996, rSquared: 0.345279 },
        { construct: 'Satisfaction', alpha: 0.779195, rhoA: 0.789102, rSquared: 0.681078 },
        { construct: 'Complaints', alpha: 1, rhoA: 1, rSquared: 0.278854 },
        { construct: 'Loyalty', alpha: 0.472399, rhoA: 0.745734, rSquared: 0.456944 },
      ],
      tolerance: 1e-6,
      source: seminr,
    },
  ],
})

function pathRows(
  estimate: PartialLeastSquaresEstimate,
  intervals: BootstrapResult | undefined,
): MethodRow[] {
  const { model, pathCoefficients, totalEffects } = estimate
  const count = model.constructNames.length
  const bounds = intervals?.figures.pathCoefficients
  return model.paths.map(({ from, to }) => {
    const cell = from * count + to
    return {
      from: model.constructNames[from] ?? null,
      to: model.constructNames[to] ?? null,
      coefficient: pathCoefficients[cell] ?? null,
      ...(bounds && { lower: bounds.lower[cell] ?? null, upper: bounds.upper[cell] ?? null }),
      totalEffect: totalEffects[cell] ?? null,
    }
  })
}

function indicatorRows(
  estimate: PartialLeastSquaresEstimate,
  intervals: BootstrapResult | undefined,
): MethodRow[] {
  const { loadings, means, model, weights } = estimate
  const bounds = intervals?.figures.weights
  return model.indicatorNames.map((indicator, p) => ({
    indicator,
    construct: model.constructNames[model.blockStarts.findLastIndex((start) => start <= p)] ?? null,
    mean: means[p] ?? null,
    weight: weights[p] ?? null,
    ...(bounds && { lower: bounds.lower[p] ?? null, upper: bounds.upper[p] ?? null }),
    loading: loadings[p] ?? null,
  }))
}

function constructRows(
  plain: PartialLeastSquaresEstimate,
  estimate: PartialLeastSquaresEstimate,
  scale: { readonly minimum: number; readonly maximum: number },
  intervals: BootstrapResult | undefined,
): MethodRow[] {
  const indices = satisfactionIndices(plain, scale)
  const bounds = intervals?.figures.indices
  return constructReliabilities(plain).map((reliability, j) => {
    const index = indices[j] ?? Number.NaN
    const explained = estimate.rSquared[j] ?? Number.NaN
    return {
      construct: reliability.construct,
      index,
      ...(bounds && { lower: bounds.lower[j] ?? null, upper: bounds.upper[j] ?? null }),
      band: satisfactionBand(index).title.zh,
      rSquared: Number.isNaN(explained) ? null : explained,
      alpha: reliability.alpha,
      rhoA: reliability.rhoA,
      rhoC: reliability.rhoC,
      averageVarianceExtracted: reliability.averageVarianceExtracted,
    }
  })
}

const indexMethod = defineMethod({
  name: 'satisfaction-index',
  title: { zh: '满意度指数(百分制)', en: 'Satisfaction index in points' },
  summary: {
    zh: '把各题均分(可加权)换算为 0–100 分并给出满意区间。',
    en: 'Mean answers, weighted or not, as 0–100 points with their band.',
  },
  formula: '100·(Σwx̄ − Σw·min)/(Σw·(max − min))',
  sources: [
    nationalStandard,
    {
      document: 'Fornell et al. 1996, J. Marketing 60:7-18',
      confidence: 'to be confirmed',
      note: { zh: '换算公式待核对原文。', en: 'The conversion awaits a look at the original.' },
    },
  ],
  row: z.object({
    mean: z.coerce.number().describe('Mean answer to the question'),
    weight: z.coerce.number().default(1).describe('Unstandardised weight of the question'),
  }),
  options: z.object({
    minimum: z.coerce.number().default(1).describe('Lowest answer of the scale'),
    maximum: z.coerce.number().default(10).describe('Highest answer of the scale'),
    conversion: z
      .enum(['range', 'proportional'])
      .default('range')
      .describe('By range, or share of the highest answer'),
  }),
  run: (rows, scale) =>
    fitting(() => {
      const index = satisfactionIndex(
        { means: rows.map((row) => row.mean), weights: rows.map((row) => row.weight) },
        scale,
      )
      const band = satisfactionBand(index)
      return [{ index, band: band.title.zh, bandConfidence: band.confidence }]
    }),
  examples: [
    {
      title: { zh: '五分制两题,权重 3:1', en: 'Two questions on five points, weights 3 : 1' },
      csv: 'mean,weight\n4,3\n2,1',
      options: { minimum: '1', maximum: '5' },
      expected: [{ index: 62.5, band: '基本满意' }],
      tolerance: 1e-12,
      source: 'By hand: (3·4 + 1·2)/4 = 3.5; 100·2.5/4',
    },
  ],
})

const sampleSizeMethod = defineMethod({
  name: 'survey-sample-size',
  title: { zh: '调查所需样本量', en: 'Required sample size of a survey' },
  summary: {
    zh: '均值、比例或路径系数所需的样本量,可计入有限总体、设计效应与回收率。',
    en: 'Respondents for a mean, a share or a path, with finite population, design effect and response rate.',
  },
  formula: 'n₀ = z²s²/E²; n = n₀N/(N − 1 + n₀); n > (2.486/|β|)²',
  sources: [
    {
      document: 'Krejcie, Morgan 1970, Educational and Psychological Measurement 30:607-610',
      confidence: 'confirmed',
    },
    { document: 'Kock, Hadaya 2018, Information Systems Journal 28:227-261', confidence: 'confirmed' },
  ],
  row: z.object({
    kind: z.enum(['mean', 'share', 'path']).describe('What is to be estimated'),
    value: z.coerce.number().describe('Standard deviation, expected share, or smallest path coefficient'),
    margin: z.coerce.number().optional().describe('Half width of the interval (mean, share)'),
    confidence: z.coerce.number().default(0.95).describe('Confidence level (mean, share)'),
    population: z.coerce.number().optional().describe('Population size'),
    designEffect: z.coerce.number().default(1).describe('Design effect of the sampling plan'),
    responseRate: z.coerce.number().default(1).describe('Expected share of valid answers'),
  }),
  options: z.object({}),
  run: (rows) =>
    mapRows(rows, ({ kind, value, margin, confidence, population, designEffect, responseRate }) => {
      if (kind === 'path') return { kind, value, sampleSize: sampleSizeForPath(value) }
      if (margin === undefined) throw new RangeError(`a ${kind} needs a margin`)
      const options = {
        margin,
        confidence,
        designEffect,
        responseRate,
        ...(population === undefined ? {} : { population }),
      }
      const sampleSize =
        kind === 'mean' ? sampleSizeForMean(value, options) : sampleSizeForShare(value, options)
      return { kind, value, sampleSize }
    }),
  examples: [
    {
      title: { zh: '公开表值', en: 'Published sizes' },
      csv: 'kind,value,margin,population\nshare,0.5,0.05,1000\nshare,0.5,0.05,\npath,0.197,,',
      expected: [{ sampleSize: 278 }, { sampleSize: 385 }, { sampleSize: 160 }],
      source: 'Krejcie, Morgan 1970 (N = 1000); Cochran 1977 (385); Kock, Hadaya 2018 (160)',
    },
  ],
})

function fitting<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError || error instanceof EstimationError) {
      throw new MethodInputError([{ message: error.message }])
    }
    throw error
  }
}

export const satisfactionMethods: readonly CatalogueMethod[] = [
  pathModelMethod,
  indexMethod,
  sampleSizeMethod,
]
