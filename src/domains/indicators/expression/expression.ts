/**
 * The language in which an indicator is computed from others: a small typed tree. The text is parsed by jsep, which
 * only builds a tree; nothing is ever executed as code, and no property of any object can be reached.
 */
import type jsep from 'jsep'
import { type FunctionName, findFunction } from './functions.ts'
import { ExpressionError, located, parseTree, type Span } from './parse-tree.ts'

export { ExpressionError }

export const binaryOperators = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
] as const
export type BinaryOperator = (typeof binaryOperators)[number]

/** What a figure is taken from. `name` is a code or a name of the catalogue, or the name of a measure. */
export type Reference =
  | { readonly kind: 'indicator' | 'observation'; readonly name: string }
  | { readonly kind: 'measure'; readonly name: string; readonly where: Readonly<Record<string, string>> }

export type MeasureReference = Extract<Reference, { kind: 'measure' }>

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | Reference
  | { readonly kind: 'negate' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'choice'
      readonly when: Expression
      readonly yes: Expression
      readonly no: Expression
    }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly parameters: readonly Expression[] }

// Longer texts are no definition that anyone could check.
const longestText = 2_000

const spans = new WeakMap<Expression, Span>()

/** Where a part of a parsed expression stands in its text. */
export const spanOf = (expression: Expression): Span | undefined => spans.get(expression)

/**
 * Parses the text of an expression.
 *
 * @throws ExpressionError, and nothing else, whatever the text
 * @example
 * parseExpression('合格批次 ÷ 抽检批次 × 100')
 * parseExpression('sum(last(indicator("food-tests"), 12)) / 常住人口')
 */
export function parseExpression(text: string): Expression {
  if (text.trim() === '') throw new ExpressionError('表达式是空的。', 'The expression is empty.')
  if (text.length > longestText)
    throw new ExpressionError(
      `表达式超过 ${longestText} 个字符。`,
      `The expression is longer than ${longestText} characters.`,
    )
  const { tree, spanOf: place } = parseTree(text)
  return typed(tree as jsep.CoreExpression, place)
}

type Place = (node: jsep.Expression) => Span | undefined

function typed(node: jsep.CoreExpression, place: Place): Expression {
  const span = place(node)
  const expression = located(span, () => typedNode(node, (one) => typed(one as jsep.CoreExpression, place)))
  if (span) spans.set(expression, span)
  return expression
}

type Inner = (node: jsep.Expression) => Expression

function typedNode(node: jsep.CoreExpression, inner: Inner): Expression {
  switch (node.type) {
    case 'Literal':
      return literal((node as jsep.Literal).value)
    case 'Identifier':
      return { kind: 'indicator', name: (node as jsep.Identifier).name }
    case 'UnaryExpression':
      return unary(node as jsep.UnaryExpression, inner)
    case 'BinaryExpression':
      return binary(node as jsep.BinaryExpression, inner)
    case 'ConditionalExpression': {
      const { test, consequent, alternate } = node as jsep.ConditionalExpression
      return { kind: 'choice', when: inner(test), yes: inner(consequent), no: inner(alternate) }
    }
    case 'CallExpression':
      return call(node as jsep.CallExpression, inner)
    default:
      throw new ExpressionError(
        '只能有一个算式，不能含列表、属性或多个语句。',
        'One formula only: no lists, properties or statements.',
      )
  }
}

function literal(value: unknown): Expression {
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'number', value }
  if (typeof value === 'boolean') return { kind: 'boolean', value }
  if (value === null) return { kind: 'null' }
  throw new ExpressionError(
    '文字只能用在 指标("…")、观测("…")、度量("…") 的括号里。',
    'Text may only stand inside indicator("…"), observation("…") or measure("…").',
  )
}

function unary(node: jsep.UnaryExpression, inner: Inner): Expression {
  if (node.operator === '-') return { kind: 'negate', operand: inner(node.argument) }
  // A node of its own, since each has one place in the text.
  if (node.operator === '+') return { ...inner(node.argument) }
  if (node.operator === '!') return { kind: 'not', operand: inner(node.argument) }
  throw new ExpressionError(`不支持运算符 ${node.operator}。`, `There is no operator ${node.operator}.`)
}

function binary(node: jsep.BinaryExpression, inner: Inner): Expression {
  const operator = binaryOperators.find((one) => one === node.operator)
  if (!operator)
    throw new ExpressionError(
      `不支持运算符 ${node.operator}；乘方写作 **。`,
      `There is no operator ${node.operator}; powers are written **.`,
    )
  return { kind: 'binary', operator, left: inner(node.left), right: inner(node.right) }
}

const referenceWords: ReadonlyMap<string, Reference['kind']> = new Map([
  ['indicator', 'indicator'],
  ['指标', 'indicator'],
  ['observation', 'observation'],
  ['观测', 'observation'],
  ['measure', 'measure'],
  ['度量', 'measure'],
])

function call(node: jsep.CallExpression, inner: Inner): Expression {
  if (node.callee.type !== 'Identifier')
    throw new ExpressionError('括号前应是函数名。', 'A function name must stand before the bracket.')
  const name = String(node.callee.name)
  const reference = referenceWords.get(name)
  if (reference) return referenceOf(reference, node.arguments)
  const declared = findFunction(name)
  if (!declared) throw new ExpressionError(`没有函数“${name}”。`, `There is no function “${name}”.`)
  const [least, most] = declared.parameters
  if (node.arguments.length < least || node.arguments.length > most)
    throw new ExpressionError(
      `函数“${name}”的参数个数不对：应为 ${least === most ? least : `${least} 至 ${most === Number.POSITIVE_INFINITY ? '多' : most}`} 个。`,
      `“${name}” takes ${least === most ? least : `${least} to ${most === Number.POSITIVE_INFINITY ? 'any number of' : most}`} values.`,
    )
  const parameters = node.arguments.map(inner)
  const [when, yes, no] = parameters
  if (declared.kind === 'choice' && when && yes && no) return { kind: 'choice', when, yes, no }
  return { kind: 'call', name: declared.name, parameters }
}

function textOf(node: jsep.Expression | undefined): string {
  if (node?.type === 'Literal' && typeof node.value === 'string' && node.value !== '') return node.value
  throw new ExpressionError('引用应写成带引号的名称或代码。', 'A reference is a name or code in quotes.')
}

/** `measure("inspections.items", "result=pass")`: the further texts are dimensions. */
function referenceOf(kind: Reference['kind'], nodes: readonly jsep.Expression[]): Reference {
  const name = textOf(nodes[0])
  if (kind !== 'measure') {
    if (nodes.length !== 1) throw new ExpressionError('这里只能有一个名称。', 'Only one name may stand here.')
    return { kind, name }
  }
  const where = new Map<string, string>()
  for (const node of nodes.slice(1)) {
    const text = textOf(node)
    const at = text.indexOf('=')
    if (at < 1) throw new ExpressionError('维度应写成 "名称=取值"。', 'A dimension is written "name=value".')
    where.set(text.slice(0, at), text.slice(at + 1))
  }
  return { kind, name, where: Object.fromEntries(where) }
}

/** A number that is written as such, with or without a minus. */
export function constantOf(expression: Expression | undefined): number | undefined {
  if (expression?.kind === 'number') return expression.value
  return expression?.kind === 'negate' && expression.operand.kind === 'number'
    ? -expression.operand.value
    : undefined
}

/** What an expression is directly made of, in the order of the text. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'negate':
    case 'not':
      return [expression.operand]
    case 'binary':
      return [expression.left, expression.right]
    case 'choice':
      return [expression.when, expression.yes, expression.no]
    case 'call':
      return expression.parameters
    default:
      return []
  }
}

export const isReference = (expression: Expression): expression is Reference =>
  expression.kind === 'indicator' || expression.kind === 'observation' || expression.kind === 'measure'

/** All references of an expression, in the order of the text. */
export const referencesOf = (expression: Expression): Reference[] =>
  isReference(expression) ? [expression] : partsOf(expression).flatMap(referencesOf)

/** Whether an expression calls one of these functions anywhere. */
export const calls = (expression: Expression, names: ReadonlySet<FunctionName>): boolean =>
  (expression.kind === 'call' && names.has(expression.name)) ||
  partsOf(expression).some((one) => calls(one, names))
