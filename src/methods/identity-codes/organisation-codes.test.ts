import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mod1110CheckDigit, parseBusinessRegistrationNumber } from './business-registration-number.ts'
import { cmaFields, cmaIssuers, cmaMinistries, parseCmaNumber } from './cma-number.ts'
import { IdentityCodeError } from './identity-code-error.ts'
import { organizationCodeCheckCharacter, parseOrganizationCode } from './organization-code.ts'
import {
  isUnifiedSocialCreditCode,
  parseUnifiedSocialCreditCode,
  unifiedSocialCreditCodeCheckCharacter,
} from './unified-social-credit-code.ts'

function faultOfCall(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof IdentityCodeError) return error.fault
  }
  return 'none'
}

describe('unified social credit code', () => {
  // Worked example of GB 32100-2015: the base gives 3, so the printed Z is wrong.
  test('the worked example of GB 32100-2015', () => {
    expect(unifiedSocialCreditCodeCheckCharacter('91350100M000100Y4')).toBe('3')
    expect(faultOfCall(() => parseUnifiedSocialCreditCode('91350100M000100Y4Z'))).toBe('check-digit')
    expect(faultOfCall(() => parseUnifiedSocialCreditCode('91350100M000100Y44'))).toBe('check-digit')
  })

  test.each([
    '91350100M000100Y43',
    '914403001922038216',
    '91440300708461136T',
    '91330100799655058B',
    '91110108551385082Q',
  ])('%s is valid', (code) => {
    const parsed = parseUnifiedSocialCreditCode(code)
    expect(parsed).toMatchObject({ code, department: '工商', category: '企业', organizationCodeValid: true })
  })

  test('a code that has to be mended is none as it is written', () => {
    for (const text of [
      '91350100m000100y43',
      ' 91350100M000100Y43',
      '91350100M000100Y4',
      '91A50100M000100Y43',
      '91350100M000100Y4企',
    ])
      expect(isUnifiedSocialCreditCode(text)).toBe(false)
  })

  test('parts', () => {
    expect(parseUnifiedSocialCreditCode(' 91350100 m000100y43 ')).toEqual({
      code: '91350100M000100Y43',
      department: '工商',
      category: '企业',
      division: '350100',
      organizationCode: 'M000100Y4',
      organizationCodeValid: true,
    })
  })

  test.each([
    ['', 'length'],
    ['91350100M000100Y4', 'length'],
    ['9135010OM000100Y43', 'character'],
    ['91I50100M000100Y43', 'character'],
  ])('refuses %j for its %s', (text, fault) => {
    expect(faultOfCall(() => parseUnifiedSocialCreditCode(text))).toBe(fault)
  })

  test('every single wrong character and every swap of neighbours is noticed', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 })
    const subject = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(
        digits,
        subject,
        fc.nat(16),
        fc.constantFrom(...alphabet),
        (division, organization, place, other) => {
          const base = `91${division}${organization}`
          const code = base + unifiedSocialCreditCodeCheckCharacter(base)
          expect(parseUnifiedSocialCreditCode(code).code).toBe(code)
          expect(isUnifiedSocialCreditCode(code)).toBe(true)
          const changed = code.slice(0, place) + other + code.slice(place + 1)
          expect(faultOfCall(() => parseUnifiedSocialCreditCode(changed)) === 'none').toBe(changed === code)
          expect(isUnifiedSocialCreditCode(changed)).toBe(changed === code)
          const swapped =
            code.slice(0, place) + code.charAt(place + 1) + code.charAt(place) + code.slice(place + 2)
          expect(faultOfCall(() => parseUnifiedSocialCreditCode(swapped)) === 'none').toBe(swapped === code)
        },
      ),
    )
  })
})

describe('organization code', () => {
  test.each([
    ['M000100Y', '4'],
    ['19220382', '1'],
    ['70846113', '6'],
  ])('%s has check character %s', (base, check) => {
    expect(organizationCodeCheckCharacter(base)).toBe(check)
    expect(parseOrganizationCode(`${base}-${check}`)).toBe(base + check)
  })

  test('refuses a wrong check character and a wrong length', () => {
    expect(faultOfCall(() => parseOrganizationCode('M000100Y-5'))).toBe('check-digit')
    expect(faultOfCall(() => parseOrganizationCode('M000100Y'))).toBe('length')
  })
})

describe('business registration number', () => {
  test('the example of ISO/IEC 7064 for MOD 11,10 and a published registration number', () => {
    expect(mod1110CheckDigit('0794')).toBe('5')
    expect(parseBusinessRegistrationNumber('110108000000016')).toBe('110108000000016')
    expect(faultOfCall(() => parseBusinessRegistrationNumber('110108000000017'))).toBe('check-digit')
  })

  test('every single wrong digit is noticed', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 99_999_999_999_999n }),
        fc.nat(13),
        fc.integer({ min: 1, max: 9 }),
        (n, place, step) => {
          const base = String(n).padStart(14, '0')
          const changed =
            base.slice(0, place) + String((Number(base.charAt(place)) + step) % 10) + base.slice(place + 1)
          expect(mod1110CheckDigit(changed)).not.toBe(mod1110CheckDigit(base))
        },
      ),
    )
  })
})

describe('CMA number', () => {
  test('parts', () => {
    expect(parseCmaNumber('160012050123')).toEqual({
      number: '160012050123',
      year: 2016,
      issuer: '国家',
      field: '环境与环保',
      ministry: '环保',
      serial: '0123',
    })
  })

  test('the lists have as many entries as the numbering rule', () => {
    expect([cmaIssuers.length, cmaFields.length, cmaMinistries.length]).toEqual([32, 22, 35])
    expect([cmaIssuers[11], cmaIssuers[31], cmaFields[21], cmaMinistries[34]]).toEqual([
      '浙江',
      '新疆',
      '其他',
      '其他',
    ])
  })

  test.each(['163212050123', '160022050123', '160012350123', '160012050000', '16001205012', '16001205012A'])(
    'refuses %s',
    (text) => {
      expect(() => parseCmaNumber(text)).toThrow(IdentityCodeError)
    },
  )
})
