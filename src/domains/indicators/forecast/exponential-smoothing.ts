/**
 * Exponential smoothing state space models (ETS), chosen automatically by AICc, with prediction intervals: Hyndman,
 * Koehler, Ord & Snyder, "Forecasting with Exponential Smoothing" (2008). With seasons, the series is first taken
 * apart by MSTL (Bandara, Hyndman & Bergmeir, arXiv:2107.13462) and ETS carries the part without seasons on; the
 * interval is that of this part. Both from the library augurs, whose core is WebAssembly.
 */
import { readFileSync } from 'node:fs'
import { AutoETS, initSync as startEts } from '@bsull/augurs/ets'
import { MSTL, initSync as startMstl } from '@bsull/augurs/mstl'
import type { ForecastPoint } from '#methods/forecasting/drift-forecast.ts'

const bytesOf = (name: 'ets' | 'mstl') =>
  readFileSync(new URL(`./${name}_bg.wasm`, import.meta.resolve(`@bsull/augurs/${name}`)))

let started = false

/** Loaded with the first forecast: 0.6 MB that most processes never need. */
function start(): void {
  if (started) return
  startEts({ module: bytesOf('ets') })
  startMstl({ module: bytesOf('mstl') })
  started = true
}

/**
 * Forecasts the values that follow; undefined when no model fits the series (too short, or its likelihood has no
 * maximum).
 *
 * @param season values in a year; 1 for series without seasons
 * @param level probability of the interval, between 0 and 1
 */
export function exponentialSmoothing(
  values: readonly number[],
  season: number,
  horizon: number,
  level: number,
): ForecastPoint[] | undefined {
  start()
  // Error, trend and season chosen freely but for the season, which MSTL has taken out.
  const model = season === 1 ? new AutoETS(1, 'ZZN') : MSTL.ets([season])
  try {
    model.fit(Float64Array.from(values))
    const { point, intervals } = model.predict(horizon, level)
    const points = point.map((value, index) => ({
      value,
      low: intervals?.lower[index] ?? Number.NaN,
      high: intervals?.upper[index] ?? Number.NaN,
    }))
    return points.every((one) => [one.value, one.low, one.high].every(Number.isFinite)) ? points : undefined
  } catch {
    // The library throws plain errors ("not enough data", "no model found").
    return undefined
  } finally {
    model.free()
  }
}
