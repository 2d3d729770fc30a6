/** The hashes of a draw in a browser, where hashing must not wait: the same as `text-hash.ts`, in plain JavaScript. */
import { sha256 } from '@noble/hashes/sha2.js'
import { sm3 } from 'sm-crypto-v2'
import type { DrawHash } from './seeded-generator.ts'
import type { RunningTextHash } from './text-hash.ts'

/** See `text-hash.ts`. */
export function startTextHash(hash: DrawHash): RunningTextHash {
  const encoder = new TextEncoder()
  if (hash === 'sha256') {
    const running = sha256.create()
    return {
      add: (text) => void running.update(encoder.encode(text)),
      addBytes: (bytes) => void running.update(bytes),
      finish: () => running.digest(),
    }
  }
  // The library hashes a whole message only.
  const pieces: Uint8Array[] = []
  return {
    add: (text) => void pieces.push(encoder.encode(text)),
    addBytes: (bytes) => void pieces.push(bytes),
    finish: () => fromHex(sm3(joined(pieces))),
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  )
}
