/** What people call the dimensions of a view and their values; what a view has no word for is shown as it stands. */
import type { Message } from '#kernel/language/messages.ts'
import type { FactView } from '#kernel/measures/fact-view.ts'

/** A dimension of a view with its title. */
export interface TitledDimension {
  readonly name: string
  readonly title: Message
}

const asItStands = (text: string): Message => ({ zh: text, en: text })

const notStated: Message = { zh: '未填', en: 'not stated' }

export const dimensionTitle = (view: FactView, name: string): Message =>
  view.words?.[name]?.title ?? asItStands(name)

export const dimensionsOfView = (view: FactView): TitledDimension[] =>
  view.dimensions.map((name) => ({ name, title: dimensionTitle(view, name) }))

/** The word of the first of some views that has one for a value of a dimension. */
export function valueTitle(views: readonly FactView[], dimension: string, value: string): Message {
  if (value === '') return notStated
  const titles = views.flatMap((view) => view.words?.[dimension]?.values?.[value] ?? [])
  return titles[0] ?? asItStands(value)
}
