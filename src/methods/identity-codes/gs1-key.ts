/**
 * GS1 identification keys and their check digit (GS1 General Specifications §7.9; GB 12904 for the trade item number).
 * Check: from the right, digits are weighted 3, 1, 3, 1 …; the check digit brings the sum to a multiple of 10.
 */
import { compactCode, IdentityCodeError } from './identity-code-error.ts'

/** A key: its application identifier, its form, and where its check digit stands. */
export interface Gs1KeyForm {
  readonly applicationIdentifier: string
  readonly name: string
  /** The value after normalising: only numeric keys are padded. */
  readonly pattern: RegExp
  /** Number of leading digits the check digit closes; undefined for keys without one. */
  readonly checkedLength: number | undefined
  /** The word that stands for the identifier in older Digital Links. */
  readonly shortNames: readonly string[]
}

const CSET_82 = '[!-"%-?A-Z_a-z]'
const CSET_39 = '[0-9A-Z#\\-/]'

function form(
  applicationIdentifier: string,
  name: string,
  pattern: string,
  checkedLength: number | undefined,
  ...shortNames: string[]
): Gs1KeyForm {
  return { applicationIdentifier, name, pattern: new RegExp(`^${pattern}$`), checkedLength, shortNames }
}

/** The keys that can begin a Digital Link. */
export const gs1KeyForms: readonly Gs1KeyForm[] = [
  form('00', 'SSCC', '\\d{18}', 18, 'sscc'),
  form('01', 'GTIN', '\\d{14}', 14, 'gtin'),
  form('253', 'GDTI', `\\d{13}${CSET_82}{0,17}`, 13, 'gdti'),
  form('255', 'GCN', '\\d{13}\\d{0,12}', 13, 'gcn'),
  form('401', 'GINC', `${CSET_82}{1,30}`, undefined, 'ginc'),
  form('402', 'GSIN', '\\d{17}', 17, 'gsin'),
  form('414', 'GLN', '\\d{13}', 13, 'gln'),
  form('417', 'Party GLN', '\\d{13}', 13, 'party', 'partygln'),
  form('8003', 'GRAI', `\\d{14}${CSET_82}{0,16}`, 14, 'grai'),
  form('8004', 'GIAI', `${CSET_82}{1,30}`, undefined, 'giai'),
  form('8006', 'ITIP', '\\d{18}', 14, 'itip'),
  form('8010', 'CPID', `${CSET_39}{1,30}`, undefined, 'cpid'),
  form('8017', 'GSRN (provider)', '\\d{18}', 18, 'gsrnp'),
  form('8018', 'GSRN (recipient)', '\\d{18}', 18, 'gsrn'),
]

/** The key form of an application identifier or of its short name, in any case. */
export function findGs1KeyForm(identifier: string): Gs1KeyForm | undefined {
  const wanted = identifier.toLowerCase()
  return gs1KeyForms.find((key) => key.applicationIdentifier === wanted || key.shortNames.includes(wanted))
}

/**
 * The check digit that closes a run of digits.
 * @throws {IdentityCodeError} when `digits` is not a run of digits
 * @example gs1CheckDigit('690123456789') // '2'
 */
export function gs1CheckDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new IdentityCodeError('character', `"${digits}" is not a run of digits`)
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const weight = (digits.length - index) % 2 === 1 ? 3 : 1
    sum += weight * Number(digits.charAt(index))
  }
  return String((10 - (sum % 10)) % 10)
}

/** True when the last digit of the run is its check digit. */
export function hasGs1CheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && gs1CheckDigit(digits.slice(0, -1)) === digits.slice(-1)
}

/** A key in the form GS1 stores it. */
export interface Gs1Key {
  readonly applicationIdentifier: string
  readonly name: string
  /** GTINs as 14 digits. */
  readonly value: string
}

/**
 * Reads a key of a given kind; GTIN-8, -12 and -13 are padded to 14 digits.
 * @param identifier application identifier (`01`) or short name (`gtin`)
 * @throws {IdentityCodeError} when the kind is unknown, or form or check digit do not fit
 * @example parseGs1Key('01', '6901234567892').value // '06901234567892'
 */
export function parseGs1Key(identifier: string, text: string): Gs1Key {
  const key = findGs1KeyForm(identifier)
  if (key === undefined)
    throw new IdentityCodeError('unknown-part', `"${identifier}" is not a GS1 key identifier known here`)
  const value = normaliseGs1KeyValue(key, text)
  if (value === undefined)
    throw new IdentityCodeError('form', `"${text}" is not of the form of a ${key.name}`)
  if (key.checkedLength !== undefined) {
    const checked = value.slice(0, key.checkedLength)
    if (!hasGs1CheckDigit(checked)) {
      throw new IdentityCodeError(
        'check-digit',
        `the check digit of ${checked} should be ${gs1CheckDigit(checked.slice(0, -1))}`,
      )
    }
  }
  return { applicationIdentifier: key.applicationIdentifier, name: key.name, value }
}

/** The value in stored form, check digit unchecked, or undefined when its form does not fit the key. */
export function normaliseGs1KeyValue(key: Gs1KeyForm, text: string): string | undefined {
  const isTradeItem = key.applicationIdentifier === '01'
  const value = isTradeItem ? compactCode(text) : text.trim()
  if (isTradeItem && !/^(\d{8}|\d{12,14})$/.test(value)) return undefined
  const padded = isTradeItem ? value.padStart(14, '0') : value
  return key.pattern.test(padded) ? padded : undefined
}
