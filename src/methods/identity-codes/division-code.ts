/**
 * 行政区划代码 (GB/T 2260-2007): two digits for the province, two for the prefecture, two for the county; the
 * statistical codes add three for the township and three for the village. `00` closes a code early.
 *
 * The bands of the middle and last pairs follow the 2007 edition with amendment No. 1 (2017-01-01), read in public
 * transcriptions that do not agree on 51–80 of the last pair: to be confirmed against the official text.
 */
import { compactCode, IdentityCodeError } from './identity-code-error.ts'

/** Provinces, autonomous regions, municipalities and special administrative regions. */
export const provinces: Readonly<Record<string, string>> = {
  11: '北京市',
  12: '天津市',
  13: '河北省',
  14: '山西省',
  15: '内蒙古自治区',
  21: '辽宁省',
  22: '吉林省',
  23: '黑龙江省',
  31: '上海市',
  32: '江苏省',
  33: '浙江省',
  34: '安徽省',
  35: '福建省',
  36: '江西省',
  37: '山东省',
  41: '河南省',
  42: '湖北省',
  43: '湖南省',
  44: '广东省',
  45: '广西壮族自治区',
  46: '海南省',
  50: '重庆市',
  51: '四川省',
  52: '贵州省',
  53: '云南省',
  54: '西藏自治区',
  61: '陕西省',
  62: '甘肃省',
  63: '青海省',
  64: '宁夏回族自治区',
  65: '新疆维吾尔自治区',
  71: '台湾省',
  81: '香港特别行政区',
  82: '澳门特别行政区',
}

export const divisionLevels = ['province', 'prefecture', 'county', 'township', 'village'] as const
export type DivisionLevel = (typeof divisionLevels)[number]

/** What the middle or last pair says a division is. */
export type DivisionKind =
  | 'province'
  /** 市: 01–20, 51–70 of the middle pair. */
  | 'city'
  /** 地区、自治州、盟: 21–50 of the middle pair. */
  | 'prefecture'
  /** 省（自治区）直辖县级行政区划: 90 of the middle pair. */
  | 'directly-administered'
  /** 市辖区、县级市: 01–20, 51–80 of the last pair. */
  | 'district'
  /** 县、自治县、旗: 21–50 of the last pair. */
  | 'county'
  /** 省（自治区）辖县级市: 81–99 of the last pair. */
  | 'county-level-city'
  | 'township'
  | 'village'

/** A division code taken apart. */
export interface DivisionCode {
  /** Significant digits only: 2, 4, 6, 9 or 12 of them. */
  readonly code: string
  /** Padded with zeros to six digits, or 12 below the county. */
  readonly padded: string
  readonly level: DivisionLevel
  readonly kind: DivisionKind
  readonly province: string
  /** The code one level up, padded; undefined for a province. */
  readonly parent: string | undefined
}

const LENGTHS: Readonly<Record<DivisionLevel, number>> = {
  province: 2,
  prefecture: 4,
  county: 6,
  township: 9,
  village: 12,
}

/**
 * Reads a division code of 2, 4, 6, 9 or 12 digits.
 * @throws {IdentityCodeError} when the length, the province or a band does not exist, or zeros stand inside
 * @example parseDivisionCode('330782').kind // 'county-level-city'
 */
export function parseDivisionCode(text: string): DivisionCode {
  const digits = compactCode(text)
  if (!/^\d+$/.test(digits)) throw new IdentityCodeError('character', `"${text}" holds more than digits`)
  if (![2, 4, 6, 9, 12].includes(digits.length)) {
    throw new IdentityCodeError('length', `a division code has 2, 4, 6, 9 or 12 digits, not ${digits.length}`)
  }
  const code = significantDigits(digits)
  const level = divisionLevels.find((name) => LENGTHS[name] === code.length)
  const province = provinces[code.slice(0, 2)]
  if (level === undefined || province === undefined) {
    throw new IdentityCodeError('unknown-part', `${digits.slice(0, 2)} is not the code of a province`)
  }
  const upper = divisionLevels[divisionLevels.indexOf(level) - 1]
  return {
    code,
    padded: padded(code),
    level,
    kind: kindOf(code, level),
    province,
    parent: upper === undefined ? undefined : padded(code.slice(0, LENGTHS[upper])),
  }
}

/** True when one division is the other or lies within it: 330782 within 330700 and within 33. */
export function isWithinDivision(inner: string, outer: string): boolean {
  return parseDivisionCode(inner).code.startsWith(parseDivisionCode(outer).code)
}

function significantDigits(digits: string): string {
  const cuts = [12, 9, 6, 4, 2].filter((length) => length <= digits.length)
  let code = digits
  for (const [index, length] of cuts.entries()) {
    const next = cuts[index + 1] ?? 0
    if (next === 0 || !/^0+$/.test(code.slice(next, length))) break
    code = code.slice(0, next)
  }
  const inner = [code.slice(2, 4), code.slice(4, 6), code.slice(6, 9), code.slice(9, 12)]
  if (inner.some((part) => part !== '' && /^0+$/.test(part))) {
    throw new IdentityCodeError('form', `${digits} leaves out a level between two others`)
  }
  return code
}

function padded(code: string): string {
  return code.padEnd(code.length > 6 ? 12 : 6, '0')
}

function kindOf(code: string, level: DivisionLevel): DivisionKind {
  const middle = Number(code.slice(2, 4))
  const last = Number(code.slice(4, 6))
  if (code.length >= 4 && !(middle <= 70 || middle === 90)) {
    throw new IdentityCodeError('unknown-part', `${code.slice(2, 4)} is not a band of the prefecture level`)
  }
  if (level === 'prefecture') {
    if (middle === 90) return 'directly-administered'
    return middle >= 21 && middle <= 50 ? 'prefecture' : 'city'
  }
  if (level !== 'county') return level
  if (last >= 81) return 'county-level-city'
  return last >= 21 && last <= 50 ? 'county' : 'district'
}
