/**
 * The smallest plan that keeps both risks: good quality p₁ is accepted with at least `producerAcceptance`
 * (1 − α), poor quality p₂ with at most `consumerAcceptance` (β).
 *
 * By attributes: for Ac = 0, 1, 2 … the smallest n with Pa(p₂) ≤ β; the first that also has Pa(p₁) ≥ 1 − α.
 * By variables: k is set so that Pa(p₁) = 1 − α exactly, and n is the smallest size with Pa(p₂) ≤ β.
 * (A. Kiermeier, Visualizing and Assessing Acceptance Sampling Plans, J. Stat. Software 26(6), 2008, §4.)
 *
 * Domain: 0 < p₁ < p₂ < 1, 0 < β < 1 − α < 1. Errors: RangeError outside it, and when no plan up to the
 * search limit (lot size, or 100,000 items) keeps both risks.
 */
import { noncentralTQuantile } from '../distributions/noncentral-t.ts'
import { normalQuantile } from '../distributions/normal.ts'
import { acceptanceProbability, type CountModel, singlePlan } from './operating-characteristic.ts'
import { variablesAcceptanceProbability } from './variables-plan.ts'

/** The two points that the operating characteristic has to pass above and below. Fractions of 1. */
export interface RiskPoints {
  /** p₁: quality that should be accepted. */
  readonly producerQuality: number
  /** 1 − α: least probability of accepting p₁. */
  readonly producerAcceptance: number
  /** p₂: quality that should be rejected. */
  readonly consumerQuality: number
  /** β: greatest probability of accepting p₂. */
  readonly consumerAcceptance: number
}

/** A single plan by attributes with the probabilities it reaches. */
export interface FoundAttributePlan {
  readonly sampleSize: number
  readonly acceptanceNumber: number
  readonly producerAcceptance: number
  readonly consumerAcceptance: number
}

/** A single plan by variables with the probabilities it reaches. */
export interface FoundVariablesPlan {
  readonly sampleSize: number
  readonly acceptabilityConstant: number
  readonly producerAcceptance: number
  readonly consumerAcceptance: number
}

const LARGEST_SAMPLE = 100_000

/**
 * Smallest single plan by attributes.
 *
 * @throws RangeError see the file header.
 * @example findAttributePlan({ producerQuality: 0.05, producerAcceptance: 0.95, consumerQuality: 0.15,
 *   consumerAcceptance: 0.075 }) // n = 80, Ac = 7
 */
export function findAttributePlan(
  points: RiskPoints,
  model: CountModel = { kind: 'binomial' },
): FoundAttributePlan {
  requirePoints(points)
  const largest = model.kind === 'hypergeometric' ? model.lotSize : LARGEST_SAMPLE
  const accepts = (sampleSize: number, acceptanceNumber: number, quality: number) =>
    acceptanceProbability(singlePlan(sampleSize, acceptanceNumber), quality, model)
  let least = 1
  for (let acceptanceNumber = 0; acceptanceNumber < largest; acceptanceNumber++) {
    least = Math.max(least, acceptanceNumber + 1)
    const consumerKept = (size: number) =>
      accepts(size, acceptanceNumber, points.consumerQuality) <= points.consumerAcceptance
    const sampleSize = smallestSize(least, largest, consumerKept)
    if (sampleSize === undefined) break
    const producerAcceptance = accepts(sampleSize, acceptanceNumber, points.producerQuality)
    if (producerAcceptance >= points.producerAcceptance) {
      const consumerAcceptance = accepts(sampleSize, acceptanceNumber, points.consumerQuality)
      return { sampleSize, acceptanceNumber, producerAcceptance, consumerAcceptance }
    }
    // A larger acceptance number never needs a smaller sample.
    least = sampleSize
  }
  throw new RangeError(`no single plan of up to ${largest} items keeps both risks`)
}

/**
 * Smallest single plan by variables for one specification limit.
 *
 * @param standardDeviation whether the process standard deviation is `known` (σ method) or `unknown` (s method)
 * @throws RangeError see the file header.
 */
export function findVariablesPlan(
  points: RiskPoints,
  standardDeviation: 'known' | 'unknown',
): FoundVariablesPlan {
  requirePoints(points)
  const constantFor = (sampleSize: number): number => {
    const root = Math.sqrt(sampleSize)
    const upper = -normalQuantile(points.producerQuality)
    return standardDeviation === 'known'
      ? upper - normalQuantile(points.producerAcceptance) / root
      : noncentralTQuantile(1 - points.producerAcceptance, sampleSize - 1, root * upper) / root
  }
  const accepts = (sampleSize: number, quality: number) =>
    variablesAcceptanceProbability(
      { sampleSize, acceptabilityConstant: constantFor(sampleSize), standardDeviation },
      quality,
    )
  const consumerKept = (size: number) => accepts(size, points.consumerQuality) <= points.consumerAcceptance
  const sampleSize = smallestSize(standardDeviation === 'known' ? 1 : 2, LARGEST_SAMPLE, consumerKept)
  if (sampleSize === undefined)
    throw new RangeError(`no plan of up to ${LARGEST_SAMPLE} items keeps both risks`)
  return {
    sampleSize,
    acceptabilityConstant: constantFor(sampleSize),
    producerAcceptance: accepts(sampleSize, points.producerQuality),
    consumerAcceptance: accepts(sampleSize, points.consumerQuality),
  }
}

/** The smallest size in [least, largest] for which a condition that turns true once holds. */
export function smallestSize(
  least: number,
  largest: number,
  holds: (size: number) => boolean,
): number | undefined {
  let low = least
  let high = least
  while (!holds(high)) {
    if (high >= largest) return undefined
    low = high + 1
    high = Math.min(largest, high * 2)
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return high
}

function requirePoints(points: RiskPoints): void {
  const { producerQuality, producerAcceptance, consumerQuality, consumerAcceptance } = points
  const ordered =
    producerQuality > 0 &&
    producerQuality < consumerQuality &&
    consumerQuality < 1 &&
    consumerAcceptance > 0 &&
    consumerAcceptance < producerAcceptance &&
    producerAcceptance < 1
  if (!ordered) {
    throw new RangeError('a plan search needs 0 < p₁ < p₂ < 1 and 0 < consumer < producer acceptance < 1')
  }
}
