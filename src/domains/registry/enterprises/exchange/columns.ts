/** The columns of files that enterprises come and go in: their heads, and how their cells read. */
import type { FieldProblem } from '#kernel/language/errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import type { EnterpriseFields, EnterpriseSize, EnterpriseStatus } from '../enterprise-schemas.ts'

type Field = Exclude<keyof EnterpriseFields, 'gridCellId'>

interface Column {
  readonly field: Field
  readonly title: Message
  /** Other heads that files have for it. */
  readonly synonyms: readonly string[]
  readonly required: boolean
}

const column = (field: Field, zh: string, en: string, synonyms = '', required = false): Column => ({
  field,
  title: { zh, en },
  synonyms: synonyms.split(' ').filter(Boolean),
  required,
})

/** In the order in which they are written. */
export const columns: readonly Column[] = [
  column('creditCode', '统一社会信用代码', 'Credit code', '信用代码 社会信用代码 uscc', true),
  column('name', '企业名称', 'Name', '名称 单位名称 主体名称 市场主体名称', true),
  column('formerNames', '曾用名', 'Former names', ''),
  column('aliases', '别名', 'Aliases', '简称 俗称'),
  column('status', '登记状态', 'Status', '状态 经营状态'),
  column('statusSince', '状态起始日期', 'Status since', '状态日期'),
  column('region', '行政区划代码', 'Region', '区划代码 所属区划 区划', true),
  column('industry', '行业代码', 'Industry', '行业 国民经济行业代码', true),
  column('size', '企业规模', 'Size', '规模', true),
  column('tags', '标签', 'Tags'),
  column('establishedOn', '成立日期', 'Established on', '成立时间 注册日期', true),
  column(
    'registeredCapital',
    '注册资本（万元）',
    'Registered capital (10,000 yuan)',
    '注册资本 注册资本(万元)',
  ),
  column('address', '住所', 'Address', '地址 注册地址 经营场所'),
  column('legalRepresentative', '法定代表人', 'Legal representative', '法人 负责人 经营者'),
  column('phone', '联系电话', 'Telephone', '电话 手机'),
]

/** Words of the register for people, both languages; a file may have either, or the code. */
export const statusWords: Readonly<Record<EnterpriseStatus, Message>> = {
  active: { zh: '存续', en: 'Active' },
  suspended: { zh: '停业', en: 'Suspended' },
  revoked: { zh: '吊销', en: 'Licence revoked' },
  cancelled: { zh: '注销', en: 'Cancelled' },
  'moved-out': { zh: '迁出', en: 'Moved out' },
}
export const sizeWords: Readonly<Record<EnterpriseSize, Message>> = {
  large: { zh: '大型', en: 'Large' },
  medium: { zh: '中型', en: 'Medium' },
  small: { zh: '小型', en: 'Small' },
  micro: { zh: '微型', en: 'Micro' },
}

function words<Value extends string>(
  titles: Readonly<Record<Value, Message>>,
  synonyms: Readonly<Record<string, Value>>,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>(Object.entries(synonyms))
  for (const value of Object.keys(titles) as Value[])
    for (const word of [value, titles[value].zh, titles[value].en.toLowerCase()]) found.set(word, value)
  return found
}

const statuses = words(statusWords, {
  '': 'active',
  在业: 'active',
  正常: 'active',
  '存续（在营、开业、在册）': 'active',
  开业: 'active',
  歇业: 'suspended',
  '吊销，未注销': 'revoked',
})
const sizes = words(sizeWords, { 大: 'large', 中: 'medium', 小: 'small', 微: 'micro', 小微: 'micro' })

/** Where each field stands in the rows of a file. */
export type Places = Readonly<Partial<Record<Field, number>>>

/**
 * Finds the columns by the heads of a file.
 *
 * @returns the places, or the titles of the required columns that are missing
 */
export function findColumns(heads: readonly string[]): { places: Places } | { missing: readonly Message[] } {
  const plain = heads.map((head) => head.replaceAll(/[\s*\ufeff]/g, '').toLowerCase())
  const places: Partial<Record<Field, number>> = {}
  for (const { field, title, synonyms } of columns) {
    const names = [title.zh, title.en, field, ...synonyms].map((name) =>
      name.replaceAll(' ', '').toLowerCase(),
    )
    const place = plain.findIndex((head) => names.includes(head))
    if (place >= 0) places[field] = place
  }
  const missing = columns.filter(({ field, required }) => required && places[field] === undefined)
  return missing.length > 0 ? { missing: missing.map(({ title }) => title) } : { places }
}

const list = (text: string): string[] =>
  text === ''
    ? []
    : text
        .split(/[;；|、]/)
        .map((item) => item.trim())
        .filter(Boolean)

/** A day as files write it: 2019-05-08, 2019/5/8, 2019.5.8, 20190508, 2019年5月8日. What is none stays as it is. */
function day(text: string): string {
  if (text.length === 10 && isCalendarDay(text)) return text
  const match = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})日?(?:[ T].*)?$/.exec(text)
  if (!match) return text === '' ? '' : `?${text}`
  const iso = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  return isCalendarDay(iso) ? iso : `?${text}`
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The number that two or four digits of a text write; NaN where one is none. */
function digits(text: string, start: number, end: number): number {
  let value = 0
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** Whether a text is a day as ISO 8601 writes it; counted by hand, since `Date` takes seconds for two million. */
function isCalendarDay(iso: string): boolean {
  if (iso.charCodeAt(4) !== 45 || iso.charCodeAt(7) !== 45) return false
  const [year, month, dayOfMonth] = [digits(iso, 0, 4), digits(iso, 5, 7), digits(iso, 8, 10)]
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0
  return year >= 0 && dayOfMonth >= 1 && dayOfMonth <= (monthDays[month - 1] ?? 0) + leap
}

const notNumber: FieldProblem = {
  path: 'registeredCapital',
  message: { zh: '不是数', en: 'is no number' },
}
const notStatus: FieldProblem = {
  path: 'status',
  message: {
    zh: '应为存续、停业、吊销、注销、迁出之一',
    en: 'must be active, suspended, revoked, cancelled or moved-out',
  },
}
const notSize: FieldProblem = {
  path: 'size',
  message: { zh: '应为大型、中型、小型、微型之一', en: 'must be large, medium, small or micro' },
}

/** A number as files write it, in units of 10,000: 500, 1,200, 500万元; NaN where it is none. */
function amount(text: string): number | null {
  if (text === '') return null
  const plain = Number(text)
  return Number.isNaN(plain) ? Number(text.replaceAll(/[,，]|万元?$/g, '') || Number.NaN) : plain
}

/** A row of a file as an enterprise, with what could not be read. */
export function readRow(
  row: readonly string[],
  places: Places,
): { fields: EnterpriseFields; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const cell = (field: Field): string => {
    const place = places[field]
    return place === undefined ? '' : (row[place] ?? '').trim()
  }
  const status = statuses.get(cell('status').toLowerCase())
  if (!status) problems.push(notStatus)
  const size = sizes.get(cell('size').toLowerCase())
  if (!size) problems.push(notSize)
  const capital = amount(cell('registeredCapital'))
  if (capital !== null && !Number.isFinite(capital)) problems.push(notNumber)
  const establishedOn = day(cell('establishedOn'))
  const formerNames = cell('formerNames')
  return {
    fields: {
      creditCode: code(cell('creditCode')),
      name: cell('name'),
      formerNames: list(formerNames),
      aliases: list(cell('aliases')),
      status: status ?? 'active',
      statusSince: day(cell('statusSince')) || establishedOn,
      region: cell('region'),
      industry: code(cell('industry')),
      size: size ?? 'micro',
      tags: list(cell('tags')),
      establishedOn,
      registeredCapital: capital !== null && Number.isFinite(capital) ? capital : null,
      address: cell('address') || null,
      legalRepresentative: cell('legalRepresentative') || null,
      phone: cell('phone') || null,
      gridCellId: null,
    },
    problems,
  }
}

// Nearly all codes are as they should be; mending them all would take seconds of a million.
const plainCode = /^[0-9A-Z]*$/
const code = (text: string): string =>
  plainCode.test(text) ? text : text.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase()
