import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PeriodKind } from '../period.ts'
import { periodAt, periodIndex } from '../period-index.ts'
import { evaluate } from './evaluate.ts'
import { type ColumnSource, evaluateGrid, type Window } from './evaluate-grid.ts'
import { type Expression, parseExpression, type Reference } from './expression.ts'

const children: Readonly<Record<string, readonly string[]>> = {
  '990100': ['990102', '990103'],
  '990102': ['990102001', '990102002', '990102003'],
}
const parents = new Map(
  Object.entries(children).flatMap(([above, below]) => below.map((region) => [region, above] as const)),
)

/** A figure that hangs on everything and is missing at every fifth place or so. */
function figure(reference: Reference, place: { region: string; period: string }): number | null {
  const text = `${reference.kind}${reference.name}${place.region}${place.period}`
  let hash = 7
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0
  return Math.abs(hash) % 5 === 0 ? null : (hash % 2000) / 8
}

const tree = {
  children: (region: string) => children[region] ?? [],
  parent: (region: string) => parents.get(region),
}
const source: ColumnSource = {
  ...tree,
  column: (reference, { regions, kind, from, length }) =>
    Float64Array.from(
      regions.flatMap((region) =>
        Array.from(
          { length },
          (_, index) => figure(reference, { region, period: periodAt(kind, from + index) }) ?? Number.NaN,
        ),
      ),
    ),
}

/** The window by columns and place by place, missing as null. */
function bothWays(expression: Expression, window: Window) {
  const column = evaluateGrid(expression, window, source)
  const single = window.regions.flatMap((region) =>
    Array.from({ length: window.length }, (_, index) =>
      evaluate(
        expression,
        { region, period: periodAt(window.kind, window.from + index) },
        { ...tree, figure },
      ),
    ),
  )
  return {
    column: column && [...column].map((value) => (Number.isNaN(value) ? null : value + 0)),
    single: single.map((value) => (value === null ? null : value + 0)),
  }
}

const { expression: texts } = fc.letrec<{ expression: string; series: string; value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'expression' },
    fc.constantFrom(
      'a',
      'b',
      'observation("c")',
      'measure("m.n", "kind=x")',
      '3',
      '0',
      '0.5',
      'null',
      'true',
    ),
    fc
      .tuple(
        tie('value'),
        fc.constantFrom('+', '-', '*', '/', '%', '**', '<', '>=', '==', '!=', '&&', '||'),
        tie('value'),
      )
      .map(([left, operator, right]) => `((${left}) ${operator} (${right}))`),
    tie('value').map((inner) => `-(${inner})`),
    tie('value').map((inner) => `!(${inner})`),
    fc.tuple(tie('value'), tie('value'), tie('value')).map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`),
    fc
      .tuple(
        fc.constantFrom('previous', 'offset', 'last_year'),
        tie('value'),
        fc.integer({ min: -14, max: 14 }),
      )
      .map(([name, inner, steps]) => `${name}(${inner}, ${steps})`),
    tie('value').map((inner) => `parent(${inner})`),
    fc
      .tuple(
        fc.constantFrom(
          'sum',
          'mean',
          'median',
          'min',
          'max',
          'count',
          'standard_deviation',
          'population_deviation',
          'all_present',
          'first_present',
        ),
        fc.array(fc.oneof(tie('series'), tie('value')), { minLength: 1, maxLength: 3 }),
      )
      .map(([name, inner]) => `${name}(${inner.join(', ')})`),
    fc
      .tuple(tie('series'), fc.integer({ min: 0, max: 100 }))
      .map(([inner, share]) => `percentile(${inner}, ${share})`),
    fc
      .tuple(
        fc.constantFrom('absolute', 'square_root', 'logarithm', 'is_missing', 'is_present'),
        tie('value'),
      )
      .map(([name, inner]) => `${name}(${inner})`),
    fc
      .tuple(tie('value'), fc.integer({ min: 0, max: 3 }))
      .map(([inner, digits]) => `round(${inner}, ${digits})`),
  ),
  series: fc.oneof(
    fc
      .tuple(tie('value'), fc.integer({ min: 1, max: 14 }))
      .map(([inner, count]) => `last(${inner}, ${count})`),
    tie('value').map((inner) => `year_to_date(${inner})`),
    tie('value').map((inner) => `children(${inner})`),
  ),
  expression: tie('value'),
}))

const windows = fc
  .record({
    regions: fc.subarray(['990100', '990102', '990103', '990102001', '990102003'], { minLength: 1 }),
    kind: fc.constantFrom<PeriodKind>('month', 'quarter', 'year'),
    start: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ regions, kind, start, length }): Window => {
    const first = { month: '2019-01', quarter: '2019-Q1', year: '2019' }[kind]
    return { regions, kind, from: periodIndex(first) + start, length }
  })

describe('expressions over many places', () => {
  it('give what they give place by place', () => {
    let columns = 0
    fc.assert(
      fc.property(texts, windows, (text, window) => {
        if (text.length > 2_000) return
        const { column, single } = bothWays(parseExpression(text), window)
        if (!column) return
        columns++
        expect(column, text).toEqual(single)
      }),
      { numRuns: 1_000 },
    )
    expect(columns).toBeGreaterThan(500)
  })

  it('are left to the other way when what they give is a number here and a truth there', () => {
    const window = { regions: ['990100'], kind: 'month' as const, from: periodIndex('2026-01'), length: 3 }
    expect(evaluateGrid(parseExpression('a > 0 ? b : true'), window, source)).toBeUndefined()
    expect(evaluateGrid(parseExpression('1 + (a > 0 ? b : null)'), window, source)).toBeDefined()
  })
})

describe('numbers of periods', () => {
  it.each(['2026-05', '2026-12', '2026-Q1', '2026-Q4', '1999'])('go there and back: %s', (period) => {
    const kind = period.length === 4 ? 'year' : period.includes('Q') ? 'quarter' : 'month'
    expect(periodAt(kind, periodIndex(period))).toBe(period)
    expect(periodIndex(periodAt(kind, periodIndex(period) + 1))).toBe(periodIndex(period) + 1)
  })
})
