/** What an expression gives, as far as its text tells: for working it out over many places at once. */
import { constantOf, type Expression } from './expression.ts'
import { functionKind } from './functions.ts'

/** `either`: at one place a number, at another a truth. */
export type ResultKind = 'number' | 'truth' | 'nothing' | 'either'

const comparing: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=', '&&', '||'])

function together(kinds: readonly ResultKind[]): ResultKind {
  const some = new Set(kinds.filter((kind) => kind !== 'nothing'))
  const [only] = some
  if (only === undefined) return 'nothing'
  return some.size === 1 ? only : 'either'
}

/** The kind of an expression's result wherever it has one. */
export function resultKind(expression: Expression): ResultKind {
  switch (expression.kind) {
    case 'boolean':
    case 'not':
      return 'truth'
    case 'null':
      return 'nothing'
    case 'binary':
      return comparing.has(expression.operator) ? 'truth' : 'number'
    case 'choice':
      return together([resultKind(expression.yes), resultKind(expression.no)])
    case 'call': {
      const [first] = expression.parameters
      const kind = functionKind(expression.name)
      if (kind === 'shift') return first ? resultKind(first) : 'nothing'
      if (kind === 'series') return 'nothing'
      if (expression.name === 'first_present') return together(expression.parameters.map(resultKind))
      return kind === 'missing' ? 'truth' : 'number'
    }
    default:
      return 'number'
  }
}

/** Whether the expression and all its parts have one kind of result, and steps over periods are whole. */
export function isUniform(expression: Expression): boolean {
  if (resultKind(expression) === 'either') return false
  switch (expression.kind) {
    case 'negate':
    case 'not':
      return isUniform(expression.operand)
    case 'binary':
      return isUniform(expression.left) && isUniform(expression.right)
    case 'choice':
      return [expression.when, expression.yes, expression.no].every(isUniform)
    case 'call': {
      const steps = constantOf(expression.parameters[1]) ?? 1
      const kind = functionKind(expression.name)
      if ((kind === 'shift' || kind === 'series') && !Number.isInteger(steps)) return false
      return expression.parameters.every(isUniform)
    }
    default:
      return true
  }
}
