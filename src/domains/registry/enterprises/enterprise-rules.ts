/** What must hold of an enterprise, the same for forms, programs and files. */
import type { FieldProblem } from '#kernel/language/errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import { isWithinRegion } from '#kernel/org/region-codes.ts'
import { faultOf } from '#methods/identity-codes/identity-code-error.ts'
import { parseIndustryCode } from '#methods/identity-codes/industry-code.ts'
import {
  isUnifiedSocialCreditCode,
  parseUnifiedSocialCreditCode,
} from '#methods/identity-codes/unified-social-credit-code.ts'
import type { EnterpriseFields } from './enterprise-schemas.ts'

/** What the rules need to know of the city. */
export interface RuleContext {
  readonly city: string
  /** ISO date. */
  readonly today: string
  /** Codes of the counties and towns that there are. */
  readonly regions: ReadonlySet<string>
}

type Field = keyof EnterpriseFields

interface Rule {
  readonly field: Field
  readonly message: Message
  readonly holds: (fields: EnterpriseFields, context: RuleContext) => boolean
}

const rule = (field: Field, zh: string, en: string, holds: Rule['holds']): Rule => ({
  field,
  message: { zh, en },
  holds,
})

const codeFault = (code: string) => {
  if (isUnifiedSocialCreditCode(code)) return undefined
  const outcome = faultOf(() => parseUnifiedSocialCreditCode(code))
  return 'fault' in outcome ? outcome.fault.fault : undefined
}

// Tens of thousands of rows share a few hundred codes.
const industryForms = new Map<string, boolean>()
function isIndustry(code: string): boolean {
  const known = industryForms.get(code)
  if (known !== undefined) return known
  const outcome = faultOf(() => parseIndustryCode(code))
  const holds = 'parsed' in outcome && outcome.parsed.code === code
  if (industryForms.size < 10_000) industryForms.set(code, holds)
  return holds
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)
// What decoding could not read, and control characters.
const unreadable = /[\ufffd\p{Cc}]/u
const isIndividual = (fields: EnterpriseFields): boolean => fields.creditCode.startsWith('92')

/** Checked in this order; of rules on one field only the first that fails is told. */
const rules: readonly Rule[] = [
  rule('creditCode', '应为18位', 'must have 18 characters', (fields) => fields.creditCode.length === 18),
  rule(
    'creditCode',
    '含有不允许的字符（字母I、O、S、V、Z不使用，第3至8位应为数字）',
    'has a character that the code does not use (no I, O, S, V, Z; digits in places 3 to 8)',
    (fields) => codeFault(fields.creditCode) !== 'character',
  ),
  rule(
    'creditCode',
    '校验位不符，请核对有无错漏',
    'does not fit its check character: look for a slip',
    (fields) => codeFault(fields.creditCode) === undefined,
  ),
  rule(
    'name',
    '应为2至120个字',
    'must have 2 to 120 characters',
    ({ name }) => name.length >= 2 && name.length <= 120,
  ),
  rule(
    'name',
    '含有乱码，请检查文件编码',
    'has unreadable characters: check how the file is encoded',
    ({ name }) => !unreadable.test(name),
  ),
  rule('name', '应含有汉字或字母', 'must have letters', ({ name }) => /\p{L}/u.test(name)),
  rule(
    'formerNames',
    '曾用名不应与现名相同',
    'must not repeat the present name',
    ({ formerNames, name }) => !formerNames.includes(name),
  ),
  rule('aliases', '应为2至120个字', 'must have 2 to 120 characters each', ({ aliases }) =>
    aliases.every((alias) => alias.length >= 2 && alias.length <= 120),
  ),
  rule('region', '不是现有的区县或乡镇代码', 'is no code of a county or town', ({ region }, { regions }) =>
    regions.has(region),
  ),
  rule('region', '不在本市范围内', 'does not lie in this city', ({ region }, { city }) =>
    isWithinRegion(region, city),
  ),
  rule(
    'industry',
    '不是GB/T 4754-2017的行业代码（门类字母加两至四位数字，如C1411）',
    'is no code of GB/T 4754-2017 (a section letter and two to four digits, such as C1411)',
    ({ industry }) => isIndustry(industry),
  ),
  rule('establishedOn', '不是日期（如2019-05-08）', 'is no date (such as 2019-05-08)', ({ establishedOn }) =>
    isDay(establishedOn),
  ),
  rule(
    'establishedOn',
    '不能晚于今天',
    'must not lie in the future',
    ({ establishedOn }, { today }) => establishedOn <= today,
  ),
  rule(
    'establishedOn',
    '不能早于1840年',
    'must not lie before 1840',
    ({ establishedOn }) => establishedOn >= '1840-01-01',
  ),
  rule('statusSince', '不是日期（如2019-05-08）', 'is no date (such as 2019-05-08)', ({ statusSince }) =>
    isDay(statusSince),
  ),
  rule(
    'statusSince',
    '不能晚于今天',
    'must not lie in the future',
    ({ statusSince }, { today }) => statusSince <= today,
  ),
  rule(
    'statusSince',
    '不能早于成立日期',
    'must not lie before the day of establishment',
    ({ statusSince, establishedOn }) => statusSince >= establishedOn,
  ),
  rule(
    'size',
    '个体工商户不划为大型或中型',
    'must not be large or medium for an individual business',
    (fields) => !isIndividual(fields) || fields.size === 'small' || fields.size === 'micro',
  ),
  rule(
    'registeredCapital',
    '应为不小于0的数（万元）',
    'must be a number of 0 or more (in 10,000 yuan)',
    ({ registeredCapital }) =>
      registeredCapital === null || (registeredCapital >= 0 && registeredCapital <= 1e9),
  ),
  rule(
    'phone',
    '不是电话号码（数字、空格、连字符和加号，5至20位）',
    'is no telephone number (digits, blanks, hyphens and plus, 5 to 20)',
    ({ phone }) => phone === null || /^\+?[\d\s-]{5,20}$/.test(phone),
  ),
  rule(
    'legalRepresentative',
    '应为不含数字的姓名',
    'must be a name without digits',
    ({ legalRepresentative }) => legalRepresentative === null || !/[\d\ufffd]/.test(legalRepresentative),
  ),
  rule(
    'tags',
    '最多20个，每个不超过30个字',
    'must be at most 20 of at most 30 characters',
    ({ tags }) => tags.length <= 20 && tags.every((tag) => tag.length <= 30),
  ),
]

const none: readonly FieldProblem[] = []

/** What does not hold of an enterprise, one problem a field; empty when all is well. */
export function checkEnterprise(fields: EnterpriseFields, context: RuleContext): readonly FieldProblem[] {
  let problems: FieldProblem[] | undefined
  for (const { field, message, holds } of rules) {
    if (holds(fields, context)) continue
    problems ??= []
    if (!problems.some((problem) => problem.path === field)) problems.push({ path: field, message })
  }
  return problems ?? none
}
