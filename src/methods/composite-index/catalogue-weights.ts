/** Weighting, ranking and the sensitivity of ranks in the methods catalogue. */
import { z } from 'zod'
import { type CatalogueMethod, defineMethod, MethodInputError } from '#methods/method.ts'
import { pairwiseWeights } from './analytic-hierarchy.ts'
import {
  alternativeRow,
  costsOption,
  directionsOf,
  judgeTable,
  tableOf,
  weightsOf,
  weightsOption,
} from './catalogue-table.ts'
import { entropyWeights } from './entropy-weight.ts'
import { topsis } from './topsis.ts'
import { weightSensitivity } from './weight-sensitivity.ts'

const entropy = defineMethod({
  name: 'entropy-weight',
  title: { zh: '熵权法', en: 'Entropy weights' },
  summary: {
    zh: '由数据的离散程度定权重：差异越大的指标权重越大。',
    en: 'Weights from the spread of the data: a criterion on which alternatives differ more weighs more.',
  },
  formula: 'e_j = −(1/ln n)·Σ p_ij ln p_ij;  w_j = (1 − e_j)/Σ(1 − e)',
  validity: {
    zh: '至少两个对象；raw 形式要求数值不小于 0。',
    en: 'At least two alternatives; the raw form needs values of at least 0.',
  },
  sources: [{ document: 'Shannon 1948; Hwang & Yoon 1981', clause: '§3.2', confidence: 'confirmed' }],
  row: alternativeRow,
  options: z.object({
    costs: costsOption,
    form: z
      .enum(['min-max', 'raw'])
      .default('min-max')
      .describe('shares of standardised or of raw values / 先极差标准化，或直接用原值'),
  }),
  run: (rows, { costs, form }) => {
    const { criteria, values } = tableOf(rows)
    const { entropies, weights } = judgeTable(() =>
      entropyWeights(values, directionsOf(costs, criteria), form),
    )
    return criteria.map((criterion, index) => ({
      criterion,
      entropy: entropies[index] ?? null,
      weight: weights[index] ?? null,
    }))
  },
  examples: [
    {
      title: { zh: '公开软件的算例', en: 'A case of a public package' },
      csv: 'name,c1,c2\na,1,2\nb,4,16\n',
      options: { form: 'raw' },
      expected: [
        { criterion: 'c1', weight: 0.358889 },
        { criterion: 'c2', weight: 0.641111 },
      ],
      tolerance: 1e-5,
      source: 'scikit-criteria, tests of EntropyWeighter',
    },
  ],
})

const hierarchy = defineMethod({
  name: 'analytic-hierarchy',
  title: { zh: '层次分析法（AHP）', en: 'Analytic hierarchy process (AHP)' },
  summary: {
    zh: '由两两比较矩阵求权重，并检验一致性（CR < 0.1）。每行一个指标，列名与行名相同。',
    en: 'Weights from a matrix of pairwise comparisons, with the consistency ratio (acceptable below 0.1). One row a criterion, columns under the same names.',
  },
  formula: 'A·w = λmax·w;  CI = (λmax − n)/(n − 1);  CR = CI/RI',
  validity: {
    zh: '正互反矩阵；Saaty 的 RI 到 15 阶，Donegan–Dodd 到 100 阶。',
    en: 'A positive reciprocal matrix; Saaty’s random index to 15 criteria, Donegan and Dodd’s to 100.',
  },
  sources: [
    { document: 'Saaty, Int. J. Services Sciences 1 (2008) 83–98', confidence: 'confirmed' },
    { document: 'Saaty 2005', clause: 'p. 31 (RI)', confidence: 'confirmed' },
    { document: 'Donegan & Dodd 1991', clause: 'RI', confidence: 'confirmed' },
  ],
  row: alternativeRow,
  options: z.object({
    method: z
      .enum(['eigenvector', 'geometric-mean'])
      .default('eigenvector')
      .describe('eigenvector or row means / 特征根法或几何平均法'),
    randomIndex: z
      .enum(['saaty-2005', 'donegan-dodd-1991'])
      .default('saaty-2005')
      .describe('estimates of RI / 随机一致性指标'),
  }),
  run: (rows, options) => {
    const { names, criteria, values } = tableOf(rows)
    if (names.join('\n') !== criteria.join('\n')) {
      throw new MethodInputError([
        { message: `the columns after name must be ${names.join(', ')}, in this order` },
      ])
    }
    const found = judgeTable(() => pairwiseWeights(values, options))
    return names.map((name, index) => ({
      name,
      weight: found.weights[index] ?? null,
      principalEigenvalue: found.principalEigenvalue,
      consistencyRatio: found.consistencyRatio,
      acceptable: found.acceptable,
    }))
  },
  examples: [
    {
      title: { zh: '饮料消费比较', en: 'Consumption of drinks' },
      csv: `name,coffee,wine,tea,beer,soda,milk,water
coffee,1,9,5,2,1,1,0.5
wine,0.111111,1,0.333333,0.111111,0.111111,0.111111,0.111111
tea,0.2,3,1,0.333333,0.25,0.333333,0.111111
beer,0.5,9,3,1,0.5,1,0.333333
soda,1,9,4,2,1,2,0.5
milk,1,9,3,1,0.5,1,0.333333
water,2,9,9,3,2,3,1
`,
      expected: [0.177, 0.019, 0.042, 0.116, 0.19, 0.129, 0.327].map((weight) => ({
        weight,
        consistencyRatio: 0.022,
        acceptable: true,
      })),
      tolerance: 0.0006,
      source: 'Saaty 2008, relative consumption of drinks: printed priorities and consistency ratio',
    },
  ],
})

const ideal = defineMethod({
  name: 'topsis',
  title: { zh: '逼近理想解排序法（TOPSIS）', en: 'TOPSIS' },
  summary: {
    zh: '按与正、负理想解的距离排序。',
    en: 'Ranks alternatives by their distance to the ideal and the anti-ideal solution.',
  },
  formula: 'v = w·x/√Σx²;  C = D⁻/(D⁺ + D⁻)',
  validity: { zh: '至少两个对象；某列全零则无解。', en: 'At least two alternatives; no column of zeros.' },
  sources: [{ document: 'Hwang & Yoon 1981', clause: '§3.3', confidence: 'confirmed' }],
  row: alternativeRow,
  options: z.object({ weights: weightsOption, costs: costsOption }),
  run: (rows, { weights, costs }) => {
    const { names, criteria, values } = tableOf(rows)
    const chosen = weightsOf(weights, criteria)
    const found = judgeTable(() => topsis(values, chosen, directionsOf(costs, criteria)))
    return names.map((name, index) => ({
      name,
      closeness: found.closeness[index] ?? null,
      rank: found.ranks[index] ?? null,
    }))
  },
  examples: [
    {
      title: { zh: '四个方案三项指标', en: 'Four alternatives on three criteria' },
      csv: 'name,c1,c2,c3\na,5,8,4\nb,7,6,8\nc,8,8,6\nd,7,4,6\n',
      options: { weights: 'c1=0.3,c2=0.4,c3=0.3' },
      expected: [
        { name: 'a', closeness: 0.5037, rank: 3 },
        { name: 'b', closeness: 0.6581, rank: 2 },
        { name: 'c', closeness: 0.7482, rank: 1 },
        { name: 'd', closeness: 0.334, rank: 4 },
      ],
      tolerance: 1e-4,
      source: 'Tzeng & Huang, Multiple Attribute Decision Making, 2011',
    },
  ],
})

const sensitivity = defineMethod({
  name: 'weight-sensitivity',
  title: { zh: '名次对权重的敏感性', en: 'Sensitivity of the rank to the weights' },
  summary: {
    zh: '每项权重上下变动时名次的最好、最差，以及使名次改变的最小权重变化。',
    en: 'The best and worst rank while each weight moves up and down, and the smallest change of a weight that alters the order.',
  },
  formula: 'Δ* = −D/(d_j − (D − w_j·d_j)/(1 − w_j)),  d = s_a − s_b,  D = Σ w·d',
  validity: {
    zh: '得分已标准化、越大越好；其余权重按比例调整，总和为 1。',
    en: 'Scores standardised, more is better; the other weights scale so that all sum to 1.',
  },
  sources: [
    { document: 'Triantaphyllou & Sánchez, Decision Sciences 28 (1997)', confidence: 'confirmed' },
    {
      document: 'OECD/JRC Handbook on Constructing Composite Indicators (2008)',
      clause: '§7',
      confidence: 'confirmed',
    },
  ],
  row: alternativeRow,
  options: z.object({
    weights: weightsOption,
    change: z.coerce
      .number()
      .min(0)
      .max(1)
      .default(0.1)
      .describe('share by which each weight moves, 0.1 for 10 % / 变动幅度'),
  }),
  run: (rows, { weights, change }) => {
    const { names, criteria, values } = tableOf(rows)
    const chosen = weightsOf(weights, criteria)
    return judgeTable(() => weightSensitivity(values, chosen, change)).map((found, index) => ({
      name: names[index] ?? '',
      score: found.score,
      rank: found.rank,
      bestRank: found.bestRank,
      worstRank: found.worstRank,
      criticalCriterion: found.critical === undefined ? null : (criteria[found.critical.criterion] ?? null),
      criticalWeight: found.critical?.weight ?? null,
      criticalChange: found.critical?.change ?? null,
      against: found.critical === undefined ? null : (names[found.critical.other] ?? null),
    }))
  },
  examples: [
    {
      title: { zh: '两个对象', en: 'Two alternatives' },
      csv: 'name,level,growth\n甲,100,0\n乙,0,100\n',
      options: { weights: 'level=0.6,growth=0.4', change: '0.2' },
      expected: [
        {
          name: '甲',
          score: 60,
          rank: 1,
          bestRank: 1,
          worstRank: 2,
          criticalWeight: 0.5,
          criticalChange: -0.1,
          against: '乙',
        },
        { name: '乙', score: 40, rank: 2, bestRank: 1, worstRank: 2, against: '甲' },
      ],
      tolerance: 1e-9,
      source: 'by hand: level at a weight of one half; 0.6 less 20 % is 0.48',
    },
  ],
})

export const weightingMethods: readonly CatalogueMethod[] = [entropy, hierarchy, ideal, sensitivity]
