import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithinDivision, parseDivisionCode, provinces } from './division-code.ts'
import { IdentityCodeError } from './identity-code-error.ts'
import { industryDivisions, industrySections, parseIndustryCode } from './industry-code.ts'
import {
  compareStandardNumbers,
  isSameStandard,
  normaliseStandardNumber,
  parseStandardNumber,
} from './standard-number.ts'

describe('division code (GB/T 2260)', () => {
  test.each([
    // 浙江省, 杭州市, 西湖区, 金华市 义乌市, 嘉兴市 海盐县, 延边朝鲜族自治州, 湖北省直辖, 仙桃市
    ['330000', 'province', 'province', undefined],
    ['33', 'province', 'province', undefined],
    ['330100', 'prefecture', 'city', '330000'],
    ['330106', 'county', 'district', '330100'],
    ['330782', 'county', 'county-level-city', '330700'],
    ['330424', 'county', 'county', '330400'],
    ['222400', 'prefecture', 'prefecture', '220000'],
    ['429000', 'prefecture', 'directly-administered', '420000'],
    ['330106109', 'township', 'township', '330106'],
    ['330106109051', 'village', 'village', '330106109000'],
    ['330106000000', 'county', 'district', '330100'],
  ])('%s is a %s, kind %s', (code, level, kind, parent) => {
    expect(parseDivisionCode(code)).toMatchObject({ level, kind, parent })
  })

  test.each(['', '3', '990000', '330006', '33010', '33A100', '338000', '330100001'])('refuses %j', (text) => {
    expect(() => parseDivisionCode(text)).toThrow(IdentityCodeError)
  })

  test('34 provinces', () => {
    expect(Object.keys(provinces)).toHaveLength(34)
  })

  test('a division lies within itself and all above it, and in no other province', () => {
    expect(isWithinDivision('330782', '330700')).toBe(true)
    expect(isWithinDivision('330700', '330782')).toBe(false)
    const province = fc.constantFrom(...Object.keys(provinces))
    fc.assert(
      fc.property(
        province,
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 99 }),
        province,
        (own, middle, last, other) => {
          const code = own + String(middle).padStart(2, '0') + String(last).padStart(2, '0')
          const parsed = parseDivisionCode(code)
          expect(parsed.padded).toBe(code)
          expect(isWithinDivision(code, parsed.parent ?? '')).toBe(true)
          expect(isWithinDivision(code, other)).toBe(own === other)
        },
      ),
    )
  })
})

describe('industry code (GB/T 4754-2017)', () => {
  test('20 sections and 97 divisions without a gap', () => {
    expect(industrySections.map((section) => section.letter).join('')).toBe('ABCDEFGHIJKLMNOPQRST')
    expect(industryDivisions.map((division) => Number(division.code))).toEqual(
      Array.from({ length: 97 }, (_, index) => index + 1),
    )
    expect(industryDivisions.every((division) => division.name !== '')).toBe(true)
  })

  test.each([
    ['13', '农副食品加工业', 'C'],
    ['41', '其他制造业', 'C'],
    ['43', '金属制品、机械和设备修理业', 'C'],
    ['05', '农、林、牧、渔专业及辅助性活动', 'A'],
    ['70', '房地产业', 'K'],
    ['97', '国际组织', 'T'],
  ])('division %s is %s', (code, name, section) => {
    expect(industryDivisions.find((division) => division.code === code)).toEqual({ code, name, section })
  })

  test('29 manufacturing divisions count for the product pass rate: 13–41 without recycling and repair', () => {
    const counted = industryDivisions.filter((division) => parseIndustryCode(division.code).inPassRateScope)
    expect(counted).toHaveLength(29)
    expect(counted.map((division) => division.code)).not.toContain('42')
  })

  test('letter and digits may be written together or alone', () => {
    expect(parseIndustryCode('c1311')).toMatchObject({ code: 'C1311', level: 'class', parent: 'C131' })
    expect(parseIndustryCode('1311').code).toBe('C1311')
    expect(parseIndustryCode('C13')).toMatchObject({ level: 'division', parent: 'C' })
    expect(parseIndustryCode('131').level).toBe('group')
    expect(parseIndustryCode('C')).toMatchObject({
      level: 'section',
      parent: undefined,
      inPassRateScope: false,
    })
  })

  test.each(['', '1', 'A13', 'U', '00', '98', '13111', 'C1A'])('refuses %j', (text) => {
    expect(() => parseIndustryCode(text)).toThrow(IdentityCodeError)
  })
})

describe('standard number', () => {
  test.each([
    ['GB 3095-2026', 'national', 'mandatory'],
    ['GB/T 19580-2012', 'national', 'recommended'],
    ['GB/Z 19579-2012', 'national', 'guide'],
    ['GBZ 2.1-2019', 'national', 'mandatory'],
    ['HJ 633-2026', 'industry', 'mandatory'],
    ['RB/T 214-2017', 'industry', 'recommended'],
    ['JJG 52-2013', 'metrology', 'mandatory'],
    ['JJF 1033-2023', 'metrology', 'mandatory'],
    ['DB33/T 2428-2022', 'local', 'recommended'],
    ['DB36/T 1659-2022', 'local', 'recommended'],
    ['DB3301/T 0123-2020', 'local', 'recommended'],
    ['T/ZZB 0001-2016', 'group', 'unstated'],
    ['Q/ABC 001-2024', 'enterprise', 'unstated'],
    ['ISO 2859-1:1999', 'international', 'unstated'],
    ['ISO/IEC 17025:2017', 'international', 'unstated'],
    ['GB/T 2828.1-2012', 'national', 'recommended'],
    ['GB 3095-2012/XG1-2018', 'national', 'mandatory'],
    ['GB/T 19001-2016/ISO 9001:2015', 'national', 'recommended'],
  ])('%s is %s, %s, and already normal', (text, kind, nature) => {
    expect(parseStandardNumber(text)).toMatchObject({ kind, nature, text })
  })

  test.each([
    ['gb／t 2828.1—2012', 'GB/T 2828.1-2012'],
    ['GB/T2828.1－2012', 'GB/T 2828.1-2012'],
    ['GBT 19001-2016', 'GB/T 19001-2016'],
    ['T/ZZB 0001——2020', 'T/ZZB 0001-2020'],
    ['t/zzb0001—2020', 'T/ZZB 0001-2020'],
    ['DB33／T 2428 – 2022', 'DB33/T 2428-2022'],
    ['Q/ABC001.2-2024', 'Q/ABC 001.2-2024'],
    ['JJF（浙）1001-2020', 'JJF(浙) 1001-2020'],
    ['iso 2859-1 : 1999', 'ISO 2859-1:1999'],
    ['GB/T  8170', 'GB/T 8170'],
  ])('%s is written %s', (text, normal) => {
    expect(normaliseStandardNumber(text)).toBe(normal)
  })

  test('two-digit years are of the last century, and not after 1995', () => {
    expect(parseStandardNumber('GB 3838-88').year).toBe(1988)
    expect(parseStandardNumber('GB 3095-82').year).toBe(1982)
    expect(() => parseStandardNumber('GB 3838-02')).toThrow(IdentityCodeError)
    expect(() => parseStandardNumber('GB 3838-96')).toThrow(IdentityCodeError)
  })

  test('editions of one standard, and parts of one series', () => {
    const [old, current, part1, part10, part2] = [
      'GB 3095-2012',
      'GB 3095-2026',
      'GB/T 2828.1-2012',
      'GB/T 2828.10-2010',
      'GB/T 2828.2-2008',
    ].map(parseStandardNumber)
    if (!old || !current || !part1 || !part10 || !part2) throw new Error('parsed above')
    expect(isSameStandard(old, current)).toBe(true)
    expect(compareStandardNumbers(old, current)).toBeLessThan(0)
    expect(isSameStandard(part1, part2)).toBe(false)
    expect([part10, part2, part1].toSorted(compareStandardNumbers)).toEqual([part1, part2, part10])
  })

  test('an enterprise standard may name a division, a firm in Chinese, and part numbers', () => {
    expect(parseStandardNumber('Q/330100 ABC 001-2024')).toMatchObject({
      kind: 'enterprise',
      serial: '001',
      year: 2024,
    })
    expect(parseStandardNumber('Q/质衡 12-2023')).toMatchObject({
      kind: 'enterprise',
      prefix: 'Q/质衡',
      serial: '12',
    })
  })

  test.each(['', 'GB', 'GB/T', '8170-2008', 'GB/T abc-2008', 'T/Z', 'Q/', 'hello world'])(
    'refuses %j',
    (text) => {
      expect(() => parseStandardNumber(text)).toThrow(IdentityCodeError)
    },
  )

  test('the normal form is its own normal form, and order is consistent', () => {
    const prefix = fc.constantFrom('GB/T', 'GB', 'HJ', 'DB33/T', 'T/ZZB', 'Q/ABC', 'JJF', 'GBZ/T')
    const number = fc
      .tuple(
        prefix,
        fc.integer({ min: 1, max: 99999 }),
        fc.option(fc.integer({ min: 1, max: 30 })),
        fc.integer({ min: 1996, max: 2030 }),
      )
      .map(([start, serial, part, year]) => `${start} ${serial}${part === null ? '' : `.${part}`}-${year}`)
    fc.assert(
      fc.property(number, number, (one, other) => {
        expect(normaliseStandardNumber(one)).toBe(one)
        expect(normaliseStandardNumber(one.replace(' ', '').replace('-', '—'))).toBe(one)
        const [left, right] = [parseStandardNumber(one), parseStandardNumber(other)]
        expect(
          Math.sign(compareStandardNumbers(left, right)) + Math.sign(compareStandardNumbers(right, left)),
        ).toBe(0)
        expect(compareStandardNumbers(left, left)).toBe(0)
      }),
    )
  })
})
