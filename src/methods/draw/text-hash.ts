/** The hashes of a draw where Node runs. Browsers take `text-hash-browser.ts` (`#draw-hash` in package.json). */
import { createHash } from 'node:crypto'
import type { DrawHash } from './seeded-generator.ts'

/** A hash that is fed piece by piece. */
export interface RunningTextHash {
  /** Adds a text, as UTF-8. */
  readonly add: (text: string) => void
  /** Adds bytes as they are. */
  readonly addBytes: (bytes: Uint8Array) => void
  /** The 32 bytes of the digest; nothing can be added afterwards. */
  readonly finish: () => Uint8Array
}

/** Starts a SHA-256 (FIPS 180-4) or SM3 (GB/T 32905-2016) hash. */
export function startTextHash(hash: DrawHash): RunningTextHash {
  const running = createHash(hash)
  return {
    add: (text) => void running.update(text, 'utf8'),
    addBytes: (bytes) => void running.update(bytes),
    finish: () => running.digest(),
  }
}
