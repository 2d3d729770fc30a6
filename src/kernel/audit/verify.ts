/** Checks a city's audit chain from its first entry to its recorded end. */
import type { Connection } from '../db/database.ts'
import { chainStart, linkHash } from './chain.ts'
import { auditedCities, chainHead, chainStretch } from './store.ts'

/** Where and how a chain is broken; `sequence` is the first entry that does not fit. */
export interface ChainFault {
  readonly sequence: number
  readonly kind: 'changed' | 'removed' | 'inserted' | 'tail removed' | 'head changed'
}

export interface ChainVerdict {
  readonly city: string
  readonly entries: number
  /** Hash of the last entry: noted elsewhere, it later proves that the trail up to here is the same. */
  readonly lastHash: string
  readonly fault: ChainFault | undefined
}

const stretchLength = 5000

/** Recomputes every link of one city's chain. Reads it in stretches, so memory stays flat. */
export async function verifyChain(connection: Connection, city: string): Promise<ChainVerdict> {
  let sequence = 0
  let hash = chainStart
  const broken = (fault: ChainFault): ChainVerdict => ({ city, entries: sequence, lastHash: hash, fault })
  for (;;) {
    const stretch = await chainStretch(connection, city, sequence, stretchLength)
    for (const entry of stretch) {
      if (entry.sequence !== sequence + 1) return broken({ sequence: sequence + 1, kind: 'removed' })
      const expected = linkHash(hash, city, entry.sequence, entry)
      if (entry.previousHash !== hash) return broken({ sequence: entry.sequence, kind: 'inserted' })
      if (entry.hash !== expected) return broken({ sequence: entry.sequence, kind: 'changed' })
      sequence = entry.sequence
      hash = entry.hash
    }
    if (stretch.length < stretchLength) break
  }
  const head = await chainHead(connection, city)
  if ((head?.sequence ?? 0) > sequence) return broken({ sequence: sequence + 1, kind: 'tail removed' })
  if (sequence > 0 && !head) return broken({ sequence, kind: 'head changed' })
  if (head && head.sequence < sequence) return broken({ sequence: head.sequence + 1, kind: 'inserted' })
  if (head && sequence > 0 && head.hash !== hash) return broken({ sequence, kind: 'head changed' })
  return { city, entries: sequence, lastHash: hash, fault: undefined }
}

/** Verifies all cities of an installation. */
export async function verifyAllChains(connection: Connection): Promise<ChainVerdict[]> {
  const verdicts: ChainVerdict[] = []
  for (const city of await auditedCities(connection)) verdicts.push(await verifyChain(connection, city))
  return verdicts
}
