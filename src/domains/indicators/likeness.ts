/** How alike the names of a target and of an indicator are, whether their units fit, and which units add up. */
import { readUnit, sameKind } from './expression/units.ts'

/** The name without spaces, punctuation and case. */
export const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s“”"'‘’「」『』《》〈〉()【】,、;:。.·—-]/g, '')
    .toLowerCase()

// Words that say where, of whom or how counted, not what is measured.
const around = /^(全市|全区|全县|全省|我市|我区|我县|本市|城市|市区|累计|新增|全社会|规模以上|规上)+/

/** The name without punctuation and without words for the place, for looking names up. */
export function nameKey(name: string): string {
  const text = plainName(name)
  return text.replace(around, '') || text
}

function bigrams(text: string): Set<string> {
  const found = new Set<string>(text.length === 1 ? [text] : [])
  for (let at = 0; at + 1 < text.length; at++) found.add(text.slice(at, at + 2))
  return found
}

/** A name made ready for many comparisons. */
export interface ComparableName {
  readonly key: string
  readonly grams: ReadonlySet<string>
}

export function comparableName(name: string): ComparableName {
  const key = nameKey(name)
  return { key, grams: bigrams(key) }
}

/** Share of bigrams that two names have in common, from 0 to 1 (Dice). */
export function nameLikeness(a: ComparableName, b: ComparableName): number {
  const [x, y] = [a.grams, b.grams]
  if (x.size === 0 || y.size === 0) return 0
  let shared = 0
  for (const gram of x) if (y.has(gram)) shared++
  return (2 * shared) / (x.size + y.size)
}

// What Chinese counts things by: the same thing may be counted by several of them.
const counters = /^(个|家|项|件|户|台|处|所|座|条|种|类|份|张|枚|款|名|人次|次|场|期|批次|家次|)$/

/**
 * What a figure is multiplied by to go from one unit to another: 张 to 万张 is 0.0001. Undefined when the units
 * measure different things.
 */
export function conversionFactor(from: string, to: string): number | undefined {
  const [a, b] = [readUnit(from), readUnit(to)]
  const bases = (unit: typeof a): string => [...unit.powers.keys()].join('/')
  const counted = (unit: typeof a): boolean =>
    counters.test(bases(unit)) && [...unit.powers.values()].every((power) => power === 1)
  const points = (unit: string, other: string): boolean => unit === '' && other === '分'
  if (points(from, to) || points(to, from)) return 1
  const fits = sameKind(a, b) || (counted(a) && counted(b) && !isShare(from) && !isShare(to))
  if (!fits || a.factor === undefined || b.factor === undefined) return undefined
  return a.factor / b.factor
}

const isShare = (unit: string): boolean => /[%‰]|百分点/.test(unit)

/** Whether figures of regions add up to that of the whole: counts and amounts do, shares, scores and ratios do not. */
export const addsUp = (unit: string): boolean =>
  !['%', '‰', '分', '', '级', '倍'].includes(unit) && !unit.includes('/')
