/** Methods of the library in words: what they are called, and what a definition hands to one. */
import type { Translate } from '#ui/language/language.ts'
import type { CallableMethod, Computation } from '../../contract.ts'

type MethodCall = Extract<Computation, { kind: 'method' }>['method']

/** What a method is called; its name in the library where it is not known (any more). */
export function methodTitle(name: string, methods: readonly CallableMethod[], text: Translate): string {
  const method = methods.find((one) => one.name === name)
  return method ? text(method.title) : name
}

/** A call as it is read: the method, its options, then a line for each row of its table. */
export function methodCallText(
  call: MethodCall,
  methods: readonly CallableMethod[],
  text: Translate,
): string {
  const method = methods.find((one) => one.name === call.name)
  const titleOf = (name: string): string => {
    const column = [...(method?.columns ?? []), ...(method?.options ?? [])].find((one) => one.name === name)
    return column ? text(column.title) : name
  }
  const pairs = (cells: Readonly<Record<string, string>>): string =>
    Object.entries(cells)
      .map(([name, value]) =>
        text({ zh: '{name}：{value}', en: '{name}: {value}' }, { name: titleOf(name), value }),
      )
      .join(text({ zh: '；', en: '; ' }))
  return [
    `${methodTitle(call.name, methods, text)} → ${call.result}`,
    ...(Object.keys(call.options).length > 0 ? [pairs(call.options)] : []),
    ...call.rows.map(pairs),
  ].join('\n')
}
