/** The functions of the expression language: names in both languages and how many values each takes. */

/**
 * - `shift`: the first value at another period
 * - `series`: many values of the first parameter, over periods or regions
 * - `aggregate`: one value out of series and values; missing ones are left out
 * - `number`: a value out of values; missing in, missing out
 * - `missing`: deals with missing values
 */
export type FunctionKind = 'shift' | 'series' | 'aggregate' | 'number' | 'missing'

const many = Number.POSITIVE_INFINITY

const declared = [
  { name: 'previous', zh: '上期', kind: 'shift', parameters: [1, 2] },
  { name: 'last_year', zh: '上年同期', kind: 'shift', parameters: [1, 2] },
  { name: 'last', zh: '近几期', kind: 'series', parameters: [2, 2] },
  { name: 'year_to_date', zh: '本年各期', kind: 'series', parameters: [1, 1] },
  { name: 'children', zh: '下级地区', kind: 'series', parameters: [1, 1] },
  { name: 'sum', zh: '合计', kind: 'aggregate', parameters: [1, many] },
  { name: 'mean', zh: '平均', kind: 'aggregate', parameters: [1, many] },
  { name: 'median', zh: '中位数', kind: 'aggregate', parameters: [1, many] },
  { name: 'min', zh: '最小', kind: 'aggregate', parameters: [1, many] },
  { name: 'max', zh: '最大', kind: 'aggregate', parameters: [1, many] },
  { name: 'count', zh: '个数', kind: 'aggregate', parameters: [1, many] },
  { name: 'standard_deviation', zh: '标准差', kind: 'aggregate', parameters: [1, many] },
  { name: 'absolute', zh: '绝对值', kind: 'number', parameters: [1, 1] },
  { name: 'square_root', zh: '平方根', kind: 'number', parameters: [1, 1] },
  { name: 'round', zh: '修约', kind: 'number', parameters: [1, 2] },
  { name: 'is_missing', zh: '缺失', kind: 'missing', parameters: [1, 1] },
  { name: 'first_present', zh: '首个有值', kind: 'missing', parameters: [1, many] },
] as const satisfies ReadonlyArray<{
  name: string
  zh: string
  kind: FunctionKind
  parameters: readonly [least: number, most: number]
}>

export type FunctionName = (typeof declared)[number]['name']

export interface ExpressionFunction {
  readonly name: FunctionName
  /** Chinese name, equal in meaning. */
  readonly zh: string
  readonly kind: FunctionKind
  readonly parameters: readonly [least: number, most: number]
}

/** All functions, for the editor's help. */
export const expressionFunctions: readonly ExpressionFunction[] = declared

const byName = new Map<string, ExpressionFunction>(
  declared.flatMap(
    (one): Array<[string, ExpressionFunction]> => [
      [one.name, one],
      [one.zh, one],
    ],
  ),
)

/** The function that goes by a Chinese or English name. */
export const findFunction = (name: string): ExpressionFunction | undefined => byName.get(name)

/** The kind of a function. */
export const functionKind = (name: FunctionName): FunctionKind => byName.get(name)?.kind ?? 'number'
