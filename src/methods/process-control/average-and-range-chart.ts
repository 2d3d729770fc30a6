/**
 * X̄-R chart: averages and ranges of small subgroups.
 *
 * Formula: σ̂ = R̄/d₂; averages x̿ ± 3σ̂/√n (= x̿ ± A₂R̄); ranges R̄ ± 3d₃σ̂ (= D₃R̄, D₄R̄), not below 0. Units: those of
 * the measurement. Domain: normal values, subgroups of one size, best up to 10.
 * Source: GB/T 17989.2-2020 / ISO 7870-2:2013 (X̄ and R charts; clause number to be confirmed).
 */
import type { ControlChart, ControlChartOptions, Subgroups } from './control-chart.ts'
import { chartOf, meanOf, referenceValues, subgroupStatistic } from './control-chart.ts'
import { sampleConstants } from './control-chart-constants.ts'

/** The pair of charts and the spread within subgroups they rest on. */
export interface AverageAndRangeChart {
  readonly averages: ControlChart
  readonly ranges: ControlChart
  /** σ̂ = R̄/d₂. */
  readonly standardDeviation: number
}

/**
 * @throws {RangeError} for subgroups that are not whole, or a reference that names no sample
 */
export function averageAndRangeChart(
  subgroups: Subgroups,
  options: ControlChartOptions = {},
): AverageAndRangeChart {
  const { sigmas = 3, reference } = options
  const averages = subgroupStatistic(subgroups, meanOf)
  const ranges = subgroupStatistic(subgroups, rangeOf)
  const { d2, d3 } = sampleConstants(subgroups.size)
  const averageRange = meanOf(referenceValues(ranges, reference))
  const standardDeviation = averageRange / d2
  return {
    averages: chartOf(averages, {
      centre: meanOf(referenceValues(averages, reference)),
      standardError: standardDeviation / Math.sqrt(subgroups.size),
      sigmas,
    }),
    ranges: chartOf(ranges, {
      centre: averageRange,
      standardError: d3 * standardDeviation,
      sigmas,
      smallest: 0,
    }),
    standardDeviation,
  }
}

function rangeOf(values: Float64Array): number {
  return Math.max(...values) - Math.min(...values)
}
