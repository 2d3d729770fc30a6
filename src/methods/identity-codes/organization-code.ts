/**
 * 组织机构代码 (GB 11714-1997): eight characters of 0–9 and A–Z and one check character. It is the subject part
 * (characters 9–17) of the unified social credit code.
 *
 * Check: C9 = 11 − Σ Ci·Wi mod 11 with Wi = 3, 7, 9, 10, 5, 8, 4, 2 and A = 10 … Z = 35; 10 is written X, 11 is 0.
 */
import { compactCode, IdentityCodeError } from './identity-code-error.ts'

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/**
 * The check character of the first eight characters.
 * @throws {IdentityCodeError} when `base` is not eight characters of 0–9 and A–Z
 * @example organizationCodeCheckCharacter('M000100Y') // '4'
 */
export function organizationCodeCheckCharacter(base: string): string {
  if (!/^[0-9A-Z]{8}$/.test(base)) {
    throw new IdentityCodeError('character', `"${base}" is not eight characters of 0–9 and A–Z`)
  }
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number.parseInt(base.charAt(index), 36),
    0,
  )
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

/**
 * The code as nine characters without the hyphen, such as `M000100Y4`.
 * @throws {IdentityCodeError} when length, characters or the check character do not fit
 */
export function parseOrganizationCode(text: string): string {
  const code = compactCode(text).replace(/^(.{8})-(.)$/, '$1$2')
  if (code.length !== 9)
    throw new IdentityCodeError('length', `an organization code has 9 characters, not ${code.length}`)
  const expected = organizationCodeCheckCharacter(code.slice(0, 8))
  if (code.charAt(8) !== expected) {
    throw new IdentityCodeError('check-digit', `the check character of ${code} should be ${expected}`)
  }
  return code
}
