/**
 * 工商注册号 (GS 15-2006), the number of a business before the unified social credit code: six digits of the first
 * registering authority, eight of a serial, one check digit by ISO/IEC 7064 (GB/T 17710) MOD 11,10.
 */
import { compactCode, IdentityCodeError } from './identity-code-error.ts'

/**
 * The check digit of ISO/IEC 7064 MOD 11,10 (a hybrid system: modulus 11 and 10).
 * @throws {IdentityCodeError} when `digits` is not a run of digits
 * @example mod1110CheckDigit('0794') // '5'
 */
export function mod1110CheckDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new IdentityCodeError('character', `"${digits}" is not a run of digits`)
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return String((11 - product) % 10)
}

/**
 * The 15 digits of a business registration number.
 * @throws {IdentityCodeError} when length, characters or the check digit do not fit
 */
export function parseBusinessRegistrationNumber(text: string): string {
  const number = compactCode(text)
  if (number.length !== 15)
    throw new IdentityCodeError('length', `a registration number has 15 digits, not ${number.length}`)
  const expected = mod1110CheckDigit(number.slice(0, 14))
  if (number.charAt(14) !== expected) {
    throw new IdentityCodeError('check-digit', `the check digit of ${number} should be ${expected}`)
  }
  return number
}
