/**
 * Failures that a caller can understand: a stable code with parameters. The text in the caller's language and
 * the HTTP status come from the catalogue at the edge; code deeper down only names what happened.
 */
import { formatMessage, type Message, type ParameterNames } from './messages.ts'

export interface ErrorMessage extends Message {
  /** HTTP status (RFC 9110). */
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 411 | 413 | 415 | 422 | 423 | 429 | 500 | 503
}

export type ErrorCatalogue = Readonly<Record<string, ErrorMessage>>

/** One field that does not fit, for forms: `path` as in the request body, text in both languages. */
export interface FieldProblem {
  readonly path: string
  readonly message: Message
}

/** An expected failure. Everything else that is thrown is a defect and answers 500 without details. */
export class ApplicationError extends Error {
  override readonly name = 'ApplicationError'
  readonly code: string
  readonly definition: ErrorMessage
  readonly parameters: Readonly<Record<string, string | number>>
  readonly fields: readonly FieldProblem[]

  constructor(
    code: string,
    definition: ErrorMessage,
    parameters: Readonly<Record<string, string | number>> = {},
    fields: readonly FieldProblem[] = [],
  ) {
    super(`${code} ${JSON.stringify(parameters)}`)
    this.code = code
    this.definition = definition
    this.parameters = parameters
    this.fields = fields
  }
}

/** What an error says, in both languages: for what is kept and shown later. */
export const messageOf = ({ definition, parameters }: ApplicationError): Message => ({
  zh: formatMessage(definition, 'zh', parameters),
  en: formatMessage(definition, 'en', parameters),
})

/** Of both texts: a word that has two may come as two parameters. */
type NamesOf<Definition extends ErrorMessage> = ParameterNames<Definition['zh'] | Definition['en']>
type ParametersOf<Definition extends ErrorMessage> = Record<NamesOf<Definition>, string | number>

/** Makes the module's errors: the code and all parameters of its text are checked by the compiler. */
export type ErrorFactory<Catalogue extends ErrorCatalogue> = <Code extends keyof Catalogue & string>(
  code: Code,
  ...rest: NamesOf<Catalogue[Code]> extends never
    ? [parameters?: Record<string, never>, fields?: readonly FieldProblem[]]
    : [parameters: ParametersOf<Catalogue[Code]>, fields?: readonly FieldProblem[]]
) => ApplicationError

/**
 * Declares a module's error codes with their status and texts, and returns the function that makes the errors.
 *
 * @example
 * const planError = defineErrors({ 'plans.not-found': { status: 404, zh: '没有编号为 {id} 的规划', en: 'There is no plan {id}' } })
 * throw planError('plans.not-found', { id })
 */
export function defineErrors<const Catalogue extends ErrorCatalogue>(
  catalogue: Catalogue,
): ErrorFactory<Catalogue> {
  return (code, ...rest) => {
    const definition = catalogue[code]
    if (!definition) throw new TypeError(`Unknown error code ${code}`)
    return new ApplicationError(code, definition, rest[0] ?? {}, rest[1] ?? [])
  }
}
