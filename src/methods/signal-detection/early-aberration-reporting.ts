/**
 * EARS C1, C2 and C3: aberrations in short series, without years of history.
 *
 * Formulas with the mean x̄ and standard deviation s (n − 1) of a baseline of m periods (7):
 * C1(t) = (x(t) − x̄)/s on t−m … t−1; C2(t) the same on t−m−2 … t−3, so that a slow start does not raise its own
 * baseline; both signal above z. C3(t) = Σ over t, t−1, t−2 of max(0, C2 − 1) signals above 2.
 * Units: counts per day or week; C in standard deviations. Domain: at least m (C1), m + 2 (C2), m + 4 (C3) periods of
 * history. When the baseline does not vary, any count above its mean is infinitely many standard deviations away: the
 * minimum count keeps single cases from signalling.
 * Sources: Hutwagner, Thompson, Seeman, Treadwell, "The bioterrorism preparedness and response Early Aberration
 * Reporting System (EARS)", J. Urban Health 80 (2003) i89-i96; Fricker, Hegler, Dunfee, "Comparing syndromic surveillance
 * detection methods", Statistics in Medicine 27 (2008) 3407-3429.
 */
import { requireCounts } from './count-series.ts'

/** Settings of {@link earlyAberrations}. */
export interface EarlyAberrationOptions {
  readonly variant: 'C1' | 'C2' | 'C3'
  /** Periods of the baseline m; default 7. */
  readonly baseline?: number
  /** Signal above this: standard deviations for C1 and C2 (default 3), their sum for C3 (default 2). */
  readonly threshold?: number
  /** No signal for counts below this; default 1. */
  readonly minimumCount?: number
}

/** Statistics of the periods that have a full history; the arrays start at period `first`. */
export interface EarlyAberrations {
  /** Position (from 0) of the first judged period. */
  readonly first: number
  /** C1, C2 or C3. */
  readonly statistics: Float64Array
  /** Baseline mean. */
  readonly means: Float64Array
  /** Baseline standard deviation. */
  readonly deviations: Float64Array
  /** Positions (from 0) that signal. */
  readonly signals: readonly number[]
}

const GUARD = 2

/**
 * @param series counts, one a period, oldest first
 * @throws {RangeError} when a count is negative or missing, the baseline is shorter than 2, or no period has a history
 */
export function earlyAberrations(series: Float64Array, options: EarlyAberrationOptions): EarlyAberrations {
  const { variant, baseline = 7, minimumCount = 1 } = options
  const threshold = options.threshold ?? (variant === 'C3' ? 2 : 3)
  if (!Number.isInteger(baseline) || baseline < 2)
    throw new RangeError('the baseline must be at least 2 periods')
  requireCounts(series, 0, series.length)
  const guard = variant === 'C1' ? 0 : GUARD
  const standardised = standardise(series, baseline, guard)
  const skipped = variant === 'C3' ? 2 : 0
  const first = baseline + guard + skipped
  if (series.length <= first) throw new RangeError(`${variant} needs more than ${first} periods`)
  const statistics =
    variant === 'C3'
      ? standardised.scores
          .map((score, k) => excess(score) + carriedOver(standardised.scores, k))
          .subarray(skipped)
      : standardised.scores
  const signals: number[] = []
  statistics.forEach((statistic, k) => {
    if (statistic > threshold && (series[first + k] ?? 0) >= minimumCount) signals.push(first + k)
  })
  return {
    first,
    statistics,
    means: standardised.means.subarray(skipped),
    deviations: standardised.deviations.subarray(skipped),
    signals,
  }
}

/** The part of C3 that the two periods before position `k` bring along. */
export function carriedOver(scores: Float64Array, k: number): number {
  return excess(scores[k - 1] ?? 0) + excess(scores[k - 2] ?? 0)
}

function excess(score: number): number {
  return Math.max(0, score - 1)
}

/** Standardised counts from the first period with a full baseline on. */
function standardise(
  series: Float64Array,
  baseline: number,
  guard: number,
): { readonly scores: Float64Array; readonly means: Float64Array; readonly deviations: Float64Array } {
  const length = Math.max(0, series.length - baseline - guard)
  const scores = new Float64Array(length)
  const means = new Float64Array(length)
  const deviations = new Float64Array(length)
  for (let k = 0; k < length; k++) {
    const window = series.subarray(k, k + baseline)
    const mean = window.reduce((sum, count) => sum + count, 0) / baseline
    const variance = window.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (baseline - 1)
    const distance = (series[k + baseline + guard] ?? Number.NaN) - mean
    means[k] = mean
    deviations[k] = Math.sqrt(variance)
    scores[k] = distance === 0 ? 0 : distance / Math.sqrt(variance)
  }
  return { scores, means, deviations }
}
