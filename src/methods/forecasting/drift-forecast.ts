/**
 * The drift method: a series goes on by its average change, with an interval for what may come.
 *
 * Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", 3rd ed. (2021), 5.2 (forecast) and 5.5 (standard
 * deviation σ̂·√(h(1 + h/(T−1)))). The changes are taken as independent and normal, so that their scatter σ̂ has
 * T − 2 degrees of freedom and the interval takes Student's t instead of the normal quantile that the book uses for
 * long series; for short ones it is wider, as it has to be.
 *
 * Domain: at least four values, equally spaced in time.
 */
import { studentTQuantile } from '../distributions/student-t.ts'

/** A value to come and the interval in which it lies with the level asked for. */
export interface ForecastPoint {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Fewer values say nothing about how much the changes scatter. */
export const leastDriftValues = 4

/**
 * Forecasts the values that follow.
 *
 * @param values oldest first
 * @param horizon how many values to forecast
 * @param level probability of the interval, between 0 and 1
 * @throws RangeError on fewer than four values
 * @example driftForecast([10, 12, 13, 15, 18], 2, 0.8)[1] // value 22, low 19.68…, high 24.32…
 */
export function driftForecast(values: readonly number[], horizon: number, level: number): ForecastPoint[] {
  const [first, last] = [values[0], values.at(-1)]
  if (first === undefined || last === undefined || values.length < leastDriftValues)
    throw new RangeError(`The drift method needs ${leastDriftValues} values, got ${values.length}`)
  const changes = values.slice(1).map((value, index) => value - (values[index] ?? value))
  const drift = (last - first) / changes.length
  const squares = changes.reduce((sum, change) => sum + (change - drift) ** 2, 0)
  const degreesOfFreedom = changes.length - 1
  const deviation = Math.sqrt(squares / degreesOfFreedom)
  const quantile = studentTQuantile((1 + level) / 2, degreesOfFreedom)
  return Array.from({ length: horizon }, (_, index) => {
    const steps = index + 1
    const value = last + steps * drift
    const half = quantile * deviation * Math.sqrt(steps * (1 + steps / changes.length))
    return { value, low: value - half, high: value + half }
  })
}
