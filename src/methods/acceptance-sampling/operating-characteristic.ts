/**
 * What a plan by attributes does: probability of acceptance (OC), average sample number (ASN), average
 * outgoing quality and its limit (AOQ, AOQL), average total inspection (ATI), computed exactly for single,
 * double and multiple plans.
 *
 * A plan is a list of stages with cumulative acceptance and rejection numbers (GB/T 2828.1-2012, 11.1): after
 * stage k with d nonconforming items in all, accept if d ≤ Ac_k, reject if d ≥ Re_k, else go on. The number
 * in each stage is
 *
 *  - binomial (nonconforming items from a process with fraction p),
 *  - Poisson with mean n·p (nonconformities per item p), or
 *  - hypergeometric (a lot of N items with D = p·N nonconforming, sampled without replacement).
 *
 * Units: p is a fraction of 1, not percent. Errors: RangeError on plans that do not end in a decision, on
 * fractions out of range, and on a fraction that is not a whole number of items of the lot.
 */
import { binomialCdf, binomialPmf } from '../distributions/binomial.ts'
import { hypergeometricCdf, hypergeometricPmf } from '../distributions/hypergeometric.ts'
import { poissonCdf, poissonPmf } from '../distributions/poisson.ts'

/** One stage of a plan; the numbers count nonconforming items over all stages so far. */
export interface SamplingStage {
  readonly sampleSize: number
  /** Ac; null where acceptance is not permitted at this stage (printed as #). */
  readonly acceptanceNumber: number | null
  /** Re; at the last stage Ac + 1. */
  readonly rejectionNumber: number
}

/** What is counted, and from where. */
export type CountModel =
  | { readonly kind: 'binomial' }
  | { readonly kind: 'poisson' }
  | { readonly kind: 'hypergeometric'; readonly lotSize: number }

/** A plan at one quality level. */
export interface PlanPerformance {
  readonly acceptanceProbability: number
  /** Items inspected on average, without curtailment. */
  readonly averageSampleNumber: number
}

/** The stage list of a single plan. */
export function singlePlan(sampleSize: number, acceptanceNumber: number): readonly SamplingStage[] {
  return [{ sampleSize, acceptanceNumber, rejectionNumber: acceptanceNumber + 1 }]
}

/**
 * Probability of acceptance and average sample number at quality `p`.
 *
 * @throws RangeError see the file header.
 * @example planPerformance(singlePlan(80, 2), 0.01).acceptanceProbability // 0.95344681
 */
export function planPerformance(
  stages: readonly SamplingStage[],
  p: number,
  model: CountModel = { kind: 'binomial' },
): PlanPerformance {
  requireStages(stages)
  const count = countDistribution(model, p)
  // Probability of each number of nonconforming items so far, on the paths that are still undecided.
  let undecided = new Map([[0, 1]])
  let inspected = 0
  let acceptanceProbability = 0
  let averageSampleNumber = 0
  for (const stage of stages) {
    const reached = sum(undecided.values())
    averageSampleNumber += reached * stage.sampleSize
    const next = new Map<number, number>()
    for (const [before, probability] of undecided) {
      // A count the lot cannot have yielded has no continuation to compute.
      if (probability === 0) continue
      const state = { inspected, found: before, sampleSize: stage.sampleSize }
      if (stage.acceptanceNumber !== null) {
        acceptanceProbability += probability * count.cdf(stage.acceptanceNumber - before, state)
      }
      const first = Math.max(before, (stage.acceptanceNumber ?? -1) + 1)
      for (let after = first; after < stage.rejectionNumber; after++) {
        next.set(after, (next.get(after) ?? 0) + probability * count.pmf(after - before, state))
      }
    }
    undecided = next
    inspected += stage.sampleSize
  }
  return { acceptanceProbability: Math.min(1, acceptanceProbability), averageSampleNumber }
}

/** Probability of acceptance alone; see {@link planPerformance}. */
export function acceptanceProbability(
  stages: readonly SamplingStage[],
  p: number,
  model: CountModel = { kind: 'binomial' },
): number {
  return planPerformance(stages, p, model).acceptanceProbability
}

/** Rectifying inspection: rejected lots are inspected in full and nonconforming items replaced. */
export interface RectifyingInspection {
  /** N; infinite when lots are large against the samples. */
  readonly lotSize: number
  readonly model?: { readonly kind: 'binomial' } | { readonly kind: 'poisson' }
}

/**
 * Average outgoing quality at incoming quality `p`: p · Σ_k P(accept at stage k) · (N − n₁ − … − n_k) / N.
 *
 * @throws RangeError see the file header, or when the lot is smaller than the samples.
 */
export function averageOutgoingQuality(
  stages: readonly SamplingStage[],
  p: number,
  inspection: RectifyingInspection,
): number {
  const shares = acceptanceByStage(stages, p, inspection)
  return p * sum(shares.map(({ probability, left }) => probability * left))
}

/** Average total inspection in items per lot: what is sampled, and all of the lot when it is rejected. */
export function averageTotalInspection(
  stages: readonly SamplingStage[],
  p: number,
  inspection: RectifyingInspection,
): number {
  const shares = acceptanceByStage(stages, p, inspection)
  return inspection.lotSize * (1 - sum(shares.map(({ probability, left }) => probability * left)))
}

/** The worst average outgoing quality, and the incoming quality at which it occurs. */
export interface OutgoingQualityLimit {
  /** AOQL as a fraction of 1. */
  readonly limit: number
  readonly atIncomingQuality: number
}

/**
 * Average outgoing quality limit (AOQL): the maximum of {@link averageOutgoingQuality} over all incoming
 * qualities, found on a grid and refined by golden section to 1e-10 of p.
 *
 * @throws RangeError as {@link averageOutgoingQuality}.
 */
export function averageOutgoingQualityLimit(
  stages: readonly SamplingStage[],
  inspection: RectifyingInspection,
): OutgoingQualityLimit {
  const quality = (p: number) => averageOutgoingQuality(stages, p, inspection)
  const total = sum(stages.map((stage) => stage.sampleSize))
  const last = stages.at(-1)
  // Beyond a few times the last rejection number per item the plan hardly accepts; a Poisson rate may exceed 1.
  const reach = (4 * ((last?.rejectionNumber ?? 1) + 4)) / (stages[0]?.sampleSize ?? total)
  const end = inspection.model?.kind === 'poisson' ? reach : Math.min(1, reach)
  const steps = 400
  let best = 0
  for (let step = 1; step <= steps; step++) {
    if (quality((step * end) / steps) > quality((best * end) / steps)) best = step
  }
  const ratio = (Math.sqrt(5) - 1) / 2
  let low = (Math.max(0, best - 1) * end) / steps
  let high = (Math.min(steps, best + 1) * end) / steps
  while (high - low > 1e-10) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)]
    if (quality(left) < quality(right)) low = left
    else high = right
  }
  const atIncomingQuality = (low + high) / 2
  return { limit: quality(atIncomingQuality), atIncomingQuality }
}

function acceptanceByStage(
  stages: readonly SamplingStage[],
  p: number,
  { lotSize, model = { kind: 'binomial' } }: RectifyingInspection,
): { probability: number; left: number }[] {
  if (lotSize < sum(stages.map((stage) => stage.sampleSize))) {
    throw new RangeError(`a lot of ${lotSize} is smaller than its samples`)
  }
  let inspected = 0
  let before = 0
  return stages.map((stage, index) => {
    inspected += stage.sampleSize
    const soFar = stages.slice(0, index + 1)
    // P(accepted at stage k) = P(accepted by k) − P(accepted by k − 1).
    const accepted = performanceOfPrefix(soFar, p, model)
    const probability = accepted - before
    before = accepted
    return { probability, left: lotSize === Number.POSITIVE_INFINITY ? 1 : (lotSize - inspected) / lotSize }
  })
}

function performanceOfPrefix(stages: readonly SamplingStage[], p: number, model: CountModel): number {
  const last = stages.at(-1)
  if (last === undefined) return 0
  // Cut off after this stage: whatever is still undecided counts as rejected.
  const closed = { ...last, rejectionNumber: (last.acceptanceNumber ?? -1) + 1 }
  return planPerformance([...stages.slice(0, -1), closed], p, model).acceptanceProbability
}

/** Where a stage stands in the lot. */
interface StageState {
  readonly inspected: number
  readonly found: number
  readonly sampleSize: number
}

interface CountDistribution {
  readonly pmf: (count: number, state: StageState) => number
  readonly cdf: (count: number, state: StageState) => number
}

function countDistribution(model: CountModel, p: number): CountDistribution {
  if (!(p >= 0) || (p > 1 && model.kind !== 'poisson')) {
    throw new RangeError(`a fraction nonconforming lies between 0 and 1, got ${p}`)
  }
  if (model.kind === 'binomial') {
    return {
      pmf: (count, { sampleSize }) => binomialPmf(count, sampleSize, p),
      cdf: (count, { sampleSize }) => binomialCdf(count, sampleSize, p),
    }
  }
  if (model.kind === 'poisson') {
    return {
      pmf: (count, { sampleSize }) => poissonPmf(count, sampleSize * p),
      cdf: (count, { sampleSize }) => poissonCdf(count, sampleSize * p),
    }
  }
  const { lotSize } = model
  const nonconforming = Math.round(p * lotSize)
  if (Math.abs(nonconforming - p * lotSize) > 1e-6) {
    throw new RangeError(`${p} of ${lotSize} items is not a whole number of items`)
  }
  const remaining = ({ inspected, found, sampleSize }: StageState) => ({
    lotSize: lotSize - inspected,
    nonconforming: nonconforming - found,
    sampleSize,
  })
  return {
    pmf: (count, state) => hypergeometricPmf(count, remaining(state)),
    cdf: (count, state) => hypergeometricCdf(count, remaining(state)),
  }
}

function requireStages(stages: readonly SamplingStage[]): void {
  if (stages.length === 0) throw new RangeError('a plan has at least one stage')
  for (const [index, { sampleSize, acceptanceNumber, rejectionNumber }] of stages.entries()) {
    const accepts = acceptanceNumber ?? -1
    if (!Number.isInteger(sampleSize) || sampleSize < 1) {
      throw new RangeError(`a sample has at least one item, got ${sampleSize}`)
    }
    if (!Number.isInteger(accepts) || !Number.isInteger(rejectionNumber) || rejectionNumber <= accepts) {
      throw new RangeError(`stage ${index + 1}: the rejection number must exceed the acceptance number`)
    }
    if (index === stages.length - 1 && rejectionNumber !== accepts + 1) {
      throw new RangeError('the last stage must decide: its rejection number is its acceptance number plus 1')
    }
  }
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
