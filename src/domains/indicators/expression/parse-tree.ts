/**
 * The text of an expression as jsep's tree, with the place of every part in the text as it was written. jsep only
 * builds a tree and keeps no places; its hooks tell where tokens begin and end.
 */
import jsep from 'jsep'
import type { Message } from '#kernel/language/messages.ts'

/** Characters from `start` up to, but not including, `end`, counted from 0. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Why an expression cannot be used, in words for the person who writes it, and where in the text. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
  readonly problem: Message
  /** Undefined when it is about the whole. */
  span: Span | undefined

  constructor(zh: string, en: string, span?: Span) {
    super(en)
    this.problem = { zh, en }
    this.span = span
  }
}

/** Runs `work`; a problem that has no place yet gets that of the innermost part that was worked on. */
export function located<Result>(span: Span | undefined, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof ExpressionError) error.span ??= span
    throw error
  }
}

const fullWidth: ReadonlyMap<string, string> = new Map([
  ['（', '('],
  ['）', ')'],
  ['，', ','],
  ['＋', '+'],
  ['－', '-'],
  ['×', '*'],
  ['÷', '/'],
  ['／', '/'],
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
  ['％', '%'],
  ['？', '?'],
  ['：', ':'],
  ['＞', '>'],
  ['＜', '<'],
  ['＝', '=='],
])

interface PlainText {
  readonly plain: string
  /** For each character of `plain`, and for its end, where it comes from. */
  readonly origin: readonly number[]
}

/** Full-width signs, as Chinese input methods write them, become the ones the parser knows; quoted names stay. */
function withPlainSigns(text: string): PlainText {
  const signs: string[] = []
  const origin: number[] = []
  const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”' }
  let quote: string | undefined
  for (const [index, sign] of text.split('').entries()) {
    let plain = sign
    if (quote !== undefined) {
      if (sign === quote) {
        plain = sign === '”' ? '"' : sign
        quote = undefined
      }
    } else {
      const opens = text.indexOf(closing[sign] ?? '', index + 1) > index ? closing[sign] : undefined
      if (opens !== undefined) {
        quote = opens
        plain = sign === '“' ? '"' : sign
      } else plain = sign === '“' || sign === '”' ? '"' : (fullWidth.get(sign) ?? sign)
    }
    for (const one of plain.split('')) {
      signs.push(one)
      origin.push(index)
    }
  }
  origin.push(text.length)
  return { plain: signs.join(''), origin }
}

// Places of the tokens of the text that is being parsed; parsing is synchronous.
const tokenSpans = new WeakMap<object, Span>()
let starts: number[] = []

const isNumberStart = (code: number): boolean => (code >= 48 && code <= 57) || code === 46

jsep.hooks.add('gobble-token', function noteStart(env) {
  starts.push(this.index)
  // jsep runs no hook after numbers unless a hook made them.
  const number = isNumberStart(this.code) ? this.gobbleNumericLiteral() : undefined
  if (number) env.node = number
})
jsep.hooks.add('after-token', function noteEnd(env) {
  const start = starts.pop() ?? 0
  let end = this.index
  while (end > start + 1 && /\s/.test(this.expr.charAt(end - 1))) end--
  if (env.node) tokenSpans.set(env.node, { start, end })
})

/** Where a part stands in the text; undefined for what jsep makes up itself. */
type SpanOf = (node: jsep.Expression) => Span | undefined

function spanIn(origin: readonly number[]): SpanOf {
  const children = (node: jsep.Expression): readonly [jsep.Expression, jsep.Expression] | undefined => {
    if (node.type === 'BinaryExpression') {
      const { left, right } = node as jsep.BinaryExpression
      return [left, right]
    }
    if (node.type !== 'ConditionalExpression') return undefined
    const { test, alternate } = node as jsep.ConditionalExpression
    return [test, alternate]
  }
  const plainSpan = (node: jsep.Expression): Span | undefined => {
    const own = tokenSpans.get(node)
    if (own) return own
    const [first, last] = children(node) ?? []
    const [start, end] = [first && plainSpan(first)?.start, last && plainSpan(last)?.end]
    return start === undefined || end === undefined ? undefined : { start, end }
  }
  const original = (index: number): number => origin[index] ?? origin.at(-1) ?? 0
  return (node) => {
    const span = plainSpan(node)
    return (
      span && { start: original(span.start), end: Math.max(original(span.start) + 1, original(span.end)) }
    )
  }
}

// Deeper texts are no definition that anyone could check; the limit also keeps the parser's stack small.
const deepestNesting = 40

function checkNesting(text: string): void {
  let depth = 0
  for (const sign of text) {
    if (sign === '(' || sign === '[' || sign === '?') depth += 1
    else if (sign === ')' || sign === ']') depth -= 1
    if (depth > deepestNesting)
      throw new ExpressionError(
        '括号嵌套过深，请拆成几个指标。',
        'Nested too deeply; split it into several indicators.',
      )
  }
  if (/[-+!~]{20,}/.test(text.replaceAll(' ', '')))
    throw new ExpressionError('连续的符号过多。', 'Too many signs in a row.')
}

/** @throws ExpressionError */
export function parseTree(text: string): { readonly tree: jsep.Expression; readonly spanOf: SpanOf } {
  const { plain, origin } = withPlainSigns(text)
  checkNesting(plain)
  starts = []
  try {
    return { tree: jsep(plain), spanOf: spanIn(origin) }
  } catch (error) {
    const index = error instanceof Error && 'index' in error ? Number(error.index) : 0
    const start = Math.min(origin[index] ?? text.length, Math.max(0, text.length - 1))
    throw new ExpressionError(
      `第 ${start + 1} 个字符附近写法有误。`,
      `Malformed near character ${start + 1}.`,
      { start, end: start + 1 },
    )
  }
}
