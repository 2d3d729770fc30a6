/**
 * p chart: proportion of nonconforming units in samples that may differ in size.
 *
 * Formula: p̄ = Σ nonconforming / Σ inspected; limits of sample i: p̄ ± 3√(p̄(1 − p̄)/nᵢ), cut off at 0 and 1. Unit:
 * fraction. Domain: independent units, each conforming or not; np̄ of some five or more for symmetric limits.
 * Source: GB/T 17989.2-2020 / ISO 7870-2:2013 (attributes, p chart; clause number to be confirmed).
 */
import type { CountedSamples } from './attribute-samples.ts'
import { centreOf, checkedSizes } from './attribute-samples.ts'
import type { ControlChart, ControlChartOptions } from './control-chart.ts'
import { chartOf } from './control-chart.ts'

/**
 * @param samples nonconforming units and units inspected
 * @throws {RangeError} when a count is not a whole number from 0 to its sample size, or as the reference demands
 */
export function proportionChart(samples: CountedSamples, options: ControlChartOptions = {}): ControlChart {
  const { sigmas = 3, reference } = options
  const sizes = checkedSizes(samples, { countsUnits: true })
  const centre = centreOf(samples.counts, sizes, reference)
  return chartOf(
    samples.counts.map((count, index) => count / (sizes[index] ?? Number.NaN)),
    {
      centre,
      standardError: sizes.map((size) => Math.sqrt((centre * (1 - centre)) / size)),
      sigmas,
      smallest: 0,
      largest: 1,
    },
  )
}
