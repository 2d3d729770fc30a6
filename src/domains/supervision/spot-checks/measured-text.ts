/**
 * Values of a few items in one text, so that a form of one field can take them: `1=0.45；3=未检出`. Used where only the
 * items that failed are tested again.
 */
import { judgeItem, type Requirement } from './judgement.ts'

/** An item that failed, with all that judging it again needs. */
export interface FailedItem extends Requirement {
  readonly position: number
  readonly name: string
  readonly unit: string
}

/** Reads the text; undefined when a piece of it is not `position=value`. */
export function readMeasured(text: string): ReadonlyMap<number, string> | undefined {
  const pairs = text
    .split(/[;；\n]/)
    .map((piece) => piece.trim())
    .filter(Boolean)
    .map((piece) => /^(\d+)\s*[=＝:：]\s*(.+)$/.exec(piece))
  if (pairs.length === 0 || pairs.some((pair) => pair === null)) return undefined
  return new Map(pairs.flatMap((pair) => (pair ? [[Number(pair[1]), (pair[2] ?? '').trim()] as const] : [])))
}

/**
 * Judges the values against the items that failed: `pass` when every one conforms now, `fail` when one does not,
 * undefined when a value is missing or cannot be read.
 */
export function judgeAgain(items: readonly FailedItem[], text: string): 'pass' | 'fail' | undefined {
  const values = readMeasured(text)
  if (!values) return undefined
  try {
    const judged = items.map((item) => judgeItem(values.get(item.position) ?? '', item))
    return judged.every((one) => one.conforms) ? 'pass' : 'fail'
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
