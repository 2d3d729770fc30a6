/** What people call the dimensions of views and their values, and which dimensions of the same name are one. */
import type { Scope } from '#kernel/db/scope.ts'
import type { Message } from '#kernel/language/messages.ts'
import type { FactView } from '#kernel/measures/fact-view.ts'
import { findValueTitles } from './dimension-words-store.ts'

/** A dimension of a view with its title; `name` is the key by which it is chosen. */
interface TitledDimension {
  readonly name: string
  readonly title: Message
}

/** A dimension as it is chosen: a column of one view or of several in which it means the same. */
export interface Dimension extends TitledDimension {
  /** Its column in each of the views. */
  readonly column: string
  readonly views: ReadonlySet<FactView>
}

const asItStands = (text: string): Message => ({ zh: text, en: text })

const notStated: Message = { zh: '未填', en: 'not stated' }

/** For columns that answer a question, where the view has no better words. */
const answers: Readonly<Record<string, Message>> = {
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
}

const dimensionTitle = (view: FactView, name: string): Message =>
  view.words?.[name]?.title ?? asItStands(name)

/** The views in which a dimension means what it means in one: those that call it the same. */
const alike = (views: readonly FactView[], view: FactView, name: string): FactView[] =>
  views.filter(
    (other) =>
      other.dimensions.includes(name) && dimensionTitle(other, name).zh === dimensionTitle(view, name).zh,
  )

/**
 * The dimensions of a view as they are chosen. Where another view uses a name for something else, the key says whose
 * dimension is meant: `kind@spot_check_fact`.
 *
 * @param views all views of the program
 */
export function dimensionsOfView(views: readonly FactView[], view: FactView): Dimension[] {
  return view.dimensions.map((column) => {
    const own = alike(views, view, column)
    const isOne = views.every((other) => !other.dimensions.includes(column) || own.includes(other))
    const name = isOne ? column : `${column}@${own[0]?.view ?? view.view}`
    return { name, title: dimensionTitle(view, column), column, views: new Set(own) }
  })
}

/**
 * The dimension of a key. A bare name that means several things is the column of every view that has it, as in views
 * saved before one of them was added.
 */
export function findDimension(views: readonly FactView[], key: string): Dimension | undefined {
  const [column = '', named] = key.split('@')
  const having = views.filter(
    (view) => view.dimensions.includes(column) && (named === undefined || view.view === named),
  )
  const [first] = having
  if (!first) return undefined
  const meant = named === undefined ? having : alike(views, first, column)
  return { name: key, title: dimensionTitle(first, column), column, views: new Set(meant) }
}

/**
 * Words for values of a dimension: those that one of its views declares, or that stand in the view of words which one
 * of them names; else the value as it stands. One query for each such view.
 */
export async function readValueTitles(
  scope: Scope,
  { column, views }: Dimension,
  values: readonly string[],
): Promise<(value: string) => Message> {
  const words = [...views].flatMap((view) => view.words?.[column] ?? [])
  const titles = new Map<string, Message>([['', notStated]])
  for (const { values: declared = {} } of words)
    for (const [value, title] of Object.entries(declared)) if (!titles.has(value)) titles.set(value, title)
  const missing = values.filter((value) => !titles.has(value))
  const sources = missing.length === 0 ? [] : words.flatMap((one) => one.valuesView ?? [])
  const found = await Promise.all(
    [...new Set(sources)].map((source) => findValueTitles(scope, source, missing)),
  )
  for (const { value, title_zh: zh, title_en: en } of found.flat()) titles.set(value, { zh, en })
  return (value) => titles.get(value) ?? answers[value] ?? asItStands(value)
}
