/**
 * Supervision sampling: assessing a declared quality level (声称质量水平, DQL) by GB/T 2828.4-2008
 * (ISO 2859-4) for large populations and GB/T 2828.11-2008 for small ones, with the risks computed exactly.
 *
 * The plan (n, L): inspect n items; with more than L nonconforming the declaration is contradicted
 * (不通过), otherwise it is not contradicted (不否定该声称质量水平), which is never "合格".
 *
 * Design rule: n is the largest sample for which a population exactly at its DQL is contradicted with at most
 * the stated risk (5 %). Counts are binomial (GB/T 2828.4) or hypergeometric with D = ⌊DQL·N⌋ nonconforming items
 * allowed in N (GB/T 2828.11). The limiting quality ratio LQR = p₁₀ / DQL tells how bad a population must be to
 * pass with 10 % only.
 *
 * The printed tables of both standards, indexed by DQL and LQR level, were not readable; their n may differ by
 * their own rounding. Enter a printed (n, L) into `supervisionRisks` to see its exact risks.
 *
 * Units: DQL and qualities are fractions of 1. Errors: RangeError outside the stated ranges.
 */
import { betaQuantile } from '../distributions/beta.ts'
import { binomialCdf } from '../distributions/binomial.ts'
import { hypergeometricCdf } from '../distributions/hypergeometric.ts'
import { smallestSize } from './plan-search.ts'

/** A supervision plan and the population it is for. */
export interface SupervisionPlan {
  /** n. */
  readonly sampleSize: number
  /** L: largest number of nonconforming items that does not contradict the declaration. */
  readonly limit: number
  /** N, for small populations; without it the population is large against the sample. */
  readonly populationSize?: number
}

/** What a plan does to a declaration. */
export interface SupervisionRisks {
  /** Probability of contradicting a declaration that is just true. */
  readonly falseContradiction: number
  /** p₁₀: the quality that passes with a probability of 10 % (for a small population: the best such quality). */
  readonly limitingQuality: number
  /** LQR = p₁₀ / DQL. */
  readonly limitingQualityRatio: number
}

/** What to design for. */
export interface SupervisionDesign {
  /** DQL as a fraction, 0 < DQL < 1. */
  readonly declaredQualityLevel: number
  /** L, 0 or more. */
  readonly limit: number
  /** N for GB/T 2828.11. */
  readonly populationSize?: number
  /** Greatest probability of contradicting a true declaration; default 0.05. */
  readonly falseContradiction?: number
}

const LARGEST_SAMPLE = 1_000_000
const LIMITING_PASS = 0.1

/**
 * The plan with the largest sample that keeps the risk of contradicting a true declaration.
 *
 * @throws RangeError when no sample of more than L items keeps the risk, or an input is out of range.
 * @example designSupervisionPlan({ declaredQualityLevel: 0.01, limit: 1 }) // n = 35, LQR 10.66
 */
export function designSupervisionPlan(design: SupervisionDesign): SupervisionPlan & SupervisionRisks {
  const { declaredQualityLevel, limit, populationSize, falseContradiction = 0.05 } = design
  if (!Number.isInteger(limit) || limit < 0)
    throw new RangeError(`L is a whole number of at least 0, got ${limit}`)
  const population = populationSize === undefined ? {} : { populationSize }
  const tooRisky = (sampleSize: number) =>
    contradictionProbability({ sampleSize, limit, ...population }, declaredQualityLevel) > falseContradiction
  const largest = populationSize ?? LARGEST_SAMPLE
  const firstTooRisky = smallestSize(limit + 1, largest, tooRisky)
  const sampleSize = firstTooRisky === undefined ? largest : firstTooRisky - 1
  if (sampleSize <= limit) {
    throw new RangeError(`no sample keeps the risk for DQL ${declaredQualityLevel} with L = ${limit}`)
  }
  const plan = { sampleSize, limit, ...population }
  return { ...plan, ...supervisionRisks(plan, declaredQualityLevel) }
}

/**
 * The exact risks of a plan for a declared quality level.
 *
 * @throws RangeError when the plan or the level is out of range.
 */
export function supervisionRisks(plan: SupervisionPlan, declaredQualityLevel: number): SupervisionRisks {
  const limitingQuality = limitingQualityOf(plan)
  return {
    falseContradiction: contradictionProbability(plan, declaredQualityLevel),
    limitingQuality,
    limitingQualityRatio: limitingQuality / declaredQualityLevel,
  }
}

/**
 * Probability that a population of the given quality is contradicted: P(more than L nonconforming in n).
 * In a small population the quality stands for ⌊quality·N⌋ nonconforming items.
 *
 * @throws RangeError when the plan or the quality is out of range.
 */
export function contradictionProbability(plan: SupervisionPlan, quality: number): number {
  requirePlan(plan)
  if (!(quality > 0 && quality < 1))
    throw new RangeError(`a quality level lies between 0 and 1, got ${quality}`)
  const { sampleSize, limit, populationSize } = plan
  if (populationSize === undefined) return 1 - binomialCdf(limit, sampleSize, quality)
  // 0.07 × 100 is 7.000000000000001 and 0.29 × 100 is 28.999999999999996: neither may move the count.
  const nonconforming = Math.floor(quality * populationSize + 1e-9)
  return 1 - hypergeometricCdf(limit, { lotSize: populationSize, nonconforming, sampleSize })
}

/** The wording of the standard: a sample never proves that a population conforms. */
export type SupervisionResult = 'contradicted' | 'not contradicted'

/**
 * The result for a number of nonconforming items found.
 *
 * @throws RangeError when the number found is not between 0 and n.
 */
export function judgeSupervision(plan: SupervisionPlan, found: number): SupervisionResult {
  requirePlan(plan)
  if (!Number.isInteger(found) || found < 0 || found > plan.sampleSize) {
    throw new RangeError(`a sample of ${plan.sampleSize} cannot hold ${found} nonconforming items`)
  }
  return found > plan.limit ? 'contradicted' : 'not contradicted'
}

function limitingQualityOf(plan: SupervisionPlan): number {
  requirePlan(plan)
  const { sampleSize, limit, populationSize } = plan
  // P(X ≤ L | p) falls with p as the beta probability 1 − I_p(L + 1, n − L).
  if (populationSize === undefined) return betaQuantile(1 - LIMITING_PASS, limit + 1, sampleSize - limit)
  const passes = (nonconforming: number) =>
    hypergeometricCdf(limit, { lotSize: populationSize, nonconforming, sampleSize })
  const nonconforming = smallestSize(1, populationSize, (items) => passes(items) <= LIMITING_PASS)
  return (nonconforming ?? populationSize) / populationSize
}

function requirePlan({ sampleSize, limit, populationSize }: SupervisionPlan): void {
  if (!Number.isInteger(sampleSize) || !Number.isInteger(limit) || limit < 0 || sampleSize <= limit) {
    throw new RangeError(`a supervision plan needs 0 ≤ L < n, got n = ${sampleSize}, L = ${limit}`)
  }
  if (populationSize !== undefined && (!Number.isInteger(populationSize) || populationSize < sampleSize)) {
    throw new RangeError(`a population of ${populationSize} is smaller than the sample of ${sampleSize}`)
  }
}
