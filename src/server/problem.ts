/**
 * Turns whatever a request ended in into RFC 9457 problem details: a stable code, a message in the caller's
 * language, the request id, and for forms the fields. Internals never leave the process.
 */
import { ORPCError, ValidationError } from '@orpc/server'
import { z } from 'zod'
import type { Problem } from '#kernel/api/contract.ts'
import type { Locale } from '#kernel/db/scope.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { formatMessage, type Message } from '#kernel/language/messages.ts'
import { schemaMessage } from '#kernel/language/schema-messages.ts'

const separator = '\u0000'

// A check runs before anyone asks for a language, so its message is kept in both.
z.config({
  localeError: (issue) => {
    const { zh, en } = schemaMessage(issue)
    return `${zh}${separator}${en}`
  },
})

/** The half of a message that is in the language; a message without halves is used as it is. */
function inLanguage(message: string, locale: Locale): string {
  const [zh = message, en = zh] = message.split(separator)
  return locale === 'zh' ? zh : en
}

function validationError(error: ValidationError, locale: Locale): ApplicationError {
  const fields = error.issues.map((issue) => {
    const text = inLanguage(issue.message, locale)
    return {
      path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message: { zh: text, en: text },
    }
  })
  return kernelError('kernel.bad-input', { count: fields.length }, fields)
}

/** The error as a caller may see it, or undefined when it is a defect that only the log may know. */
export function expectedError(error: unknown, locale: Locale): ApplicationError | undefined {
  if (error instanceof ApplicationError) return error
  if (error instanceof ORPCError && error.status === 400) {
    if (error.cause instanceof ValidationError) return validationError(error.cause, locale)
    return kernelError('kernel.bad-input', { count: 1 }, [
      {
        path: '',
        message: {
          zh: '请求内容的格式不对：请检查 Content-Type 和正文。',
          en: 'The request is malformed: check its Content-Type and body.',
        },
      },
    ])
  }
  return undefined
}

export function toProblem(error: ApplicationError, locale: Locale, requestId: string): Problem {
  return {
    type: `urn:zhiheng:error:${error.code}`,
    title: formatMessage(error.definition, locale, error.parameters),
    status: error.definition.status,
    code: error.code,
    requestId,
    ...(error.fields.length > 0
      ? { fields: error.fields.map((field) => ({ path: field.path, message: field.message[locale] })) }
      : {}),
  }
}

/** A refusal for lack of a right names it in words, as the security administrator knows it. */
export function withNamedRight(
  error: unknown,
  titleOf: (permission: string) => Message | undefined,
  locale: Locale,
): unknown {
  if (!(error instanceof ApplicationError) || error.code !== 'kernel.no-right') return error
  const title = titleOf(String(error.parameters.permission))
  return title ? kernelError('kernel.no-right', { permission: title[locale] }) : error
}

/** The problem for any error; defects become `kernel.internal` with the id to quote. */
export function problemOf(error: unknown, locale: Locale, requestId: string): Problem {
  return toProblem(
    expectedError(error, locale) ?? kernelError('kernel.internal', { requestId }),
    locale,
    requestId,
  )
}

/** The language a caller asks for: `?lang=`, the chosen language of the pages, or Accept-Language; Chinese by default. */
export function requestLocale(headers: Headers): Locale {
  const chosen = headers.get('x-zhiheng-language') ?? headers.get('accept-language') ?? ''
  const english = chosen.search(/\ben\b/i)
  const chinese = chosen.search(/\bzh\b/i)
  return english >= 0 && (chinese < 0 || english < chinese) ? 'en' : 'zh'
}
