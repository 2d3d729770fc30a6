/**
 * EWMA chart: exponentially weighted moving average.
 *
 * Formula: zₜ = λxₜ + (1 − λ)zₜ₋₁, z₀ = centre; limits centre ± L·σ·√(λ/(2 − λ)·(1 − (1 − λ)²ᵗ)); for long series the last
 * factor is left out. Units: those of the points. Domain: 0 < λ ≤ 1; λ = 1 is the Shewhart chart. Usual λ 0.05–0.25,
 * L 2.6–3.
 * Sources: Roberts, "Control chart tests based on geometric moving averages", Technometrics 1 (1959) 239-250; ISO
 * 7870-6 "Control charts — Part 6: EWMA control charts".
 */
import type { ControlChart } from './control-chart.ts'
import { requireFinite } from './control-chart.ts'

/** Settings of the chart. */
export interface MovingAverageOptions {
  readonly centre: number
  /** Standard error of a point: σ/√n for subgroup averages. */
  readonly standardError: number
  /** Weight λ of the newest point; default 0.2. */
  readonly weight?: number
  /** Distance L of the limits; default 3. */
  readonly sigmas?: number
  /** `exact` limits widen over the first points (default); `asymptotic` ones are constant. */
  readonly limits?: 'exact' | 'asymptotic'
}

/**
 * @returns a chart whose points are the moving averages
 * @throws {RangeError} when λ is outside 0 … 1, the standard error or L is not positive, or a point is not finite
 */
export function movingAverageChart(points: Float64Array, options: MovingAverageOptions): ControlChart {
  const { centre, standardError, weight = 0.2, sigmas = 3, limits = 'exact' } = options
  if (!(weight > 0 && weight <= 1)) throw new RangeError('the weight must be above 0 and at most 1')
  if (!(standardError > 0 && sigmas > 0)) throw new RangeError('standard error and distance must be positive')
  requireFinite(points)
  let average = centre
  const averages = points.map((point) => {
    average = weight * point + (1 - weight) * average
    return average
  })
  const standardErrors = points.map((_, position) => {
    const settled = limits === 'exact' ? 1 - (1 - weight) ** (2 * (position + 1)) : 1
    return standardError * Math.sqrt((weight / (2 - weight)) * settled)
  })
  const lower = standardErrors.map((error) => centre - sigmas * error)
  const upper = standardErrors.map((error) => centre + sigmas * error)
  const beyond = [...averages.keys()].filter((position) => {
    const value = averages[position] ?? Number.NaN
    return value < (lower[position] ?? Number.NaN) || value > (upper[position] ?? Number.NaN)
  })
  return {
    points: averages,
    centre: new Float64Array(points.length).fill(centre),
    lower,
    upper,
    standardErrors,
    beyond,
  }
}
