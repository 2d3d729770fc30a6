/**
 * Exact decimal numbers, because rounding rules speak of decimal digits and a binary double does not
 * hold 0.35 or 1.05. A value is `coefficient × 10^−scale`.
 */

/** An exact decimal: `coefficient × 10^−scale`, scale ≥ 0. `1.050` is `{ coefficient: 1050n, scale: 3 }`. */
export interface Decimal {
  readonly coefficient: bigint
  readonly scale: number
}

const DECIMAL_TEXT = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Reads a decimal. Text keeps its trailing zeros; a number is taken as its shortest decimal form, which
 * is what a person typed. Full-width digits, signs and the minus sign U+2212 are accepted.
 *
 * @throws RangeError when the text is not a decimal number, or the number is not finite.
 */
export function parseDecimal(value: string | number): Decimal {
  const text = String(value).normalize('NFKC').replaceAll('−', '-').trim()
  const match = DECIMAL_TEXT.exec(text)
  if (match === null) throw new RangeError(`"${value}" is not a decimal number`)
  const [, sign = '', digits = '', exponentText = '0'] = match
  const [whole = '', fraction = ''] = digits.split('.')
  const exponent = Number(exponentText)
  let coefficient = BigInt(`${whole}${fraction}`)
  let scale = fraction.length - exponent
  if (scale < 0) {
    coefficient *= 10n ** BigInt(-scale)
    scale = 0
  }
  return { coefficient: sign === '-' ? -coefficient : coefficient, scale }
}

/** Writes a decimal with exactly `scale` digits after the point. */
export function formatDecimal({ coefficient, scale }: Decimal): string {
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(scale + 1, '0')
  const sign = coefficient < 0n ? '-' : ''
  if (scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Negative, zero or positive as `left` is below, equal to or above `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = alignScales(left, right)
  return a < b ? -1 : a > b ? 1 : 0
}

/** The sum, with the finer scale of the two. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const [a, b] = alignScales(left, right)
  return { coefficient: a + b, scale: Math.max(left.scale, right.scale) }
}

/** The opposite number. */
export function negateDecimal({ coefficient, scale }: Decimal): Decimal {
  return { coefficient: -coefficient, scale }
}

/** Both coefficients on the finer scale of the two. */
export function alignScales(left: Decimal, right: Decimal): readonly [bigint, bigint] {
  const scale = Math.max(left.scale, right.scale)
  return [
    left.coefficient * 10n ** BigInt(scale - left.scale),
    right.coefficient * 10n ** BigInt(scale - right.scale),
  ]
}
