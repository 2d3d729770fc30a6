/**
 * u chart: nonconformities per unit in samples that may differ in size.
 *
 * Formula: ū = Σ nonconformities / Σ units; limits of sample i: ū ± 3√(ū/nᵢ), cut off at 0. Unit: nonconformities per
 * unit; nᵢ may be a length or area. Domain: as the c chart.
 * Source: GB/T 17989.2-2020 / ISO 7870-2:2013 (attributes, u chart; clause number to be confirmed).
 */
import type { CountedSamples } from './attribute-samples.ts'
import { centreOf, checkedSizes } from './attribute-samples.ts'
import type { ControlChart, ControlChartOptions } from './control-chart.ts'
import { chartOf } from './control-chart.ts'

/**
 * @param samples nonconformities and units inspected
 * @throws {RangeError} when a count is not a whole number of at least 0 or a size is not positive
 */
export function nonconformityRateChart(
  samples: CountedSamples,
  options: ControlChartOptions = {},
): ControlChart {
  const { sigmas = 3, reference } = options
  const sizes = checkedSizes(samples, { countsUnits: false })
  const centre = centreOf(samples.counts, sizes, reference)
  return chartOf(
    samples.counts.map((count, index) => count / (sizes[index] ?? Number.NaN)),
    { centre, standardError: sizes.map((size) => Math.sqrt(centre / size)), sigmas, smallest: 0 },
  )
}
