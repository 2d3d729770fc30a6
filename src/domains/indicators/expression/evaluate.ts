/** Works an expression out at one period and region. Missing values stay missing; nothing is ever thrown. */

import { offsetPeriod, periodsOfYearToDate } from '../period.ts'
import { roundToDecimals } from '../rounding.ts'
import { aggregate, finite } from './aggregate.ts'
import { type BinaryOperator, constantOf, type Expression, type Reference } from './expression.ts'
import { type FunctionName, functionKind } from './functions.ts'

/** Where a figure stands. */
export interface Place {
  readonly period: string
  readonly region: string
}

/** Where the figures come from; null where there is none. */
export interface FigureSource {
  readonly figure: (reference: Reference, place: Place) => number | null
  /** Regions right below a region. */
  readonly children: (region: string) => readonly string[]
  /** The region right above; undefined where the city ends. */
  readonly parent: (region: string) => string | undefined
}

type Value = number | boolean | null

/** The value of an expression; null when it is missing, undefined by arithmetic (a division by nothing) or no number. */
export function evaluate(expression: Expression, place: Place, source: FigureSource): number | null {
  const value = resultOf(expression, place, source)
  return typeof value === 'number' ? value : null
}

function resultOf(expression: Expression, place: Place, source: FigureSource): Value {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return expression.value
    case 'null':
      return null
    case 'indicator':
    case 'observation':
    case 'measure':
      return source.figure(expression, place)
    case 'negate': {
      const value = resultOf(expression.operand, place, source)
      return typeof value === 'number' ? -value : null
    }
    case 'not': {
      const value = resultOf(expression.operand, place, source)
      return typeof value === 'boolean' ? !value : null
    }
    case 'binary':
      return binary(expression.operator, resultOf(expression.left, place, source), () =>
        resultOf(expression.right, place, source),
      )
    case 'choice': {
      const when = resultOf(expression.when, place, source)
      if (typeof when !== 'boolean') return null
      return resultOf(when ? expression.yes : expression.no, place, source)
    }
    case 'call':
      return call(expression.name, expression.parameters, place, source)
  }
}

/** Three-valued: a condition over something missing is itself missing, unless the other side settles it. */
function logical(operator: '&&' | '||', left: Value, right: () => Value): boolean | null {
  const settles = operator === '||'
  if (left === settles) return settles
  const other = right()
  if (other === settles) return settles
  return typeof left === 'boolean' && typeof other === 'boolean' ? !settles : null
}

function binary(operator: BinaryOperator, a: Value, right: () => Value): Value {
  if (operator === '&&' || operator === '||') return logical(operator, a, right)
  const b = right()
  if (typeof a !== 'number' || typeof b !== 'number') return null
  switch (operator) {
    case '+':
      return finite(a + b)
    case '-':
      return finite(a - b)
    case '*':
      return finite(a * b)
    case '/':
      return finite(a / b)
    case '%':
      return finite(a % b)
    case '**':
      return finite(a ** b)
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
    case '==':
      return a === b
    case '!=':
      return a !== b
  }
}

/** The place that a shift looks at; undefined when there is none. */
function shifted(name: FunctionName, steps: number, place: Place, source: FigureSource): Place | undefined {
  if (name === 'parent') {
    const region = source.parent(place.region)
    return region === undefined ? undefined : { ...place, region }
  }
  const forward = name === 'offset' ? steps : -steps
  return { ...place, period: offsetPeriod(place.period, forward, name === 'last_year' ? 'year' : undefined) }
}

function call(
  name: FunctionName,
  parameters: readonly Expression[],
  place: Place,
  source: FigureSource,
): Value {
  const [first, second] = parameters
  if (!first) return null
  switch (functionKind(name)) {
    case 'shift': {
      const at = shifted(name, constantOf(second) ?? 1, place, source)
      return at ? resultOf(first, at, source) : null
    }
    // Only inside an aggregate; a choice is parsed to a node of its own.
    case 'series':
    case 'choice':
      return null
    case 'aggregate': {
      const values = (name === 'percentile' ? parameters.slice(0, -1) : parameters).flatMap((one) =>
        numbersOf(one, place, source),
      )
      return aggregate(name, values, constantOf(parameters.at(-1)) ?? 50)
    }
    case 'missing':
      return missing(name, first, parameters, place, source)
    case 'number':
      return numeric(name, resultOf(first, place, source), constantOf(second) ?? 0)
  }
}

function missing(
  name: FunctionName,
  first: Expression,
  parameters: readonly Expression[],
  place: Place,
  source: FigureSource,
): Value {
  if (name === 'is_missing') return resultOf(first, place, source) === null
  if (name === 'is_present') return resultOf(first, place, source) !== null
  if (name === 'all_present')
    return parameters.every((one) => valuesOf(one, place, source).every((value) => value !== null))
  for (const one of parameters) {
    const value = resultOf(one, place, source)
    if (value !== null) return value
  }
  return null
}

function numeric(name: FunctionName, value: Value, digits: number): number | null {
  if (typeof value !== 'number') return null
  if (name === 'absolute') return Math.abs(value)
  if (name === 'square_root') return finite(Math.sqrt(value))
  if (name === 'logarithm') return finite(Math.log(value))
  return roundToDecimals(value, digits)
}

/** The values of one parameter: of a series each of them, else its one. */
function valuesOf(expression: Expression, place: Place, source: FigureSource): Value[] {
  const places = placesOf(expression, place, source)
  const item = places && expression.kind === 'call' ? expression.parameters[0] : expression
  return item ? (places ?? [place]).map((one) => resultOf(item, one, source)) : []
}

/** What an aggregate takes from one parameter; missing values are left out. */
const numbersOf = (expression: Expression, place: Place, source: FigureSource): number[] =>
  valuesOf(expression, place, source).filter((value) => typeof value === 'number')

function placesOf(expression: Expression, place: Place, source: FigureSource): Place[] | undefined {
  if (expression.kind !== 'call' || functionKind(expression.name) !== 'series') return undefined
  if (expression.name === 'children')
    return source.children(place.region).map((region) => ({ ...place, region }))
  const periods =
    expression.name === 'year_to_date'
      ? periodsOfYearToDate(place.period)
      : Array.from({ length: constantOf(expression.parameters[1]) ?? 1 }, (_, back) =>
          offsetPeriod(place.period, -back),
        )
  return periods.map((period) => ({ ...place, period }))
}
