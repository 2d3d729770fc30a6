/**
 * GS1 Digital Link URIs and EPC URNs brought to one canonical form, `https://id.gs1.org/{identifier}/{value}…`
 * (GS1 Digital Link Standard: URI Syntax; EPC Tag Data Standard §12; CBV 2.0 §8 uses the form to compare events).
 *
 * Kept: the key, with a trade item's serial, lot or third-party serial, a location's extension, an ITIP's serial or
 * lot, a component's serial. A serial outranks a lot; the consumer product variant (22) and an extension of 0 are
 * dropped, as is everything in the query. Check digits are computed for URNs and left as they are in URIs.
 */
import { findGs1KeyForm, gs1CheckDigit, normaliseGs1KeyValue } from './gs1-key.ts'

const CANONICAL_BASE = 'https://id.gs1.org'

/** Qualifiers a key may carry: the first of `keep` that is present stays, those of `drop` are read and left out. */
const QUALIFIERS: Readonly<
  Record<string, { readonly keep: readonly string[]; readonly drop: readonly string[] }>
> = {
  '01': { keep: ['21', '235', '10'], drop: ['22'] },
  '414': { keep: ['254'], drop: [] },
  '8006': { keep: ['21', '10'], drop: ['22'] },
  '8010': { keep: ['8011'], drop: [] },
}

const QUALIFIER_SHORT_NAMES: Readonly<Record<string, string>> = {
  cpv: '22',
  lot: '10',
  ser: '21',
  tpx: '235',
  glnx: '254',
  cpsn: '8011',
}

/**
 * The canonical Digital Link of a Digital Link URI or an EPC URN, or undefined when the text is neither.
 * @example canonicalDigitalLink('urn:epc:id:sgln:4012345.00005.0') // 'https://id.gs1.org/414/4012345000054'
 */
export function canonicalDigitalLink(text: string): string | undefined {
  const trimmed = text.trim()
  if (/^urn:epc:/i.test(trimmed)) return linkOfUrn(trimmed)
  if (/^https?:\/\//i.test(trimmed)) return linkOfUri(trimmed)
  return undefined
}

function linkOfUri(uri: string): string | undefined {
  let segments: string[]
  try {
    segments = new URL(uri).pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent)
  } catch {
    // Neither a URL nor decodable: not a Digital Link.
    return undefined
  }
  // The owner of the domain may put path segments before the key, so the first one that reads as a key counts.
  for (let start = 0; start + 1 < segments.length; start++) {
    const link = linkOfSegments(segments.slice(start))
    if (link !== undefined) return link
  }
  return undefined
}

function linkOfSegments(segments: readonly string[]): string | undefined {
  if (segments.length % 2 !== 0) return undefined
  const [identifier = '', text = '', ...rest] = segments
  const key = findGs1KeyForm(identifier)
  const value = key === undefined ? undefined : normaliseGs1KeyValue(key, text)
  if (key === undefined || value === undefined) return undefined
  const allowed = QUALIFIERS[key.applicationIdentifier] ?? { keep: [], drop: [] }
  const found = new Map<string, string>()
  for (let index = 0; index < rest.length; index += 2) {
    const name = rest[index]?.toLowerCase() ?? ''
    const qualifier = QUALIFIER_SHORT_NAMES[name] ?? name
    if (!allowed.keep.includes(qualifier) && !allowed.drop.includes(qualifier)) return undefined
    found.set(qualifier, rest[index + 1] ?? '')
  }
  return canonicalLink(key.applicationIdentifier, value, found)
}

function canonicalLink(identifier: string, value: string, qualifiers: ReadonlyMap<string, string>): string {
  const kept = (QUALIFIERS[identifier]?.keep ?? []).find((name) => qualifiers.has(name))
  const link = `${CANONICAL_BASE}/${identifier}/${encodeSegment(value)}`
  const keptValue = kept === undefined ? undefined : qualifiers.get(kept)
  // A location extension of 0 means the location itself (EPC Tag Data Standard §6.3.3).
  if (keptValue === undefined || (kept === '254' && keptValue === '0')) return link
  return `${link}/${kept}/${encodeSegment(keptValue)}`
}

/** encodeURIComponent leaves these four as they are; the canonical form encodes them. */
function encodeSegment(text: string): string {
  return encodeURIComponent(text).replace(
    /[!()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

type UrnParts = readonly string[]

/** Builds the canonical link from a URN's dot-separated parts; undefined when they do not fit. */
type UrnRule = (parts: UrnParts) => string | undefined

/** Company prefix and reference closed by a check digit; `reference` may be empty. */
function checked(company: string, reference: string, length: number): string | undefined {
  const digits = company + reference
  return /^\d+$/.test(digits) && digits.length === length - 1 ? digits + gs1CheckDigit(digits) : undefined
}

/** The indicator or extension digit stands before the company prefix in the key, after it in the URN. */
function checkedWithIndicator(company: string, reference: string, length: number): string | undefined {
  return checked(reference.charAt(0) + company, reference.slice(1), length)
}

function tradeItem(qualifier: string): UrnRule {
  return ([company = '', item = '', serial = '']) => {
    const value = checkedWithIndicator(company, item, 14)
    return value === undefined ? undefined : canonicalLink('01', value, qualifierMap(qualifier, serial))
  }
}

function plain(
  identifier: string,
  value: string | undefined,
  qualifiers = new Map<string, string>(),
): string | undefined {
  const key = findGs1KeyForm(identifier)
  return value !== undefined && key?.pattern.test(value)
    ? canonicalLink(identifier, value, qualifiers)
    : undefined
}

function withSerial(base: string | undefined, serial: string): string | undefined {
  return base === undefined ? undefined : base + (serial === '*' ? '' : decodeURIComponent(serial))
}

/** `*` is the pattern for any serial: the link is that of the key alone. */
function qualifierMap(name: string, value: string): Map<string, string> {
  return new Map(value === '' || value === '*' ? [] : [[name, decodeURIComponent(value)]])
}

const URN_RULES: Readonly<Record<string, { readonly parts: number; readonly rule: UrnRule }>> = {
  sgtin: { parts: 3, rule: tradeItem('21') },
  lgtin: { parts: 3, rule: tradeItem('10') },
  upui: { parts: 3, rule: tradeItem('235') },
  sscc: {
    parts: 2,
    rule: ([company = '', serial = '']) => plain('00', checkedWithIndicator(company, serial, 18)),
  },
  sgln: {
    parts: 3,
    rule: ([company = '', location = '', extension = '']) =>
      plain('414', checked(company, location, 13), qualifierMap('254', extension)),
  },
  pgln: { parts: 2, rule: ([company = '', party = '']) => plain('417', checked(company, party, 13)) },
  grai: {
    parts: 3,
    rule: ([company = '', type = '', serial = '']) => {
      const base = checked(company, type, 13)
      return plain('8003', withSerial(base === undefined ? undefined : `0${base}`, serial))
    },
  },
  giai: {
    parts: 2,
    rule: ([company = '', asset = '']) => plain('8004', company + decodeURIComponent(asset)),
  },
  gsrn: {
    parts: 2,
    rule: ([company = '', reference = '']) => plain('8018', checked(company, reference, 18)),
  },
  gsrnp: {
    parts: 2,
    rule: ([company = '', reference = '']) => plain('8017', checked(company, reference, 18)),
  },
  gdti: {
    parts: 3,
    rule: ([company = '', type = '', serial = '']) =>
      plain('253', withSerial(checked(company, type, 13), serial)),
  },
  sgcn: {
    parts: 3,
    rule: ([company = '', coupon = '', serial = '']) =>
      plain('255', withSerial(checked(company, coupon, 13), serial)),
  },
  cpi: {
    parts: 3,
    rule: ([company = '', part = '', serial = '']) =>
      plain('8010', company + decodeURIComponent(part), qualifierMap('8011', serial)),
  },
  ginc: {
    parts: 2,
    rule: ([company = '', consignment = '']) => plain('401', company + decodeURIComponent(consignment)),
  },
  gsin: { parts: 2, rule: ([company = '', shipper = '']) => plain('402', checked(company, shipper, 17)) },
  itip: {
    parts: 5,
    rule: ([company = '', item = '', piece = '', total = '', serial = '']) => {
      const tradeItemNumber = checkedWithIndicator(company, item, 14)
      return tradeItemNumber === undefined
        ? undefined
        : plain('8006', tradeItemNumber + piece + total, qualifierMap('21', serial))
    },
  },
}

function linkOfUrn(urn: string): string | undefined {
  const match = /^urn:epc:(?:id|class|idpat):([a-z]+):(.+)$/i.exec(urn)
  const rule = URN_RULES[match?.[1]?.toLowerCase() ?? '']
  // The last part may itself hold dots, so only as many parts as the scheme has are split off.
  const parts = splitParts(match?.[2] ?? '', rule?.parts ?? 0)
  if (rule === undefined || parts.length !== rule.parts) return undefined
  try {
    return rule.rule(parts)
  } catch (error) {
    // decodeURIComponent refuses broken percent-encoding: not an EPC URN.
    if (error instanceof URIError) return undefined
    throw error
  }
}

function splitParts(text: string, count: number): string[] {
  const pieces = text.split('.')
  return pieces.length <= count ? pieces : [...pieces.slice(0, count - 1), pieces.slice(count - 1).join('.')]
}
