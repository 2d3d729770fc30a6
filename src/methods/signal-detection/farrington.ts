/**
 * Farrington's algorithm (1996): is this week's count above what the same weeks of past years let expect?
 *
 * Reference weeks: the weeks within ±w of the current one in each of the last b years. A quasi-Poisson regression with
 * a linear trend is fitted, weighted down where its standardised Anscombe residual s exceeds the threshold
 * (weight ∝ s⁻²) so that past outbreaks do not hide a new one, and fitted again. The trend stays only if it is
 * significant at 5 %, at least three years are used, and the expected count does not exceed all reference counts. The
 * upper bound allows for skewness by a two-thirds power:
 * U = (μ₀^{2/3} + z·√(4/9 · μ₀^{1/3} · τ))^{3/2}, τ = φ + Var(μ̂₀)/μ₀, φ ≥ 1.
 * An alarm needs a count above U and at least 5 cases in the last 4 weeks.
 *
 * Units: cases per week (any period with a fixed number a year). Domain: counts, at least b years and w weeks of history.
 * Source: Farrington, Andrews, Beale, Catchpole, "A statistical algorithm for the early detection of outbreaks of
 * infectious disease", J. R. Statist. Soc. A 159 (1996) 547-563, sections 3.2-3.6. The level α is that of a two-sided
 * interval, as there.
 */
import { normalQuantile } from '#methods/distributions/normal.ts'
import type { AberrationBound } from './aberration-bound.ts'
import { judge } from './aberration-bound.ts'
import { requireCounts } from './count-series.ts'
import type { GroupedCounts } from './log-linear-fit.ts'
import { fitWithTrendRule } from './reference-fit.ts'

/** Settings of {@link farrington}; the defaults are those of the paper. */
export interface FarringtonOptions {
  /** Years of history b; default 5. */
  readonly years?: number
  /** Half width w of the window in each year; default 3. */
  readonly halfWindow?: number
  /** Periods a year; default 52. */
  readonly frequency?: number
  /** Level α of the two-sided interval; default 0.05. */
  readonly alpha?: number
  /** Whether a trend may be used; default true. */
  readonly trend?: boolean
  /** Whether past outbreaks are weighted down; default true. */
  readonly reweight?: boolean
  /** An alarm needs this many cases in the last periods; default 5 in 4. */
  readonly minimumCases?: { readonly cases: number; readonly periods: number }
}

/**
 * Judges one period.
 *
 * @param series counts, one a period, oldest first
 * @param position the period to judge, from 0
 * @throws {RangeError} when the history is too short or a count is negative or missing
 */
export function farrington(
  series: Float64Array,
  position: number,
  options: FarringtonOptions = {},
): AberrationBound {
  const { years = 5, halfWindow = 3, frequency = 52, alpha = 0.05, trend = true, reweight = true } = options
  const { minimumCases = { cases: 5, periods: 4 } } = options
  if (!(alpha > 0 && alpha < 1)) throw new RangeError('the level must lie between 0 and 1')
  const first = position - years * frequency - halfWindow
  if (!(first >= 0 && position < series.length)) {
    throw new RangeError(`period ${position + 1} has not ${years} years of history before it`)
  }
  requireCounts(series, first, position + 1)
  const perYear = 2 * halfWindow + 1
  const times = Float64Array.from(
    { length: years * perYear },
    (_, i) => first + Math.floor(i / perYear) * frequency + (i % perYear),
  )
  const data: GroupedCounts = {
    counts: times.map((time) => series[time] ?? Number.NaN),
    groups: new Uint8Array(times.length),
    groupCount: 1,
    times,
  }
  const { fit, dispersion } = fitWithTrendRule(
    data,
    { group: 0, time: position },
    {
      trend: trend && years >= 3,
      residualThreshold: reweight ? 1 : undefined,
      significance: 0.05,
    },
  )
  const { mean, logVariance } = fit.predict(0, position)
  const variance = mean * mean * logVariance * dispersion
  const upperBound = mean > 0 ? twoThirdsBound(mean, dispersion + variance / mean, alpha) : 0
  return judge(series, position, { fit, dispersion, expected: mean, upperBound, minimumCases })
}

/** U of the two-thirds power transformation. */
function twoThirdsBound(mean: number, tau: number, alpha: number): number {
  const error = Math.sqrt((4 / 9) * mean ** (1 / 3) * tau)
  return (mean ** (2 / 3) + normalQuantile(1 - alpha / 2) * error) ** 1.5
}
