/**
 * The improved Farrington algorithm as the textbook has it: quasi-Poisson regression by iteratively reweighted least
 * squares on the full design matrix, default settings.
 */
import { negativeBinomialQuantile } from '#methods/distributions/negative-binomial.ts'
import { poissonQuantile } from '#methods/distributions/poisson.ts'
import { solvePositiveDefinite } from '#methods/linear-algebra/cholesky.ts'

const YEARS = 5
const HALF_WINDOW = 3
const FREQUENCY = 52
const SEASONS = 10
const EXCLUDED = 26
const ALPHA = 0.005
const THRESHOLD = 2.58

/** Expected count and upper bound of one period. */
export function judgeByDesignMatrix(
  series: Float64Array,
  position: number,
): { readonly expected: number; readonly upperBound: number } {
  const offsets: number[] = []
  for (let offset = YEARS * FREQUENCY + HALF_WINDOW; offset > EXCLUDED; offset--) offsets.push(offset)
  const counts = Float64Array.from(offsets, (offset) => series[position - offset] ?? 0)
  for (const columns of [SEASONS + 1, SEASONS]) {
    const fit = reweightedFit(offsets, counts, columns)
    if (columns > SEASONS && fit.expected > Math.max(...counts)) continue
    const dispersion = Math.max(1, fit.dispersion)
    const upperBound =
      dispersion - 1 < 1e-9
        ? poissonQuantile(1 - ALPHA, fit.expected)
        : negativeBinomialQuantile(1 - ALPHA, { mean: fit.expected, size: fit.expected / (dispersion - 1) })
    return { expected: fit.expected, upperBound }
  }
  throw new Error('no fit')
}

function reweightedFit(offsets: readonly number[], counts: Float64Array, columns: number) {
  const design = new Float64Array(counts.length * columns)
  offsets.forEach((offset, row) => {
    design[row * columns + season(offset)] = 1
    // The trend in years before now keeps the normal equations well conditioned.
    if (columns > SEASONS) design[row * columns + SEASONS] = -offset / FREQUENCY
  })
  const weights = new Float64Array(counts.length).fill(1)
  const first = fitOnce(design, counts, weights, columns)
  const leverages = leveragesOf(design, weights, first, columns)
  const phi = Math.max(1, first.dispersion)
  let total = 0
  counts.forEach((count, row) => {
    const mean = first.means[row] ?? 0
    const residual =
      (1.5 * (count ** (2 / 3) * mean ** (-1 / 6) - Math.sqrt(mean))) /
      Math.sqrt(phi * (1 - (leverages[row] ?? 0)))
    if (residual > THRESHOLD) weights[row] = residual ** -2
    total += weights[row] ?? 0
  })
  weights.forEach((weight, row) => {
    weights[row] = (weight * counts.length) / total
  })
  return fitOnce(design, counts, weights, columns)
}

function season(offset: number): number {
  const width = 2 * HALF_WINDOW + 1
  const since = FREQUENCY - 1 - ((offset + HALF_WINDOW) % FREQUENCY)
  return since >= FREQUENCY - width ? 0 : 1 + Math.floor((since * (SEASONS - 1)) / (FREQUENCY - width))
}

interface DenseFit {
  readonly means: Float64Array
  readonly dispersion: number
  readonly expected: number
}

function fitOnce(
  design: Float64Array,
  counts: Float64Array,
  weights: Float64Array,
  columns: number,
): DenseFit {
  const rows = counts.length
  const eta = counts.map((count) => Math.log(count + 0.1))
  const right = new Float64Array(columns)
  for (let step = 0; step < 50; step++) {
    const matrix = new Float64Array(columns * columns)
    right.fill(0)
    for (let row = 0; row < rows; row++) {
      const mean = Math.exp(eta[row] ?? 0)
      const weight = mean * (weights[row] ?? 0)
      const working = (eta[row] ?? 0) + ((counts[row] ?? 0) - mean) / mean
      for (let i = 0; i < columns; i++) {
        const scaled = weight * (design[row * columns + i] ?? 0)
        right[i] = (right[i] ?? 0) + scaled * working
        for (let j = 0; j <= i; j++) {
          matrix[i * columns + j] = (matrix[i * columns + j] ?? 0) + scaled * (design[row * columns + j] ?? 0)
        }
      }
    }
    solvePositiveDefinite(matrix, right, columns)
    let change = 0
    for (let row = 0; row < rows; row++) {
      let next = 0
      for (let i = 0; i < columns; i++) next += (design[row * columns + i] ?? 0) * (right[i] ?? 0)
      change = Math.max(change, Math.abs(next - (eta[row] ?? 0)))
      eta[row] = next
    }
    if (change < 1e-10) break
  }
  const means = eta.map(Math.exp)
  const pearson = means.reduce(
    (sum, mean, row) => sum + ((weights[row] ?? 0) * ((counts[row] ?? 0) - mean) ** 2) / mean,
    0,
  )
  // Season 0 at time 0: the first coefficient alone.
  return { means, dispersion: pearson / (rows - columns), expected: Math.exp(right[0] ?? 0) }
}

function leveragesOf(
  design: Float64Array,
  weights: Float64Array,
  fit: DenseFit,
  columns: number,
): Float64Array {
  const information = new Float64Array(columns * columns)
  fit.means.forEach((mean, row) => {
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j <= i; j++) {
        information[i * columns + j] =
          (information[i * columns + j] ?? 0) +
          mean * (weights[row] ?? 0) * (design[row * columns + i] ?? 0) * (design[row * columns + j] ?? 0)
      }
    }
  })
  const inverse = new Float64Array(columns * columns)
  for (let i = 0; i < columns; i++) {
    const unit = new Float64Array(columns)
    unit[i] = 1
    solvePositiveDefinite(Float64Array.from(information), unit, columns)
    inverse.set(unit, i * columns)
  }
  return fit.means.map((mean, row) => {
    let sum = 0
    for (let i = 0; i < columns; i++) {
      const left = design[row * columns + i] ?? 0
      if (left === 0) continue
      for (let j = 0; j < columns; j++) {
        sum += left * (inverse[i * columns + j] ?? 0) * (design[row * columns + j] ?? 0)
      }
    }
    return mean * (weights[row] ?? 0) * sum
  })
}
