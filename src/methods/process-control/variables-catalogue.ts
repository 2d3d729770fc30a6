/** Catalogue entries of the charts for measurements. */
import { z } from 'zod'
import { defineMethod } from '../method.ts'
import { averageAndDeviationChart } from './average-and-deviation-chart.ts'
import { averageAndRangeChart } from './average-and-range-chart.ts'
import {
  chartOptions,
  chartRows,
  chartSettings,
  fitting,
  montgomery,
  shewhartStandard,
  subgroupRow,
  subgroupsOfRows,
} from './chart-rows.ts'
import { shewhartFactors } from './control-chart-constants.ts'
import { cumulativeSumChart } from './cumulative-sum-chart.ts'
import { individualsChart } from './individuals-chart.ts'
import { movingAverageChart } from './moving-average-chart.ts'
import { flowRates, handbookSeries, pistonRings, shiftedProcess } from './published-data.ts'

const pistonRingCsv = [
  'sample,x1,x2,x3,x4,x5',
  ...pistonRings.map((row, index) => [index + 1, ...row].join(',')),
].join('\n')
const valueCsv = (values: readonly number[]) => ['value', ...values].join('\n')
const valueRow = z.object({ value: z.coerce.number().describe('Measured value, in the order of time') })

/** Factors of the charts for a sample size. */
export const constantsMethod = defineMethod({
  name: 'control-chart-constants',
  title: { zh: '控制图系数', en: 'Control chart constants' },
  summary: {
    zh: '按定义数值积分计算 d2、d3、c4 及由其导出的 A2、A3、B3、B4、D3、D4。',
    en: 'd2, d3 and c4 by numerical integration of their definitions, and the factors A2, A3, B3, B4, D3, D4 from them.',
  },
  formula: 'd2 = ∫ 1 − Φⁿ − (1 − Φ)ⁿ dx; A2 = 3/(d2√n); D3,4 = 1 ∓ 3d3/d2',
  sources: [montgomery, shewhartStandard],
  row: z.object({ n: z.coerce.number().int().min(2).max(1000).describe('Sample size') }),
  options: z.object({}),
  run: (rows) => rows.map(({ n }) => ({ n, ...shewhartFactors(n) })),
  examples: [
    {
      title: { zh: 'n = 5 与 n = 10', en: 'n = 5 and n = 10' },
      csv: 'n\n5\n10',
      expected: [
        { n: 5, d2: 2.326, d3: 0.864, c4: 0.94, A2: 0.577, D3: 0, D4: 2.114, A3: 1.427, B3: 0, B4: 2.089 },
        {
          n: 10,
          d2: 3.078,
          d3: 0.797,
          c4: 0.9727,
          A2: 0.308,
          D3: 0.223,
          D4: 1.777,
          A3: 0.975,
          B3: 0.284,
          B4: 1.716,
        },
      ],
      tolerance: 6e-4,
      source: 'Montgomery, appendix VI',
    },
  ],
})

/** X̄-R. */
export const averageRangeMethod = defineMethod({
  name: 'average-range-chart',
  title: { zh: '均值—极差控制图', en: 'Average and range chart' },
  summary: {
    zh: '小样本子组的均值图与极差图,控制限、出界点与判异规则。',
    en: 'Averages and ranges of small subgroups with limits, points beyond them and run rules.',
  },
  formula: 'x̿ ± A2·R̄; D3·R̄, D4·R̄',
  validity: {
    zh: '子组大小相同,2–10 为宜,近似正态。',
    en: 'Subgroups of one size, best 2 to 10; about normal values.',
  },
  sources: [montgomery, shewhartStandard],
  row: subgroupRow,
  options: chartOptions,
  run: (rows, options) =>
    fitting(() => {
      const { averages, ranges } = averageAndRangeChart(
        subgroupsOfRows(rows),
        chartSettings(options, rows.length),
      )
      const ofRanges = chartRows(ranges, 'limits', 'OfRange')
      return chartRows(averages, options.rules).map((row, index) => ({
        sample: rows[index]?.sample ?? String(index + 1),
        ...row,
        ...ofRanges[index],
      }))
    }),
  examples: [
    {
      title: { zh: '活塞环内径,前 25 组定限', en: 'Piston rings, limits from the first 25 samples' },
      csv: pistonRingCsv,
      options: { trial: '25' },
      expected: pistonRings.map((_, index) => ({
        sample: String(index + 1),
        lower: 73.98805,
        centre: 74.001176,
        upper: 74.0143,
        beyond: [36, 37, 38].includes(index),
        upperOfRange: 0.048125,
        beyondOfRange: false,
      })),
      tolerance: 2e-5,
      source: 'Montgomery; output of the R package qcc 3.0 (L. Scrucca), which rounds d2 to three decimals',
    },
  ],
})

/** X̄-s. */
export const averageDeviationMethod = defineMethod({
  name: 'average-deviation-chart',
  title: { zh: '均值—标准差控制图', en: 'Average and standard deviation chart' },
  summary: {
    zh: '子组的均值图与标准差图,子组较大时优于极差图。',
    en: 'Averages and standard deviations of subgroups; better than ranges for larger ones.',
  },
  formula: 'x̿ ± A3·s̄; B3·s̄, B4·s̄',
  sources: [montgomery, shewhartStandard],
  row: subgroupRow,
  options: chartOptions,
  run: (rows, options) =>
    fitting(() => {
      const settings = chartSettings(options, rows.length)
      const { averages, deviations } = averageAndDeviationChart(subgroupsOfRows(rows), settings)
      const ofDeviations = chartRows(deviations, 'limits', 'OfDeviation')
      return chartRows(averages, options.rules).map((row, index) => ({
        sample: rows[index]?.sample ?? String(index + 1),
        ...row,
        ...ofDeviations[index],
      }))
    }),
  examples: [
    {
      title: { zh: '活塞环内径,前 25 组定限', en: 'Piston rings, limits from the first 25 samples' },
      csv: pistonRingCsv,
      options: { trial: '25' },
      expected: pistonRings.map(() => ({ centreOfDeviation: 0.009240037, upperOfDeviation: 0.01930242 })),
      tolerance: 1e-7,
      source: 'Output of the R package qcc 3.0 (L. Scrucca)',
    },
  ],
})

/** I-MR. */
export const individualsMethod = defineMethod({
  name: 'individuals-chart',
  title: { zh: '单值—移动极差控制图', en: 'Individuals and moving range chart' },
  summary: {
    zh: '单个测量值及相邻差的控制图。',
    en: 'Single values and the ranges between neighbours.',
  },
  formula: 'x̄ ± 3·MR̄/d2(2)',
  sources: [
    {
      document: 'NIST/SEMATECH e-Handbook of Statistical Methods',
      clause: '6.3.2.2',
      confidence: 'confirmed',
    },
    shewhartStandard,
  ],
  row: valueRow,
  options: chartOptions,
  run: (rows, options) =>
    fitting(() => {
      const values = Float64Array.from(rows, ({ value }) => value)
      const chart = individualsChart(values, chartSettings(options, rows.length))
      const ranges = chartRows(chart.movingRanges, 'limits', 'OfMovingRange')
      return chartRows(chart.individuals, options.rules).map((row, index) => ({
        ...row,
        ...ranges[index - 1],
      }))
    }),
  examples: [
    {
      title: { zh: '流量', en: 'Flow rates' },
      csv: valueCsv(flowRates),
      expected: flowRates.map((value) => ({
        value,
        lower: 45.8159,
        centre: 50.81,
        upper: 55.8041,
        beyond: false,
      })),
      tolerance: 2e-3,
      source: 'NIST/SEMATECH e-Handbook 6.3.2.2, which rounds d2 to 1.128',
    },
  ],
})

/** CUSUM. */
export const cumulativeSumMethod = defineMethod({
  name: 'cusum-chart',
  title: { zh: '累积和控制图', en: 'Cumulative sum chart' },
  summary: {
    zh: '双侧表列累积和,灵敏发现小而持续的偏移。',
    en: 'Two-sided tabular CUSUM: quick to find small lasting shifts.',
  },
  formula: 'S⁺ = max(0, S⁺ + z − k), S⁻ = max(0, S⁻ − z − k)',
  sources: [montgomery, { document: 'Page 1954, Biometrika 41:100-115', confidence: 'confirmed' }],
  row: valueRow,
  options: z.object({
    target: z.coerce.number().describe('Value the points should have'),
    standardError: z.coerce.number().positive().describe('Standard error of a point'),
    allowance: z.coerce.number().min(0).default(0.5).describe('k, in standard errors'),
    decisionInterval: z.coerce.number().positive().default(5).describe('h, in standard errors'),
    headStart: z.coerce.number().min(0).default(0).describe('Value both sums start from'),
  }),
  run: (rows, options) =>
    fitting(() => {
      const chart = cumulativeSumChart(
        Float64Array.from(rows, ({ value }) => value),
        options,
      )
      const signals = new Set(chart.signals)
      return rows.map(({ value }, index) => ({
        value,
        upperSum: chart.upper[index] ?? null,
        lowerSum: chart.lower[index] ?? null,
        upperRun: chart.upperRun[index] ?? null,
        lowerRun: chart.lowerRun[index] ?? null,
        signal: signals.has(index),
      }))
    }),
  examples: [
    {
      title: { zh: '第 20 点后均值由 10 变为 11', en: 'The mean moves from 10 to 11 after the 20th point' },
      csv: valueCsv(shiftedProcess),
      options: { target: '10', standardError: '1' },
      expected: shiftedProcess.map((value, index) => ({
        value,
        signal: index >= 28,
        ...(index === 28 ? { upperSum: 5.28, upperRun: 7 } : {}),
      })),
      tolerance: 1e-9,
      source: 'Montgomery, table of the tabular CUSUM',
    },
  ],
})

/** EWMA. */
export const movingAverageMethod = defineMethod({
  name: 'ewma-chart',
  title: { zh: '指数加权移动平均控制图', en: 'Exponentially weighted moving average chart' },
  summary: {
    zh: '新近值权重大的加权平均与其控制限。',
    en: 'A weighted average in which recent values count most, with its limits.',
  },
  formula: 'z = λx + (1 − λ)z; centre ± Lσ√(λ/(2 − λ)·(1 − (1 − λ)²ᵗ))',
  sources: [
    {
      document: 'NIST/SEMATECH e-Handbook of Statistical Methods',
      clause: '6.3.2.4',
      confidence: 'confirmed',
    },
    { document: 'Roberts 1959, Technometrics 1:239-250', confidence: 'confirmed' },
  ],
  row: valueRow,
  options: z.object({
    centre: z.coerce.number().describe('Centre line'),
    standardError: z.coerce.number().positive().describe('Standard error of a point'),
    weight: z.coerce.number().positive().max(1).default(0.2).describe('λ, weight of the newest point'),
    sigmas: z.coerce.number().positive().default(3).describe('L, distance of the limits'),
    limits: z
      .enum(['exact', 'asymptotic'])
      .default('exact')
      .describe('Limits that widen at first, or constant'),
  }),
  run: (rows, options) =>
    fitting(() => {
      const values = Float64Array.from(rows, ({ value }) => value)
      return chartRows(movingAverageChart(values, options), 'limits').map(
        ({ value, rules: _, ...row }, index) => ({
          value: rows[index]?.value ?? null,
          average: value ?? null,
          ...row,
        }),
      )
    }),
  examples: [
    {
      title: { zh: 'λ = 0.3', en: 'λ = 0.3' },
      csv: valueCsv(handbookSeries),
      options: { centre: '50', standardError: '2.0539', weight: '0.3', limits: 'asymptotic' },
      expected: [
        50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05,
        49.38, 49.92, 50.73, 51.23, 51.94, 51.99,
      ].map((average) => ({ average, lower: 47.4115, upper: 52.5884, beyond: false })),
      tolerance: 0.0051,
      source: 'NIST/SEMATECH e-Handbook 6.3.2.4, two decimals',
    },
  ],
})
