/** Catalogue entries of the charts for counts, of capability and of Pareto analysis. */
import { z } from 'zod'
import type { MethodRow } from '../method.ts'
import { defineMethod } from '../method.ts'
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
import { meanOf, standardDeviationOf } from './control-chart.ts'
import { nonconformingUnitsChart } from './nonconforming-units-chart.ts'
import { nonconformitiesChart } from './nonconformities-chart.ts'
import { nonconformityRateChart } from './nonconformity-rate-chart.ts'
import { paretoAnalysis } from './pareto-analysis.ts'
import type { EstimatedIndex } from './process-capability.ts'
import { processCapability } from './process-capability.ts'
import { proportionChart } from './proportion-chart.ts'
import { circuitBoards, orangeJuice, orderDefects, personalComputers, pistonRings } from './published-data.ts'

const count = z.coerce.number().int().min(0)
const size = z.coerce.number().positive()
const qcc = 'Output of the R package qcc 3.0 (L. Scrucca); data of Montgomery'
const trialJuice = orangeJuice.slice(0, 30)

/** p. */
export const proportionMethod = defineMethod({
  name: 'p-chart',
  title: { zh: '不合格品率控制图(p 图)', en: 'Proportion nonconforming chart (p)' },
  summary: {
    zh: '样本量可不同的不合格品率。',
    en: 'Proportion of nonconforming units; sample sizes may differ.',
  },
  formula: 'p̄ ± 3√(p̄(1 − p̄)/n)',
  sources: [montgomery, shewhartStandard],
  row: z.object({
    nonconforming: count.describe('Nonconforming units'),
    inspected: size.describe('Units inspected'),
  }),
  options: chartOptions,
  run: (rows, options) =>
    fitting(() => {
      const counts = Float64Array.from(rows, (row) => row.nonconforming)
      const sizes = Float64Array.from(rows, (row) => row.inspected)
      return chartRows(proportionChart({ counts, sizes }, chartSettings(options, rows.length)), options.rules)
    }),
  examples: [
    {
      title: { zh: '橙汁罐,30 组', en: 'Orange juice cans, 30 samples' },
      csv: ['nonconforming,inspected', ...trialJuice.map((found) => `${found},50`)].join('\n'),
      expected: trialJuice.map((_, index) => ({
        lower: 0.05242755,
        centre: 0.2313333,
        upper: 0.4102391,
        beyond: index === 14 || index === 22,
      })),
      tolerance: 1e-7,
      source: qcc,
    },
  ],
})

/** np. */
export const nonconformingUnitsMethod = defineMethod({
  name: 'np-chart',
  title: { zh: '不合格品数控制图(np 图)', en: 'Number nonconforming chart (np)' },
  summary: { zh: '样本量相同的不合格品数。', en: 'Number of nonconforming units in samples of one size.' },
  formula: 'np̄ ± 3√(np̄(1 − p̄))',
  sources: [montgomery, shewhartStandard],
  row: z.object({
    nonconforming: count.describe('Nonconforming units'),
    inspected: size.describe('Units inspected, the same for all samples'),
  }),
  options: chartOptions,
  run: (rows, options) =>
    fitting(() => {
      const counts = Float64Array.from(rows, (row) => row.nonconforming)
      const sizes = Float64Array.from(rows, (row) => row.inspected)
      const chart = nonconformingUnitsChart({ counts, sizes }, chartSettings(options, rows.length))
      return chartRows(chart, options.rules)
    }),
  examples: [
    {
      title: { zh: '橙汁罐,30 组', en: 'Orange juice cans, 30 samples' },
      csv: ['nonconforming,inspected', ...trialJuice.map((found) => `${found},50`)].join('\n'),
      expected: trialJuice.map((value) => ({ value, lower: 2.621377, centre: 11.56667, upper: 20.51196 })),
      tolerance: 1e-5,
      source: qcc,
    },
  ],
})

/** c. */
export const nonconformitiesMethod = defineMethod({
  name: 'c-chart',
  title: { zh: '不合格数控制图(c 图)', en: 'Nonconformities chart (c)' },
  summary: { zh: '单位大小相同的不合格(缺陷)数。', en: 'Nonconformities in inspection units of one size.' },
  formula: 'c̄ ± 3√c̄',
  sources: [montgomery, shewhartStandard],
  row: z.object({ nonconformities: count.describe('Nonconformities of the unit') }),
  options: chartOptions,
  run: (rows, options) =>
    fitting(() => {
      const counts = Float64Array.from(rows, (row) => row.nonconformities)
      return chartRows(nonconformitiesChart(counts, chartSettings(options, rows.length)), options.rules)
    }),
  examples: [
    {
      title: { zh: '印制电路板,剔除第 6、20 组后定限', en: 'Circuit boards, limits without units 6 and 20' },
      csv: ['nonconformities', ...circuitBoards.slice(0, 26)].join('\n'),
      options: { exclude: '6 20' },
      expected: circuitBoards.slice(0, 26).map((value, index) => ({
        value,
        lower: 6.362532,
        centre: 19.66667,
        upper: 32.9708,
        beyond: index === 5 || index === 19,
      })),
      tolerance: 1e-5,
      source: qcc,
    },
  ],
})

/** u. */
export const nonconformityRateMethod = defineMethod({
  name: 'u-chart',
  title: { zh: '单位不合格数控制图(u 图)', en: 'Nonconformities per unit chart (u)' },
  summary: { zh: '样本量可不同的单位不合格数。', en: 'Nonconformities per unit; sample sizes may differ.' },
  formula: 'ū ± 3√(ū/n)',
  sources: [montgomery, shewhartStandard],
  row: z.object({
    nonconformities: count.describe('Nonconformities of the sample'),
    units: size.describe('Units, length or area inspected'),
  }),
  options: chartOptions,
  run: (rows, options) =>
    fitting(() => {
      const counts = Float64Array.from(rows, (row) => row.nonconformities)
      const sizes = Float64Array.from(rows, (row) => row.units)
      return chartRows(
        nonconformityRateChart({ counts, sizes }, chartSettings(options, rows.length)),
        options.rules,
      )
    }),
  examples: [
    {
      title: { zh: '个人计算机,每组 5 台', en: 'Personal computers, five a sample' },
      csv: ['nonconformities,units', ...personalComputers.map((found) => `${found},5`)].join('\n'),
      expected: personalComputers.map((found) => ({
        value: found / 5,
        lower: 0.06613305,
        centre: 1.93,
        upper: 3.793867,
        beyond: false,
      })),
      tolerance: 1e-6,
      source: qcc,
    },
  ],
})

/** Cp … Ppk. */
export const capabilityMethod = defineMethod({
  name: 'process-capability',
  title: { zh: '过程能力与过程绩效', en: 'Process capability and performance' },
  summary: {
    zh: '由子组数据计算 Cp、Cpk、Cpm(组内 σ)与 Pp、Ppk(总体 s)及其置信区间。',
    en: 'Cp, Cpk, Cpm (spread within subgroups) and Pp, Ppk (overall) of subgroup data with confidence intervals.',
  },
  formula: 'Cp = (U − L)/6σ̂; Cpk = min((U − μ)/3σ̂, (μ − L)/3σ̂)',
  validity: { zh: '受控过程,近似正态。', en: 'A stable process with about normal values.' },
  sources: [
    montgomery,
    { document: 'Bissell 1990, Applied Statistics 39:331-340', confidence: 'confirmed' },
    {
      document: 'ISO 22514-2',
      confidence: 'to be confirmed',
      note: { zh: '条款号待核对。', en: 'Clause numbers await the text.' },
    },
  ],
  row: subgroupRow,
  options: z.object({
    lower: z.coerce.number().optional().describe('Lower specification limit'),
    upper: z.coerce.number().optional().describe('Upper specification limit'),
    target: z.coerce.number().optional().describe('Target; default the middle'),
    confidence: z.coerce.number().default(0.95).describe('Level of the intervals'),
  }),
  run: (rows, { lower, upper, target, confidence }) =>
    fitting(() => {
      const subgroups = subgroupsOfRows(rows)
      const specification = {
        ...(lower === undefined ? {} : { lower }),
        ...(upper === undefined ? {} : { upper }),
        ...(target === undefined ? {} : { target }),
      }
      const mean = meanOf(subgroups.values)
      const counted = { mean, count: subgroups.values.length }
      const within = averageAndRangeChart(subgroups).standardDeviation
      const capability = processCapability(
        { ...counted, standardDeviation: within },
        specification,
        confidence,
      )
      const overall = standardDeviationOf(subgroups.values)
      const performance = processCapability(
        { ...counted, standardDeviation: overall },
        specification,
        confidence,
      )
      return [
        indexRow('Cp', capability.potential),
        indexRow('Cpk', capability.actual),
        indexRow('Cpm', capability.aboutTarget),
        indexRow('Pp', performance.potential),
        indexRow('Ppk', performance.actual),
      ]
    }),
  examples: [
    {
      title: { zh: '活塞环前 25 组,74 ± 0.05', en: 'First 25 samples of piston rings, 74 ± 0.05' },
      csv: [
        'sample,x1,x2,x3,x4,x5',
        ...pistonRings.slice(0, 25).map((row, index) => [index + 1, ...row].join(',')),
      ].join('\n'),
      options: { lower: '73.95', upper: '74.05' },
      expected: [
        { index: 'Cp', value: 1.703, lower: 1.491, upper: 1.915 },
        { index: 'Cpk', value: 1.663, lower: 1.448, upper: 1.878 },
        { index: 'Cpm', value: 1.691 },
        { index: 'Pp' },
        { index: 'Ppk' },
      ],
      tolerance: 6e-4,
      source: qcc,
    },
  ],
})

function indexRow(index: string, estimated: EstimatedIndex | undefined): MethodRow {
  return {
    index,
    value: estimated?.value ?? null,
    lower: estimated?.lower ?? null,
    upper: estimated?.upper ?? null,
  }
}

/** Pareto. */
export const paretoMethod = defineMethod({
  name: 'pareto',
  title: { zh: '排列图(帕累托)分析', en: 'Pareto analysis' },
  summary: {
    zh: '按频数排序、累计占比与 A/B/C 分类,找出关键的少数。',
    en: 'Causes by count with cumulative shares and classes A, B, C: the vital few.',
  },
  sources: [montgomery],
  row: z.object({
    cause: z.string().describe('Cause or kind of defect'),
    count: z.coerce.number().min(0).describe('Count or cost'),
  }),
  options: z.object({
    first: z.coerce.number().default(0.8).describe('Cumulative share that closes class A'),
    second: z.coerce.number().default(0.9).describe('Cumulative share that closes class B'),
  }),
  run: (rows, { first, second }) =>
    fitting(() => paretoAnalysis(rows, [first, second]).map((row) => ({ ...row }))),
  examples: [
    {
      title: { zh: '订单缺陷', en: 'Defects of orders' },
      csv: ['cause,count', ...orderDefects.map((row) => `${row.cause},${row.count}`)].join('\n'),
      expected: [
        { cause: 'contact number', cumulativeCount: 94, cumulativeShare: 0.3133, class: 'A' },
        { cause: 'price code', cumulativeCount: 174, cumulativeShare: 0.58, class: 'A' },
        { cause: 'supplier code', cumulativeCount: 240, cumulativeShare: 0.8, class: 'A' },
        { cause: 'part number', cumulativeCount: 273, cumulativeShare: 0.91 },
        { cause: 'schedule date', cumulativeCount: 300, cumulativeShare: 1 },
      ],
      tolerance: 5e-5,
      source: 'Example of the R package qcc (L. Scrucca)',
    },
  ],
})
