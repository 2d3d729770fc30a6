/** Which indicators units report. */
import { type Computed, expressionsOf } from './definitions.ts'
import { ExpressionError, referencesOf } from './expression/expression.ts'

/**
 * Whether a figure may be reported: of an observed indicator, and of one that is computed from records and falls back
 * to its own report where there are none.
 *
 * @param code the indicator's code, as its expression names it
 */
export function isReported(code: string, version: Computed): boolean {
  if (version.computation === 'observed') return true
  const known = reported.get(version)
  if (known !== undefined) return known
  const found = fallsBack(code, version)
  reported.set(version, found)
  return found
}

// Asked for each row of a file; a version never changes.
const reported = new WeakMap<Computed, boolean>()

function fallsBack(code: string, version: Computed): boolean {
  try {
    return expressionsOf(version)
      .flatMap(referencesOf)
      .some((reference) => reference.kind === 'observation' && reference.name === code)
  } catch (error) {
    if (error instanceof ExpressionError) return false
    throw error
  }
}
