/**
 * The improved Farrington algorithm (Noufal et al. 2013): uses the whole history instead of a few windows.
 *
 * All weeks of the last b years but the most recent 26 enter one quasi-Poisson regression with a linear trend and a
 * factor of ten levels: the window of ±w weeks around the current week of each year, and nine equal parts of the rest
 * of the year. The trend stays whether significant or not, unless it expects more than was ever seen. Past outbreaks are weighted down only where the standardised Anscombe residual exceeds 2.58. The upper
 * bound is the 1 − α quantile of the negative binomial distribution with the expected count as mean and variance φμ₀
 * (Poisson when φ = 1). An alarm needs a count above it and at least 5 cases in the last 4 weeks.
 *
 * Units: cases per week (any period with a fixed number a year). Domain: counts with b years and w weeks of history.
 * Source: Noufal, Enki, Farrington, Garthwaite, Andrews, Charlett, "An improved algorithm for outbreak detection in
 * multiple surveillance systems", Statistics in Medicine 32 (2013) 1206-1222, sections 3.1-3.5.
 */
import { negativeBinomialQuantile } from '#methods/distributions/negative-binomial.ts'
import { poissonQuantile } from '#methods/distributions/poisson.ts'
import type { AberrationBound } from './aberration-bound.ts'
import { judge } from './aberration-bound.ts'
import { requireCounts } from './count-series.ts'
import { fitWithTrendRule } from './reference-fit.ts'

/** Settings of {@link farringtonImproved}. */
export interface FarringtonImprovedOptions {
  /** Years of history b; default 5. */
  readonly years?: number
  /** Half width w of the window around the current week; default 3. */
  readonly halfWindow?: number
  /** Periods a year; default 52. */
  readonly frequency?: number
  /** Levels of the season factor, the window being one; 1 uses the windows only. Default 10. */
  readonly seasons?: number
  /** Most recent periods left out, lest a slow outbreak hide itself; default 26. */
  readonly excludedPeriods?: number
  /** One-sided level α; default 0.005. */
  readonly alpha?: number
  /** Largest p-value of a trend that is kept; 1, the default of the paper, keeps every trend, 0 none. */
  readonly trendSignificance?: number
  /** Standardised Anscombe residuals above this are weighted down; default 2.58. */
  readonly residualThreshold?: number
  /** An alarm needs this many cases in the last periods; default 5 in 4. */
  readonly minimumCases?: { readonly cases: number; readonly periods: number }
}

type Settings = Required<FarringtonImprovedOptions>

const defaults: Settings = {
  years: 5,
  halfWindow: 3,
  frequency: 52,
  seasons: 10,
  excludedPeriods: 26,
  alpha: 0.005,
  trendSignificance: 1,
  residualThreshold: 2.58,
  minimumCases: { cases: 5, periods: 4 },
}

/**
 * Judges one period.
 *
 * @param series counts, one a period, oldest first
 * @param position the period to judge, from 0
 * @throws {RangeError} when the history is too short, a setting has no meaning, or a count is negative or missing
 */
export function farringtonImproved(
  series: Float64Array,
  position: number,
  options: FarringtonImprovedOptions = {},
): AberrationBound {
  return prepareFarringtonImproved(options)(series, position)
}

/** Judges one period of any series with settings prepared once. */
export type FarringtonJudge = (series: Float64Array, position: number) => AberrationBound

/**
 * Prepares the calendar of the reference weeks, which is the same for all series and periods.
 *
 * @throws {RangeError} when a setting has no meaning
 */
export function prepareFarringtonImproved(options: FarringtonImprovedOptions = {}): FarringtonJudge {
  const settings: Settings = { ...defaults, ...options }
  const { alpha, excludedPeriods, frequency, halfWindow, minimumCases, years } = settings
  if (!(alpha > 0 && alpha < 1)) throw new RangeError('the level must lie between 0 and 1')
  const offsets = referenceOffsets(settings)
  const groups = Uint8Array.from(offsets, (offset) => seasonOf(offset, settings))
  // Time is counted from the judged period, so the same calendar serves all of them.
  const times = Float64Array.from(offsets, (offset) => -offset)
  const length = years * frequency + halfWindow
  if (offsets.length === 0) throw new RangeError('no reference period is left')
  return (series, position) => {
    if (!(position - length >= 0 && position < series.length)) {
      throw new RangeError(`period ${position + 1} has not ${years} years of history before it`)
    }
    requireCounts(series, position - length, position - excludedPeriods)
    requireCounts(series, position, position + 1)
    const counts = new Float64Array(times.length)
    for (let i = 0; i < counts.length; i++) counts[i] = series[position + (times[i] ?? 0)] ?? Number.NaN
    const { fit, dispersion } = fitWithTrendRule(
      { counts, groups, groupCount: Math.max(1, settings.seasons), times },
      { group: 0, time: 0 },
      {
        trend: settings.trendSignificance > 0,
        residualThreshold: settings.residualThreshold,
        significance: settings.trendSignificance,
      },
    )
    const { mean } = fit.predict(0, 0)
    const upperBound = countQuantile(1 - alpha, mean, dispersion)
    return judge(series, position, { fit, dispersion, expected: mean, upperBound, minimumCases })
  }
}

/** How many periods back the reference periods lie, oldest first. */
function referenceOffsets(settings: Settings): readonly number[] {
  const { excludedPeriods, frequency, halfWindow, seasons, years } = settings
  if (!(seasons >= 1 && seasons <= 255) || 2 * halfWindow + 1 + (seasons - 1) > frequency) {
    throw new RangeError('the year has not enough periods for these seasons')
  }
  const offsets: number[] = []
  for (let offset = years * frequency + halfWindow; offset > excludedPeriods; offset--) {
    if (seasons > 1 || (offset + halfWindow) % frequency <= 2 * halfWindow) offsets.push(offset)
  }
  return offsets
}

/** Level of the season factor: 0 in the window around the current period, 1 … for the parts of the rest of the year. */
function seasonOf(offset: number, settings: Settings): number {
  const { frequency, halfWindow, seasons } = settings
  const width = 2 * halfWindow + 1
  // Periods since the last window closed, counted forward in time.
  const since = frequency - 1 - ((offset + halfWindow) % frequency)
  if (since >= frequency - width) return 0
  return 1 + Math.floor((since * (seasons - 1)) / (frequency - width))
}

/** The count that is not exceeded with this probability, for mean μ and variance φμ. */
function countQuantile(probability: number, mean: number, dispersion: number): number {
  if (mean === 0) return 0
  // Below this excess the negative binomial has no digits left that differ from the Poisson distribution.
  return dispersion - 1 < 1e-9
    ? poissonQuantile(probability, mean)
    : negativeBinomialQuantile(probability, { mean, size: mean / (dispersion - 1) })
}
