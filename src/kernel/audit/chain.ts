/** The arithmetic of the audit chain: what exactly is hashed, so that anyone can check an exported trail. */
import { createHash } from 'node:crypto'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** One entry without its place in the chain. `at` has millisecond precision. */
export interface ChainedContent {
  readonly at: Date
  readonly actorId: string | null
  readonly actorName: string
  readonly action: string
  readonly objectType: string
  readonly objectId: string
  readonly objectLabel: string
  readonly detail: Json
}

/** The hash before a city's first entry. */
export const chainStart = '0'.repeat(64)

/** JSON with object keys in code-point order and no white space, so that equal values have equal text. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as { readonly [key: string]: Json })
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/**
 * SM3 (GB/T 32905-2016) over the previous hash, the city, the sequence number and the content, as canonical JSON
 * of an array in that order; 64 lower-case hex digits.
 */
export function linkHash(
  previousHash: string,
  city: string,
  sequence: number,
  content: ChainedContent,
): string {
  const fields: Json = [
    previousHash,
    city,
    sequence,
    content.at.toISOString(),
    content.actorId,
    content.actorName,
    content.action,
    content.objectType,
    content.objectId,
    content.objectLabel,
    content.detail,
  ]
  return createHash('sm3').update(canonicalJson(fields)).digest('hex')
}
