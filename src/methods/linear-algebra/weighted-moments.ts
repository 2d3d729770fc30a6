/**
 * Means and covariances of a table under whole-number weights: what a bootstrap replicate needs. A replicate
 * that draws row r `w[r]` times has exactly these moments, so nothing is copied or standardised again.
 *
 * Answers on a rating scale are small whole numbers. For them three sums of products travel in one double: the
 * 53-bit significand holds three lanes of 17 bits, and the lanes are emptied before any of them can overflow, so
 * the sums are exact whole numbers. That cuts the multiplications to a third. Other data take the plain way.
 */

const LANES = 3
const LANE_BITS = 17
const LANE = 2 ** LANE_BITS
const LANE_SQUARED = LANE * LANE
/** Largest spread of whole-number values for which packing pays: the lanes hold at least 16 products. */
const LARGEST_SPREAD = Math.floor(Math.sqrt((LANE - 1) / 16))
/** Rows multiplied together, so that each accumulator is read and written once for four rows. */
const ROWS_TOGETHER = 4

/** First and second moments of a weighted table. */
export interface WeightedMoments {
  /** Sum of the weights: the number of rows drawn. */
  readonly total: number
  /** Weighted mean of each column. */
  readonly means: Float64Array
  /** Covariance matrix with divisor `total − 1`, `columns × columns`, row-major, both triangles filled. */
  readonly covariance: Float64Array
}

/** Computes the moments of one table under changing weights. */
export type WeightedMomentsOf = (weights: Uint16Array) => WeightedMoments

/**
 * Prepares a table for repeated moments under changing weights.
 *
 * @param values `rows × columns`, row-major, all finite
 * @param columns number of columns, at least 1
 * @returns a function from weights (one per row, each a count of draws, summing to at least 2) to the moments;
 *   every call returns fresh arrays
 * @throws {RangeError} when `values` is not a whole number of rows or holds a value that is not finite
 */
export function prepareWeightedMoments(values: Float64Array, columns: number): WeightedMomentsOf {
  if (columns < 1 || values.length % columns !== 0) throw new RangeError('values do not fill whole rows')
  let whole = true
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError('a value is missing or not finite')
    if (!Number.isInteger(value)) whole = false
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  return whole && greatest - least <= LARGEST_SPREAD
    ? packedMoments(values, columns, least, greatest - least)
    : plainMoments(values, columns)
}

/** Moments of whole-number values between `least` and `least + spread`, three products a multiplication. */
function packedMoments(
  values: Float64Array,
  columns: number,
  least: number,
  spread: number,
): WeightedMomentsOf {
  const rows = values.length / columns
  const lanes = Math.ceil(columns / LANES)
  // One empty row more, to pad the last group of four rows.
  const shifted = new Float64Array((rows + 1) * columns)
  const packed = new Float64Array((rows + 1) * lanes)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = (values[row * columns + column] ?? 0) - least
      shifted[row * columns + column] = value
      const cell = row * lanes + Math.floor(column / LANES)
      packed[cell] = (packed[cell] ?? 0) + value * LANE ** (column % LANES)
    }
  }
  const lanesHold = Math.floor((LANE - 1) / Math.max(1, spread * spread))
  const largestPortion = Math.floor(lanesHold / ROWS_TOGETHER)
  return (weights) => {
    const sums = new Float64Array(columns)
    const products = new Float64Array(columns * columns)
    const accumulators = new Float64Array(columns * lanes)
    const drawn = portionsOf(weights, rows, largestPortion)
    let held = 0
    for (let first = 0; first < drawn.rows.length; first += ROWS_TOGETHER) {
      let added = 0
      for (let k = first; k < first + ROWS_TOGETHER; k++) added += drawn.weights[k] ?? 0
      if (held + added > lanesHold) {
        unpack(accumulators, columns, lanes, products)
        held = 0
      }
      addRows(shifted, packed, columns, lanes, drawn, first, sums, accumulators)
      held += added
    }
    unpack(accumulators, columns, lanes, products)
    return momentsFromSums(drawn.total, sums, products, columns, least)
  }
}

/** Rows with the number of times they are added; a multiple of four of them. */
interface DrawnRows {
  readonly rows: readonly number[]
  readonly weights: readonly number[]
  readonly total: number
}

/** Drawn rows in portions of at most `largestPortion`, padded with the empty row after the last. */
function portionsOf(weights: Uint16Array, emptyRow: number, largestPortion: number): DrawnRows {
  const drawnRows: number[] = []
  const drawnWeights: number[] = []
  let total = 0
  for (let row = 0; row < emptyRow; row++) {
    const weight = weights[row] ?? 0
    total += weight
    for (let left = weight; left > 0; left -= largestPortion) {
      drawnRows.push(row)
      drawnWeights.push(Math.min(left, largestPortion))
    }
  }
  while (drawnRows.length % ROWS_TOGETHER !== 0) {
    drawnRows.push(emptyRow)
    drawnWeights.push(0)
  }
  return { rows: drawnRows, weights: drawnWeights, total }
}

/** Adds the products of four weighted rows to the accumulators, and the rows to the sums. */
function addRows(
  shifted: Float64Array,
  packed: Float64Array,
  columns: number,
  lanes: number,
  drawn: DrawnRows,
  first: number,
  sums: Float64Array,
  accumulators: Float64Array,
): void {
  const a = drawn.rows[first] ?? 0
  const b = drawn.rows[first + 1] ?? 0
  const c = drawn.rows[first + 2] ?? 0
  const d = drawn.rows[first + 3] ?? 0
  const weightA = drawn.weights[first] ?? 0
  const weightB = drawn.weights[first + 1] ?? 0
  const weightC = drawn.weights[first + 2] ?? 0
  const weightD = drawn.weights[first + 3] ?? 0
  for (let column = 0; column < columns; column++) {
    const factorA = weightA * (shifted[a * columns + column] ?? 0)
    const factorB = weightB * (shifted[b * columns + column] ?? 0)
    const factorC = weightC * (shifted[c * columns + column] ?? 0)
    const factorD = weightD * (shifted[d * columns + column] ?? 0)
    sums[column] = (sums[column] ?? 0) + factorA + factorB + factorC + factorD
    for (let lane = (column / LANES) | 0; lane < lanes; lane++) {
      const cell = column * lanes + lane
      accumulators[cell] =
        (accumulators[cell] ?? 0) +
        factorA * (packed[a * lanes + lane] ?? 0) +
        factorB * (packed[b * lanes + lane] ?? 0) +
        factorC * (packed[c * lanes + lane] ?? 0) +
        factorD * (packed[d * lanes + lane] ?? 0)
    }
  }
}

/** Empties the accumulators into the full sums of products. */
function unpack(accumulators: Float64Array, columns: number, lanes: number, products: Float64Array): void {
  for (let column = 0; column < columns; column++) {
    for (let lane = Math.floor(column / LANES); lane < lanes; lane++) {
      let rest = accumulators[column * lanes + lane] ?? 0
      accumulators[column * lanes + lane] = 0
      const third = Math.floor(rest / LANE_SQUARED)
      rest -= third * LANE_SQUARED
      const second = Math.floor(rest / LANE)
      const first = rest - second * LANE
      const cell = column * columns + lane * LANES
      products[cell] = (products[cell] ?? 0) + first
      if (lane * LANES + 1 < columns) products[cell + 1] = (products[cell + 1] ?? 0) + second
      if (lane * LANES + 2 < columns) products[cell + 2] = (products[cell + 2] ?? 0) + third
    }
  }
}

/** Moments of any finite values; the columns are centred first, so that no digits cancel. */
function plainMoments(values: Float64Array, columns: number): WeightedMomentsOf {
  const rows = values.length / columns
  const centres = new Float64Array(columns)
  for (let cell = 0; cell < values.length; cell++) {
    centres[cell % columns] = (centres[cell % columns] ?? 0) + (values[cell] ?? 0) / rows
  }
  const centred = values.map((value, cell) => value - (centres[cell % columns] ?? 0))
  return (weights) => {
    const sums = new Float64Array(columns)
    const products = new Float64Array(columns * columns)
    let total = 0
    for (let row = 0; row < rows; row++) {
      const weight = weights[row] ?? 0
      if (weight === 0) continue
      total += weight
      for (let column = 0; column < columns; column++) {
        const factor = weight * (centred[row * columns + column] ?? 0)
        sums[column] = (sums[column] ?? 0) + factor
        for (let other = column; other < columns; other++) {
          const cell = column * columns + other
          products[cell] = (products[cell] ?? 0) + factor * (centred[row * columns + other] ?? 0)
        }
      }
    }
    const moments = momentsFromSums(total, sums, products, columns, 0)
    for (let column = 0; column < columns; column++) {
      moments.means[column] = (moments.means[column] ?? 0) + (centres[column] ?? 0)
    }
    return moments
  }
}

/** Means and covariances from sums and sums of products (upper triangle) of values shifted by `shift`. */
function momentsFromSums(
  total: number,
  sums: Float64Array,
  products: Float64Array,
  columns: number,
  shift: number,
): WeightedMoments {
  if (total < 2) throw new RangeError('a covariance needs at least two drawn rows')
  const means = sums.map((sum) => shift + sum / total)
  const covariance = new Float64Array(columns * columns)
  for (let column = 0; column < columns; column++) {
    for (let other = column; other < columns; other++) {
      const value =
        ((products[column * columns + other] ?? 0) - ((sums[column] ?? 0) * (sums[other] ?? 0)) / total) /
        (total - 1)
      covariance[column * columns + other] = value
      covariance[other * columns + column] = value
    }
  }
  return { total, means, covariance }
}

/**
 * Correlation matrix of a covariance matrix.
 *
 * @param covariance `size × size`, row-major
 * @returns a new matrix with ones on the diagonal, or undefined when a column has no variance
 */
export function correlationOf(covariance: Float64Array, size: number): Float64Array | undefined {
  const deviations = new Float64Array(size)
  for (let column = 0; column < size; column++) {
    const variance = covariance[column * size + column] ?? 0
    if (!(variance > 0)) return undefined
    deviations[column] = Math.sqrt(variance)
  }
  const correlation = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      correlation[row * size + column] =
        row === column
          ? 1
          : (covariance[row * size + column] ?? 0) / ((deviations[row] ?? 1) * (deviations[column] ?? 1))
    }
  }
  return correlation
}
