/** Codes that identify organisations, goods, places, industries and standards, as the methods catalogue lists them. */
import { z } from 'zod'
import { type CatalogueMethod, defineMethod, type MethodRow, type MethodSource } from '../method.ts'
import { parseBusinessRegistrationNumber } from './business-registration-number.ts'
import { parseCmaNumber } from './cma-number.ts'
import { canonicalDigitalLink } from './digital-link.ts'
import { parseDivisionCode } from './division-code.ts'
import { parseGs1Key } from './gs1-key.ts'
import { faultOf } from './identity-code-error.ts'
import { parseIndustryCode } from './industry-code.ts'
import { parseOrganizationCode } from './organization-code.ts'
import { parseStandardNumber } from './standard-number.ts'
import { parseUnifiedSocialCreditCode } from './unified-social-credit-code.ts'

const codeRow = z.object({ code: z.string().describe('the code to check / 待核代码') })
const noOptions = z.object({})
const noDoubt = {
  zh: '任意文本；不合格的行给出原因，不报错。',
  en: 'Any text; a row that does not fit says why instead of failing the run.',
}

/** One result row a code: the columns of its parts when it is valid, the fault when it is not. */
function judged<Parsed>(
  code: string,
  parse: (text: string) => Parsed,
  columns: (parsed: Parsed) => MethodRow,
): MethodRow {
  const outcome = faultOf(() => parse(code))
  return 'fault' in outcome
    ? { code, valid: false, fault: outcome.fault.fault, message: outcome.fault.message }
    : { code, valid: true, ...columns(outcome.parsed) }
}

function source(document: string, clause?: string, effectiveFrom?: string): MethodSource {
  return {
    document,
    ...(clause === undefined ? {} : { clause }),
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
    confidence: 'confirmed',
  }
}

const creditCode = defineMethod({
  name: 'unified-social-credit-code',
  title: { zh: '统一社会信用代码校验', en: 'Unified social credit code' },
  summary: {
    zh: '校验 18 位统一社会信用代码并拆出登记管理部门、机构类别、行政区划、组织机构代码。',
    en: 'Checks the 18-character code and takes it apart: registration department, category, division, organization code.',
  },
  formula: 'C18 = 31 − Σ Ci·Wi mod 31,  Wi = 3^(i−1) mod 31',
  validity: noDoubt,
  sources: [source('GB 32100-2015', undefined, '2015-10-01')],
  row: codeRow,
  options: noOptions,
  run: (rows) =>
    rows.map(({ code }) =>
      judged(code, parseUnifiedSocialCreditCode, (parsed) => ({
        department: parsed.department ?? null,
        category: parsed.category ?? null,
        division: parsed.division,
        organizationCode: parsed.organizationCode,
        organizationCodeValid: parsed.organizationCodeValid,
      })),
    ),
  examples: [
    {
      title: { zh: '标准中的算例', en: 'The worked example of the standard' },
      csv: 'code\n91350100M000100Y43\n91350100M000100Y4Z\n',
      expected: [
        { valid: true, division: '350100', organizationCode: 'M000100Y4', organizationCodeValid: true },
        {
          valid: false,
          fault: 'check-digit',
          message: 'the check character of 91350100M000100Y4Z should be 3',
        },
      ],
      source:
        'GB 32100-2015, worked example: Σ = 1640, 1640 mod 31 = 28, check character 3, so …Y4Z is wrong',
    },
  ],
})

const organizationCode = defineMethod({
  name: 'organization-code',
  title: { zh: '组织机构代码校验', en: 'Organization code' },
  summary: { zh: '校验 9 位组织机构代码。', en: 'Checks the nine-character organization code.' },
  formula: 'C9 = 11 − Σ Ci·Wi mod 11,  W = 3, 7, 9, 10, 5, 8, 4, 2',
  validity: noDoubt,
  sources: [source('GB 11714-1997')],
  row: codeRow,
  options: noOptions,
  run: (rows) => rows.map(({ code }) => judged(code, parseOrganizationCode, (normal) => ({ normal }))),
  examples: [
    {
      title: { zh: '带连字符与不带连字符', en: 'With and without the hyphen' },
      csv: 'code\nM000100Y-4\n192203821\n708461136\n708461137\n',
      expected: [
        { valid: true, normal: 'M000100Y4' },
        { valid: true, normal: '192203821' },
        { valid: true, normal: '708461136' },
        { valid: false, fault: 'check-digit' },
      ],
      source: 'inner codes of published credit codes; M000100Y: Σ = 139, 139 mod 11 = 7, 11 − 7 = 4',
    },
  ],
})

const registrationNumber = defineMethod({
  name: 'business-registration-number',
  title: { zh: '工商注册号校验', en: 'Business registration number' },
  summary: {
    zh: '校验统一代码以前的 15 位工商注册号。',
    en: 'Checks the 15-digit number businesses had before the unified code.',
  },
  formula: 'ISO/IEC 7064 MOD 11,10',
  validity: noDoubt,
  sources: [source('GS 15-2006'), source('GB/T 17710-2008', 'MOD 11,10')],
  row: codeRow,
  options: noOptions,
  run: (rows) =>
    rows.map(({ code }) => judged(code, parseBusinessRegistrationNumber, (normal) => ({ normal }))),
  examples: [
    {
      title: { zh: '公开的算法示例', en: 'Published example of the algorithm' },
      csv: 'code\n110108000000016\n110108000000017\n',
      expected: [
        { valid: true, normal: '110108000000016' },
        { valid: false, fault: 'check-digit' },
      ],
      source: 'example number of public descriptions of GS 15-2006',
    },
  ],
})

const gs1Key = defineMethod({
  name: 'gs1-key',
  title: { zh: 'GS1 标识代码校验', en: 'GS1 identification key' },
  summary: {
    zh: '校验商品条码及其他 GS1 标识代码（GTIN、SSCC、GLN、GRAI 等）的结构与校验码。',
    en: 'Checks form and check digit of trade item numbers and the other GS1 keys (SSCC, GLN, GRAI …).',
  },
  formula: 'check = (10 − Σ wi·di mod 10) mod 10, weights 3, 1, 3 … from the right',
  validity: noDoubt,
  sources: [source('GS1 General Specifications', '§7.9'), source('GB 12904-2008')],
  row: codeRow.extend({
    identifier: z
      .string()
      .default('01')
      .describe('application identifier or short name, default 01 (GTIN) / 应用标识符'),
  }),
  options: noOptions,
  run: (rows) =>
    rows.map(({ code, identifier }) =>
      judged(
        code,
        (text) => parseGs1Key(identifier, text),
        (key) => ({ key: key.name, value: key.value }),
      ),
    ),
  examples: [
    {
      title: { zh: '商品条码与物流单元', en: 'Trade items and a logistic unit' },
      csv: 'identifier,code\ngtin,6901234567892\ngtin,6291041500213\nsscc,340123451111111111\ngtin,6901234567893\n',
      expected: [
        { valid: true, key: 'GTIN', value: '06901234567892' },
        { valid: true, key: 'GTIN', value: '06291041500213' },
        { valid: true, key: 'SSCC', value: '340123451111111111' },
        { valid: false, fault: 'check-digit' },
      ],
      source:
        'GS1 check digit page (6291041500213); EPCIS example documents (SSCC); GB 12904 example 690123456789-2',
    },
  ],
})

const digitalLink = defineMethod({
  name: 'gs1-digital-link',
  title: { zh: 'GS1 数字链接规范化', en: 'Canonical GS1 Digital Link' },
  summary: {
    zh: '把 GS1 数字链接网址或 EPC URN 化为唯一的规范形式，便于比对追溯事件。',
    en: 'Brings Digital Link URIs and EPC URNs to one canonical form, so that traceability events can be compared.',
  },
  validity: noDoubt,
  sources: [
    source('GS1 Digital Link Standard: URI Syntax'),
    source('GS1 EPC Tag Data Standard'),
    source('GS1 CBV 2.0', '§8'),
  ],
  row: z.object({ link: z.string().describe('Digital Link URI or EPC URN / 数字链接或 URN') }),
  options: noOptions,
  run: (rows) => rows.map(({ link }) => ({ link, canonical: canonicalDigitalLink(link) ?? null })),
  examples: [
    {
      title: { zh: '参考实现的断言', en: 'Assertions of the reference normaliser' },
      csv: 'link\nurn:epc:id:sgtin:4012345.011111.98%22\nurn:epc:id:sgln:4012345.00005.0\nhttps://id.gs1.org/01/9780345418913/22/344/10/1223/21/765tz\nhttp://example.org/123/4012345ABC987/456/4711\n',
      expected: [
        { canonical: 'https://id.gs1.org/01/04012345111118/21/98%22' },
        { canonical: 'https://id.gs1.org/414/4012345000054' },
        { canonical: 'https://id.gs1.org/01/09780345418913/21/765tz' },
        { canonical: null },
      ],
      source: 'RalphTro/epcis-event-hash-generator tests/dl_normaliser_test.py (MIT)',
    },
  ],
})

const divisionCode = defineMethod({
  name: 'division-code',
  title: { zh: '行政区划代码解析', en: 'Administrative division code' },
  summary: {
    zh: '解析 2、4、6、9、12 位行政区划代码：层级、类型、省份、上级。',
    en: 'Reads division codes of 2, 4, 6, 9 or 12 digits: level, kind, province, parent.',
  },
  validity: {
    zh: '只校验结构与省级代码；各级代码是否现行须查当年代码表。',
    en: 'Structure and province only; whether a code is in force needs the list of its year.',
  },
  sources: [
    {
      document: 'GB/T 2260-2007',
      clause: '3.2',
      effectiveFrom: '2008-02-01',
      confidence: 'to be confirmed',
      note: {
        zh: '第五、六位 51—80 的含义按第 1 号修改单（2017-01-01），公开转载不一致，待核官方文本。',
        en: 'The meaning of 51–80 in the last pair follows amendment No. 1 (2017-01-01); public copies differ.',
      },
    },
  ],
  row: codeRow,
  options: noOptions,
  run: (rows) =>
    rows.map(({ code }) =>
      judged(code, parseDivisionCode, (parsed) => ({
        level: parsed.level,
        kind: parsed.kind,
        province: parsed.province,
        parent: parsed.parent ?? null,
      })),
    ),
  examples: [
    {
      title: {
        zh: '区、县、县级市与省直辖',
        en: 'District, county, county-level city, directly administered',
      },
      csv: 'code\n330106\n330424\n330782\n429000\n',
      expected: [
        { valid: true, level: 'county', kind: 'district', province: '浙江省', parent: '330100' },
        { valid: true, level: 'county', kind: 'county', province: '浙江省', parent: '330400' },
        { valid: true, level: 'county', kind: 'county-level-city', province: '浙江省', parent: '330700' },
        {
          valid: true,
          level: 'prefecture',
          kind: 'directly-administered',
          province: '湖北省',
          parent: '420000',
        },
      ],
      source: 'the divisions themselves: 西湖区, 海盐县, 义乌市, 湖北省直辖县级行政区划',
    },
  ],
})

const industryCode = defineMethod({
  name: 'industry-code',
  title: { zh: '国民经济行业代码解析', en: 'Industry code' },
  summary: {
    zh: '解析行业代码：门类、大类名称、层级、上级，以及是否属于产品质量合格率统计的 29 个行业。',
    en: 'Reads industry codes: section, division, level, parent, and whether it counts for the product pass rate.',
  },
  validity: {
    zh: '门类、大类有名称；中类、小类只校验结构。',
    en: 'Sections and divisions by name; groups and classes by structure alone.',
  },
  sources: [
    {
      document: 'GB/T 4754-2017',
      effectiveFrom: '2017-10-01',
      confidence: 'to be confirmed',
      note: {
        zh: '97 个大类名称取自两份一致的公开转载（96 大类名称尾部不一）；中类、小类表待由官方文本导入。',
        en: 'Division names from two public copies that agree but for the tail of 96; groups and classes await import.',
      },
    },
  ],
  row: codeRow,
  options: noOptions,
  run: (rows) =>
    rows.map(({ code }) =>
      judged(code, parseIndustryCode, (parsed) => ({
        normal: parsed.code,
        level: parsed.level,
        section: parsed.section.name,
        division: parsed.division?.name ?? null,
        parent: parsed.parent ?? null,
        inPassRateScope: parsed.inPassRateScope,
      })),
    ),
  examples: [
    {
      title: { zh: '不同写法', en: 'Different ways to write it' },
      csv: 'code\nC13\n1311\n42\n98\n',
      expected: [
        {
          valid: true,
          normal: 'C13',
          level: 'division',
          section: '制造业',
          division: '农副食品加工业',
          inPassRateScope: true,
        },
        { valid: true, normal: 'C1311', level: 'class', parent: 'C131', inPassRateScope: true },
        { valid: true, normal: 'C42', division: '废弃资源综合利用业', inPassRateScope: false },
        { valid: false, fault: 'unknown-part' },
      ],
      source:
        'GB/T 4754-2017 (97 divisions); pass-rate scope: 29 manufacturing divisions without recycling and repair',
    },
  ],
})

const standardNumber = defineMethod({
  name: 'standard-number',
  title: { zh: '标准编号规范化', en: 'Standard number' },
  summary: {
    zh: '解析国家、行业、地方、团体、企业和国际标准编号，统一写法，便于比对。',
    en: 'Reads national, industry, local, group, enterprise and international numbers and writes them one way.',
  },
  validity: noDoubt,
  sources: [source('GB/T 1.1-2020'), source('GB/T 20004.1-2016'), source('企业标准化促进办法')],
  row: z.object({ number: z.string().describe('the number as written / 标准编号') }),
  options: noOptions,
  run: (rows) =>
    rows.map(({ number }) => {
      const { code, ...rest } = judged(number, parseStandardNumber, (parsed) => ({
        normal: parsed.text,
        kind: parsed.kind,
        nature: parsed.nature,
        year: parsed.year ?? null,
        adopts: parsed.adopts ?? null,
      }))
      return { number: code ?? number, ...rest }
    }),
  examples: [
    {
      title: { zh: '破折号、全角与缺空格', en: 'Dashes, full-width signs and missing blanks' },
      csv: 'number\nGB／T2828.1—2012\nT/ZZB 0001—2020\nDB33/T 2428-2022\nGB/T 19001-2016/ISO 9001:2015\n8170-2008\n',
      expected: [
        { valid: true, normal: 'GB/T 2828.1-2012', kind: 'national', nature: 'recommended', year: 2012 },
        { valid: true, normal: 'T/ZZB 0001-2020', kind: 'group', year: 2020 },
        { valid: true, normal: 'DB33/T 2428-2022', kind: 'local', nature: 'recommended', year: 2022 },
        { valid: true, normal: 'GB/T 19001-2016/ISO 9001:2015', adopts: 'ISO 9001:2015' },
        { valid: false, fault: 'form' },
      ],
      source: 'numbers of published standards',
    },
  ],
})

const cmaNumber = defineMethod({
  name: 'cma-number',
  title: { zh: '资质认定证书编号解析', en: 'CMA certificate number' },
  summary: {
    zh: '解析检验检测机构资质认定（CMA）12 位证书编号：年份、发证机关、专业领域、主管部门、流水号。',
    en: 'Reads the 12-digit CMA certificate number: year, issuer, field, ministry, serial.',
  },
  validity: noDoubt,
  sources: [source('检验检测机构资质认定证书编号规则')],
  row: codeRow,
  options: noOptions,
  run: (rows) =>
    rows.map(({ code }) =>
      judged(code, parseCmaNumber, ({ year, issuer, field, ministry, serial }) => ({
        year,
        issuer,
        field,
        ministry,
        serial,
      })),
    ),
  examples: [
    {
      title: { zh: '有效与无效编号', en: 'A valid and an invalid number' },
      csv: 'code\n160012050123\n163212050123\n',
      expected: [
        { valid: true, year: 2016, issuer: '国家', field: '环境与环保', ministry: '环保', serial: '0123' },
        { valid: false, fault: 'unknown-part', message: '32 is not an issuing authority' },
      ],
      source: 'the numbering rule: issuers 00–31, fields 00–21, ministries 00–34',
    },
  ],
})

export const identityCodeMethods: readonly CatalogueMethod[] = [
  creditCode,
  organizationCode,
  registrationNumber,
  gs1Key,
  digitalLink,
  divisionCode,
  industryCode,
  standardNumber,
  cmaNumber,
]
