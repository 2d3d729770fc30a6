/**
 * Stratified random draw without replacement, equal-probability or risk-weighted, reproducible from its seed.
 *
 * Subjects stand in the published order 0 … N − 1; each belongs to one stratum and has a weight, a whole number
 * of at least 0 (1 for everyone in an unweighted draw; 0 is never drawn). Stratum h has the total weight T_h and
 * gives c_h subjects. W is the largest weight of all subjects.
 *
 * The draw is an urn: a subject is drawn with a probability proportional to its weight among those of its
 * stratum not yet drawn (successive sampling), until the stratum has given c_h. There are two ways to turn the
 * wheel, and which one serves a stratum follows from T_h, c_h and W alone:
 *
 * Common urn, for every stratum with T_h ≥ 16·W·(c_h + 16) (large strata of which a small part is drawn). With the
 * generator of label `urn` (`seeded-generator.ts`), repeat until all these strata have given their number: take i
 * below N; in a weighted draw with W > 1 take u below W and go on to the next i unless u < weight of i; skip an i of
 * weight 0; if the stratum of i is a common-urn stratum that has not yet given its number, and i was not drawn
 * before, i is drawn.
 *
 * Own urn, for every other stratum, with the generator of label `stratum:h` (h in decimal): its members in the
 * published order hold as many consecutive tickets as their weight. Repeat c_h times: take t below the number of
 * tickets left; the holder of ticket t, counting from 0 over the members still in the urn, is drawn and leaves
 * with all tickets.
 *
 * Both give the same distribution; the common urn does not need to know where the members of a stratum are, which
 * is what makes a draw from ten million subjects cost hardly more than counting them.
 *
 * The order of drawing within a stratum is kept: the first places are the sample, further ones are substitutes in
 * their order. Domain: N < 2³², strata up to 65,536, weights up to 2³² − 1, T_h < 2³². Errors: RangeError.
 */
import { createGenerator, type DrawHash, type SeededGenerator } from './seeded-generator.ts'
import { drawTickets } from './ticket-urn.ts'

/** Stratum number of each subject, in the published order. */
export type StratumCodes = Uint8Array | Uint16Array | Uint32Array

/** What is drawn from. */
export interface DrawFrame {
  readonly strata: StratumCodes
  /** How many strata there are; codes are 0 … count − 1. */
  readonly stratumCount: number
  /** Weight of each subject for a risk-weighted draw. */
  readonly weights?: Uint8Array | Uint16Array | Uint32Array
}

/** Size and weight of each stratum. */
export interface StratumTotals {
  /** N_h. */
  readonly sizes: Uint32Array
  /** T_h; equal to the sizes in an unweighted draw. */
  readonly weights: Float64Array
  /** Subjects with a weight above 0: no more can be drawn. */
  readonly drawable: Uint32Array
  /** W. */
  readonly largestWeight: number
}

/** What to draw. */
export interface DrawRequest {
  readonly seed: string
  readonly hash?: DrawHash
  /** Number of subjects to draw from each stratum, substitutes included. */
  readonly counts: ArrayLike<number>
}

/** The subjects drawn, stratum by stratum in the order of drawing. */
export interface Draw {
  /** `subjects[offsets[h]] … subjects[offsets[h + 1] − 1]` are drawn from stratum h. */
  readonly offsets: Uint32Array
  readonly subjects: Uint32Array
}

/** See the file header: the part of a stratum that the common urn may take. */
const COMMON_URN_FACTOR = 16
const COMMON_URN_MARGIN = 16

/**
 * Counts the strata of a frame: one pass over the arrays.
 *
 * @throws RangeError when a code is not below the stratum count, arrays differ in length, or a sum is too large.
 */
export function countStrata(frame: DrawFrame): StratumTotals {
  const { strata, stratumCount, weights } = frame
  if (!Number.isInteger(stratumCount) || stratumCount < 1 || stratumCount > 65_536) {
    throw new RangeError(`there are 1 to 65,536 strata, got ${stratumCount}`)
  }
  if (weights !== undefined && weights.length !== strata.length) {
    throw new RangeError(`${strata.length} subjects cannot have ${weights.length} weights`)
  }
  const sizes = countCodes(strata)
  let counted = 0
  for (let stratum = 0; stratum < stratumCount; stratum++) counted += sizes[stratum] ?? 0
  if (counted !== strata.length) {
    throw new RangeError(`a stratum code is not below the stratum count ${stratumCount}`)
  }
  const own = sizes.subarray(0, stratumCount)
  if (weights === undefined) {
    return { sizes: own, weights: Float64Array.from(own), drawable: own, largestWeight: 1 }
  }
  const totals = new Float64Array(stratumCount)
  const drawable = new Uint32Array(stratumCount)
  let largestWeight = 0
  for (let subject = 0; subject < strata.length; subject++) {
    const stratum = strata[subject] ?? 0
    const weight = weights[subject] ?? 0
    totals[stratum] = (totals[stratum] ?? 0) + weight
    if (weight > 0) drawable[stratum] = (drawable[stratum] ?? 0) + 1
    if (weight > largestWeight) largestWeight = weight
  }
  if (totals.some((total) => total >= 2 ** 32))
    throw new RangeError('the weight of a stratum must stay below 2^32')
  return { sizes: own, weights: totals, drawable, largestWeight }
}

/** Whether the common urn serves a stratum; see the file header. */
export function usesCommonUrn(totalWeight: number, count: number, largestWeight: number): boolean {
  return totalWeight >= COMMON_URN_FACTOR * largestWeight * (count + COMMON_URN_MARGIN)
}

/**
 * Draws.
 *
 * @param totals of {@link countStrata}, when they are already known; they are trusted
 * @throws RangeError when more is to be drawn from a stratum than it holds, or the seed is malformed.
 */
export function drawStratified(frame: DrawFrame, request: DrawRequest, totals = countStrata(frame)): Draw {
  const { stratumCount } = frame
  const { counts } = request
  if (counts.length !== stratumCount) {
    throw new RangeError(`${stratumCount} strata need as many counts, got ${counts.length}`)
  }
  const offsets = new Uint32Array(stratumCount + 1)
  const ownUrn = new Uint8Array(stratumCount)
  let commonOpen = 0
  for (let stratum = 0; stratum < stratumCount; stratum++) {
    const count = counts[stratum] ?? 0
    const available = totals.drawable[stratum] ?? 0
    if (!Number.isInteger(count) || count < 0 || count > available) {
      throw new RangeError(`stratum ${stratum} holds ${available} subjects to draw, not ${count}`)
    }
    offsets[stratum + 1] = (offsets[stratum] ?? 0) + count
    if (count === 0) continue
    if (usesCommonUrn(totals.weights[stratum] ?? 0, count, totals.largestWeight)) commonOpen += count
    else ownUrn[stratum] = 1
  }
  const subjects = new Uint32Array(offsets[stratumCount] ?? 0)
  const draw = { offsets, subjects }
  if (commonOpen > 0) {
    const generator = createGenerator(request.seed, 'urn', request.hash)
    drawFromCommonUrn(frame, draw, ownUrn, generator, totals.largestWeight)
  }
  if (ownUrn.includes(1)) drawFromOwnUrns(frame, request, draw, ownUrn, totals.sizes)
  return draw
}

/** Most candidates looked at together; what a batch holds beyond the last subject drawn is dropped. */
const LARGEST_BATCH = 1024

function drawFromCommonUrn(
  { strata, weights, stratumCount }: DrawFrame,
  { offsets, subjects }: Draw,
  ownUrn: Uint8Array,
  generator: SeededGenerator,
  largestWeight: number,
): void {
  const drawn = new Uint32Array((strata.length >>> 5) + 1)
  // Next free place of each common-urn stratum, and where its places end.
  const next = new Uint32Array(stratumCount)
  const end = new Uint32Array(stratumCount)
  let open = 0
  for (let stratum = 0; stratum < stratumCount; stratum++) {
    if (ownUrn[stratum] === 1) continue
    next[stratum] = offsets[stratum] ?? 0
    end[stratum] = offsets[stratum + 1] ?? 0
    open += (end[stratum] ?? 0) - (next[stratum] ?? 0)
  }
  const weighted = weights !== undefined && largestWeight > 1
  const batch = Math.min(LARGEST_BATCH, open + 16)
  const candidates = new Uint32Array(batch)
  const candidateStrata = new Uint32Array(batch)
  while (open > 0) {
    if (weighted) fillWeighted(candidates, generator, weights, largestWeight)
    else generator.fillBelow(candidates, strata.length)
    // All strata of a batch are fetched before any is judged, so that the waits for memory overlap.
    for (let index = 0; index < batch; index++) candidateStrata[index] = strata[candidates[index] ?? 0] ?? 0
    for (let index = 0; index < batch; index++) {
      const stratum = candidateStrata[index] ?? 0
      const place = next[stratum] ?? 0
      if (place >= (end[stratum] ?? 0)) continue
      const subject = candidates[index] ?? 0
      const bit = 1 << (subject & 31)
      const word = drawn[subject >>> 5] ?? 0
      if ((word & bit) !== 0 || weights?.[subject] === 0) continue
      drawn[subject >>> 5] = word | bit
      subjects[place] = subject
      next[stratum] = place + 1
      open--
    }
  }
}

/** Candidates that have passed the weight test, in order. */
function fillWeighted(
  candidates: Uint32Array,
  generator: SeededGenerator,
  weights: Uint8Array | Uint16Array | Uint32Array,
  largestWeight: number,
): void {
  for (let filled = 0; filled < candidates.length; ) {
    const subject = generator.below(weights.length)
    if (generator.below(largestWeight) < (weights[subject] ?? 0)) candidates[filled++] = subject
  }
}

function drawFromOwnUrns(
  { strata, weights, stratumCount }: DrawFrame,
  { seed, hash, counts }: DrawRequest,
  { offsets, subjects }: Draw,
  ownUrn: Uint8Array,
  sizes: Uint32Array,
): void {
  const start = new Uint32Array(stratumCount + 1)
  for (let stratum = 0; stratum < stratumCount; stratum++) {
    start[stratum + 1] = (start[stratum] ?? 0) + (ownUrn[stratum] === 1 ? (sizes[stratum] ?? 0) : 0)
  }
  const members = new Uint32Array(start[stratumCount] ?? 0)
  const filled = start.slice()
  for (let subject = 0; subject < strata.length; subject++) {
    const stratum = strata[subject] ?? 0
    if (ownUrn[stratum] !== 1) continue
    const place = filled[stratum] ?? 0
    members[place] = subject
    filled[stratum] = place + 1
  }
  for (let stratum = 0; stratum < stratumCount; stratum++) {
    if (ownUrn[stratum] !== 1) continue
    const own = members.subarray(start[stratum], start[stratum + 1])
    const tickets =
      weights === undefined ? undefined : Uint32Array.from(own, (subject) => weights[subject] ?? 0)
    const generator = createGenerator(seed, `stratum:${stratum}`, hash)
    const winners = drawTickets(own.length, counts[stratum] ?? 0, generator, tickets)
    const offset = offsets[stratum] ?? 0
    for (const [rank, winner] of winners.entries()) subjects[offset + rank] = own[winner] ?? 0
  }
}

function countCodes(strata: StratumCodes): Uint32Array {
  // Room for every possible code, so that no code needs a check; 32-bit codes are checked first.
  if (strata instanceof Uint32Array && strata.some((code) => code > 65_535)) {
    throw new RangeError('there are at most 65,536 strata')
  }
  const sizes = new Uint32Array(65_536)
  for (let subject = 0; subject < strata.length; subject++) {
    const code = strata[subject] ?? 0
    sizes[code] = (sizes[code] ?? 0) + 1
  }
  return sizes
}
