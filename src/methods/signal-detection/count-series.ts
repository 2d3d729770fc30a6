/** Counts in the order of time: what every detection method starts from. */

/** @throws {RangeError} when a count in `from … to − 1` is missing, negative or infinite */
export function requireCounts(series: Float64Array, from: number, to: number): void {
  for (let position = from; position < to; position++) {
    const count = series[position] ?? Number.NaN
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`the count of period ${position + 1} is missing or not possible`)
    }
  }
}
