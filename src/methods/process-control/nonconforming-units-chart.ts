/**
 * np chart: number of nonconforming units in samples of one size.
 *
 * Formula: np̄ ± 3√(np̄(1 − p̄)), cut off at 0 and n. Unit: units. Domain: as the p chart, with one sample size.
 * Source: GB/T 17989.2-2020 / ISO 7870-2:2013 (attributes, np chart; clause number to be confirmed).
 */
import type { CountedSamples } from './attribute-samples.ts'
import { centreOf, checkedSizes } from './attribute-samples.ts'
import type { ControlChart, ControlChartOptions } from './control-chart.ts'
import { chartOf } from './control-chart.ts'

/**
 * @param samples nonconforming units and the common sample size
 * @throws {RangeError} when sizes differ or a count is not a whole number from 0 to the sample size
 */
export function nonconformingUnitsChart(
  samples: CountedSamples,
  options: ControlChartOptions = {},
): ControlChart {
  const { sigmas = 3, reference } = options
  const sizes = checkedSizes(samples, { countsUnits: true })
  const size = sizes[0] ?? Number.NaN
  if (sizes.some((other) => other !== size))
    throw new RangeError('the samples differ in size: use the p chart')
  const proportion = centreOf(samples.counts, sizes, reference)
  return chartOf(samples.counts, {
    centre: size * proportion,
    standardError: Math.sqrt(size * proportion * (1 - proportion)),
    sigmas,
    smallest: 0,
    largest: size,
  })
}
