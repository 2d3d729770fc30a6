/**
 * The random numbers of a draw: fully determined by a published seed, so that anyone can produce them again
 * in any language.
 *
 * Seed: 64 lower-case hexadecimal digits. Stream: for a label such as `urn` the text
 * `zhiheng-draw/1\n<seed>\n<label>` (UTF-8, `\n` a line feed) is hashed with SHA-256, or SM3 (GB/T 32905-2016).
 * The first 16 bytes of the digest, read as four little-endian 32-bit words, are the state s0 s1 s2 s3 of
 * xoshiro128** 1.1 (D. Blackman, S. Vigna, ACM Trans. Math. Softw. 47(4), 2021); should all four be zero, the
 * last 16 bytes are used. Each step yields a 32-bit word.
 *
 * Bounded numbers: for a bound m, b is the number of binary digits of m − 1; the top b bits of a word are taken,
 * and the word is thrown away while they are not below m. For m = 1 the result is 0 and no word is used. Every
 * value below m is equally likely: there is no modulo bias.
 */
import { startTextHash } from '#draw-hash'

/** Hash functions a draw may be based on; SM3 where the national algorithms are required. */
export type DrawHash = 'sha256' | 'sm3'

/** The hexadecimal digest of a UTF-8 text. */
export function hashText(text: string, hash: DrawHash): string {
  const running = startTextHash(hash)
  running.add(text)
  return hexOf(running.finish())
}

/** Bytes as lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const SEED = /^[0-9a-f]{64}$/
const LABEL_PREFIX = 'zhiheng-draw/1'
/** Words are produced in blocks: the state then stays in registers. */
const BLOCK = 256

/** One stream of random words. */
export class SeededGenerator {
  readonly #state: Int32Array
  readonly #block = new Uint32Array(BLOCK)
  #used = BLOCK

  /** @param state the four words of xoshiro128**, not all zero */
  constructor(state: Int32Array) {
    if (state.length !== 4 || state.every((word) => word === 0)) {
      throw new RangeError('the state has four words, not all zero')
    }
    this.#state = Int32Array.from(state)
  }

  /** The next 32-bit word, 0 … 2³² − 1. */
  nextWord(): number {
    if (this.#used === BLOCK) {
      fillBlock(this.#state, this.#block)
      this.#used = 0
    }
    return this.#block[this.#used++] ?? 0
  }

  /**
   * A number from 0 to `bound` − 1, each equally likely.
   *
   * @throws RangeError when the bound is not a whole number from 1 to 2³².
   */
  below(bound: number): number {
    requireBound(bound)
    if (bound === 1) return 0
    const shift = Math.clz32(bound - 1)
    let value = this.nextWord() >>> shift
    while (value >= bound) value = this.nextWord() >>> shift
    return value
  }

  /**
   * Fills `numbers` with what as many calls of {@link below} would give. The unlikely branch of each call is
   * replaced by arithmetic: four times as fast, because the processor need not guess which words are thrown away.
   *
   * @throws RangeError as {@link below}.
   */
  fillBelow(numbers: Uint32Array, bound: number): void {
    requireBound(bound)
    if (bound === 1) {
      numbers.fill(0)
      return
    }
    const block = this.#block
    const shift = Math.clz32(bound - 1)
    let filled = 0
    while (filled < numbers.length) {
      if (this.#used === BLOCK) {
        fillBlock(this.#state, block)
        this.#used = 0
      }
      const end = Math.min(BLOCK, this.#used + numbers.length - filled)
      for (let index = this.#used; index < end; index++) {
        const value = (block[index] ?? 0) >>> shift
        numbers[filled] = value
        filled += value < bound ? 1 : 0
      }
      this.#used = end
    }
  }
}

/**
 * The stream of a seed and a label.
 *
 * @throws RangeError when the seed is not 64 lower-case hexadecimal digits.
 */
export function createGenerator(seed: string, label: string, hash: DrawHash = 'sha256'): SeededGenerator {
  if (!SEED.test(seed)) throw new RangeError('a seed has 64 lower-case hexadecimal digits')
  const running = startTextHash(hash)
  running.add(`${LABEL_PREFIX}\n${seed}\n${label}`)
  const digest = running.finish()
  const words = new DataView(digest.buffer, digest.byteOffset)
  const word = (index: number) => words.getInt32(4 * index, true)
  const first = Int32Array.of(word(0), word(1), word(2), word(3))
  return new SeededGenerator(
    first.some((value) => value !== 0) ? first : Int32Array.of(word(4), word(5), word(6), word(7)),
  )
}

function requireBound(bound: number): void {
  if (!(Number.isInteger(bound) && bound >= 1 && bound <= 0x1_0000_0000)) {
    throw new RangeError(`a bound is a whole number from 1 to 2^32, got ${bound}`)
  }
}

function fillBlock(state: Int32Array, block: Uint32Array): void {
  let s0 = state[0] ?? 0
  let s1 = state[1] ?? 0
  let s2 = state[2] ?? 0
  let s3 = state[3] ?? 0
  for (let index = 0; index < block.length; index++) {
    const product = Math.imul(s1, 5)
    block[index] = Math.imul((product << 7) | (product >>> 25), 9)
    const carried = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= carried
    s3 = (s3 << 11) | (s3 >>> 21)
  }
  state[0] = s0
  state[1] = s1
  state[2] = s2
  state[3] = s3
}
