/**
 * Standard numbers (GB/T 1.1, GB/T 20004.1 for group standards, 企业标准化管理办法 for enterprise standards): parsed,
 * written one way, compared. People write them with full-width slashes, em dashes, missing blanks or lower case.
 */
import { IdentityCodeError } from './identity-code-error.ts'

/** Who issued the standard, as its prefix says. */
export type StandardKind =
  | 'national'
  | 'industry'
  | 'metrology'
  | 'local'
  | 'group'
  | 'enterprise'
  | 'international'
/** 强制、推荐、指导性技术文件; `unstated` for group, enterprise and international documents. */
export type StandardNature = 'mandatory' | 'recommended' | 'guide' | 'unstated'

/** A standard number taken apart. */
export interface StandardNumber {
  readonly kind: StandardKind
  readonly nature: StandardNature
  /** Prefix as written normally: `GB/T`, `DB33/T`, `T/ZZB`, `Q/ABC`, `ISO/IEC`. */
  readonly prefix: string
  /** Serial number with its leading zeros, without the part. */
  readonly serial: string
  /** Part number, such as `1` of GB/T 2828.1 or ISO 2859-1. */
  readonly part: string | undefined
  /** Undefined in an undated reference. */
  readonly year: number | undefined
  /** 修改单: `XG1-2018`. */
  readonly amendment: string | undefined
  /** The number in its normal form, such as `GB/T 2828.1-2012` or `ISO 2859-1:1999`. */
  readonly text: string
  /** The international number a double number carries: GB/T 19001-2016/ISO 9001:2015. */
  readonly adopts: string | undefined
}

const CHINESE_TAIL = String.raw`(\d+)((?:\.\d+)*)(?:-(\d{4}|\d{2}))?(?:\/(XG\d+-\d{4}))?`
const FORMS: ReadonlyArray<{ readonly kind: StandardKind; readonly pattern: RegExp }> = [
  { kind: 'group', pattern: new RegExp(`^(T\\/[A-Z0-9]{2,12}?) ?${CHINESE_TAIL}$`, 'u') },
  {
    kind: 'enterprise',
    pattern: new RegExp(`^(Q\\/[A-Z0-9\\p{Script=Han} ]*[A-Z\\p{Script=Han}])[ -]?${CHINESE_TAIL}$`, 'u'),
  },
  {
    kind: 'enterprise',
    pattern: new RegExp(
      `^(Q\\/[A-Z0-9\\p{Script=Han}]+(?: [A-Z0-9\\p{Script=Han}]+)*) ${CHINESE_TAIL}$`,
      'u',
    ),
  },
  { kind: 'local', pattern: new RegExp(`^(DB\\d{2}(?:\\d{2}(?=\\/| ))?(?:\\/T)?) ?${CHINESE_TAIL}$`, 'u') },
  {
    kind: 'metrology',
    pattern: new RegExp(
      `^(JJ[FG]|JJF\\([\\p{Script=Han}]+\\)|JJG\\([\\p{Script=Han}]+\\)) ?${CHINESE_TAIL}$`,
      'u',
    ),
  },
  { kind: 'national', pattern: new RegExp(`^(GB(?:\\/[TZ]|Z\\/T|Z)?) ?${CHINESE_TAIL}$`, 'u') },
  { kind: 'industry', pattern: new RegExp(`^([A-Z]{2}(?:\\/[TZ])?) ?${CHINESE_TAIL}$`, 'u') },
]
const INTERNATIONAL =
  /^((?:ISO|IEC)(?:\/(?:IEC|IEEE|TS|TR|PAS|GUIDE))*(?: (?:TS|TR|PAS|GUIDE))?) ?(\d+)(?:-(\d+(?:-\d+)*))?(?::(\d{4}))?$/

/**
 * Reads a standard number however it is punctuated.
 * @throws {IdentityCodeError} when it is no standard number known here
 * @example parseStandardNumber('gb／t 2828.1—2012').text // 'GB/T 2828.1-2012'
 */
export function parseStandardNumber(text: string): StandardNumber {
  const clean = cleanNumber(text)
  const international = INTERNATIONAL.exec(clean)
  if (international !== null) return internationalNumber(international)
  const double = /^(.+?\d)\/((?:ISO|IEC).+)$/.exec(clean)
  const [own, adopted] = double === null ? [clean, undefined] : [double[1] ?? '', double[2] ?? '']
  for (const { kind, pattern } of FORMS) {
    const match = pattern.exec(own)
    if (match !== null) {
      const adopts = adopted === undefined ? undefined : parseStandardNumber(adopted).text
      return chineseNumber(kind, match, adopts)
    }
  }
  throw new IdentityCodeError('form', `"${text}" is not a standard number known here`)
}

/** The number in its normal form. @throws {IdentityCodeError} when it is no standard number known here */
export function normaliseStandardNumber(text: string): string {
  return parseStandardNumber(text).text
}

/** True when two numbers name the same standard, whatever the edition: GB 3095-2012 and GB 3095-2026. */
export function isSameStandard(one: StandardNumber, other: StandardNumber): boolean {
  return compareSeries(one, other) === 0
}

/**
 * Order by prefix, then serial and part as numbers, then year, undated first, then amendment. Zero for equal numbers.
 */
export function compareStandardNumbers(one: StandardNumber, other: StandardNumber): number {
  return (
    compareSeries(one, other) ||
    (one.year ?? 0) - (other.year ?? 0) ||
    (one.amendment ?? '').localeCompare(other.amendment ?? '')
  )
}

function compareSeries(one: StandardNumber, other: StandardNumber): number {
  if (one.prefix !== other.prefix) return one.prefix < other.prefix ? -1 : 1
  const left = [one.serial, ...(one.part?.split(/[.-]/) ?? [])].map(Number)
  const right = [other.serial, ...(other.part?.split(/[.-]/) ?? [])].map(Number)
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

function cleanNumber(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toUpperCase()
      // Hyphens, dashes, minus and the horizontal line of Chinese text are all written for the hyphen.
      .replace(/[-‐-―−─━﹘]+/gu, '-')
      .replace(/\s+/gu, ' ')
      .replace(/ ?([/.:-]) ?/g, '$1')
      .trim()
      // GBT 19001 is a common way to type GB/T 19001; GBZ is a prefix of its own.
      .replace(/^(GB|DB\d{2}|DB\d{4}|[A-Z]{2})T(?= ?\d)/, '$1/T')
  )
}

function chineseNumber(
  kind: StandardKind,
  match: RegExpExecArray,
  adopts: string | undefined,
): StandardNumber {
  const [, prefix = '', serial = '', parts = '', yearText, amendment] = match
  const part = parts === '' ? undefined : parts.slice(1)
  const year = yearText === undefined ? undefined : fullYear(yearText, match[0])
  const blank = kind === 'enterprise' && /\p{Script=Han}$/u.test(prefix) ? '' : ' '
  const text = `${prefix}${blank}${serial}${parts}${yearText === undefined ? '' : `-${yearText}`}`
  return {
    kind,
    nature: natureOf(kind, prefix),
    prefix,
    serial,
    part,
    year,
    amendment,
    text:
      text + (amendment === undefined ? '' : `/${amendment}`) + (adopts === undefined ? '' : `/${adopts}`),
    adopts,
  }
}

function internationalNumber(match: RegExpExecArray): StandardNumber {
  const [, prefix = '', serial = '', part, year] = match
  return {
    kind: 'international',
    nature: 'unstated',
    prefix,
    serial,
    part,
    year: year === undefined ? undefined : Number(year),
    amendment: undefined,
    text: `${prefix} ${serial}${part === undefined ? '' : `-${part}`}${year === undefined ? '' : `:${year}`}`,
    adopts: undefined,
  }
}

/** Years were written with two digits until 1995 (GB 3838-88). */
function fullYear(text: string, number: string): number {
  if (text.length === 4) return Number(text)
  const year = 1900 + Number(text)
  // National standards begin in 1958, so 00–57 can only be a later year written wrongly.
  if (year < 1958 || year > 1995) {
    throw new IdentityCodeError('form', `${number}: years from 1996 on are written with four digits`)
  }
  return year
}

function natureOf(kind: StandardKind, prefix: string): StandardNature {
  if (kind === 'group' || kind === 'enterprise') return 'unstated'
  if (prefix.endsWith('/T')) return 'recommended'
  return prefix.endsWith('/Z') ? 'guide' : 'mandatory'
}
