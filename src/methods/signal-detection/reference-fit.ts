/**
 * The regression of past counts that both Farrington algorithms rest on: past outbreaks weighted down, and a trend only
 * where it can be trusted.
 *
 * Source: Farrington et al. 1996 sections 3.2-3.5; Noufal et al. 2013 section 3.2 (threshold 2.58).
 */
import { studentTCdf } from '#methods/distributions/student-t.ts'
import type { GroupedCounts, LogLinearFit } from './log-linear-fit.ts'
import { fitLogLinear } from './log-linear-fit.ts'

/** How a reference period is fitted. */
export interface TrendRule {
  readonly trend: boolean
  /** Anscombe residuals above this are weighted down; undefined: none. */
  readonly residualThreshold: number | undefined
  /** The trend stays if its p-value is below this; 1 keeps every trend. */
  readonly significance: number
}

/** A fit with the dispersion to use. */
export interface ReferenceFit {
  readonly fit: LogLinearFit
  /** φ, at least 1. */
  readonly dispersion: number
}

/**
 * Fits with a trend, and again without when it is not significant or expects more at `now` than was ever seen.
 *
 * @throws {RangeError} when there are too few reference counts
 */
export function fitWithTrendRule(
  data: GroupedCounts,
  now: { readonly group: number; readonly time: number },
  rule: TrendRule,
): ReferenceFit {
  if (rule.trend) {
    const withTrend = fitReweighted(data, true, rule.residualThreshold)
    if (withTrend !== undefined) {
      const { fit } = withTrend
      const t = Math.abs(fit.slope / fit.slopeError)
      const significant =
        rule.significance >= 1 || 2 * studentTCdf(-t, fit.degreesOfFreedom) < rule.significance
      const { mean } = fit.predict(now.group, now.time)
      if (significant && mean <= data.counts.reduce((most, count) => Math.max(most, count), 0))
        return withTrend
    }
  }
  const level = fitReweighted(data, false, rule.residualThreshold)
  if (level === undefined) throw new RangeError('there are too few reference counts')
  return level
}

function fitReweighted(
  data: GroupedCounts,
  trend: boolean,
  threshold: number | undefined,
): ReferenceFit | undefined {
  const equal = new Float64Array(data.counts.length).fill(1)
  const first = fitLogLinear(data, equal, trend)
  if (first === undefined) return undefined
  const dispersion = Math.max(1, first.dispersion)
  if (threshold === undefined) return { fit: first, dispersion }
  const weights = outbreakWeights(data.counts, first, dispersion, threshold)
  const fit = fitLogLinear(data, weights, trend, first.slope)
  return fit && { fit, dispersion: Math.max(1, fit.dispersion) }
}

/** Weights γ·s⁻² for standardised Anscombe residuals s above the threshold, γ for the others; they sum to n. */
function outbreakWeights(
  counts: Float64Array,
  fit: LogLinearFit,
  dispersion: number,
  threshold: number,
): Float64Array {
  const weights = new Float64Array(counts.length).fill(1)
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    const mean = fit.means[i] ?? 0
    const count = counts[i] ?? 0
    // Only an excess is weighted down; a count below its mean has a negative residual.
    if (count > mean && mean > 0) {
      // count^(2/3)·mean^(−1/6) = √mean·(count/mean)^(2/3).
      const anscombe = 1.5 * Math.sqrt(mean) * (Math.cbrt(count / mean) ** 2 - 1)
      const residual = anscombe / Math.sqrt(dispersion * (1 - (fit.leverages[i] ?? 0)))
      if (residual > threshold) weights[i] = residual ** -2
    }
    sum += weights[i] ?? 0
  }
  const gamma = counts.length / sum
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] ?? 0) * gamma
  return weights
}
