/**
 * Heterotrait–monotrait ratio of correlations (HTMT): whether two constructs are told apart by their questions.
 *
 * Formula: HTMTᵢⱼ = mean |r| between the questions of i and those of j / √(mean |r| within i · mean |r| within j);
 * the mean within a construct of one question is 1. Unit: none. Values near 1 say that both measure the same;
 * usual limits 0.85 (strict) and 0.90.
 * Source: Henseler, Ringle, Sarstedt, "A new criterion for assessing discriminant validity in variance-based
 * structural equation modeling", J. Acad. Marketing Science 43 (2015) 115-135, eq. 6.
 */

/**
 * @param correlation P × P correlations of all indicators, row-major
 * @param blockStarts construct j owns the indicators `blockStarts[j] … blockStarts[j + 1] − 1`
 * @returns J × J ratios, symmetric, with ones on the diagonal
 * @throws {RangeError} when the questions of a construct are all uncorrelated
 */
export function heterotraitMonotraitRatios(
  correlation: Float64Array,
  blockStarts: readonly number[],
): Float64Array {
  const count = blockStarts.length - 1
  const size = blockStarts[count] ?? 0
  const ratios = new Float64Array(count * count).fill(1)
  const within = Float64Array.from({ length: count }, (_, j) => {
    const start = blockStarts[j] ?? 0
    const end = blockStarts[j + 1] ?? 0
    if (end - start === 1) return 1
    let sum = 0
    for (let p = start; p < end; p++) {
      for (let q = start; q < p; q++) sum += Math.abs(correlation[p * size + q] ?? 0)
    }
    if (!(sum > 0)) throw new RangeError('the questions of a construct are uncorrelated')
    return sum / (((end - start) * (end - start - 1)) / 2)
  })
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0
      for (let p = blockStarts[i] ?? 0; p < (blockStarts[i + 1] ?? 0); p++) {
        for (let q = blockStarts[j] ?? 0; q < (blockStarts[j + 1] ?? 0); q++) {
          sum += Math.abs(correlation[p * size + q] ?? 0)
        }
      }
      const pairs =
        ((blockStarts[i + 1] ?? 0) - (blockStarts[i] ?? 0)) *
        ((blockStarts[j + 1] ?? 0) - (blockStarts[j] ?? 0))
      const ratio = sum / pairs / Math.sqrt((within[i] ?? 1) * (within[j] ?? 1))
      ratios[i * count + j] = ratio
      ratios[j * count + i] = ratio
    }
  }
  return ratios
}
