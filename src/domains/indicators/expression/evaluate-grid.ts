/**
 * Works an expression out over many regions and periods at once: the same results as place by place (a property test
 * compares the two), but each step is one pass over an array of numbers.
 */
import type { PeriodKind } from '../period.ts'
import { periodsOfYear } from '../period-index.ts'
import { roundToDecimals } from '../rounding.ts'
import { aggregate } from './aggregate.ts'
import { type BinaryOperator, constantOf, type Expression, type Reference } from './expression.ts'
import { type FunctionName, functionKind } from './functions.ts'
import { isUniform, resultKind } from './result-kind.ts'

/** Regions × a stretch of periods of one kind, counted as `periodIndex` does. */
export interface Window {
  readonly regions: readonly string[]
  readonly kind: PeriodKind
  readonly from: number
  readonly length: number
}

/** Numbers of a window, region by region; NaN where there is none. Truths are 1 and 0. */
export type Column = Float64Array

/** Where the figures come from. Columns that it gives are not written to. */
export interface ColumnSource {
  readonly column: (reference: Reference, window: Window) => Column
  readonly children: (region: string) => readonly string[]
  readonly parent: (region: string) => string | undefined
}

/** The results over a window, NaN for none; undefined when the expression has to be worked out place by place. */
export function evaluateGrid(
  expression: Expression,
  window: Window,
  source: ColumnSource,
): Column | undefined {
  if (!isUniform(expression)) return undefined
  return numbersOf(expression, window, source)
}

const sizeOf = ({ regions, length }: Window): number => regions.length * length
const none = (window: Window): Column => new Float64Array(sizeOf(window)).fill(Number.NaN)
const isMissing = (value: number): boolean => Number.isNaN(value)
const at = (column: Column, index: number): number => column[index] ?? Number.NaN

/** A column that counts as missing wherever it holds truths. */
const numbersOf = (expression: Expression, window: Window, source: ColumnSource): Column =>
  resultKind(expression) === 'number' ? columnOf(expression, window, source) : none(window)

const truthsOf = (expression: Expression, window: Window, source: ColumnSource): Column =>
  resultKind(expression) === 'truth' ? columnOf(expression, window, source) : none(window)

function mapped(column: Column, work: (value: number) => number): Column {
  const result = new Float64Array(column.length)
  for (let index = 0; index < column.length; index++) {
    const value = at(column, index)
    const found = isMissing(value) ? value : work(value)
    result[index] = Number.isFinite(found) ? found : Number.NaN
  }
  return result
}

function columnOf(expression: Expression, window: Window, source: ColumnSource): Column {
  switch (expression.kind) {
    case 'number':
      return new Float64Array(sizeOf(window)).fill(expression.value)
    case 'boolean':
      return new Float64Array(sizeOf(window)).fill(expression.value ? 1 : 0)
    case 'null':
      return none(window)
    case 'indicator':
    case 'observation':
    case 'measure':
      return source.column(expression, window)
    case 'negate':
      return mapped(numbersOf(expression.operand, window, source), (value) => -value)
    case 'not':
      return mapped(truthsOf(expression.operand, window, source), (value) => 1 - value)
    case 'binary':
      return binary(expression, window, source)
    case 'choice': {
      const when = truthsOf(expression.when, window, source)
      const yes = columnOf(expression.yes, window, source)
      const no = columnOf(expression.no, window, source)
      return when.map((value, index) => (isMissing(value) ? value : at(value === 1 ? yes : no, index)))
    }
    case 'call':
      return call(expression.name, expression.parameters, window, source)
  }
}

const truth = (holds: boolean): number => (holds ? 1 : 0)

const operators: Readonly<Record<Exclude<BinaryOperator, '&&' | '||'>, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<': (a, b) => truth(a < b),
  '<=': (a, b) => truth(a <= b),
  '>': (a, b) => truth(a > b),
  '>=': (a, b) => truth(a >= b),
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
}

function binary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  window: Window,
  source: ColumnSource,
): Column {
  if (operator === '&&' || operator === '||')
    return logical(truth(operator === '||'), truthsOf(left, window, source), truthsOf(right, window, source))
  const [a, b] = [numbersOf(left, window, source), numbersOf(right, window, source)]
  const work = operators[operator]
  const result = new Float64Array(a.length)
  for (let index = 0; index < a.length; index++) {
    // Missing in, missing out: NaN compares as false, so it is looked for beforehand.
    const [one, other] = [at(a, index), at(b, index)]
    const found = isMissing(one) || isMissing(other) ? Number.NaN : work(one, other)
    result[index] = Number.isFinite(found) ? found : Number.NaN
  }
  return result
}

/** Three-valued: what is missing stays so unless the other side settles it. */
const logical = (settling: number, a: Column, b: Column): Column =>
  a.map((one, index) => {
    const other = at(b, index)
    if (one === settling || other === settling) return settling
    return isMissing(one) || isMissing(other) ? Number.NaN : 1 - settling
  })

function call(
  name: FunctionName,
  parameters: readonly Expression[],
  window: Window,
  source: ColumnSource,
): Column {
  const [first, second] = parameters
  if (!first) return none(window)
  switch (functionKind(name)) {
    case 'shift':
      if (name === 'parent') return ofParents(first, window, source)
      return columnOf(first, shifted(window, name, constantOf(second) ?? 1), source)
    case 'series':
    case 'choice':
      return none(window)
    case 'aggregate': {
      const share = constantOf(parameters.at(-1)) ?? 50
      const of = name === 'percentile' ? parameters.slice(0, -1) : parameters
      const series = of.map((one) => seriesOf(one, window, source, numbersOf))
      if (name === 'sum' || name === 'mean' || name === 'count') return totals(name, window, series)
      return overCells(window, series, (values) => aggregate(name, values, share) ?? Number.NaN)
    }
    case 'missing':
      return missing(name, first, parameters, window, source)
    case 'number': {
      const digits = constantOf(second) ?? 0
      return mapped(numbersOf(first, window, source), (value) => numeric(name, value, digits))
    }
  }
}

function shifted(window: Window, name: FunctionName, steps: number): Window {
  const forward = name === 'offset' ? steps : -steps
  return {
    ...window,
    from: window.from + forward * (name === 'last_year' ? periodsOfYear(window.kind) : 1),
  }
}

function ofParents(expression: Expression, window: Window, source: ColumnSource): Column {
  const parents = window.regions.map(source.parent)
  const regions = [...new Set(parents.filter((region) => region !== undefined))]
  const column = columnOf(expression, { ...window, regions }, source)
  const result = none(window)
  for (const [row, parent] of parents.entries()) {
    const from = parent === undefined ? -1 : regions.indexOf(parent) * window.length
    if (from >= 0) result.set(column.subarray(from, from + window.length), row * window.length)
  }
  return result
}

function numeric(name: FunctionName, value: number, digits: number): number {
  if (name === 'absolute') return Math.abs(value)
  if (name === 'square_root') return Math.sqrt(value)
  return name === 'logarithm' ? Math.log(value) : roundToDecimals(value, digits)
}

function missing(
  name: FunctionName,
  first: Expression,
  parameters: readonly Expression[],
  window: Window,
  source: ColumnSource,
): Column {
  if (name === 'is_missing' || name === 'is_present') {
    const wanted = name === 'is_missing'
    return columnOf(first, window, source).map((value) => truth(isMissing(value) === wanted))
  }
  if (name === 'all_present') {
    const series = parameters.map((one) => seriesOf(one, window, source, columnOf))
    const result = new Float64Array(sizeOf(window)).fill(1)
    for (const take of series)
      take((index, value) => {
        if (isMissing(value)) result[index] = 0
      })
    return result
  }
  const columns = parameters.map((one) => columnOf(one, window, source))
  return none(window).map((_, index) => {
    const found = columns.find((column) => !isMissing(at(column, index)))
    return found ? at(found, index) : Number.NaN
  })
}

/** Hands every value of a parameter over with the cell of the window that it belongs to. */
type Series = (take: (cell: number, value: number) => void) => void

function seriesOf(
  expression: Expression,
  window: Window,
  source: ColumnSource,
  of: (expression: Expression, window: Window, source: ColumnSource) => Column,
): Series {
  const [item, steps] = expression.kind === 'call' ? expression.parameters : []
  if (expression.kind !== 'call' || functionKind(expression.name) !== 'series' || !item) {
    const column = of(expression, window, source)
    return (take) => {
      for (const [cell, value] of column.entries()) take(cell, value)
    }
  }
  if (expression.name === 'children') return ofChildren(item, window, source, of)
  return ofPeriods(
    item,
    window,
    source,
    of,
    expression.name === 'last' ? (constantOf(steps) ?? 1) : undefined,
  )
}

/** The last so many periods, newest first; those of the year so far, oldest first, when no number is given. */
function ofPeriods(
  item: Expression,
  window: Window,
  source: ColumnSource,
  of: (expression: Expression, window: Window, source: ColumnSource) => Column,
  last: number | undefined,
): Series {
  const perYear = periodsOfYear(window.kind)
  const back = last === undefined ? window.from % perYear : Math.max(last - 1, 0)
  const wider = { ...window, from: window.from - back, length: window.length + back }
  const column = of(item, wider, source)
  return (take) => {
    for (let row = 0; row < window.regions.length; row++)
      for (let period = 0; period < window.length; period++) {
        const [cell, place] = [row * window.length + period, row * wider.length + period + back]
        const count = last ?? ((window.from + period) % perYear) + 1
        if (last === undefined)
          for (let step = count - 1; step >= 0; step--) take(cell, at(column, place - step))
        else for (let step = 0; step < count; step++) take(cell, at(column, place - step))
      }
  }
}

function ofChildren(
  item: Expression,
  window: Window,
  source: ColumnSource,
  of: (expression: Expression, window: Window, source: ColumnSource) => Column,
): Series {
  const regions = [...new Set(window.regions.flatMap(source.children))]
  const places = new Map(regions.map((region, place) => [region, place]))
  const column = of(item, { ...window, regions }, source)
  return (take) => {
    for (const [row, region] of window.regions.entries())
      for (let period = 0; period < window.length; period++)
        for (const child of source.children(region))
          take(row * window.length + period, at(column, (places.get(child) ?? 0) * window.length + period))
  }
}

/** The commonest aggregates, which need not have all values of a cell together. */
function totals(name: 'sum' | 'mean' | 'count', window: Window, series: readonly Series[]): Column {
  const sums = new Float64Array(sizeOf(window))
  const counts = new Int32Array(sizeOf(window))
  for (const one of series)
    one((cell, value) => {
      if (isMissing(value)) return
      sums[cell] = at(sums, cell) + value
      counts[cell] = (counts[cell] ?? 0) + 1
    })
  if (name === 'count') return Float64Array.from(counts)
  return sums.map((sum, cell) => {
    const count = counts[cell] ?? 0
    const value = name === 'sum' ? sum : sum / count
    return count > 0 && Number.isFinite(value) ? value : Number.NaN
  })
}

/** One number per cell out of the values present in all series together. */
function overCells(
  window: Window,
  series: readonly Series[],
  work: (values: readonly number[]) => number,
): Column {
  const values: number[][] = Array.from({ length: sizeOf(window) }, () => [])
  for (const one of series)
    one((cell, value) => {
      if (!isMissing(value)) values[cell]?.push(value)
    })
  return Float64Array.from(values, work)
}
