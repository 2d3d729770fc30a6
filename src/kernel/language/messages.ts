/**
 * The words people read, in Chinese and English side by side, so that a text cannot exist in one language
 * only. Keys are dotted and start with the module's name.
 */

/** A text in both languages. `{name}` marks a parameter. */
export interface Message {
  readonly zh: string
  readonly en: string
}

export type Messages = Readonly<Record<string, Message>>

/** The parameter names in a message template: `'{count} rows'` -> `'count'`. */
export type ParameterNames<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never

export type MessageParameters = Readonly<Record<string, string | number>>

/** Declares a module's messages; returned as they are, with the keys kept in the type. */
export function defineMessages<const Catalogue extends Messages>(catalogue: Catalogue): Catalogue {
  return catalogue
}

/** Fills `{name}` parameters in; a parameter that is not given stays visible as `{name}`. */
export function formatMessage(
  message: Message,
  locale: 'zh' | 'en',
  parameters: MessageParameters = {},
): string {
  return message[locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole))
}
