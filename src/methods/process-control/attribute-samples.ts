/** Counts in samples: what the charts for attributes (p, np, c, u) are drawn from. */
import { referenceValues } from './control-chart.ts'

/** Counts and the size of the sample each was found in. */
export interface CountedSamples {
  readonly counts: Float64Array
  /** One size for all samples or one a sample. */
  readonly sizes: number | Float64Array
}

/**
 * The sizes, one a sample, after checking both arrays.
 *
 * @param rules `countsUnits`: the counts are of units of the sample, so none exceeds its size
 * @throws {RangeError} when there is no sample, the arrays differ in length, a size is not positive, or a count is not
 *   a whole number of at least 0 (and at most its size when it counts units)
 */
export function checkedSizes(
  samples: CountedSamples,
  rules: { readonly countsUnits: boolean },
): Float64Array {
  const { counts } = samples
  const sizes =
    typeof samples.sizes === 'number' ? new Float64Array(counts.length).fill(samples.sizes) : samples.sizes
  if (counts.length === 0) throw new RangeError('there is no sample')
  if (counts.length !== sizes.length) throw new RangeError('counts and sizes differ in length')
  counts.forEach((count, index) => {
    const size = sizes[index] ?? Number.NaN
    if (!(size > 0 && Number.isFinite(size)))
      throw new RangeError(`the size of sample ${index + 1} is not positive`)
    if (!Number.isInteger(count) || count < 0 || (rules.countsUnits && count > size)) {
      throw new RangeError(`the count ${count} of sample ${index + 1} is not possible`)
    }
  })
  return sizes
}

/** Σ counts / Σ sizes over the reference samples. */
export function centreOf(
  counts: Float64Array,
  sizes: Float64Array,
  reference: readonly number[] | undefined,
): number {
  const total = (values: Float64Array) =>
    referenceValues(values, reference).reduce((sum, value) => sum + value, 0)
  return total(counts) / total(sizes)
}
