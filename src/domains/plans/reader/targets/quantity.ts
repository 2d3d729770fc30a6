/** Numbers with their units and bounds, in one canonical sentence. */
import type { Comparator } from '../plan-reading.ts'
import { chineseNumber } from '../text/chinese-number.ts'
import { boundAfter, boundBefore, combineBounds } from './bounds.ts'
import { UNIT_PATTERN, type UnitClass, unitClass } from './measure-units.ts'

/** A number as it stands in a sentence. */
export interface Quantity {
  /** From the word that binds it (不低于 …) to the end of the bound behind it (… 以上). */
  readonly start: number
  readonly end: number
  readonly numberStart: number
  readonly numberEnd: number
  readonly unitEnd: number
  /** Where the search for the next number goes on. */
  readonly consumed: number
  readonly value: number
  readonly valueHigh: number | null
  readonly unit: string
  readonly unitClass: UnitClass
  readonly comparator: Comparator
  /** Whether a bound word or a range gives the comparator. */
  readonly bounded: boolean
  readonly boundedAfter: boolean
  readonly chinese: boolean
  /** Size class of the things counted: 3个千亿级产业. */
  readonly size?: { readonly value: number; readonly unit: string }
  readonly doubtful?: string
}

const ARABIC = /l?\d[\d,]*(?:\.\d+)?/y
const HUNDREDTHS = /百分之([一二三四五六七八九十百点零]{1,7})/y
const NUMERAL = /[一二两三四五六七八九十百千]{1,6}/y
const RANGE_MARK = /(?:-{1,2}|~|至|到)/y
const SIZE =
  /(\d{1,5}|[一二三四五六七八九十百千]{1,4})?(万亿|千亿|百亿|十亿|亿|千万|百万)(?:元|级|元级|级别)(?=[一-龥“])/y
const SIZES: Readonly<Record<string, { value: number; unit: string }>> = {
  万亿: { value: 1, unit: '万亿级' },
  千亿: { value: 1000, unit: '亿级' },
  百亿: { value: 100, unit: '亿级' },
  十亿: { value: 10, unit: '亿级' },
  亿: { value: 1, unit: '亿级' },
  千万: { value: 1000, unit: '万级' },
  百万: { value: 100, unit: '万级' },
}
const BREAKS_BEFORE = /[A-Za-z0-9+×·._#&@]$/
const BREAKS_AFTER = /^(?:[+×*·]|[A-Za-z]|-\d{1,4}-|年(?!均)|月|\.\d|[:：]\d|\/\d|[gG]\b)/
const INDICATIVE = /(?:第|前|No\.?|NO\.?|〔|TOP|Top|排名|位列|位居|居)$/

/** All quantities of a sentence, left to right; characters where `masked` is set (quoted names) are left out. */
export function findQuantities(text: string, masked: (at: number) => boolean): Quantity[] {
  const found: Quantity[] = []
  for (let at = 0; at < text.length; ) {
    if (masked(at)) {
      at++
      continue
    }
    const number = numberAt(text, at)
    if (number === undefined) {
      at++
      continue
    }
    const quantity = complete(text, at, number)
    if (quantity !== undefined) found.push(quantity)
    at = quantity?.consumed ?? number.end
  }
  return shareUnits(text, found)
}

interface NumberToken {
  readonly value: number
  readonly end: number
  readonly chinese: boolean
  readonly percent: boolean
  readonly doubtful?: string
}

function numberAt(text: string, at: number): NumberToken | undefined {
  const code = text.charCodeAt(at)
  if (code >= 0x30 && code <= 0x39) return arabicAt(text, at)
  if (code === 0x6c && /^l\d{1,3}(?:\.\d+)?[%‰]/.test(text.slice(at, at + 8))) return arabicAt(text, at)
  if (code < 0x4e00) return undefined
  HUNDREDTHS.lastIndex = at
  const hundredths = HUNDREDTHS.exec(text)
  if (hundredths !== null) {
    const value = decimalNumeral(hundredths[1] ?? '')
    if (value !== undefined) return { value, end: at + hundredths[0].length, chinese: true, percent: true }
  }
  NUMERAL.lastIndex = at
  const numeral = NUMERAL.exec(text)
  if (numeral === null) return undefined
  const value = chineseNumber(numeral[0])
  return value === undefined
    ? undefined
    : { value, end: at + numeral[0].length, chinese: true, percent: false }
}

function arabicAt(text: string, at: number): NumberToken | undefined {
  ARABIC.lastIndex = at
  const match = ARABIC.exec(text)
  if (match === null) return undefined
  // A comma belongs to the number only before groups of three digits.
  // A letter l or O among digits is a misread 1 or 0.
  const misreadFirst = match[0].startsWith('l')
  if (misreadFirst) {
    const value = Number(match[0].replace('l', '1').replace(/,/g, ''))
    return { value, end: at + match[0].length, chinese: false, percent: false, doubtful: 'letter-in-number' }
  }
  const digits = /^\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|^\d+(?:\.\d+)?/.exec(match[0])?.[0] ?? match[0]
  let end = at + digits.length
  let written = digits
  let doubtful: string | undefined
  const misread = /^[lIO](?=[\d%])/.exec(text.slice(end, end + 2))
  if (misread !== null) {
    const tail = /^[lIO\d]+(?:\.\d+)?/.exec(text.slice(end, end + 8))?.[0] ?? ''
    written += tail.replace(/[lI]/g, '1').replace(/O/g, '0')
    end += tail.length
    doubtful = 'letter-in-number'
  }
  const value = Number(written.replace(/,/g, ''))
  return { value, end, chinese: false, percent: false, ...(doubtful === undefined ? {} : { doubtful }) }
}

function decimalNumeral(text: string): number | undefined {
  const [whole = '', fraction] = text.split('点')
  const value = chineseNumber(whole)
  if (value === undefined || fraction === undefined) return value
  const digits = chineseNumber(fraction)
  return digits === undefined ? undefined : Number(`${value}.${digits}`)
}

function unitAt(text: string, at: number): string {
  UNIT_PATTERN.lastIndex = at
  return UNIT_PATTERN.exec(text)?.[0] ?? ''
}

function complete(text: string, at: number, number: NumberToken): Quantity | undefined {
  const leading = text.slice(Math.max(0, at - 6), at)
  if (INDICATIVE.test(leading)) return undefined
  if (!number.chinese && (BREAKS_BEFORE.test(leading) || /[A-Za-z0-9]-$/.test(leading))) return undefined
  if (number.chinese && /[\d一二三四五六七八九十百千万第]$/.test(leading)) return undefined
  let end = number.end
  let comparator: Comparator | undefined
  // 100余家, 100多家: above the number.
  if (
    /^[余多](?=[^\d,。、]|$)/.test(text.slice(end, end + 2)) &&
    !/^多(?:元|样|层|种|方|级|个)/.test(text.slice(end, end + 2))
  ) {
    comparator = '>'
    end++
  }
  let unit = number.percent ? '%' : unitAt(text, end)
  let unitEnd = number.percent ? end : end + unit.length
  const range = rangeAfter(text, unitEnd, number)
  if (range !== undefined) {
    unit = range.unit === '' ? unit : range.unit
    unitEnd = range.end
  }
  unit = unit.trim()
  if (unit === '' && BREAKS_AFTER.test(text.slice(end, end + 6))) return undefined
  if (unit === '年' && number.value > 1900 && number.value < 2100) return undefined
  if (number.chinese && unit === '') return undefined
  const plus =
    /^[余多]/.exec(text.slice(unitEnd, unitEnd + 1)) !== null &&
    comparator === undefined &&
    /[万亿]$/.test(unit)
  if (plus) {
    const rest = unitAt(text, unitEnd + 1)
    comparator = '>'
    unit += rest.trim()
    unitEnd += 1 + rest.length
  }
  const before = boundBefore(text.slice(Math.max(0, at - 10), at))
  const after = boundAfter(text, unitEnd)
  const size = sizeAfter(text, unitEnd + (after?.length ?? 0), unit)
  const combined = combineBounds(before?.comparator ?? comparator, after?.comparator)
  return {
    start: at - (before?.length ?? 0),
    end: unitEnd + (after?.length ?? 0),
    numberStart: at,
    numberEnd: end,
    unitEnd,
    consumed: size === undefined ? unitEnd : size.end,
    value: number.value,
    valueHigh: range?.high ?? null,
    unit,
    unitClass: unitClass(unit),
    comparator: range === undefined ? combined : 'range',
    bounded: range !== undefined || before !== undefined || after !== undefined || comparator !== undefined,
    boundedAfter: after !== undefined,
    chinese: number.chinese,
    ...(size === undefined ? {} : { size: { value: size.value, unit: size.unit } }),
    ...(number.doubtful === undefined ? {} : { doubtful: number.doubtful }),
  }
}

// 1—2个, 3家至5家, 80%~85%.
function rangeAfter(
  text: string,
  at: number,
  low: NumberToken,
): { high: number; unit: string; end: number } | undefined {
  RANGE_MARK.lastIndex = at
  const mark = RANGE_MARK.exec(text)
  if (mark === null) return undefined
  const next = numberAt(text, at + mark[0].length)
  if (next === undefined || next.chinese !== low.chinese || next.value <= low.value || next.percent)
    return undefined
  const unit = unitAt(text, next.end)
  if (unit === '' || (unit.trim() === '年' && next.value > 1900)) return undefined
  return { high: next.value, unit, end: next.end + unit.length }
}

function sizeAfter(
  text: string,
  at: number,
  unit: string,
): { value: number; unit: string; end: number } | undefined {
  if (unitClass(unit) !== 'count') return undefined
  SIZE.lastIndex = at
  const match = SIZE.exec(text)
  if (match === null || /元$/.test(match[0])) return undefined
  const size = SIZES[match[2] ?? '']
  if (size === undefined) return undefined
  const given = match[1] ?? ''
  const value =
    given === '' ? size.value : (/^\d/.test(given) ? Number(given) : (chineseNumber(given) ?? 1)) * size.value
  return { value, unit: size.unit, end: at + match[0].length }
}

// 分别达到5、8、10家: the unit of the last number is that of all.
function shareUnits(text: string, found: Quantity[]): Quantity[] {
  for (let i = found.length - 2; i >= 0; i--) {
    const here = found[i]
    const next = found[i + 1]
    if (here === undefined || next === undefined || here.unit !== '' || next.unit === '') continue
    if (!/^[、和与及]$/.test(text.slice(here.end, next.start))) continue
    found[i] = { ...here, unit: next.unit, unitClass: next.unitClass }
  }
  return found
}
