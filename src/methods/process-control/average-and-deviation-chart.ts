/**
 * X̄-s chart: averages and standard deviations of subgroups.
 *
 * Formula: σ̂ = s̄/c₄; averages x̿ ± 3σ̂/√n (= x̿ ± A₃s̄); deviations s̄ ± 3σ̂√(1 − c₄²) (= B₃s̄, B₄s̄), not below 0.
 * Units: those of the measurement. Domain: normal values, subgroups of one size; better than X̄-R from 10 on.
 * Source: GB/T 17989.2-2020 / ISO 7870-2:2013 (X̄ and s charts; clause number to be confirmed).
 */
import type { ControlChart, ControlChartOptions, Subgroups } from './control-chart.ts'
import { chartOf, meanOf, referenceValues, standardDeviationOf, subgroupStatistic } from './control-chart.ts'
import { sampleConstants } from './control-chart-constants.ts'

/** The pair of charts and the spread within subgroups they rest on. */
export interface AverageAndDeviationChart {
  readonly averages: ControlChart
  readonly deviations: ControlChart
  /** σ̂ = s̄/c₄. */
  readonly standardDeviation: number
}

/**
 * @throws {RangeError} for subgroups that are not whole, or a reference that names no sample
 */
export function averageAndDeviationChart(
  subgroups: Subgroups,
  options: ControlChartOptions = {},
): AverageAndDeviationChart {
  const { sigmas = 3, reference } = options
  const averages = subgroupStatistic(subgroups, meanOf)
  const deviations = subgroupStatistic(subgroups, standardDeviationOf)
  const { c4 } = sampleConstants(subgroups.size)
  const averageDeviation = meanOf(referenceValues(deviations, reference))
  const standardDeviation = averageDeviation / c4
  return {
    averages: chartOf(averages, {
      centre: meanOf(referenceValues(averages, reference)),
      standardError: standardDeviation / Math.sqrt(subgroups.size),
      sigmas,
    }),
    deviations: chartOf(deviations, {
      centre: averageDeviation,
      standardError: standardDeviation * Math.sqrt(1 - c4 * c4),
      sigmas,
      smallest: 0,
    }),
    standardDeviation,
  }
}
