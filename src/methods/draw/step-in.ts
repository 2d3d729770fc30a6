/**
 * Substitutes that stepped in after a draw: a chain of entries behind the published file. Each names who drops out and
 * why, and who steps in: always the first substitute of the same stratum that has not stepped in yet, so that nobody
 * chooses. Each entry is bound to the one before, the first to the digest of the file itself: none can be left out,
 * added or changed later unseen.
 */
import { z } from 'zod'
import { canonicalJson } from './commitment.ts'
import { type DrawHash, hashText } from './seeded-generator.ts'

/** One entry of the chain, as it is published. */
export const PublishedStepIn = z.strictObject({
  /** From 1. */
  sequence: z.number().int(),
  stratum: z.string(),
  dropsOut: z.string(),
  stepsIn: z.string(),
  reason: z.string(),
  at: z.string(),
  /** The team that goes now: of the one that drops out, without whoever must avoid the substitute. */
  inspectors: z.array(z.string()),
  /** Digest of the entry before; of the first, that of the file. */
  previous: z.string(),
  digest: z.string(),
})
export type PublishedStepIn = z.infer<typeof PublishedStepIn>

/** Digest of an entry: H("zhiheng-draw-step-in/1\n" canonical JSON of all but the digest). */
export const digestStepIn = (entry: Omit<PublishedStepIn, 'digest'>, hash: DrawHash): string =>
  hashText(`zhiheng-draw-step-in/1\n${canonicalJson(entry)}`, hash)

/** What a chain is checked against. */
export interface DrawnStrata {
  readonly results: ReadonlyArray<{
    readonly key: string
    readonly sample: readonly string[]
    readonly substitutes: readonly string[]
  }>
  /** Inspectors of a drawn subject, of all departments. */
  readonly teamOf: (subject: string) => readonly string[]
  readonly avoids: (inspector: string, subject: string) => boolean
}

/**
 * The substitute whose turn it is: the first of a stratum that has not stepped in.
 *
 * @returns undefined when all have
 */
export const nextSubstitute = (
  substitutes: readonly string[],
  steppedIn: ReadonlySet<string>,
): string | undefined => substitutes.find((subject) => !steppedIn.has(subject))

/** One entry that does not hold. */
export interface StepInFinding {
  readonly index: number
  readonly field: keyof PublishedStepIn
  readonly recorded: string
  readonly replayed: string
}

/**
 * Replays a chain.
 *
 * @param fileDigest what the first entry is bound to
 * @returns what does not hold, the first thing of each entry; empty when the chain is true
 */
export function verifyStepIns(
  chain: readonly PublishedStepIn[],
  drawn: DrawnStrata,
  fileDigest: string,
  hash: DrawHash,
): StepInFinding[] {
  const found: StepInFinding[] = []
  const steppedIn = new Set<string>()
  const droppedOut = new Set<string>()
  const teams = new Map<string, readonly string[]>()
  let previous = fileDigest
  for (const [index, entry] of chain.entries()) {
    const stratum = drawn.results.find(({ key }) => key === entry.stratum)
    const { digest, ...rest } = entry
    const stands = stratum?.sample.includes(entry.dropsOut) === true || steppedIn.has(entry.dropsOut)
    const team = (teams.get(entry.dropsOut) ?? drawn.teamOf(entry.dropsOut)).filter(
      (inspector) => !drawn.avoids(inspector, entry.stepsIn),
    )
    const checks: ReadonlyArray<readonly [keyof PublishedStepIn, string, string]> = [
      ['sequence', String(entry.sequence), String(index + 1)],
      ['previous', entry.previous, previous],
      ['dropsOut', entry.dropsOut, stands && !droppedOut.has(entry.dropsOut) ? entry.dropsOut : ''],
      ['stepsIn', entry.stepsIn, nextSubstitute(stratum?.substitutes ?? [], steppedIn) ?? ''],
      ['reason', entry.reason, entry.reason.trim() === '' ? '…' : entry.reason],
      ['inspectors', entry.inspectors.join(' '), team.join(' ')],
      ['digest', digest, digestStepIn(rest, hash)],
    ]
    const wrong = checks.find(([, recorded, replayed]) => recorded !== replayed)
    if (wrong) found.push({ index, field: wrong[0], recorded: wrong[1], replayed: wrong[2] })
    steppedIn.add(entry.stepsIn)
    droppedOut.add(entry.dropsOut)
    teams.set(entry.stepsIn, entry.inspectors)
    previous = digest
  }
  return found
}
