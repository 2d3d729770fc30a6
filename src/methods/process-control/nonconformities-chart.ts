/**
 * c chart: number of nonconformities in inspection units of one size.
 *
 * Formula: c̄ ± 3√c̄, cut off at 0. Unit: nonconformities. Domain: rare, independent nonconformities (Poisson); c̄ of
 * some five or more for symmetric limits.
 * Source: GB/T 17989.2-2020 / ISO 7870-2:2013 (attributes, c chart; clause number to be confirmed).
 */
import { centreOf, checkedSizes } from './attribute-samples.ts'
import type { ControlChart, ControlChartOptions } from './control-chart.ts'
import { chartOf } from './control-chart.ts'

/**
 * @param counts nonconformities of each unit
 * @throws {RangeError} when a count is not a whole number of at least 0
 */
export function nonconformitiesChart(counts: Float64Array, options: ControlChartOptions = {}): ControlChart {
  const { sigmas = 3, reference } = options
  const sizes = checkedSizes({ counts, sizes: 1 }, { countsUnits: false })
  const centre = centreOf(counts, sizes, reference)
  return chartOf(counts, { centre, standardError: Math.sqrt(centre), sigmas, smallest: 0 })
}
