/** What a schema says of a value that does not fit, in the words of a form instead of those of a type system. */
import { z } from 'zod'
import type { Message } from './messages.ts'

type Issue = z.core.$ZodRawIssue

const types: Readonly<Record<string, Message>> = {
  number: { zh: '应为数字', en: 'must be a number' },
  int: { zh: '应为整数', en: 'must be a whole number' },
  string: { zh: '应为文字', en: 'must be a text' },
}

/** What is missing, or of another kind. */
function typeWords(issue: Issue): Message | undefined {
  if (issue.code !== 'invalid_type') return undefined
  if (issue.input === undefined || issue.input === null) return { zh: '必填', en: 'required' }
  return types[String(issue.expected)]
}

const formats: Readonly<Record<string, Message>> = {
  url: {
    zh: '应为完整的网址，例如 https://example.com/',
    en: 'must be a whole address such as https://example.com/',
  },
  email: { zh: '应为电子邮箱地址，例如 name@example.com', en: 'must be an e-mail address' },
  date: { zh: '应为日期，例如 2026-03-31', en: 'must be a date such as 2026-03-31' },
  datetime: {
    zh: '应为带时区的时间，例如 2026-03-31T08:00:00Z',
    en: 'must be a moment such as 2026-03-31T08:00:00Z',
  },
}

const patterns = new Map<string, Message>()

/**
 * Says of a pattern what fits it, by an example: without, whoever gets it wrong is shown the expression itself.
 *
 * @example
 * const Year = z.string().regex(worded(/^\d{4}$/, { zh: '应为年份，例如 2026', en: 'must be a year such as 2026' }))
 */
export function worded(pattern: RegExp, words: Message): RegExp {
  patterns.set(String(pattern), words)
  return pattern
}

/** In which form; undefined for patterns that nobody put into words. */
function formatWords(issue: Issue): Message | undefined {
  if (issue.code !== 'invalid_format') return undefined
  return issue.format === 'regex' ? patterns.get(String(issue.pattern)) : formats[String(issue.format)]
}

/** How long or how large; undefined for what zod's own texts say well enough. */
function limitWords(issue: Issue): Message | undefined {
  if (issue.code === 'too_small') {
    const { origin, minimum, inclusive } = issue
    if (origin === 'string')
      return minimum === 1
        ? { zh: '不能为空', en: 'must not be empty' }
        : { zh: `至少 ${minimum} 个字`, en: `must have at least ${minimum} characters` }
    if (origin === 'array') return { zh: `至少 ${minimum} 项`, en: `must have at least ${minimum}` }
    if (origin === 'number')
      return inclusive === false
        ? { zh: `应大于 ${minimum}`, en: `must be more than ${minimum}` }
        : { zh: `不能小于 ${minimum}`, en: `must be ${minimum} or more` }
  }
  if (issue.code === 'too_big') {
    const { origin, maximum, inclusive } = issue
    if (origin === 'string')
      return { zh: `最多 ${maximum} 个字`, en: `must have at most ${maximum} characters` }
    if (origin === 'array') return { zh: `最多 ${maximum} 项`, en: `must have at most ${maximum}` }
    if (origin === 'number')
      return inclusive === false
        ? { zh: `应小于 ${maximum}`, en: `must be less than ${maximum}` }
        : { zh: `不能大于 ${maximum}`, en: `must be ${maximum} or less` }
  }
  return undefined
}

const textOf = (text: string | { message: string } | undefined | null): string =>
  typeof text === 'string' ? text : (text?.message ?? '')

const chinese = z.locales.zhCN().localeError
const english = z.locales.en().localeError

/**
 * The message of an issue in both languages.
 *
 * @example
 * schemaMessage({ code: 'too_small', origin: 'string', minimum: 2, input: '片' }).zh // '至少 2 个字'
 */
export function schemaMessage(issue: Issue): Message {
  return (
    typeWords(issue) ??
    formatWords(issue) ??
    limitWords(issue) ?? { zh: textOf(chinese(issue)), en: textOf(english(issue)) }
  )
}
