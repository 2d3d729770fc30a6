/** Rounding and judgement, as the methods catalogue lists them. */
import { z } from 'zod'
import { type CatalogueMethod, defineMethod, mapRows } from '../method.ts'
import { judgeConformity } from './judge-conformity.ts'
import { roundHalfEven } from './round-half-even.ts'

const gbt8170 = {
  document: 'GB/T 8170-2008',
  effectiveFrom: '2009-01-01',
  confidence: 'to be confirmed',
  note: {
    zh: '修约与判定规则及示例待与标准正文逐条核对。',
    en: 'Rules and examples still await comparison with the official text, item by item.',
  },
} as const

const rounding = defineMethod({
  name: 'rounding',
  title: { zh: '数值修约', en: 'Rounding of numerical values' },
  summary: {
    zh: '按“四舍六入五成双”把数值一次修约到指定间隔（10ⁿ、0.5 单位、0.2 单位），不连续修约。',
    en: 'Rounds a value once, half to even, to an interval of 10ⁿ, of half a unit or of a fifth of a unit.',
  },
  formula: 'round(x / Δ) · Δ, ties to the even multiple of Δ',
  validity: {
    zh: '任意十进制数；间隔须为 1、2、5 乘以 10 的整数次幂。已修约过的数可带 (+) 或 (-)。',
    en: 'Any decimal; the interval is 1, 2 or 5 times a power of ten. A figure rounded before may carry (+) or (-).',
  },
  sources: [{ ...gbt8170, clause: '3.2–3.4' }],
  row: z.object({
    value: z.string().describe('Value, all digits as measured; may carry (+) or (-)'),
    interval: z.string().describe('Rounding interval in the unit of the value: 0.1, 1, 100, 0.5, 0.2 …'),
  }),
  options: z.object({}),
  run: (rows) =>
    mapRows(rows, ({ value, interval }) => ({ value, interval, rounded: roundHalfEven(value, interval) })),
  examples: [
    {
      title: { zh: '标准中的修约示例', en: 'Examples of the standard' },
      csv: 'value,interval\n12.1498,0.1\n1.050,0.1\n0.35,0.1\n-325,10\n60.25,0.5\n60.38,0.5\n-60.75,0.5\n830,20\n-930,20\n15.5(-),1',
      expected: [
        { value: '12.1498', interval: '0.1', rounded: '12.1' },
        { value: '1.050', interval: '0.1', rounded: '1.0' },
        { value: '0.35', interval: '0.1', rounded: '0.4' },
        { value: '-325', interval: '10', rounded: '-320' },
        { value: '60.25', interval: '0.5', rounded: '60.0' },
        { value: '60.38', interval: '0.5', rounded: '60.5' },
        { value: '-60.75', interval: '0.5', rounded: '-61.0' },
        { value: '830', interval: '20', rounded: '840' },
        { value: '-930', interval: '20', rounded: '-920' },
        { value: '15.5(-)', interval: '1', rounded: '15' },
      ],
      source: 'GB/T 8170-2008, 3.2–3.4',
    },
  ],
})

const conformity = defineMethod({
  name: 'limit-judgement',
  title: { zh: '极限数值判定', en: 'Judging a measured value against a limit' },
  summary: {
    zh: '用全数值比较法或修约值比较法判定测定值是否符合极限数值；未规定时用全数值比较法。',
    en: 'Compares a measured value with a limit in full or after rounding to the digits of the limit; in full unless the document says otherwise.',
  },
  validity: {
    zh: '测定值与极限数值单位相同；极限写法如 ≥97.0、≤0.5、1.2~1.6、10.0±0.1，不含界值加“!”。',
    en: 'Value and limit share a unit; limits are written ≥97.0, ≤0.5, 1.2~1.6, 10.0±0.1, with “!” when the tolerance itself is excluded.',
  },
  sources: [{ ...gbt8170, clause: '4.3' }],
  row: z.object({
    measured: z.string().describe('Measured value, all digits'),
    limit: z.string().describe('Limit: ≥97.0, ≤0.5, 1.2~1.6, 10.0±0.1, 10.0±0.1!'),
  }),
  options: z.object({
    method: z
      .enum(['full-value', 'rounded-value'])
      .default('full-value')
      .describe('Comparison of the full or of the rounded value'),
  }),
  run: (rows, { method }) =>
    mapRows(rows, ({ measured, limit }) => {
      const judgement = judgeConformity(measured, limit, method)
      return {
        measured,
        limit,
        compared: judgement.comparedWithUpper ?? judgement.comparedWithLower ?? null,
        conforms: judgement.conforms,
      }
    }),
  examples: [
    {
      title: { zh: '修约值比较法', en: 'Rounded-value comparison' },
      csv: 'measured,limit\n96.96,≥97.0\n96.94,≥97.0\n0.549,≤0.5\n0.551,≤0.5\n10.05,10.0±0.1!',
      options: { method: 'rounded-value' },
      expected: [
        { measured: '96.96', limit: '≥97.0', compared: '97.0', conforms: true },
        { measured: '96.94', limit: '≥97.0', compared: '96.9', conforms: false },
        { measured: '0.549', limit: '≤0.5', compared: '0.5', conforms: true },
        { measured: '0.551', limit: '≤0.5', compared: '0.6', conforms: false },
        { measured: '10.05', limit: '10.0±0.1!', compared: '10.0', conforms: true },
      ],
      source: 'GB/T 8170-2008, 4.3.3',
    },
    {
      title: { zh: '全数值比较法', en: 'Full-value comparison' },
      csv: 'measured,limit\n97.00,≥97.0\n96.96,≥97.0\n1.649,1.2~1.6',
      expected: [
        { measured: '97.00', limit: '≥97.0', compared: '97.00', conforms: true },
        { measured: '96.96', limit: '≥97.0', compared: '96.96', conforms: false },
        { measured: '1.649', limit: '1.2~1.6', compared: '1.649', conforms: false },
      ],
      source: 'GB/T 8170-2008, 4.3.2',
    },
  ],
})

/** The methods of this folder. */
export const roundingMethods: readonly CatalogueMethod[] = [rounding, conformity]
