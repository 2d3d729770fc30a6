/** Checks an expression before it is used: every reference known, every kind of value and every unit fitting. */
import { type BinaryOperator, constantOf, type Expression, type Reference, spanOf } from './expression.ts'
import { type FunctionName, functionKind } from './functions.ts'
import { ExpressionError, located } from './parse-tree.ts'
import {
  bareNumber,
  type Dimension,
  divide,
  multiply,
  raise,
  readUnit,
  sameKind,
  sameScale,
  writeUnit,
} from './units.ts'

/** The unit of what a reference names; undefined when there is no such thing. */
export type UnitOfReference = (reference: Reference) => string | undefined

type Checked =
  | { readonly kind: 'number' | 'series'; readonly unit: Dimension }
  | { readonly kind: 'boolean' }
  /** A missing value: of any unit. */
  | { readonly kind: 'missing' }

const word: Record<Reference['kind'], readonly [string, string]> = {
  indicator: ['指标', 'indicator'],
  observation: ['观测', 'observation'],
  measure: ['度量', 'measure'],
}

/**
 * @param declared the unit that the result is declared to have
 * @throws ExpressionError
 */
export function checkExpression(expression: Expression, declared: string, unitOf: UnitOfReference): void {
  const result = check(expression, unitOf)
  if (cost(expression) > mostWork)
    throw new ExpressionError(
      '多层嵌套的期数过多，请拆成几个指标。',
      'Nested periods multiply to too many figures; split it into several indicators.',
    )
  if (result.kind !== 'number')
    throw new ExpressionError('算式的结果应是一个数。', 'The result must be one number.')
  const wanted = readUnit(declared)
  const pureNumber = result.unit.powers.size === 0 && result.unit.factor === undefined
  if (!pureNumber && !sameKind(result.unit, wanted))
    throw new ExpressionError(
      `算式的计量单位是“${writeUnit(result.unit)}”，与指标的“${declared}”不符。`,
      `The expression gives “${writeUnit(result.unit)}”, the indicator is declared in “${declared}”.`,
    )
  if (!sameScale(result.unit, wanted))
    throw new ExpressionError(
      `算式与指标的单位“${declared}”相差 ${(result.unit.factor ?? 1) / (wanted.factor ?? 1)} 倍，请乘以换算系数。`,
      `The expression is ${(result.unit.factor ?? 1) / (wanted.factor ?? 1)} times the declared “${declared}”; multiply by the factor.`,
    )
}

const check = (expression: Expression, unitOf: UnitOfReference): Checked =>
  located(spanOf(expression), () => checkNode(expression, unitOf))

function checkNode(expression: Expression, unitOf: UnitOfReference): Checked {
  switch (expression.kind) {
    case 'number':
      return { kind: 'number', unit: bareNumber }
    case 'boolean':
      return { kind: 'boolean' }
    case 'null':
      return { kind: 'missing' }
    case 'indicator':
    case 'observation':
    case 'measure':
      return { kind: 'number', unit: readUnit(knownUnit(expression, unitOf)) }
    case 'negate':
      return { kind: 'number', unit: unitOfNumber(check(expression.operand, unitOf)) }
    case 'not':
      requireBoolean(check(expression.operand, unitOf))
      return { kind: 'boolean' }
    case 'binary':
      return binary(expression.operator, expression, unitOf)
    case 'choice':
      requireBoolean(check(expression.when, unitOf))
      return alike([check(expression.yes, unitOf), check(expression.no, unitOf)])
    case 'call':
      return call(
        expression.name,
        expression.parameters,
        expression.parameters.map((one) => check(one, unitOf)),
      )
  }
}

// Figures read for one value; a city has some dozens of regions, and a window is at most sixty periods.
const mostWork = 5_000
const regionsBelow = 20

/** How many figures are read for one value of the expression. */
function cost(expression: Expression): number {
  switch (expression.kind) {
    case 'indicator':
    case 'observation':
    case 'measure':
      return 1
    case 'negate':
    case 'not':
      return cost(expression.operand)
    case 'binary':
      return cost(expression.left) + cost(expression.right)
    case 'choice':
      return cost(expression.when) + cost(expression.yes) + cost(expression.no)
    case 'call': {
      const [, periods] = expression.parameters
      const sum = expression.parameters.reduce((total, one) => total + cost(one), 0)
      if (expression.name === 'children') return sum * regionsBelow
      if (expression.name === 'year_to_date') return sum * 12
      return expression.name === 'last' && periods?.kind === 'number' ? sum * periods.value : sum
    }
    default:
      return 0
  }
}

function knownUnit(reference: Reference, unitOf: UnitOfReference): string {
  const unit = unitOf(reference)
  if (unit !== undefined) return unit
  const [zh, en] = word[reference.kind]
  throw new ExpressionError(`没有${zh}“${reference.name}”。`, `There is no ${en} “${reference.name}”.`)
}

function unitOfNumber(value: Checked): Dimension {
  if (value.kind === 'number') return value.unit
  if (value.kind === 'missing') return bareNumber
  throw value.kind === 'series'
    ? new ExpressionError(
        '多个值要先用 合计、平均 等汇总。',
        'Aggregate many values first, with sum, mean, ….',
      )
    : new ExpressionError('这里应是数，不是判断。', 'A number is wanted here, not a condition.')
}

function requireBoolean(value: Checked): void {
  if (value.kind !== 'boolean')
    throw new ExpressionError('这里应是判断，如 a > b。', 'A condition is wanted here, such as a > b.')
}

/** Values that are added, compared or chosen between must be of one unit; bare numbers take that of the others. */
function alike(values: readonly Checked[]): Checked {
  if (values.every((value) => value.kind === 'boolean')) return { kind: 'boolean' }
  const units = values.map((value) => (value.kind === 'series' ? value.unit : unitOfNumber(value)))
  const named = units.filter((unit) => unit.powers.size > 0 || unit.factor !== undefined)
  const first = named[0] ?? bareNumber
  for (const unit of named)
    if (!sameKind(unit, first) || !sameScale(unit, first))
      throw new ExpressionError(
        `“${writeUnit(first)}”与“${writeUnit(unit)}”不能相加减或比较。`,
        `“${writeUnit(first)}” and “${writeUnit(unit)}” cannot be added or compared.`,
      )
  return { kind: 'number', unit: first }
}

type Binary = Extract<Expression, { kind: 'binary' }>

function binary(operator: BinaryOperator, { left, right }: Binary, unitOf: UnitOfReference): Checked {
  const [a, b] = [check(left, unitOf), check(right, unitOf)]
  switch (operator) {
    case '&&':
    case '||':
      requireBoolean(a)
      requireBoolean(b)
      return { kind: 'boolean' }
    case '*':
      return { kind: 'number', unit: multiply(unitOfNumber(a), unitOfNumber(b)) }
    case '/':
      return { kind: 'number', unit: divide(unitOfNumber(a), unitOfNumber(b)) }
    case '**':
      return power(unitOfNumber(a), right, unitOfNumber(b))
    case '+':
    case '-':
    case '%':
      unitOfNumber(a)
      unitOfNumber(b)
      return alike([a, b])
    default:
      unitOfNumber(a)
      unitOfNumber(b)
      alike([a, b])
      return { kind: 'boolean' }
  }
}

function power(unit: Dimension, exponent: Expression, exponentUnit: Dimension): Checked {
  if (exponentUnit.powers.size > 0)
    throw new ExpressionError('指数应没有计量单位。', 'An exponent has no unit.')
  if (unit.powers.size === 0) return { kind: 'number', unit: bareNumber }
  if (exponent.kind === 'number' && Number.isInteger(exponent.value))
    return { kind: 'number', unit: raise(unit, exponent.value) }
  throw new ExpressionError('有计量单位的数只能取整数次方。', 'A figure with a unit takes whole powers only.')
}

function call(name: FunctionName, given: readonly Expression[], values: readonly Checked[]): Checked {
  const [first = { kind: 'missing' } as const] = values
  switch (functionKind(name)) {
    case 'shift':
    case 'series': {
      const unit = unitOfNumber(first)
      if (given[1] !== undefined) requireCount(given[1], name, name === 'offset' ? -mostPeriods : 1)
      return { kind: functionKind(name) === 'shift' ? 'number' : 'series', unit }
    }
    case 'aggregate':
      return aggregate(name, given, values)
    case 'missing':
      if (name === 'first_present') return alike(values)
      if (name === 'all_present') alike(values)
      else unitOfNumber(first)
      return { kind: 'boolean' }
    case 'number':
      if (name === 'round' && given[1] !== undefined) requireCount(given[1], name, 0)
      return { kind: 'number', unit: resultUnit(name, unitOfNumber(first)) }
    case 'choice':
      // Parsed to a choice of its own.
      return alike(values.slice(1))
  }
}

function aggregate(name: FunctionName, given: readonly Expression[], values: readonly Checked[]): Checked {
  const result = alike(name === 'percentile' ? values.slice(0, -1) : values)
  if (result.kind === 'boolean')
    throw new ExpressionError('判断不能汇总。', 'Conditions cannot be aggregated.')
  if (name === 'percentile') {
    const share = constantOf(given.at(-1))
    if (share === undefined || share < 0 || share > 100)
      throw new ExpressionError(
        `函数“${name}”的最后一个参数应是 0 至 100 的数。`,
        `The last value of “${name}” must be a number from 0 to 100.`,
        spanOf(given.at(-1) ?? { kind: 'null' }),
      )
  }
  return name === 'count' ? { kind: 'number', unit: bareNumber } : result
}

function resultUnit(name: FunctionName, unit: Dimension): Dimension {
  if (name === 'square_root') return squareRoot(unit)
  if (name !== 'logarithm') return unit
  if (unit.powers.size > 0)
    throw new ExpressionError('对数只能取无单位的数。', 'A logarithm takes a pure number.')
  return bareNumber
}

// Enough for five years of months; more would read the whole history for one figure.
const mostPeriods = 60

function requireCount(node: Expression, name: string, least: number): void {
  const count = constantOf(node)
  if (count !== undefined && Number.isInteger(count) && count >= least && count <= mostPeriods) return
  throw new ExpressionError(
    `函数“${name}”的第二个参数应是 ${least} 至 ${mostPeriods} 的整数。`,
    `The second value of “${name}” must be a whole number from ${least} to ${mostPeriods}.`,
    spanOf(node),
  )
}

function squareRoot(unit: Dimension): Dimension {
  if ([...unit.powers.values()].some((one) => one % 2 !== 0))
    throw new ExpressionError('这个计量单位不能开平方。', 'This unit has no square root.')
  return raise(unit, 0.5)
}
