import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findMethod, methodAreas, methodCatalogue } from './catalogue.ts'
import { formatCsvTable, parseCsvTable } from './csv-table.ts'
import { methodFields } from './describe-method.ts'
import {
  defineMethod,
  type MethodCell,
  type MethodExample,
  MethodInputError,
  type MethodRow,
  mapRows,
} from './method.ts'
import { methodPages } from './method-pages.ts'

const methods = methodCatalogue.map((method) => [method.name, method] as const)

function expectCell(
  actual: MethodCell | undefined,
  expected: MethodCell,
  tolerance: number | undefined,
  place: string,
): void {
  if (typeof expected !== 'number' || tolerance === undefined) {
    expect(actual, place).toBe(expected)
    return
  }
  expect(typeof actual, place).toBe('number')
  expect(Math.abs(Number(actual) - expected), `${place}: ${actual} is not ${expected}`).toBeLessThanOrEqual(
    tolerance,
  )
}

function expectRows(results: readonly MethodRow[], example: MethodExample): void {
  expect(results.length).toBe(example.expected.length)
  for (const [index, row] of example.expected.entries()) {
    for (const [column, value] of Object.entries(row)) {
      expectCell(results[index]?.[column], value, example.tolerance, `row ${index + 1}, ${column}`)
    }
  }
}

describe('the catalogue', () => {
  test('names are kebab-case and none is used twice', () => {
    const names = methodCatalogue.map(({ name }) => name)
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(new Set(names).size).toBe(names.length)
    expect(findMethod('aqi')?.name).toBe('aqi')
    expect(findMethod('no-such-method')).toBeUndefined()
  })

  test('every area with a catalogue of its own is in it', () => {
    const areas = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    const own = areas.filter(({ name }) => existsSync(path.join(import.meta.dirname, name, 'catalogue.ts')))
    expect(methodAreas.map(({ name }) => name).toSorted()).toEqual(own.map(({ name }) => name).toSorted())
  })

  test('the package entry gives the methods under their own names', async () => {
    const library = await import('zhiheng/methods')
    expect(library.addWorkingDays('2025-09-26', 15, library.officialCalendar())).toBe('2025-10-23')
    expect(library.canonicalDigitalLink('42')).toBeUndefined()
    expect(library.methodCatalogue).toBe(methodCatalogue)
  })

  test.each(methods)('%s tells its standard, its columns and at least one worked example', (_, method) => {
    for (const text of [method.title.zh, method.title.en, method.summary.zh, method.summary.en])
      expect(text).not.toBe('')
    expect(method.sources.length).toBeGreaterThan(0)
    for (const source of method.sources) {
      if (source.note !== undefined) expect(source.confidence).toBe('to be confirmed')
    }
    for (const field of [...methodFields(method.row).fields, ...methodFields(method.options).fields]) {
      expect(field.description, field.name).not.toBe('')
    }
    expect(method.examples.length).toBeGreaterThan(0)
    for (const example of method.examples) {
      expect(example.source).not.toBe('')
      expect(example.expected.some((row) => Object.keys(row).length > 0)).toBe(true)
    }
  })

  const examples = methodCatalogue.flatMap((method) =>
    method.examples.map((example) => [`${method.name}: ${example.title.en}`, method, example] as const),
  )
  test.each(examples)('worked example of %s', (_, method, example) => {
    const table = parseCsvTable(example.csv)
    const { fields, open } = methodFields(method.row)
    for (const column of table.columns)
      expect(open || fields.some(({ name }) => name === column), column).toBe(true)
    expectRows(method.runRaw(table.rows, example.options ?? {}), example)
  })
})

describe('documentation pages', () => {
  const folder = path.join(import.meta.dirname, '..', '..', 'docs', 'methods')

  test('are current: run `npm run docs:methods` after changing a method', () => {
    const pages = methodPages()
    expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted())
    for (const [name, text] of pages) expect(readFileSync(path.join(folder, name), 'utf8'), name).toBe(text)
  })
})

describe('input that does not fit', () => {
  const doubling = defineMethod({
    name: 'doubling',
    title: { zh: '倍', en: 'Doubling' },
    summary: { zh: '倍', en: 'Twice the number' },
    sources: [],
    row: z.object({ value: z.coerce.number(), note: z.string().optional() }),
    options: z.object({ limit: z.coerce.number().default(100) }),
    run: (rows, { limit }) =>
      mapRows(rows, ({ value }) => {
        if (value > limit) throw new RangeError(`${value} is above ${limit}`)
        return { twice: 2 * value }
      }),
    examples: [],
  })

  function issuesOf(rows: Record<string, string>[], options: Record<string, string> = {}) {
    try {
      doubling.runRaw(rows, options)
    } catch (error) {
      if (error instanceof MethodInputError) return error.issues
      throw error
    }
    return []
  }

  test('every row and column is named', () => {
    expect(issuesOf([{ value: '1' }, { value: 'x' }, { value: '' }, {}])).toMatchObject([
      { row: 2, column: 'value' },
      { row: 3, column: 'value' },
      { row: 4, column: 'value' },
    ])
    expect(issuesOf([{ value: '1' }], { limit: 'x' })).toMatchObject([{ column: 'limit' }])
  })

  test('a blank cell is absent, not zero', () => {
    expect(issuesOf([{ value: ' ' }])).toHaveLength(1)
    expect(doubling.runRaw([{ value: '3', note: '' }], { limit: '' })).toEqual([{ twice: 6 }])
  })

  test('a method that judges whole rows names the row', () => {
    expect(issuesOf([{ value: '101' }, { value: '1' }, { value: '102' }])).toEqual([
      { row: 1, message: '101 is above 100' },
      { row: 3, message: '102 is above 100' },
    ])
    expect(() => doubling.runRaw([{ value: '101' }], {})).toThrow('row 1: 101 is above 100')
  })
})

describe('CSV tables', () => {
  test('quotes, blank lines, byte-order mark, line numbers', () => {
    const table = parseCsvTable('\uFEFFname, value\r\n"a, b",1\r\n\r\n"two\nlines",2\r\n')
    expect(table.columns).toEqual(['name', 'value'])
    expect(table.rows).toEqual([
      { name: 'a, b', value: '1' },
      { name: 'two\nlines', value: '2' },
    ])
    expect(table.lines).toEqual([2, 5])
  })

  test.each(['', '\n', 'a,a\n1,2\n', 'a,b\n1\n', 'a\n"1\n'])('refuses %j', (text) => {
    expect(() => parseCsvTable(text)).toThrow()
  })

  test('writes what it reads', () => {
    const rows = [
      { a: 'x, "y"', b: 1, c: null },
      { a: '', b: 2, d: true },
    ]
    expect(parseCsvTable(formatCsvTable(rows)).rows).toEqual([
      { a: 'x, "y"', b: '1', c: '', d: '' },
      { a: '', b: '2', c: '', d: 'true' },
    ])
  })
})
