/**
 * Kinds of certificates and licences: which law asks for them, how their numbers are formed, how long they usually
 * hold. A number is checked by its form only where that form is known; registers of the issuers stay the authority.
 */
import type { Message } from '#kernel/language/messages.ts'
import type { RuleConfidence } from '#kernel/rules/rule.ts'
import { cmaIssuers, parseCmaNumber } from '#methods/identity-codes/cma-number.ts'
import { compactCode, faultOf } from '#methods/identity-codes/identity-code-error.ts'

/** How a number of a kind is formed. */
export interface CertificateNumberForm {
  /** The number after {@link normaliseCertificateNumber}. */
  readonly pattern: RegExp
  /** What it is made of, in words. */
  readonly words: Message
  readonly example: string
}

export interface CertificateKind {
  /** Kebab-case; what the database keeps. */
  readonly key: string
  readonly title: Message
  /** Whether the law asks for it before one may make, sell or test. */
  readonly statutory: boolean
  /** Document and number. */
  readonly source: string
  /** Usual years of validity; undefined: none, or as the issuer sets. */
  readonly years?: number
  readonly form?: CertificateNumberForm
  /** How sure we are of form and years. */
  readonly confidence: RuleConfidence
}

const form = (pattern: RegExp, zh: string, en: string, example: string): CertificateNumberForm => ({
  pattern,
  words: { zh, en },
  example,
})

/** Certificates of management systems: body (3), year (2), scheme letters, serial, run, size. Bodies vary: checked loosely. */
const systemForm = (letters: string): CertificateNumberForm =>
  form(
    new RegExp(`^[0-9A-Z]{2,6}\\d{2}(${letters})[0-9A-Z/.()-]{4,20}$`),
    `认证机构批准号、年份（2 位）、领域代号（${letters.replaceAll('|', '、')}）、顺序号`,
    `Number of the body, year (2 digits), scheme (${letters.replaceAll('|', ', ')}), serial`,
    `00124${letters.split('|')[0]}30567R1M/3302`,
  )

/** The kinds, statutory ones first. */
export const certificateKinds: readonly CertificateKind[] = [
  {
    key: 'industrial-production-licence',
    title: { zh: '全国工业产品生产许可证', en: 'Industrial production licence' },
    statutory: true,
    source: '工业产品生产许可证管理条例（国务院令第440号）',
    years: 5,
    form: form(
      /^(\(\p{Script=Han}\))?XK\d{2}-\d{3}-\d{5}$/u,
      '省份简称（省级发证时）、XK、2 位行业编号、3 位产品编号、5 位企业编号',
      'Province in brackets if it issued, XK, trade (2 digits), product (3), enterprise (5)',
      '(浙)XK16-204-00123',
    ),
    confidence: 'recalled',
  },
  {
    key: 'compulsory-product-certificate',
    title: { zh: '强制性产品认证（CCC）证书', en: 'Compulsory product certificate (CCC)' },
    statutory: true,
    source: '强制性产品认证管理规定（质检总局令第117号，2022 年修订）',
    years: 5,
    form: form(
      /^20\d{2}\d{12}$/,
      '16 位数字：年份（4）、机构（2）、产品类别（4）、顺序号（6）',
      '16 digits: year (4), body (2), product group (4), serial (6)',
      '2023010717000123',
    ),
    confidence: 'recalled',
  },
  {
    key: 'food-production-licence',
    title: { zh: '食品生产许可证', en: 'Food production licence' },
    statutory: true,
    source: '食品生产许可管理办法（市场监管总局令第24号）',
    years: 5,
    form: form(
      /^SC\d{14}$/,
      'SC 和 14 位数字：食品类别（3）、省（2）、市（2）、县（2）、顺序号（4）、校验码（1）',
      'SC and 14 digits: food category (3), province, city and county (2 each), serial (4), check (1)',
      'SC10133010200017',
    ),
    confidence: 'recalled',
  },
  {
    key: 'food-business-licence',
    title: { zh: '食品经营许可证', en: 'Food business licence' },
    statutory: true,
    source: '食品经营许可和备案管理办法（市场监管总局令第78号）',
    years: 5,
    form: form(
      /^JY\d{14}$/,
      'JY 和 14 位数字：主体业态（1）、省（2）、市（2）、县（2）、顺序号（6）、校验码（1）',
      'JY and 14 digits: kind of business (1), province, city and county (2 each), serial (6), check (1)',
      'JY13301020001234',
    ),
    confidence: 'recalled',
  },
  {
    key: 'inspection-body-approval',
    title: { zh: '检验检测机构资质认定（CMA）证书', en: 'Approval of an inspection body (CMA)' },
    statutory: true,
    source: '检验检测机构资质认定管理办法（质检总局令第163号，2021 年修订）',
    years: 6,
    form: form(
      /^\d{12}$/,
      '12 位数字：年份（2）、发证机关（2）、专业领域（2）、行业主管部门（2）、流水号（4）',
      '12 digits: year (2), authority (2), field (2), ministry (2), serial (4)',
      '231120010123',
    ),
    confidence: 'confirmed',
  },
  {
    key: 'metrology-authorisation',
    title: { zh: '计量授权证书', en: 'Metrology authorisation' },
    statutory: true,
    source: '计量法实施细则；计量授权管理办法',
    years: 5,
    confidence: 'to be confirmed',
  },
  {
    key: 'instrument-type-approval',
    title: { zh: '计量器具型式批准证书', en: 'Type approval of measuring instruments' },
    statutory: true,
    source: '计量器具新产品管理办法（市场监管总局令第68号）',
    form: form(
      /^20\d{2}[A-Z]\d{3}-\d{2}$/,
      '年份、类别字母、3 位顺序号、2 位省份代码',
      'Year, class letter, serial (3 digits), province (2 digits)',
      '2023F123-33',
    ),
    confidence: 'recalled',
  },
  {
    key: 'special-equipment-licence',
    title: { zh: '特种设备生产（充装）许可证', en: 'Special equipment production licence' },
    statutory: true,
    source: '特种设备安全法；特种设备生产和充装单位许可规则 TSG 07-2019',
    years: 4,
    form: form(
      /^TS\d{3}[0-9A-Z]{4}-20\d{2}$/,
      'TS、7 位类别与编号、有效期截止年份',
      'TS, seven characters of class and serial, year of its end',
      'TS2233A12-2027',
    ),
    confidence: 'recalled',
  },
  {
    key: 'drug-production-licence',
    title: { zh: '药品生产许可证', en: 'Drug production licence' },
    statutory: true,
    source: '药品生产监督管理办法（市场监管总局令第28号）',
    years: 5,
    form: form(
      /^\p{Script=Han}20\d{6}$/u,
      '省份简称、4 位年份、4 位顺序号',
      'Province, year (4 digits), serial (4 digits)',
      '浙20210012',
    ),
    confidence: 'recalled',
  },
  {
    key: 'drug-business-licence',
    title: { zh: '药品经营许可证', en: 'Drug business licence' },
    statutory: true,
    source: '药品经营和使用质量监督管理办法（市场监管总局令第84号）',
    years: 5,
    confidence: 'recalled',
  },
  {
    key: 'medical-device-production-licence',
    title: { zh: '医疗器械生产许可证', en: 'Medical device production licence' },
    statutory: true,
    source: '医疗器械生产监督管理办法（市场监管总局令第53号）',
    years: 5,
    form: form(
      /^\p{Script=Han}药监械生产许20\d{6}号$/u,
      '省份简称、“药监械生产许”、4 位年份、4 位顺序号、“号”',
      'Province, the words 药监械生产许, year (4 digits), serial (4 digits), 号',
      '浙药监械生产许20220123号',
    ),
    confidence: 'recalled',
  },
  {
    key: 'cosmetics-production-licence',
    title: { zh: '化妆品生产许可证', en: 'Cosmetics production licence' },
    statutory: true,
    source: '化妆品生产经营监督管理办法（市场监管总局令第46号）',
    years: 5,
    form: form(
      /^\p{Script=Han}妆20\d{6}$/u,
      '省份简称、“妆”、4 位年份、4 位顺序号',
      'Province, the character 妆, year (4 digits), serial (4 digits)',
      '浙妆20220034',
    ),
    confidence: 'recalled',
  },
  {
    key: 'laboratory-accreditation',
    title: { zh: '实验室、检验机构认可（CNAS）证书', en: 'Accreditation (CNAS)' },
    statutory: false,
    source: '认证认可条例；CNAS 认可规则',
    years: 6,
    form: form(
      /^CNAS ?(L|IB|PT|RM|C)\d{3,5}(-[A-Z])?$/,
      'CNAS、类别字母（L、IB、C、PT、RM）和编号',
      'CNAS, letters of the kind (L, IB, C, PT, RM), number',
      'CNAS L1234',
    ),
    confidence: 'recalled',
  },
  {
    key: 'quality-management-certificate',
    title: { zh: '质量管理体系认证证书', en: 'Quality management certificate' },
    statutory: false,
    source: '认证认可条例；GB/T 19001',
    years: 3,
    form: systemForm('Q|QJ'),
    confidence: 'to be confirmed',
  },
  {
    key: 'environmental-management-certificate',
    title: { zh: '环境管理体系认证证书', en: 'Environmental management certificate' },
    statutory: false,
    source: '认证认可条例；GB/T 24001',
    years: 3,
    form: systemForm('E'),
    confidence: 'to be confirmed',
  },
  {
    key: 'occupational-safety-certificate',
    title: { zh: '职业健康安全管理体系认证证书', en: 'Occupational health and safety certificate' },
    statutory: false,
    source: '认证认可条例；GB/T 45001',
    years: 3,
    form: systemForm('S'),
    confidence: 'to be confirmed',
  },
  {
    key: 'food-safety-management-certificate',
    title: { zh: '食品安全管理体系、HACCP 认证证书', en: 'Food safety management or HACCP certificate' },
    statutory: false,
    source: '认证认可条例；GB/T 22000、GB/T 27341',
    years: 3,
    form: systemForm('FSMS|HACCP'),
    confidence: 'to be confirmed',
  },
  {
    key: 'voluntary-product-certificate',
    title: { zh: '自愿性产品认证证书', en: 'Voluntary product certificate' },
    statutory: false,
    source: '认证认可条例',
    confidence: 'to be confirmed',
  },
  {
    key: 'other',
    title: { zh: '其他证书', en: 'Other certificate' },
    statutory: false,
    source: 'Zhiheng: for what has no kind of its own',
    confidence: 'confirmed',
  },
]

/** A kind by its key; undefined for a key of an older or newer program. */
export function findCertificateKind(key: string): CertificateKind | undefined {
  return certificateKinds.find((kind) => kind.key === key)
}

/**
 * A number as it is kept: full-width letters and brackets made half-width, no blanks, capitals; a CNAS number has the
 * blank that its issuer writes.
 *
 * @example normaliseCertificateNumber('（浙）xk16-204-00123') // '(浙)XK16-204-00123'
 */
export function normaliseCertificateNumber(number: string): string {
  return compactCode(number)
    .replaceAll('－', '-')
    .replace(/^CNAS(?=[A-Z])/, 'CNAS ')
}

/** What is wrong with a normalised number of a kind, with what would be right; undefined when nothing is known to be. */
export function certificateNumberProblem(kind: CertificateKind, number: string): Message | undefined {
  if (!kind.form) return undefined
  const { words, example } = kind.form
  if (!kind.form.pattern.test(number))
    return {
      zh: `“${number}”不符合${kind.title.zh}的编号规则：应为${words.zh}，如 ${example}。`,
      en: `“${number}” is not formed as numbers of this kind are: ${words.en}, such as ${example}.`,
    }
  if (kind.key !== 'inspection-body-approval' || !('fault' in faultOf(() => parseCmaNumber(number))))
    return undefined
  return {
    zh: `“${number}”中的发证机关、专业领域或行业主管部门代码不在 CMA 编号规则的代码表内（发证机关 00–${cmaIssuers.length - 1}）。`,
    en: `The authority, field or ministry in “${number}” is not in the code lists of CMA numbers (authorities 00–${cmaIssuers.length - 1}).`,
  }
}
