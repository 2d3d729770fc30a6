/**
 * Judging a measured value against a limit by GB/T 8170-2008, clause 4.3.
 *
 * Full-value comparison (全数值比较法, 4.3.2): the measured value is not rounded; any excess, however small,
 * fails. Rounded-value comparison (修约值比较法, 4.3.3): the measured value is first rounded to the place of
 * the limit's last digit. The full-value method applies wherever a document does not say otherwise (4.3.1);
 * for the same limit it is the stricter one, except that a limit which excludes its own value can fail a
 * rounded figure that passes in full.
 *
 * Units: measured value and limit share one unit. Errors: RangeError on text that is not a number or a limit.
 */
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  negateDecimal,
  parseDecimal,
} from './decimal.ts'
import { parseMarkedDecimal, roundDecimal } from './round-half-even.ts'

/** One end of a limit; the digits written fix the place that rounding goes to. */
export interface LimitBound {
  readonly value: Decimal
  /** False when the bound itself does not conform (`<`, `>`, or a stated exclusion). */
  readonly inclusive: boolean
}

/** A limit: at least one of its ends. */
export interface Limit {
  readonly lower?: LimitBound
  readonly upper?: LimitBound
}

/** `full-value` unless the product standard says `rounded-value`. */
export type ComparisonMethod = 'full-value' | 'rounded-value'

/** What was decided, and on which figure. */
export interface Judgement {
  readonly conforms: boolean
  readonly method: ComparisonMethod
  /** The figure compared with the lower and the upper bound (rounded where the method rounds). */
  readonly comparedWithLower?: string
  readonly comparedWithUpper?: string
}

const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?`
const ONE_SIDED = new RegExp(`^(>=|<=|>|<)(${NUMBER})$`)
const RANGE = new RegExp(`^([[(]?)(${NUMBER})[~,](${NUMBER})([\\])]?)$`)
const TOLERANCE = new RegExp(`^(${NUMBER})±(\\d+(?:\\.\\d+)?)(!?)$`)
const DEVIATIONS = new RegExp(`^(${NUMBER})\\(([+-]\\d+(?:\\.\\d+)?|0),([+-]\\d+(?:\\.\\d+)?|0)\\)$`)

/**
 * Reads a limit as standards write it: `≥97.0`, `≤0.5`, `<0.5`, `1.2~1.6`, `(9.9,10.1)` with excluded ends,
 * `10.0±0.1`, `10.0±0.1!` (the tolerance itself excluded, 不含), `10.0(+0.1,-0.2)`.
 *
 * @throws RangeError when it is none of these or the lower end is above the upper.
 */
export function parseLimit(text: string): Limit {
  const compact = text
    .normalize('NFKC')
    .replaceAll('−', '-')
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replaceAll(/[～—–]/g, '~')
    .replaceAll('+/-', '±')
    .replaceAll(/\s/g, '')
  const oneSided = ONE_SIDED.exec(compact)
  if (oneSided !== null) {
    const [, sign = '', digits = ''] = oneSided
    const bound = { value: parseDecimal(digits), inclusive: sign.endsWith('=') }
    return sign.startsWith('>') ? { lower: bound } : { upper: bound }
  }
  const limit = readTolerance(compact) ?? readRange(compact)
  if (limit === undefined) throw new RangeError(`"${text}" is not a limit`)
  if (compareDecimals(limit.lower.value, limit.upper.value) > 0) {
    throw new RangeError(`the lower end of "${text}" is above its upper end`)
  }
  return limit
}

function readTolerance(compact: string): { lower: LimitBound; upper: LimitBound } | undefined {
  const tolerance = TOLERANCE.exec(compact)
  if (tolerance !== null) {
    const [, centre = '', half = '', excluded = ''] = tolerance
    const inclusive = excluded === ''
    const [middle, width] = [parseDecimal(centre), parseDecimal(half)]
    return {
      lower: { value: addDecimals(middle, negateDecimal(width)), inclusive },
      upper: { value: addDecimals(middle, width), inclusive },
    }
  }
  const deviations = DEVIATIONS.exec(compact)
  if (deviations === null) return undefined
  const [, centre = '', first = '', second = ''] = deviations
  const ends = [first, second].map((end) => addDecimals(parseDecimal(centre), parseDecimal(end)))
  const [one, other] = ends
  if (one === undefined || other === undefined) return undefined
  const [low, high] = compareDecimals(one, other) <= 0 ? [one, other] : [other, one]
  return { lower: { value: low, inclusive: true }, upper: { value: high, inclusive: true } }
}

function readRange(compact: string): { lower: LimitBound; upper: LimitBound } | undefined {
  const range = RANGE.exec(compact)
  if (range === null) return undefined
  const [, open = '', low = '', high = '', close = ''] = range
  return {
    lower: { value: parseDecimal(low), inclusive: open !== '(' },
    upper: { value: parseDecimal(high), inclusive: close !== ')' },
  }
}

/**
 * Judges a measured value.
 *
 * @param measured decimal text (all digits the measurement gave) or a number
 * @param limit a {@link Limit} or its text
 * @throws RangeError when the value or the limit cannot be read
 * @example judgeConformity('0.549', '≤0.5', 'rounded-value').conforms // true
 * @example judgeConformity('0.549', '≤0.5').conforms // false
 */
export function judgeConformity(
  measured: string | number,
  limit: Limit | string,
  method: ComparisonMethod = 'full-value',
): Judgement {
  const { lower, upper } = typeof limit === 'string' ? parseLimit(limit) : limit
  const { value, mark } = parseMarkedDecimal(measured)
  const figureFor = (bound: LimitBound): Decimal =>
    method === 'full-value' ? value : roundDecimal(value, { coefficient: 1n, scale: bound.value.scale }, mark)
  // A full-value comparison must not forget that a reported figure was cut: 0.5(+) lies above 0.5.
  const compareWithMark = (figure: Decimal, bound: Decimal): number => {
    const order = compareDecimals(figure, bound)
    if (order !== 0 || mark === undefined || method === 'rounded-value') return order
    return (mark === '+') === figure.coefficient >= 0n ? 1 : -1
  }
  let conforms = true
  const compared: { comparedWithLower?: string; comparedWithUpper?: string } = {}
  if (lower !== undefined) {
    const figure = figureFor(lower)
    const order = compareWithMark(figure, lower.value)
    conforms &&= order > 0 || (order === 0 && lower.inclusive)
    compared.comparedWithLower = formatDecimal(figure)
  }
  if (upper !== undefined) {
    const figure = figureFor(upper)
    const order = compareWithMark(figure, upper.value)
    conforms &&= order < 0 || (order === 0 && upper.inclusive)
    compared.comparedWithUpper = formatDecimal(figure)
  }
  return { conforms, method, ...compared }
}
