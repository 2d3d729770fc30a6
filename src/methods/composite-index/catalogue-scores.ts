/** Standardisation and scoring in the methods catalogue. */
import { z } from 'zod'
import { type CatalogueMethod, defineMethod, type MethodSource, mapRows } from '#methods/method.ts'
import {
  alternativeRow,
  costsOption,
  directionsOf,
  judgeTable,
  tableOf,
  weightsOf,
  weightsOption,
} from './catalogue-table.ts'
import { efficacyCoefficient } from './efficacy-coefficient.ts'
import { columnOf, ranksOf } from './indicator-table.ts'
import { minMaxScores } from './min-max.ts'
import { deductionScore, proportionalScore } from './target-score.ts'
import { weightedComposite } from './weighted-composite.ts'
import { zScores } from './z-score.ts'

const handbook = (clause: string): MethodSource => ({
  document: 'OECD/JRC Handbook on Constructing Composite Indicators (2008)',
  clause,
  confidence: 'confirmed',
})

const minMax = defineMethod({
  name: 'min-max',
  title: { zh: '极差标准化', en: 'Min–max standardisation' },
  summary: {
    zh: '各列化为 0—1：最优为 1，最差为 0；负向指标反向。',
    en: 'Each column on 0–1: the best is 1, the worst 0; turned round for costs.',
  },
  formula: '(x − min)/(max − min);  cost: (max − x)/(max − min)',
  sources: [handbook('§5.3')],
  row: alternativeRow,
  options: z.object({ costs: costsOption }),
  run: (rows, { costs }) => {
    const { names, criteria, values } = tableOf(rows)
    const directions = directionsOf(costs, criteria)
    const scores = criteria.map((_, index) =>
      judgeTable(() => minMaxScores(columnOf(values, index), directions[index])),
    )
    return standardised(names, criteria, scores)
  },
  examples: [
    {
      title: { zh: '一正一负两项指标', en: 'A benefit and a cost' },
      csv: 'name,output,loss\n甲,10,3\n乙,20,1\n丙,15,2\n',
      options: { costs: 'loss' },
      expected: [
        { name: '甲', output: 0, loss: 0 },
        { name: '乙', output: 1, loss: 1 },
        { name: '丙', output: 0.5, loss: 0.5 },
      ],
      source: 'by hand',
    },
  ],
})

const zScore = defineMethod({
  name: 'z-score',
  title: { zh: '标准差标准化（Z 分数）', en: 'Z-scores' },
  summary: {
    zh: '各列减均值、除以标准差；负向指标取负。',
    en: 'Each column less its mean, over its standard deviation; negated for costs.',
  },
  formula: 'z = (x − x̄)/s',
  sources: [handbook('§5.2')],
  row: alternativeRow,
  options: z.object({
    costs: costsOption,
    deviation: z
      .enum(['sample', 'population'])
      .default('sample')
      .describe('divide by n − 1 or n / 样本或总体标准差'),
  }),
  run: (rows, { costs, deviation }) => {
    const { names, criteria, values } = tableOf(rows)
    const directions = directionsOf(costs, criteria)
    const scores = criteria.map((_, index) =>
      judgeTable(() => zScores(columnOf(values, index), directions[index], deviation)),
    )
    return standardised(names, criteria, scores)
  },
  examples: [
    {
      title: { zh: '均值 5、标准差 2 的八个数', en: 'Eight numbers with mean 5 and standard deviation 2' },
      csv: 'name,x\na,2\nb,4\nc,4\nd,4\ne,5\nf,5\ng,7\nh,9\n',
      options: { deviation: 'population' },
      expected: [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2].map((x) => ({ x })),
      tolerance: 1e-12,
      source: 'by hand: the mean is 40/8 = 5, the variance 32/8 = 4',
    },
  ],
})

const efficacy = defineMethod({
  name: 'efficacy-coefficient',
  title: { zh: '功效系数法', en: 'Efficacy coefficient' },
  summary: {
    zh: '按不允许值与满意值给指标评分，线性或指数；负向指标的满意值小于不允许值。',
    en: 'Scores an indicator between its unacceptable and satisfactory values, linear or exponential; for costs the satisfactory value is the smaller.',
  },
  formula: 'd = 60 + 40·(x − x_s)/(x_h − x_s);  exponential: d = 60·exp(ln(100/60)·(x − x_s)/(x_h − x_s))',
  validity: {
    zh: '满意值与不允许值不等；不截断时可低于 60 或高于 100。',
    en: 'The two values differ; without clamping scores go below 60 and above 100.',
  },
  sources: [
    { document: '功效系数法（综合评价教科书通行公式）', confidence: 'confirmed' },
    {
      document: '指数功效函数',
      confidence: 'to be confirmed',
      note: {
        zh: '60—100 值域与两端取值已读到，指数常数 ln(100/60) 由两端推出，待核原文。',
        en: 'Range and ends were read; the constant ln(100/60) follows from the ends and awaits the original.',
      },
    },
  ],
  row: z.object({
    name: z.string().optional().describe('the indicator or subject / 指标或对象'),
    value: z.coerce.number().describe('actual value / 实际值'),
    unacceptable: z.coerce.number().describe('unacceptable value x_s / 不允许值'),
    satisfactory: z.coerce.number().describe('satisfactory value x_h / 满意值'),
  }),
  options: z.object({
    form: z.enum(['linear', 'exponential']).default('linear').describe('linear or exponential / 线性或指数'),
    base: z.coerce.number().default(60).describe('score at the unacceptable value / 基础分'),
    range: z.coerce.number().default(40).describe('score gained up to the satisfactory value / 调整分'),
    clamp: z.stringbool().default(false).describe('hold scores between the ends, true or false / 是否截断'),
  }),
  run: (rows, options) =>
    mapRows(rows, ({ name, value, unacceptable, satisfactory }) => ({
      ...(name === undefined ? {} : { name }),
      value,
      score: efficacyCoefficient(value, { unacceptable, satisfactory }, options),
    })),
  examples: [
    {
      title: { zh: '教科书算例与 60/40 常用值', en: 'A textbook case and the usual 60/40' },
      csv: 'value,unacceptable,satisfactory\n5.81,6,12\n95,80,100\n80,80,100\n70,80,100\n',
      expected: [{ score: 58.73 }, { score: 90 }, { score: 60 }, { score: 40 }],
      tolerance: 0.005,
      source:
        'textbook question on the total asset contribution rate (5.81 %, 12 %, 6 %: 58.73); 60 + 40·15/20 = 90',
    },
    {
      title: { zh: '指数形式的中点', en: 'Midway, exponential' },
      csv: 'value,unacceptable,satisfactory\n90,80,100\n',
      options: { form: 'exponential' },
      expected: [{ score: 77.459667 }],
      tolerance: 1e-6,
      source: '√(60·100) = 77.459667',
    },
  ],
})

const composite = defineMethod({
  name: 'weighted-composite',
  title: { zh: '加权合成', en: 'Weighted composite' },
  summary: {
    zh: '多项得分按权重算术或几何合成，并排序。',
    en: 'Scores combined by weights, arithmetic or geometric, and ranked.',
  },
  formula: 'Σ w·s  or  Π s^w,  Σ w = 1',
  sources: [handbook('§6.2')],
  row: alternativeRow,
  options: z.object({
    weights: weightsOption,
    mean: z
      .enum(['arithmetic', 'geometric'])
      .default('arithmetic')
      .describe('arithmetic or geometric / 算术或几何'),
  }),
  run: (rows, { weights, mean }) => {
    const { names, criteria, values } = tableOf(rows)
    const chosen = weightsOf(weights, criteria)
    const scores = judgeTable(() => values.map((row) => weightedComposite(row, chosen, mean)))
    const ranks = ranksOf(scores)
    return names.map((name, index) => ({ name, score: scores[index] ?? null, rank: ranks[index] ?? null }))
  },
  examples: [
    {
      title: { zh: '算术合成', en: 'Arithmetic' },
      csv: 'name,level,growth\n甲,60,100\n乙,80,80\n',
      options: { weights: 'level=1,growth=3' },
      expected: [
        { name: '甲', score: 90, rank: 1 },
        { name: '乙', score: 80, rank: 2 },
      ],
      tolerance: 1e-9,
      source: 'by hand: (60 + 3·100)/4 = 90',
    },
  ],
})

const target = defineMethod({
  name: 'target-score',
  title: { zh: '目标完成评分', en: 'Score against a target' },
  summary: {
    zh: '按完成比例，或按每差一档扣分，给目标评分。',
    en: 'Scores a result against its target, in proportion or by steps of deduction.',
  },
  formula: 'w·min(1, x/target);  or  max(0, w − k·⌈(target − x)/step⌉)',
  validity: { zh: '扣分方式须给出 step 与 deduction。', en: 'Deduction needs step and deduction.' },
  sources: [
    {
      document: '政府质量工作考核评分细则（通行写法）',
      confidence: 'to be confirmed',
      note: {
        zh: '各地细则常数不同，均由数据给出。',
        en: 'Constants differ by province and are given with the data.',
      },
    },
  ],
  row: z.object({
    name: z.string().optional().describe('the indicator / 指标'),
    value: z.coerce.number().describe('result / 完成值'),
    target: z.coerce.number().describe('target / 目标值'),
    full: z.coerce.number().positive().describe('full marks / 满分'),
    direction: z.enum(['benefit', 'cost']).default('benefit').describe('more or less is better / 正向或负向'),
    step: z.coerce.number().optional().describe('step of deduction; blank: in proportion / 每档'),
    deduction: z.coerce.number().optional().describe('marks taken for each begun step / 每档扣分'),
  }),
  options: z.object({}),
  run: (rows) =>
    mapRows(rows, ({ name, value, target: goal, full, direction, step, deduction }) => {
      if ((step === undefined) !== (deduction === undefined))
        throw new RangeError('step and deduction go together')
      const score =
        step === undefined || deduction === undefined
          ? proportionalScore(value, goal, full, direction)
          : deductionScore(value, goal, { full, step, deduction, direction })
      return { ...(name === undefined ? {} : { name }), value, target: goal, score }
    }),
  examples: [
    {
      title: { zh: '比例与分档扣分', en: 'In proportion and by steps' },
      csv: 'name,value,target,full,step,deduction\n合格率,47,94,10,,\n合格率,93.7,94,10,0.1,1\n合格率,95,94,10,0.1,1\n',
      expected: [{ score: 5 }, { score: 7 }, { score: 10 }],
      tolerance: 1e-9,
      source: 'by hand: 10·47/94; 10 − 3 steps of 0.1; target reached',
    },
  ],
})

/** Columns of scores back into one row an alternative. */
function standardised(
  names: readonly string[],
  criteria: readonly string[],
  columns: readonly (readonly number[])[],
) {
  return names.map((name, row) => ({
    name,
    ...Object.fromEntries(criteria.map((criterion, column) => [criterion, columns[column]?.[row] ?? null])),
  }))
}

export const scoringMethods: readonly CatalogueMethod[] = [minMax, zScore, efficacy, composite, target]
