/**
 * What all Shewhart charts share: points, a centre line and limits a number of standard errors from it.
 *
 * Source: GB/T 17989.2-2020 / ISO 7870-2:2013 "Control charts — Part 2: Shewhart control charts" (clause numbers to be confirmed).
 */

/** A chart ready to be drawn or judged; all arrays have one value a point. */
export interface ControlChart {
  readonly points: Float64Array
  readonly centre: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Standard error of each point, for the zones of the run rules. */
  readonly standardErrors: Float64Array
  /** Positions (from 0) of the points outside their limits. */
  readonly beyond: readonly number[]
}

/** Settings common to the charts. */
export interface ControlChartOptions {
  /** Distance of the limits in standard errors; default 3. */
  readonly sigmas?: number
  /**
   * Positions (from 0) of the samples the centre and spread are estimated from: the trial samples, without those put
   * aside after a found cause. Default all. The limits then apply to every sample.
   */
  readonly reference?: readonly number[]
}

/** The limits of a chart before they are applied. */
export interface ChartLimits {
  readonly centre: number
  /** One for all points or one a point. */
  readonly standardError: number | Float64Array
  readonly sigmas: number
  /** Values the points cannot leave (0 for counts, 1 for proportions): limits are cut off there. */
  readonly smallest?: number
  readonly largest?: number
}

/** Puts points against limits. A point on a limit is inside. */
export function chartOf(points: Float64Array, limits: ChartLimits): ControlChart {
  const { centre, sigmas, smallest = Number.NEGATIVE_INFINITY, largest = Number.POSITIVE_INFINITY } = limits
  const { standardError } = limits
  const standardErrors =
    typeof standardError === 'number' ? new Float64Array(points.length).fill(standardError) : standardError
  const lower = standardErrors.map((error) => Math.max(smallest, centre - sigmas * error))
  const upper = standardErrors.map((error) => Math.min(largest, centre + sigmas * error))
  const beyond: number[] = []
  points.forEach((point, position) => {
    if (point < (lower[position] ?? Number.NaN) || point > (upper[position] ?? Number.NaN))
      beyond.push(position)
  })
  return {
    points,
    centre: new Float64Array(points.length).fill(centre),
    lower,
    upper,
    standardErrors,
    beyond,
  }
}

/** Measurements in rational subgroups of one size. */
export interface Subgroups {
  /** Subgroup after subgroup. */
  readonly values: Float64Array
  readonly size: number
}

/**
 * Puts rows of measurements into one array.
 *
 * @throws {RangeError} when there is no row, the rows differ in length, or a value is not finite
 */
export function subgroupsOf(rows: readonly ArrayLike<number>[]): Subgroups {
  const size = rows[0]?.length ?? 0
  if (size === 0) throw new RangeError('there are no measurements')
  const values = new Float64Array(rows.length * size)
  rows.forEach((row, index) => {
    if (row.length !== size) throw new RangeError(`subgroup ${index + 1} has another size than the first`)
    values.set(row, index * size)
  })
  requireFinite(values)
  return { values, size }
}

/**
 * One figure for each subgroup.
 *
 * @throws {RangeError} when the values do not fill whole subgroups of at least two
 */
export function subgroupStatistic(
  subgroups: Subgroups,
  statistic: (subgroup: Float64Array) => number,
): Float64Array {
  const { size, values } = subgroups
  if (!Number.isInteger(size) || size < 2 || values.length % size !== 0 || values.length === 0) {
    throw new RangeError('the values do not fill subgroups of at least two')
  }
  return Float64Array.from({ length: values.length / size }, (_, index) =>
    statistic(values.subarray(index * size, (index + 1) * size)),
  )
}

/** Mean of the values. */
export function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard deviation with divisor n − 1. */
export function standardDeviationOf(values: Float64Array): number {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

/**
 * The values at the reference positions, or all.
 *
 * @throws {RangeError} when there is none or a position does not exist
 */
export function referenceValues(
  values: Float64Array,
  reference: readonly number[] | undefined,
): Float64Array {
  const chosen =
    reference === undefined
      ? values
      : Float64Array.from(reference, (position) => {
          const value = values[position]
          if (value === undefined) throw new RangeError(`there is no sample ${position + 1}`)
          return value
        })
  if (chosen.length === 0) throw new RangeError('there is no sample to estimate from')
  return chosen
}

/** @throws {RangeError} when a value is missing or not finite */
export function requireFinite(values: Float64Array): void {
  if (!values.every(Number.isFinite)) throw new RangeError('a value is missing or not finite')
}
