/** How control charts read tables and print themselves: shared by their catalogue entries. */
import { z } from 'zod'
import type { MethodRow, MethodSource } from '../method.ts'
import { MethodInputError } from '../method.ts'
import type { ControlChart, ControlChartOptions, Subgroups } from './control-chart.ts'
import { subgroupsOf } from './control-chart.ts'
import { nelsonRules, runRuleSignals, westernElectricRules } from './run-rules.ts'

/** The standard of Shewhart charts; its clause numbers await the text. */
export const shewhartStandard: MethodSource = {
  document: 'GB/T 17989.2-2020 / ISO 7870-2:2013',
  confidence: 'to be confirmed',
  note: {
    zh: '条款号与判异规则的连续点数待按标准文本核对;公式与系数已用公开数据集核对。',
    en: 'Clause numbers and run lengths await the text of the standard; formulas and factors agree with published data sets.',
  },
}

/** The textbook whose worked examples the charts reproduce. */
export const montgomery: MethodSource = {
  document: 'Montgomery, "Introduction to Statistical Quality Control"',
  confidence: 'confirmed',
}

const positiveWhole = z.coerce.number().int().positive()

/** Options of every Shewhart chart. */
export const chartOptions = z.object({
  trial: positiveWhole.optional().describe('Limits come from the first so many samples; default all'),
  exclude: z.string().default('').describe('Numbers of samples put aside when estimating, such as "15 23"'),
  sigmas: z.coerce.number().positive().default(3).describe('Distance of the limits in standard errors'),
  rules: z.enum(['nelson', 'western-electric', 'limits']).default('nelson').describe('Run rules to report'),
})
export type ChartOptions = z.infer<typeof chartOptions>

/** The library's options for a table of `count` samples. */
export function chartSettings(options: ChartOptions, count: number): ControlChartOptions {
  const excluded = new Set(
    options.exclude
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number),
  )
  const reference = Array.from(
    { length: Math.min(options.trial ?? count, count) },
    (_, index) => index,
  ).filter((index) => !excluded.has(index + 1))
  return { sigmas: options.sigmas, reference }
}

/** Points, limits and the rules each point breaks, one row a point; column names end in `suffix`. */
export function chartRows(chart: ControlChart, rules: ChartOptions['rules'], suffix = ''): MethodRow[] {
  const signals =
    rules === 'limits' ? [] : runRuleSignals(chart, rules === 'nelson' ? nelsonRules : westernElectricRules)
  const beyond = new Set(chart.beyond)
  return Array.from(chart.points, (point, position) => ({
    [`value${suffix}`]: point,
    [`lower${suffix}`]: chart.lower[position] ?? null,
    [`centre${suffix}`]: chart.centre[position] ?? null,
    [`upper${suffix}`]: chart.upper[position] ?? null,
    [`beyond${suffix}`]: beyond.has(position),
    [`rules${suffix}`]: signals
      .filter((signal) => signal.position === position)
      .map((signal) => signal.rule)
      .join(' '),
  }))
}

/** One row a subgroup: a label and its measurements in columns of any name. */
export const subgroupRow = z
  .object({
    sample: z.string().optional().describe('Label of the subgroup; all other columns are measurements'),
  })
  .catchall(z.coerce.number())
export type SubgroupRow = z.infer<typeof subgroupRow>

/** The measurements of the rows. */
export function subgroupsOfRows(rows: readonly SubgroupRow[]): Subgroups {
  return fitting(() =>
    subgroupsOf(
      rows.map((row) =>
        Object.entries(row)
          .filter(([column]) => column !== 'sample')
          .map(([, value]) => Number(value)),
      ),
    ),
  )
}

/** Turns the library's complaint about a whole table into one about the input. */
export function fitting<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw new MethodInputError([{ message: error.message }])
    throw error
  }
}
