/**
 * Acceptance sampling by variables for one quality characteristic (ISO 3951-1, GB/T 6378.1): σ method
 * (process standard deviation known) and s method (estimated from the sample), computed, not tabulated.
 *
 * One limit U (or L): quality statistic Q = (U − x̄)/σ or (U − x̄)/s; accept if Q ≥ k.
 * Two limits, combined control: accept if the estimated fractions nonconforming beyond both limits add up to
 * at most p*, the estimate that Q = k stands for. The estimate is the minimum-variance unbiased one
 * (Lieberman & Resnikoff, JASA 50, 1955): Φ(−Q·√(n/(n−1))) for σ, and for s the beta probability
 * I_x(n/2 − 1, n/2 − 1) with x = max(0, (1 − Q·√n/(n−1))/2).
 *
 * Operating characteristic for one limit: σ: Pa(p) = Φ(√n·(z_{1−p} − k)); s: Pa(p) = P(T ≥ k√n), T non-central t
 * with n − 1 degrees of freedom and noncentrality √n·z_{1−p}.
 *
 * Domain: independent, normally distributed measurements; n ≥ 2 (s), n ≥ 3 for the s estimate. The tables of the
 * standard (n and k by code letter and AQL) are not held: enter n and k from the standard, or search a plan
 * (`findVariablesPlan`). Units: limits and measurements share one unit; p is a fraction of 1.
 */
import { betaCdf } from '../distributions/beta.ts'
import { noncentralTCdf } from '../distributions/noncentral-t.ts'
import { normalCdf, normalQuantile } from '../distributions/normal.ts'

/** A plan by variables. */
export interface VariablesPlan {
  /** n. */
  readonly sampleSize: number
  /** k. */
  readonly acceptabilityConstant: number
  readonly standardDeviation: 'known' | 'unknown'
}

/** Measurements of one lot and what they are held against. */
export interface VariablesLot {
  readonly measurements: readonly number[] | Float64Array
  /** L; at least one of L and U. */
  readonly lowerLimit?: number
  /** U. */
  readonly upperLimit?: number
  /** σ, for a plan with the standard deviation known. */
  readonly processStandardDeviation?: number
  /** With both limits: `combined` (one p* for both, the default) or `separate` (k at each limit). */
  readonly control?: 'combined' | 'separate'
}

/** What was found for a lot. */
export interface VariablesJudgement {
  readonly accepted: boolean
  readonly mean: number
  /** s, or σ where it is known. */
  readonly standardDeviation: number
  readonly lowerQuality?: number
  readonly upperQuality?: number
  /** Estimated fraction nonconforming beyond both limits; absent for n = 2 under the s method. */
  readonly estimatedNonconforming?: number
  /** p* with which the estimate was compared under combined control. */
  readonly permittedNonconforming?: number
}

/**
 * Probability of accepting a lot with fraction nonconforming `p` beyond its one limit.
 *
 * @throws RangeError when n is below 2 (1 for σ known), or p is not strictly between 0 and 1.
 * @example variablesAcceptanceProbability({ sampleSize: 35, acceptabilityConstant: 1.89,
 *   standardDeviation: 'unknown' }, 0.04) // 0.33260999
 */
export function variablesAcceptanceProbability(plan: VariablesPlan, p: number): number {
  requirePlan(plan)
  if (!(p > 0 && p < 1)) throw new RangeError(`a fraction nonconforming lies between 0 and 1, got ${p}`)
  const root = Math.sqrt(plan.sampleSize)
  const deviate = -normalQuantile(p)
  if (plan.standardDeviation === 'known') return normalCdf(root * (deviate - plan.acceptabilityConstant))
  return 1 - noncentralTCdf(plan.acceptabilityConstant * root, plan.sampleSize - 1, root * deviate)
}

/**
 * Estimated fraction nonconforming beyond one limit for the quality statistic Q.
 *
 * @throws RangeError when n is too small for the estimate (3, or 2 with σ known).
 */
export function estimateNonconforming(
  quality: number,
  sampleSize: number,
  standardDeviation: 'known' | 'unknown',
): number {
  if (standardDeviation === 'known') {
    if (!(sampleSize >= 2)) throw new RangeError('the estimate with σ known needs 2 measurements or more')
    return normalCdf(-quality * Math.sqrt(sampleSize / (sampleSize - 1)))
  }
  if (!(sampleSize >= 3)) throw new RangeError('the estimate with σ unknown needs 3 measurements or more')
  const x = (1 - (quality * Math.sqrt(sampleSize)) / (sampleSize - 1)) / 2
  const shape = sampleSize / 2 - 1
  return betaCdf(Math.min(1, Math.max(0, x)), shape, shape)
}

/** p*: the estimate at Q = k, the largest that combined control accepts. */
export function permittedNonconforming(plan: VariablesPlan): number {
  return estimateNonconforming(plan.acceptabilityConstant, plan.sampleSize, plan.standardDeviation)
}

/**
 * Judges a lot by its measurements.
 *
 * @throws RangeError when the number of measurements is not n, no limit is given, σ is missing or not positive,
 *   or the measurements do not vary under the s method.
 */
export function judgeVariablesLot(plan: VariablesPlan, lot: VariablesLot): VariablesJudgement {
  requirePlan(plan)
  const { lowerLimit, upperLimit, control = 'combined' } = lot
  if (lot.measurements.length !== plan.sampleSize) {
    throw new RangeError(`the plan needs ${plan.sampleSize} measurements, got ${lot.measurements.length}`)
  }
  if (lowerLimit === undefined && upperLimit === undefined)
    throw new RangeError('a lot is judged against a limit')
  const { mean, deviation } = moments(lot.measurements)
  const standardDeviation = plan.standardDeviation === 'known' ? lot.processStandardDeviation : deviation
  if (standardDeviation === undefined || !(standardDeviation > 0)) {
    throw new RangeError('the standard deviation must be known and positive, or the measurements must vary')
  }
  const lowerQuality = lowerLimit === undefined ? undefined : (mean - lowerLimit) / standardDeviation
  const upperQuality = upperLimit === undefined ? undefined : (upperLimit - mean) / standardDeviation
  const qualities = [lowerQuality, upperQuality].filter((quality) => quality !== undefined)
  const estimable = plan.sampleSize >= (plan.standardDeviation === 'known' ? 2 : 3)
  const estimatedNonconforming = estimable
    ? qualities.reduce(
        (total, quality) => total + estimateNonconforming(quality, plan.sampleSize, plan.standardDeviation),
        0,
      )
    : undefined
  const combined = qualities.length === 2 && control === 'combined'
  const permitted = combined ? permittedNonconforming(plan) : undefined
  const accepted =
    permitted !== undefined && estimatedNonconforming !== undefined
      ? estimatedNonconforming <= permitted
      : qualities.every((quality) => quality >= plan.acceptabilityConstant)
  return {
    accepted,
    mean,
    standardDeviation,
    ...(lowerQuality === undefined ? {} : { lowerQuality }),
    ...(upperQuality === undefined ? {} : { upperQuality }),
    ...(estimatedNonconforming === undefined ? {} : { estimatedNonconforming }),
    ...(permitted === undefined ? {} : { permittedNonconforming: permitted }),
  }
}

function moments(measurements: readonly number[] | Float64Array): { mean: number; deviation: number } {
  let mean = 0
  let squares = 0
  let count = 0
  for (const value of measurements) {
    count++
    const step = value - mean
    mean += step / count
    squares += step * (value - mean)
  }
  return { mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0 }
}

function requirePlan({ sampleSize, acceptabilityConstant, standardDeviation }: VariablesPlan): void {
  const least = standardDeviation === 'known' ? 1 : 2
  if (!Number.isInteger(sampleSize) || sampleSize < least || !Number.isFinite(acceptabilityConstant)) {
    throw new RangeError(`a plan by variables needs n of at least ${least} and a finite k`)
  }
}
