/** Figures by a named method of the methods library: which methods can give one, and what the cells of a call mean. */
import type { Message } from '#kernel/language/messages.ts'
import { findMethod, methodAreas } from '#methods/catalogue.ts'
import { parseCsvTable } from '#methods/csv-table.ts'
import { methodFields } from '#methods/describe-method.ts'
import type { CatalogueMethod } from '#methods/method.ts'
import type { CallableMethod, MethodCall, MethodColumn } from './schemas.ts'

type Computing = Pick<MethodCall, 'name' | 'rows'>

// Descriptions in the library give English first, then Chinese.
function bilingual(description: string, name: string): Message {
  const [en = name, zh = en] = description.split(' / ')
  return { en: en || name, zh: zh || name }
}

const columnsOf = (schema: CatalogueMethod['row']): MethodColumn[] =>
  methodFields(schema).fields.map(({ name, description, required, type }) => ({
    name,
    title: bilingual(description, name),
    required,
    // A method's text, date or choice is written as it is; a number is worked out.
    choices: type.includes(' | ') ? type.split(' | ') : [],
    computed: type === 'number',
  }))

/** The numbers in the last row of a method's first example: the figures it can give. */
function resultsOf(method: CatalogueMethod): string[] {
  const [example] = method.examples
  if (!example) return []
  const last = method.runRaw(parseCsvTable(example.csv).rows, example.options ?? {}).at(-1) ?? {}
  return Object.entries(last).flatMap(([name, value]) => (typeof value === 'number' ? [name] : []))
}

const knownColumns = new WeakMap<CatalogueMethod, readonly MethodColumn[]>()

/** The columns of the table that a method takes, read out of its schema once. */
function rowColumns(method: CatalogueMethod): readonly MethodColumn[] {
  const known = knownColumns.get(method)
  if (known) return known
  const columns = columnsOf(method.row)
  knownColumns.set(method, columns)
  return columns
}

const describe = (method: CatalogueMethod, area: Message): CallableMethod => ({
  name: method.name,
  title: method.title,
  summary: method.summary,
  area,
  columns: [...rowColumns(method)],
  open: methodFields(method.row).open,
  options: columnsOf(method.options),
  results: resultsOf(method),
})

let callable: readonly CallableMethod[] | undefined

/** The methods that can give a figure, in the library's order: those whose answer ends in a number. */
export function callableMethods(): CallableMethod[] {
  // All examples are worked out to know it, which takes a moment: only for those who write definitions.
  callable ??= methodAreas
    .flatMap(({ title, methods }) => methods.map((method) => describe(method, title)))
    .filter(({ results }) => results.length > 0)
  return [...callable]
}

/** Whether a cell is taken as it is written: an empty one, or one of a column that holds no number. */
function isWritten(name: string): (column: string, cell: string) => boolean {
  const method = findMethod(name)
  const columns = method ? rowColumns(method) : []
  return (column, cell) => cell.trim() === '' || columns.some((one) => one.name === column && !one.computed)
}

/** The cells of a call that are expressions; the others are taken as they are written. */
export function computedCells({ name, rows }: Computing): string[] {
  const written = isWritten(name)
  return rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, cell]) => (written(column, cell) ? [] : [cell])),
  )
}

/** The table that a method takes, its expressions worked out; a figure that is missing leaves its cell blank. */
export function methodTable(
  { name, rows }: Computing,
  evaluated: (expression: string) => number | null,
): Array<Record<string, string>> {
  const written = isWritten(name)
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, cell]) => [
        column,
        written(column, cell) ? cell : String(evaluated(cell) ?? ''),
      ]),
    ),
  )
}

const list = (names: readonly string[]): string => names.join('、')

function cellProblem(
  method: CallableMethod,
  row: MethodCall['rows'][number],
  at: number,
): Message | undefined {
  const names = method.columns.map((column) => column.name)
  const unknown = method.open ? undefined : Object.keys(row).find((name) => !names.includes(name))
  if (unknown !== undefined)
    return {
      zh: `第 ${at} 行的“${unknown}”不是这个方法的列，它的列有：${list(names)}。`,
      en: `“${unknown}” in row ${at} is no column of the method; it has ${names.join(', ')}.`,
    }
  for (const { name, title, required, choices } of method.columns) {
    const cell = row[name]?.trim() ?? ''
    if (required && cell === '')
      return { zh: `第 ${at} 行缺少“${title.zh}”。`, en: `Row ${at} has no “${title.en}”.` }
    if (cell !== '' && choices.length > 0 && !choices.includes(cell))
      return {
        zh: `第 ${at} 行的“${title.zh}”是“${cell}”，只能是：${list(choices)}。`,
        en: `“${title.en}” in row ${at} is “${cell}”; it can be ${choices.join(', ')}.`,
      }
  }
  return undefined
}

/** Why a method cannot be called like this; undefined when it can. Expressions in its cells are not looked at. */
export function methodProblem({ name, rows, options, result }: MethodCall): Message | undefined {
  const method = callableMethods().find((one) => one.name === name)
  if (!method)
    return {
      zh: `方法库里没有能得出数值的方法“${name}”。`,
      en: `The library has no method “${name}” that gives a number.`,
    }
  for (const [index, row] of rows.entries()) {
    const problem = cellProblem(method, row, index + 1)
    if (problem) return problem
  }
  const known = method.options.map((option) => option.name)
  const strange = Object.keys(options).find((option) => !known.includes(option))
  if (strange !== undefined)
    return {
      zh: `“${strange}”不是这个方法的选项${known.length > 0 ? `，它的选项有：${list(known)}` : ''}。`,
      en: `“${strange}” is no option of the method${known.length > 0 ? `; it has ${known.join(', ')}` : ''}.`,
    }
  if (!method.open && !method.results.includes(result))
    return {
      zh: `结果里没有数值列“${result}”，可选：${list(method.results)}。`,
      en: `The answer has no number “${result}”; it has ${method.results.join(', ')}.`,
    }
  return undefined
}
