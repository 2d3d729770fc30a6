/**
 * 法人和其他组织统一社会信用代码 (GB 32100-2015): 18 characters of 0–9 and A–Y without I, O, S, V, Z:
 * registration department (1), category of body (1), division of the registering authority (6, GB/T 2260),
 * organization code (9, GB 11714), check character (1).
 *
 * Check: C18 = 31 − Σ Ci·Wi mod 31, Wi = 3^(i−1) mod 31, Ci the place of the character in the alphabet; 31 is 0.
 */
import { compactCode, IdentityCodeError } from './identity-code-error.ts'
import { organizationCodeCheckCharacter } from './organization-code.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Place of each character in the alphabet by its code unit; -1 where it is none. */
const places = Int8Array.from({ length: 128 }, (_, unit) => ALPHABET.indexOf(String.fromCharCode(unit)))

interface RegistrationDepartment {
  readonly zh: string
  /** Category code → name; codes beyond these are assigned by the department. */
  readonly categories: Readonly<Record<string, string>>
}

/** Departments and categories as the national credit-code data centre lists them. */
export const registrationDepartments: Readonly<Record<string, RegistrationDepartment>> = {
  1: {
    zh: '机构编制',
    categories: { 1: '机关', 2: '事业单位', 3: '中央编办直接管理机构编制的群众团体', 9: '其他' },
  },
  2: { zh: '外交', categories: { 1: '外国常驻新闻机构', 9: '其他' } },
  3: {
    zh: '司法行政',
    categories: {
      1: '律师执业机构',
      2: '公证处',
      3: '基层法律服务所',
      4: '司法鉴定机构',
      5: '仲裁委员会',
      9: '其他',
    },
  },
  4: { zh: '文化', categories: { 1: '外国在华文化中心', 9: '其他' } },
  5: { zh: '民政', categories: { 1: '社会团体', 2: '民办非企业单位', 3: '基金会', 9: '其他' } },
  6: {
    zh: '旅游',
    categories: { 1: '外国旅游部门常驻代表机构', 2: '港澳台地区旅游部门常驻内地（大陆）代表机构', 9: '其他' },
  },
  7: { zh: '宗教', categories: { 1: '宗教活动场所', 2: '宗教院校', 9: '其他' } },
  8: { zh: '工会', categories: { 1: '基层工会', 9: '其他' } },
  9: { zh: '工商', categories: { 1: '企业', 2: '个体工商户', 3: '农民专业合作社' } },
  A: { zh: '中央军委改革和编制办公室', categories: { 1: '军队事业单位', 9: '其他' } },
  N: {
    zh: '农业',
    categories: { 1: '组级集体经济组织', 2: '村级集体经济组织', 3: '乡镇级集体经济组织', 9: '其他' },
  },
  Y: { zh: '其他', categories: { 1: '其他' } },
}

/** The parts of a valid code. */
export interface UnifiedSocialCreditCode {
  readonly code: string
  /** Name of the registration department; undefined for a code assigned later than this list. */
  readonly department: string | undefined
  /** Name of the category of body; undefined for a code assigned later than this list. */
  readonly category: string | undefined
  /** Six digits of GB/T 2260. */
  readonly division: string
  readonly organizationCode: string
  /** Whether the inner organization code passes its own check (GB 11714); some old codes do not. */
  readonly organizationCodeValid: boolean
}

/**
 * The check character of the first 17 characters.
 * @throws {IdentityCodeError} when they are not 17 characters of the alphabet
 * @example unifiedSocialCreditCodeCheckCharacter('91350100M000100Y4') // '3'
 */
export function unifiedSocialCreditCodeCheckCharacter(base: string): string {
  if (base.length !== 17)
    throw new IdentityCodeError('length', `the base has 17 characters, not ${base.length}`)
  let sum = 0
  let weight = 1
  for (const character of base) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) {
      throw new IdentityCodeError(
        'character',
        `"${character}" is not in the alphabet of the credit code (no I, O, S, V, Z)`,
      )
    }
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/**
 * Whether this is a credit code as it is written: 18 capitals and digits, a division of six digits, and the check
 * character that belongs to them. For files of a million: no part of it is cut out.
 * @example isUnifiedSocialCreditCode('91350100M000100Y43') // true
 */
export function isUnifiedSocialCreditCode(code: string): boolean {
  if (code.length !== 18) return false
  let sum = 0
  let weight = 1
  for (let index = 0; index < 17; index++) {
    const place = places[code.charCodeAt(index)] ?? -1
    if (place < 0 || (index >= 2 && index < 8 && place > 9)) return false
    sum += place * weight
    weight = (weight * 3) % 31
  }
  return code.charCodeAt(17) === ALPHABET.charCodeAt((31 - (sum % 31)) % 31)
}

/**
 * Reads a credit code; blanks and full-width characters are mended first.
 * @throws {IdentityCodeError} when length, characters or the check character do not fit
 */
export function parseUnifiedSocialCreditCode(text: string): UnifiedSocialCreditCode {
  const code = compactCode(text)
  if (code.length !== 18)
    throw new IdentityCodeError(
      'length',
      `a unified social credit code has 18 characters, not ${code.length}`,
    )
  const expected = unifiedSocialCreditCodeCheckCharacter(code.slice(0, 17))
  if (code.charAt(17) !== expected) {
    throw new IdentityCodeError('check-digit', `the check character of ${code} should be ${expected}`)
  }
  const division = code.slice(2, 8)
  if (!/^\d{6}$/.test(division)) {
    throw new IdentityCodeError('character', `the division code ${division} in ${code} is not six digits`)
  }
  const department = registrationDepartments[code.charAt(0)]
  const organizationCode = code.slice(8, 17)
  return {
    code,
    department: department?.zh,
    category: department?.categories[code.charAt(1)],
    division,
    organizationCode,
    organizationCodeValid:
      organizationCodeCheckCharacter(organizationCode.slice(0, 8)) === organizationCode.charAt(8),
  }
}
