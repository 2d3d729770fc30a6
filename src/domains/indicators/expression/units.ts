/**
 * Units of figures as products of powers with a factor, so that an expression's unit can be worked out and compared
 * with the declared one: 万元 is 10⁴ 元, 万元/人 is 10⁴ 元·人⁻¹, % is 10⁻² of a pure number.
 */

export interface Dimension {
  /** Base unit -> exponent, without zeros. */
  readonly powers: ReadonlyMap<string, number>
  /** What one of the unit is in base units; undefined once a bare number was multiplied in. */
  readonly factor: number | undefined
}

/** A bare number: of no unit, and of any scale. */
export const bareNumber: Dimension = { powers: new Map(), factor: undefined }

const prefixes: ReadonlyArray<readonly [string, number]> = [
  ['亿', 1e8],
  ['千万', 1e7],
  ['百万', 1e6],
  ['十万', 1e5],
  ['万', 1e4],
  ['千', 1e3],
  ['百', 1e2],
]

const pure: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['%', 1e-2],
  ['％', 1e-2],
  ['个百分点', 1e-2],
  ['百分点', 1e-2],
  ['‰', 1e-3],
])

function factorOf(text: string): Dimension {
  const share = pure.get(text)
  if (share !== undefined) return { powers: new Map(), factor: share }
  const prefix = prefixes.find(([sign]) => text.startsWith(sign) && text.length > sign.length)
  const base = prefix ? text.slice(prefix[0].length) : text
  return { powers: new Map([[base, 1]]), factor: prefix?.[1] ?? 1 }
}

/** Reads a unit as it is written: `万元/人`, `批次/千人`, `%`; empty for pure numbers. */
export function readUnit(text: string): Dimension {
  const [first = '', ...below] = text.trim().split(/[/／]/)
  return below.reduce((unit, part) => divide(unit, factorOf(part.trim())), factorOf(first.trim()))
}

const scaled = (a: number | undefined, b: number | undefined, work: (a: number, b: number) => number) =>
  a === undefined || b === undefined ? undefined : work(a, b)

function combine(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  const powers = new Map(a.powers)
  for (const [unit, power] of b.powers) {
    const sum = (powers.get(unit) ?? 0) + sign * power
    if (sum === 0) powers.delete(unit)
    else powers.set(unit, sum)
  }
  return { powers, factor: scaled(a.factor, b.factor, (x, y) => (sign === 1 ? x * y : x / y)) }
}

export const multiply = (a: Dimension, b: Dimension): Dimension => combine(a, b, 1)
export const divide = (a: Dimension, b: Dimension): Dimension => combine(a, b, -1)

/** A whole power of a unit. */
export function raise(unit: Dimension, power: number): Dimension {
  return {
    powers: new Map([...unit.powers].map(([base, one]) => [base, one * power])),
    factor: unit.factor === undefined ? undefined : unit.factor ** power,
  }
}

/** Whether two units measure the same thing, whatever their scale. */
export const sameKind = (a: Dimension, b: Dimension): boolean =>
  a.powers.size === b.powers.size && [...a.powers].every(([base, power]) => b.powers.get(base) === power)

/** Whether figures in the two units may be added as they stand. A factor nobody knows fits every other. */
export const sameScale = (a: Dimension, b: Dimension): boolean =>
  a.factor === undefined || b.factor === undefined || Math.abs(a.factor / b.factor - 1) < 1e-9

/** A unit in words, for messages. */
export function writeUnit(unit: Dimension): string {
  const part = (sign: 1 | -1) =>
    [...unit.powers]
      .filter(([, power]) => Math.sign(power) === sign)
      .map(([base, power]) => (Math.abs(power) === 1 ? base : `${base}^${Math.abs(power)}`))
      .join('·')
  const [above, below] = [part(1), part(-1)]
  const text = below ? `${above || '1'}/${below}` : above || '1'
  const { factor } = unit
  if (factor === undefined || factor === 1) return text
  const is = ([, scale]: readonly [string, number]): boolean => Math.abs(scale / factor - 1) < 1e-9
  // As people write it: %, 万元/人.
  if (text === '1') return [...pure].find(is)?.[0] ?? String(factor)
  const prefix = above ? prefixes.find(is)?.[0] : undefined
  return prefix === undefined ? `${factor} ${text}` : `${prefix}${text}`
}
