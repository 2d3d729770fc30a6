/**
 * I-MR chart: individual values and their moving ranges.
 *
 * Formula: σ̂ = M̄R̄/d₂(2), with the moving ranges |xᵢ − xᵢ₋₁|; values x̄ ± 3σ̂ (= x̄ ± 2.660 M̄R̄); moving ranges
 * M̄R̄ ± 3d₃(2)σ̂, not below 0 (upper limit 3.267 M̄R̄). Units: those of the measurement. Domain: normal values in the
 * order of time, at least two.
 * Source: GB/T 17989.2-2020 / ISO 7870-2:2013 (individuals and moving range charts; clause number to be confirmed).
 */
import type { ControlChart, ControlChartOptions } from './control-chart.ts'
import { chartOf, meanOf, referenceValues, requireFinite } from './control-chart.ts'
import { sampleConstants } from './control-chart-constants.ts'

/** The pair of charts; the first moving range belongs to the second value. */
export interface IndividualsChart {
  readonly individuals: ControlChart
  readonly movingRanges: ControlChart
  /** σ̂ = M̄R̄/d₂(2). */
  readonly standardDeviation: number
}

/**
 * A value put aside takes both moving ranges it is part of with it: a range counts when both its values are reference.
 *
 * @throws {RangeError} for fewer than two values, a value that is not finite, or a reference without two neighbours
 */
export function individualsChart(values: Float64Array, options: ControlChartOptions = {}): IndividualsChart {
  const { sigmas = 3, reference } = options
  if (values.length < 2) throw new RangeError('a moving range needs two values')
  requireFinite(values)
  const movingRanges = Float64Array.from({ length: values.length - 1 }, (_, index) =>
    Math.abs((values[index + 1] ?? Number.NaN) - (values[index] ?? Number.NaN)),
  )
  const chosen = reference === undefined ? undefined : new Set(reference)
  const rangeReference =
    chosen && [...movingRanges.keys()].filter((index) => chosen.has(index) && chosen.has(index + 1))
  const { d2, d3 } = sampleConstants(2)
  const averageRange = meanOf(referenceValues(movingRanges, rangeReference))
  const standardDeviation = averageRange / d2
  return {
    individuals: chartOf(values, {
      centre: meanOf(referenceValues(values, reference)),
      standardError: standardDeviation,
      sigmas,
    }),
    movingRanges: chartOf(movingRanges, {
      centre: averageRange,
      standardError: d3 * standardDeviation,
      sigmas,
      smallest: 0,
    }),
    standardDeviation,
  }
}
