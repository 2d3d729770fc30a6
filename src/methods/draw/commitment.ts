/**
 * Commit and reveal: why nobody, not even the organiser, can steer a draw.
 *
 * 1. Before the draw the organiser fixes the population and the plan, picks a secret (64 hexadecimal digits from a
 *    random source) and publishes
 *    `commitment = H("zhiheng-draw-commit/1\n" secret "\n" populationDigest "\n" planDigest)`.
 * 2. Afterwards one or more contributions become public that the organiser could not know when committing: numbers
 *    called out by witnesses, the result of a named public lottery.
 * 3. The secret is revealed; `seed = H("zhiheng-draw-seed/1\n" commitment "\n" secret "\n" c₁ "\n" … "\n" cₙ)`.
 *
 * H is SHA-256 or SM3 of the UTF-8 text, in lower-case hexadecimal. Without a contribution an organiser could try
 * secrets until the result pleases, so at least one is required. Errors: RangeError on malformed input.
 */
import { startTextHash } from '#draw-hash'
import { type DrawHash, hashText, hexOf } from './seeded-generator.ts'

const HEX = /^[0-9a-f]{64}$/

/** What is fixed before the draw. */
export interface DrawTerms {
  readonly hash: DrawHash
  readonly populationDigest: string
  readonly planDigest: string
}

/**
 * The commitment to publish before the draw.
 *
 * @param secret 64 lower-case hexadecimal digits, from a random source and known to the organiser only
 * @throws RangeError when the secret is malformed.
 */
export function commitToDraw(terms: DrawTerms, secret: string): string {
  if (!HEX.test(secret)) throw new RangeError('a secret has 64 lower-case hexadecimal digits')
  const text = ['zhiheng-draw-commit/1', secret, terms.populationDigest, terms.planDigest].join('\n')
  return hashText(text, terms.hash)
}

/**
 * The seed that secret and public contributions give.
 *
 * @param contributions texts in the order of publication, none blank or with a line break
 * @throws RangeError when there is no contribution, or one is blank or has a line break.
 */
export function revealSeed(
  commitment: string,
  secret: string,
  contributions: readonly string[],
  hash: DrawHash,
): string {
  if (contributions.length === 0) throw new RangeError('a draw needs at least one public contribution')
  if (contributions.some((text) => text.trim() === '' || /[\r\n]/.test(text))) {
    throw new RangeError('a contribution is one line of text')
  }
  return hashText(['zhiheng-draw-seed/1', commitment, secret, ...contributions].join('\n'), hash)
}

/** Digest of a population, fed subject by subject in the published order. */
export interface PopulationDigest {
  /** @throws RangeError when the identifier is blank or has a tab or line break. */
  readonly add: (id: string, stratum: number, weight?: number) => void
  /** The digest; nothing can be added afterwards. */
  readonly finish: () => string
}

/** Texts gathered before each call of the hash: one call a subject would cost four times as much. */
const GATHERED = 1 << 16

/**
 * Starts a population digest: H over one line `id\tstratum\tweight\n` a subject (weight 1 when unweighted).
 */
export function createPopulationDigest(hash: DrawHash): PopulationDigest {
  const running = startTextHash(hash)
  let gathered = ''
  return {
    add: (id, stratum, weight = 1) => {
      if (id.trim() === '' || /[\t\r\n]/.test(id)) throw new RangeError(`"${id}" is not an identifier`)
      gathered += `${id}\t${stratum}\t${weight}\n`
      if (gathered.length > GATHERED) {
        running.add(gathered)
        gathered = ''
      }
    },
    finish: () => {
      running.add(gathered)
      return hexOf(running.finish())
    },
  }
}

/** A value that JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/**
 * JSON with the keys of every object in code unit order and no blanks (RFC 8785 for texts and whole numbers), so
 * that equal plans have equal digests.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter((entry): entry is [string, JsonValue] => entry[1] !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}
