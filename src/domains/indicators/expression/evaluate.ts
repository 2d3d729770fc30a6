/** Works an expression out at one period and region. Missing values stay missing; nothing is ever thrown. */

import { offsetPeriod, periodsOfYearToDate } from '../period.ts'
import { roundToDecimals } from '../rounding.ts'
import type { BinaryOperator, Expression, Reference } from './expression.ts'
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
}

type Value = number | boolean | null

/** The value of an expression; null when it is missing, undefined by arithmetic (a division by nothing) or no number. */
export function evaluate(expression: Expression, place: Place, source: FigureSource): number | null {
  const value = resultOf(expression, place, source)
  return typeof value === 'number' ? value : null
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

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

const countOf = (node: Expression | undefined, otherwise: number): number =>
  node?.kind === 'number' ? node.value : otherwise

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
      const count = countOf(second, 1)
      const period = offsetPeriod(place.period, -count, name === 'last_year' ? 'year' : undefined)
      return resultOf(first, { ...place, period }, source)
    }
    case 'series':
      return null
    case 'aggregate':
      return aggregate(
        name,
        parameters.flatMap((one) => seriesOf(one, place, source)),
      )
    case 'missing':
      if (name === 'is_missing') return resultOf(first, place, source) === null
      for (const one of parameters) {
        const value = resultOf(one, place, source)
        if (value !== null) return value
      }
      return null
    case 'number':
      return numeric(name, resultOf(first, place, source), countOf(second, 0))
  }
}

function numeric(name: FunctionName, value: Value, digits: number): number | null {
  if (typeof value !== 'number') return null
  if (name === 'absolute') return Math.abs(value)
  if (name === 'square_root') return finite(Math.sqrt(value))
  return roundToDecimals(value, digits)
}

/** The values that an aggregate takes from one parameter; missing ones are left out. */
function seriesOf(expression: Expression, place: Place, source: FigureSource): number[] {
  const places = placesOf(expression, place, source)
  const item = places && expression.kind === 'call' ? expression.parameters[0] : expression
  if (!item) return []
  return (places ?? [place]).flatMap((one) => {
    const value = resultOf(item, one, source)
    return typeof value === 'number' ? [value] : []
  })
}

function placesOf(expression: Expression, place: Place, source: FigureSource): Place[] | undefined {
  if (expression.kind !== 'call' || functionKind(expression.name) !== 'series') return undefined
  if (expression.name === 'children')
    return source.children(place.region).map((region) => ({ ...place, region }))
  const periods =
    expression.name === 'year_to_date'
      ? periodsOfYearToDate(place.period)
      : Array.from({ length: countOf(expression.parameters[1], 1) }, (_, back) =>
          offsetPeriod(place.period, -back),
        )
  return periods.map((period) => ({ ...place, period }))
}

function aggregate(name: FunctionName, values: readonly number[]): number | null {
  if (name === 'count') return values.length
  if (values.length === 0) return null
  const sum = values.reduce((total, value) => total + value, 0)
  const mean = sum / values.length
  switch (name) {
    case 'sum':
      return finite(sum)
    case 'mean':
      return finite(mean)
    case 'min':
      return Math.min(...values)
    case 'max':
      return Math.max(...values)
    case 'median':
      return median(values)
    default:
      // Of a sample: n − 1 below; one value has none.
      return values.length < 2
        ? null
        : finite(
            Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1)),
          )
  }
}

function median(values: readonly number[]): number | null {
  const ordered = values.toSorted((a, b) => a - b)
  const middle = Math.floor(ordered.length / 2)
  const upper = ordered[middle]
  const lower = ordered[middle - 1]
  if (upper === undefined) return null
  return ordered.length % 2 === 1 || lower === undefined ? upper : finite((lower + upper) / 2)
}
