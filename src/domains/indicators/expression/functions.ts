/** The functions of the expression language: names in both languages and how many values each takes. */
import type { Message } from '#kernel/language/messages.ts'

/**
 * - `shift`: the first value at another period or region
 * - `series`: many values of the first parameter, over periods or regions
 * - `aggregate`: one value out of series and values; missing ones are left out
 * - `number`: a value out of values; missing in, missing out
 * - `missing`: deals with missing values
 * - `choice`: one of two values by a condition
 */
export type FunctionKind = 'shift' | 'series' | 'aggregate' | 'number' | 'missing' | 'choice'

const many = Number.POSITIVE_INFINITY

interface Declared {
  readonly name: string
  readonly zh: string
  /** Further names, as DHIS2's indicator expressions know the function. */
  readonly also?: readonly string[]
  readonly kind: FunctionKind
  readonly parameters: readonly [least: number, most: number]
  /** How it is written, and what it gives. */
  readonly example: string
  readonly help: Message
}

const declared = [
  {
    name: 'previous',
    zh: '上期',
    kind: 'shift',
    parameters: [1, 2],
    example: '上期(a, 2)',
    help: { zh: '前第 n 期的值，n 不写为 1', en: 'the value n periods before; 1 unless given' },
  },
  {
    name: 'offset',
    zh: '期偏移',
    also: ['periodOffset'],
    kind: 'shift',
    parameters: [2, 2],
    example: '期偏移(a, -3)',
    help: { zh: '往后（正）或往前（负）n 期的值', en: 'the value n periods later, or earlier when negative' },
  },
  {
    name: 'last_year',
    zh: '上年同期',
    kind: 'shift',
    parameters: [1, 2],
    example: '上年同期(a)',
    help: { zh: '前 n 年同一时期的值，n 不写为 1', en: 'the value of the same period n years before' },
  },
  {
    name: 'parent',
    zh: '上级地区',
    kind: 'shift',
    parameters: [1, 1],
    example: 'a / 上级地区(a) * 100',
    help: { zh: '上一级地区的值，全市没有上级', en: 'the value of the region above; the city has none' },
  },
  {
    name: 'last',
    zh: '近几期',
    kind: 'series',
    parameters: [2, 2],
    example: '合计(近几期(a, 12))',
    help: { zh: '最近 n 期的各个值', en: 'the values of the last n periods' },
  },
  {
    name: 'year_to_date',
    zh: '本年各期',
    also: ['yearToDate'],
    kind: 'series',
    parameters: [1, 1],
    example: '合计(本年各期(a))',
    help: { zh: '年初到本期的各个值', en: 'the values from the start of the year' },
  },
  {
    name: 'children',
    zh: '下级地区',
    kind: 'series',
    parameters: [1, 1],
    example: '最小(下级地区(a))',
    help: { zh: '下一级各地区的值', en: 'the values of the regions right below' },
  },
  {
    name: 'sum',
    zh: '合计',
    kind: 'aggregate',
    parameters: [1, many],
    example: '合计(a, b)',
    help: { zh: '相加，缺的不计', en: 'the sum of those present' },
  },
  {
    name: 'mean',
    zh: '平均',
    also: ['avg'],
    kind: 'aggregate',
    parameters: [1, many],
    example: '平均(近几期(a, 3))',
    help: { zh: '平均，缺的不计', en: 'the mean of those present' },
  },
  {
    name: 'median',
    zh: '中位数',
    kind: 'aggregate',
    parameters: [1, many],
    example: '中位数(下级地区(a))',
    help: { zh: '中位数', en: 'the median' },
  },
  {
    name: 'percentile',
    zh: '百分位数',
    also: ['percentileCont'],
    kind: 'aggregate',
    parameters: [2, many],
    example: '百分位数(下级地区(a), 90)',
    help: {
      zh: '第 p 百分位数（最后一个参数，0 至 100），相邻值间线性内插',
      en: 'the p-th percentile (last value, 0 to 100), linear between neighbours',
    },
  },
  {
    name: 'min',
    zh: '最小',
    also: ['least'],
    kind: 'aggregate',
    parameters: [1, many],
    example: '最小(a, b)',
    help: { zh: '最小值', en: 'the least' },
  },
  {
    name: 'max',
    zh: '最大',
    also: ['greatest'],
    kind: 'aggregate',
    parameters: [1, many],
    example: '最大(a, 0)',
    help: { zh: '最大值', en: 'the greatest' },
  },
  {
    name: 'count',
    zh: '个数',
    kind: 'aggregate',
    parameters: [1, many],
    example: '个数(本年各期(a))',
    help: { zh: '有值的个数', en: 'how many are present' },
  },
  {
    name: 'standard_deviation',
    zh: '标准差',
    also: ['stddev', 'stddevSamp'],
    kind: 'aggregate',
    parameters: [1, many],
    example: '标准差(近几期(a, 12))',
    help: { zh: '样本标准差（n-1）', en: 'the standard deviation of a sample (n − 1)' },
  },
  {
    name: 'population_deviation',
    zh: '总体标准差',
    also: ['stddevPop'],
    kind: 'aggregate',
    parameters: [1, many],
    example: '总体标准差(下级地区(a))',
    help: { zh: '总体标准差（n）', en: 'the standard deviation of all there is (n)' },
  },
  {
    name: 'absolute',
    zh: '绝对值',
    kind: 'number',
    parameters: [1, 1],
    example: '绝对值(a - b)',
    help: { zh: '绝对值', en: 'without its sign' },
  },
  {
    name: 'square_root',
    zh: '平方根',
    kind: 'number',
    parameters: [1, 1],
    example: '平方根(a * b)',
    help: { zh: '平方根', en: 'the square root' },
  },
  {
    name: 'logarithm',
    zh: '自然对数',
    also: ['log'],
    kind: 'number',
    parameters: [1, 1],
    example: '自然对数(a / b)',
    help: { zh: '无单位的数的自然对数', en: 'the natural logarithm of a pure number' },
  },
  {
    name: 'round',
    zh: '修约',
    kind: 'number',
    parameters: [1, 2],
    example: '修约(a, 1)',
    help: { zh: '按 GB/T 8170 修约到 n 位小数', en: 'to n decimals, half to even (GB/T 8170)' },
  },
  {
    name: 'is_missing',
    zh: '缺失',
    also: ['isNull'],
    kind: 'missing',
    parameters: [1, 1],
    example: '缺失(a) ? 0 : a',
    help: { zh: '是否没有值', en: 'whether there is no value' },
  },
  {
    name: 'is_present',
    zh: '有值',
    also: ['isNotNull'],
    kind: 'missing',
    parameters: [1, 1],
    example: '有值(a) && 有值(b) ? a + b : null',
    help: { zh: '是否有值', en: 'whether there is a value' },
  },
  {
    name: 'all_present',
    zh: '全部有值',
    kind: 'missing',
    parameters: [1, many],
    example: '全部有值(本年各期(a)) ? 合计(本年各期(a)) : null',
    help: { zh: '每一个是否都有值', en: 'whether every one has a value' },
  },
  {
    name: 'first_present',
    zh: '首个有值',
    also: ['firstNonNull'],
    kind: 'missing',
    parameters: [1, many],
    example: '首个有值(a, 上期(a), 0)',
    help: { zh: '从左起第一个有值的', en: 'the first that has a value' },
  },
  {
    name: 'if',
    zh: '如果',
    kind: 'choice',
    parameters: [3, 3],
    example: '如果(a > 0, b / a, null)',
    help: {
      zh: '条件成立取前者，否则取后者，同 ? :',
      en: 'the second if the first holds, else the third; same as ? :',
    },
  },
] as const satisfies readonly Declared[]

export type FunctionName = (typeof declared)[number]['name']

export interface ExpressionFunction extends Declared {
  readonly name: FunctionName
}

/** All functions, for the editor's help. */
export const expressionFunctions: readonly ExpressionFunction[] = declared

const byName = new Map<string, ExpressionFunction>(
  expressionFunctions.flatMap((one) =>
    [one.name, one.zh, ...(one.also ?? [])].map((name): [string, ExpressionFunction] => [name, one]),
  ),
)

/** The function that goes by a Chinese or English name. */
export const findFunction = (name: string): ExpressionFunction | undefined => byName.get(name)

/** The kind of a function. */
export const functionKind = (name: FunctionName): FunctionKind => byName.get(name)?.kind ?? 'number'
