/**
 * How many respondents a satisfaction survey needs.
 *
 * Formulas: a mean or index within ±E at a confidence level: n₀ = (z·σ/E)²; a share: n₀ = z²·p(1 − p)/E²; a
 * finite population of N: n = n₀·N / (N − 1 + n₀); multiplied by the design effect of the sampling plan and
 * divided by the expected response rate. A path of a PLS model: n > ((z₁₋α + z_power) / |β|)², the inverse square
 * root method. All round up.
 * Units: σ and E in the same points; p, E of a share, rates and levels as fractions.
 * Sources: Cochran, "Sampling Techniques", 3rd ed. (1977) sections 4.4 and 4.6; Krejcie, Morgan, "Determining
 * sample size for research activities", Educational and Psychological Measurement 30 (1970) 607-610; Kock,
 * Hadaya, "Minimum sample size estimation in PLS-SEM", Information Systems Journal 28 (2018) 227-261;
 * GB/T 19038-2009 clause 5 and annex B.
 */
import { normalQuantile } from '#methods/distributions/normal.ts'

/** What is common to samples for a mean and for a share. */
export interface SampleSizeOptions {
  /** Half width E of the interval. */
  readonly margin: number
  /** Confidence level; default 0.95. */
  readonly confidence?: number
  /** Population size N; left out, endless. */
  readonly population?: number
  /** Variance of the plan divided by that of a simple random sample; default 1. */
  readonly designEffect?: number
  /** Expected share of valid answers, above 0; default 1. */
  readonly responseRate?: number
}

/**
 * Respondents to address for a mean or index.
 *
 * @param standardDeviation σ of the single answer or score, in points
 * @throws {RangeError} for an argument outside its domain
 * @example sampleSizeForMean(15, { margin: 2 }) // 217
 */
export function sampleSizeForMean(standardDeviation: number, options: SampleSizeOptions): number {
  if (!(standardDeviation > 0)) throw new RangeError('the standard deviation must be positive')
  return sampleSize(standardDeviation ** 2, options)
}

/**
 * Respondents to address for a share.
 *
 * @param share expected share, between 0 and 1; 0.5 asks for the most
 * @throws {RangeError} for an argument outside its domain
 * @example sampleSizeForShare(0.5, { margin: 0.05 }) // 385
 */
export function sampleSizeForShare(share: number, options: SampleSizeOptions): number {
  if (!(share > 0 && share < 1)) throw new RangeError('the share must lie between 0 and 1')
  return sampleSize(share * (1 - share), options)
}

/**
 * Respondents needed to find a path coefficient significant.
 *
 * @param smallestPath |β| of the weakest path that has to be found, above 0 and at most 1
 * @param significance one-sided α; default 0.05
 * @param power default 0.8
 * @throws {RangeError} for an argument outside its domain
 * @example sampleSizeForPath(0.197) // 160
 */
export function sampleSizeForPath(smallestPath: number, significance = 0.05, power = 0.8): number {
  const size = Math.abs(smallestPath)
  if (!(size > 0 && size <= 1)) throw new RangeError('the path coefficient must lie between 0 and 1')
  requireFraction(significance, 'significance')
  requireFraction(power, 'power')
  return Math.ceil(((normalQuantile(1 - significance) + normalQuantile(power)) / size) ** 2)
}

function sampleSize(variance: number, options: SampleSizeOptions): number {
  const { margin, confidence = 0.95, population, designEffect = 1, responseRate = 1 } = options
  if (!(margin > 0)) throw new RangeError('the margin must be positive')
  if (!(designEffect > 0)) throw new RangeError('the design effect must be positive')
  if (!(responseRate > 0 && responseRate <= 1)) throw new RangeError('the response rate must be in (0, 1]')
  if (population !== undefined && !(population >= 1))
    throw new RangeError('the population must be at least 1')
  requireFraction(confidence, 'confidence')
  const endless = (normalQuantile((1 + confidence) / 2) ** 2 * variance) / margin ** 2
  const simple = population === undefined ? endless : (endless * population) / (population - 1 + endless)
  const valid = Math.ceil(simple * designEffect)
  const asked = Math.ceil(valid / responseRate)
  return population === undefined ? asked : Math.min(asked, Math.floor(population))
}

function requireFraction(value: number, what: string): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${what} must lie between 0 and 1`)
}
