/** Forecasts a series of figures by the method that its length allows, within the limits of what it measures. */
import { driftForecast, type ForecastPoint, leastDriftValues } from '#methods/forecasting/drift-forecast.ts'
import { exponentialSmoothing } from './exponential-smoothing.ts'

/** The method that made a forecast; titles in the contract's guide and pages. */
export type ForecastMethod = 'drift' | 'ets' | 'mstl-ets'

export interface SeriesForecast {
  readonly method: ForecastMethod
  readonly points: readonly ForecastPoint[]
}

/** Probability of the interval, as the forecasting literature usually shows. */
export const forecastLevel = 0.8

// An automatic choice among models with up to five parameters is no better than drift below ten values.
const leastSmoothingValues = 10
// MSTL needs two whole years; with three, a season is told from chance.
const leastSeasons = 3

export interface SeriesLimits {
  readonly minimum: number | null
  readonly maximum: number | null
}

/**
 * Keeps forecasts of shares within their limits: the series is forecast on the scaled logit scale (Hyndman &
 * Athanasopoulos, 3rd ed., 13.3). Series that touch a limit, or have one only, are forecast as they are and cut off.
 */
function scaleOf(values: readonly number[], { minimum, maximum }: SeriesLimits) {
  if (minimum !== null && maximum !== null && values.every((value) => value > minimum && value < maximum))
    return {
      to: (value: number) => Math.log((value - minimum) / (maximum - value)),
      from: (value: number) => minimum + (maximum - minimum) / (1 + Math.exp(-value)),
    }
  const within = (value: number) =>
    Math.min(maximum ?? Number.POSITIVE_INFINITY, Math.max(minimum ?? Number.NEGATIVE_INFINITY, value))
  return { to: (value: number) => value, from: within }
}

function forecastOf(values: readonly number[], season: number, horizon: number): SeriesForecast | undefined {
  if (season > 1 && values.length >= season * leastSeasons) {
    const points = exponentialSmoothing(values, season, horizon, forecastLevel)
    if (points) return { method: 'mstl-ets', points }
  }
  if (values.length >= leastSmoothingValues) {
    const points = exponentialSmoothing(values, 1, horizon, forecastLevel)
    if (points) return { method: 'ets', points }
  }
  if (values.length < leastDriftValues) return undefined
  return { method: 'drift', points: driftForecast(values, horizon, forecastLevel) }
}

// A fit takes 1 to 25 ms; the same series is asked for with every report of a neighbour and by every reader.
const kept = new Map<string, SeriesForecast | null>()
const mostKept = 2_000

/**
 * Forecasts the values that follow a series; undefined with fewer than four values. Without gaps: where figures are
 * missing in between, the caller gives those after the last gap.
 *
 * @param values oldest first
 * @param season values in a year: 12, 4 or 1
 */
export function forecastSeries(
  values: readonly number[],
  season: number,
  horizon: number,
  limits: SeriesLimits,
): SeriesForecast | undefined {
  const key = JSON.stringify([values, season, horizon, limits.minimum, limits.maximum])
  const before = kept.get(key)
  if (before !== undefined) return before ?? undefined
  const scale = scaleOf(values, limits)
  const made = forecastOf(values.map(scale.to), season, horizon)
  const forecast = made && {
    method: made.method,
    points: made.points.map(({ value, low, high }) => ({
      value: scale.from(value),
      low: scale.from(low),
      high: scale.from(high),
    })),
  }
  if (kept.size >= mostKept) for (const oldest of [...kept.keys()].slice(0, mostKept / 2)) kept.delete(oldest)
  kept.set(key, forecast ?? null)
  return forecast
}
