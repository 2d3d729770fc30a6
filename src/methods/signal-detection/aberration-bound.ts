/** The judgement of one period against what its past lets expect. */
import type { ReferenceFit } from './reference-fit.ts'

/** Judgement of one period. */
export interface AberrationBound {
  /** Position (from 0) of the judged count. */
  readonly position: number
  readonly observed: number
  /** Expected count μ₀. */
  readonly expected: number
  readonly upperBound: number
  /** Dispersion φ used, at least 1. */
  readonly dispersion: number
  readonly trendUsed: boolean
  /** (observed − expected) / (upper bound − expected): above 1 is an excess. */
  readonly score: number
  readonly alarm: boolean
}

/** Puts the observed count against the bound. */
export function judge(
  series: Float64Array,
  position: number,
  found: ReferenceFit & {
    readonly expected: number
    readonly upperBound: number
    readonly minimumCases: { readonly cases: number; readonly periods: number }
  },
): AberrationBound {
  const { dispersion, expected, fit, minimumCases, upperBound } = found
  const observed = series[position] ?? Number.NaN
  const recent = series
    .subarray(Math.max(0, position - minimumCases.periods + 1), position + 1)
    .reduce((sum, count) => sum + count, 0)
  const room = upperBound - expected
  const score = room > 0 ? (observed - expected) / room : observed > expected ? Number.POSITIVE_INFINITY : 0
  return {
    position,
    observed,
    expected,
    upperBound,
    dispersion,
    trendUsed: fit.hasTrend,
    score,
    alarm: observed > upperBound && recent >= minimumCases.cases,
  }
}
