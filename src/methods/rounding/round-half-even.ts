/**
 * Rounding of numerical values by GB/T 8170-2008 (数值修约规则), clauses 3.2–3.4.
 *
 * A value is rounded to the nearest multiple of the rounding interval; a value exactly half-way goes to
 * the even multiple (四舍六入五成双). The interval is 10ⁿ, or 5·10ⁿ (0.5 unit: double, round, halve) or
 * 2·10ⁿ (0.2 unit: × 5, round, ÷ 5): in all three cases the nearest multiple, ties to the even one.
 * A negative value is rounded by its absolute value. The result carries the digits of the interval.
 *
 * Rounding is done once (3.3.1: not in steps). A figure that was already rounded for reporting and will be
 * rounded again carries a mark (3.3.2): `15.5(-)` lies below 15.5 in absolute value, `16.5(+)` above.
 *
 * Domain: every finite decimal; the arithmetic is exact. Errors: RangeError on text that is not a decimal
 * number or on an interval that is not 1, 2 or 5 times a power of ten.
 */
import { alignScales, type Decimal, formatDecimal, parseDecimal } from './decimal.ts'

/** Which way a reported figure was rounded: `+` the true absolute value is larger, `-` smaller. */
export type RoundingMark = '+' | '-'

/** A decimal, and the mark it carries when it was rounded before. */
export interface MarkedDecimal {
  readonly value: Decimal
  readonly mark?: RoundingMark
}

const MARKED_TEXT = /^(.*?)\s*[（(]\s*([+＋\-−－])\s*[)）]$/

/**
 * Reads a decimal with an optional mark `(+)` or `(-)`.
 *
 * @throws RangeError when it is not a decimal number.
 */
export function parseMarkedDecimal(value: string | number): MarkedDecimal {
  const match = typeof value === 'string' ? MARKED_TEXT.exec(value.trim()) : null
  if (match === null) return { value: parseDecimal(value) }
  const [, digits = '', sign = ''] = match
  return { value: parseDecimal(digits), mark: sign === '+' || sign === '＋' ? '+' : '-' }
}

/**
 * Rounds to a multiple of `interval`, half to even.
 *
 * @param value decimal text (trailing zeros and a mark count) or a number
 * @param interval rounding interval in the unit of the value: `'0.1'`, `1`, `100`, `'0.5'`, `'0.2'`, `20` …
 * @returns decimal text with the digits of the interval
 * @throws RangeError on a value or interval that is not usable
 * @example roundHalfEven('1.050', '0.1') // '1.0'
 * @example roundHalfEven('60.28', '0.5') // '60.5'
 * @example roundHalfEven('15.5(-)', 1) // '15'
 */
export function roundHalfEven(value: string | number, interval: string | number): string {
  const { value: decimal, mark } = parseMarkedDecimal(value)
  return formatDecimal(roundDecimal(decimal, parseInterval(interval), mark))
}

/**
 * Rounds to `digits` digits after the decimal point, half to even; negative `digits` round to tens, hundreds …
 *
 * @throws RangeError when `digits` is not a whole number from −300 to 300.
 * @example roundToDigits('12.1498', 1) // '12.1'
 * @example roundToDigits(1268, -2) // '1300'
 */
export function roundToDigits(value: string | number, digits: number): string {
  if (!Number.isInteger(digits) || Math.abs(digits) > 300) {
    throw new RangeError(`digits must be a whole number from -300 to 300, got ${digits}`)
  }
  const { value: decimal, mark } = parseMarkedDecimal(value)
  return formatDecimal(roundDecimal(decimal, powerOfTen(-digits), mark))
}

/**
 * Rounds an exact decimal to a multiple of an exact interval, half to even, or by the mark when half-way.
 *
 * @param interval a positive decimal; only 1, 2 or 5 times a power of ten is a rounding interval of the standard
 */
export function roundDecimal(value: Decimal, interval: Decimal, mark?: RoundingMark): Decimal {
  const [signed, step] = alignScales(value, interval)
  const amount = signed < 0n ? -signed : signed
  let multiple = amount / step
  const twiceRest = 2n * (amount % step)
  const tie = twiceRest === step
  const up = tie ? (mark === undefined ? multiple % 2n === 1n : mark === '+') : twiceRest > step
  if (up) multiple += 1n
  const rounded = multiple * interval.coefficient
  return { coefficient: signed < 0n ? -rounded : rounded, scale: interval.scale }
}

/**
 * The figure to report when someone else will round further (3.3.2): rounded to `interval`, and, when its
 * last digit is a 5 that rounding produced or cut short, marked `(+)` or `(-)`.
 *
 * @throws RangeError as {@link roundHalfEven}
 * @example reportForFurtherRounding('15.4546', '0.1') // '15.5(-)'
 * @example reportForFurtherRounding('17.5000', '0.1') // '17.5'
 */
export function reportForFurtherRounding(value: string | number, interval: string | number): string {
  const { value: decimal, mark } = parseMarkedDecimal(value)
  const step = parseInterval(interval)
  const rounded = roundDecimal(decimal, step, mark)
  const text = formatDecimal(rounded)
  if (
    (rounded.coefficient / step.coefficient) % 10n !== 5n &&
    (rounded.coefficient / step.coefficient) % 10n !== -5n
  ) {
    return text
  }
  const [before, after] = alignScales(decimal, rounded)
  const [amount, reported] = [before < 0n ? -before : before, after < 0n ? -after : after]
  if (amount > reported) return `${text}(+)`
  if (amount < reported) return `${text}(-)`
  return mark === undefined ? text : `${text}(${mark})`
}

/**
 * Reads a rounding interval: 1, 2 or 5 times a power of ten.
 *
 * @throws RangeError otherwise.
 */
export function parseInterval(interval: string | number): Decimal {
  const parsed = parseDecimal(interval)
  const leading = parsed.coefficient.toString().replace(/0+$/, '')
  if (leading !== '1' && leading !== '2' && leading !== '5') {
    throw new RangeError(`a rounding interval is 1, 2 or 5 times a power of ten, got ${interval}`)
  }
  return parsed
}

function powerOfTen(exponent: number): Decimal {
  return exponent >= 0
    ? { coefficient: 10n ** BigInt(exponent), scale: 0 }
    : { coefficient: 1n, scale: -exponent }
}
