/** PLS path modelling as the textbook has it: on the standardised answers and the scores of every respondent. */
import { solvePositiveDefinite } from '#methods/linear-algebra/cholesky.ts'
import type { IndexedModel } from '#methods/satisfaction/structural-model.ts'

/** Estimates the path scheme with all blocks mode A on the drawn respondents; also loadings and all correlations. */
export function estimateOnScores(model: IndexedModel, answers: Float64Array, draw: Uint16Array) {
  const width = model.indicatorNames.length
  const data = standardise(drawnRows(answers, width, draw), width)
  const count = model.constructNames.length
  const weights = new Float64Array(width).fill(1)
  let scores = scoresOf(model, data, weights)
  for (let step = 0; step < 300; step++) {
    const before = Float64Array.from(weights)
    const correlations = productsOf(scores, count)
    const proxies = proxiesOf(model, scores, correlations)
    for (let j = 0; j < count; j++) {
      for (let p = model.blockStarts[j] ?? 0; p < (model.blockStarts[j + 1] ?? 0); p++) {
        weights[p] = covariance(data, width, p, proxies, count, j)
      }
    }
    scores = scoresOf(model, data, weights)
    const change = weights.reduce(
      (sum, weight, p) => sum + Math.abs(Math.abs(weight) - Math.abs(before[p] ?? 0)),
      0,
    )
    if (change < 1e-7) break
  }
  const constructCorrelations = productsOf(scores, count)
  const pathCoefficients = new Float64Array(count * count)
  for (let j = 0; j < count; j++) {
    const predecessors = model.predecessors[j] ?? []
    const coefficients = regression(predecessors, j, constructCorrelations, count)
    predecessors.forEach((i, k) => {
      pathCoefficients[i * count + j] = coefficients[k] ?? 0
    })
  }
  const loadings = weights.map((_, p) => {
    const j = model.blockStarts.findLastIndex((start) => start <= p)
    return covariance(data, width, p, scores, count, j)
  })
  return { weights, loadings, pathCoefficients, correlation: productsOf(data, width) }
}

function drawnRows(answers: Float64Array, width: number, draw: Uint16Array): Float64Array {
  const data = new Float64Array(draw.length * width)
  let target = 0
  draw.forEach((times, row) => {
    for (let copy = 0; copy < times; copy++) {
      data.set(answers.subarray(row * width, (row + 1) * width), target)
      target += width
    }
  })
  return data
}

/** Columns to mean 0 and variance 1, in place. */
function standardise(data: Float64Array, width: number): Float64Array {
  const rows = data.length / width
  for (let column = 0; column < width; column++) {
    let sum = 0
    for (let cell = column; cell < data.length; cell += width) sum += data[cell] ?? 0
    const mean = sum / rows
    let squares = 0
    for (let cell = column; cell < data.length; cell += width) squares += ((data[cell] ?? 0) - mean) ** 2
    const deviation = Math.sqrt(squares / (rows - 1))
    for (let cell = column; cell < data.length; cell += width)
      data[cell] = ((data[cell] ?? 0) - mean) / deviation
  }
  return data
}

/** Scores of variance 1; the weights are scaled to them. */
function scoresOf(model: IndexedModel, data: Float64Array, weights: Float64Array): Float64Array {
  const width = weights.length
  const count = model.constructNames.length
  const rows = data.length / width
  const scores = new Float64Array(rows * count)
  for (let j = 0; j < count; j++) {
    const start = model.blockStarts[j] ?? 0
    const end = model.blockStarts[j + 1] ?? 0
    let squares = 0
    for (let row = 0; row < rows; row++) {
      let sum = 0
      for (let p = start; p < end; p++) sum += (data[row * width + p] ?? 0) * (weights[p] ?? 0)
      scores[row * count + j] = sum
      squares += sum * sum
    }
    const deviation = Math.sqrt(squares / (rows - 1))
    for (let row = 0; row < rows; row++) scores[row * count + j] = (scores[row * count + j] ?? 0) / deviation
    for (let p = start; p < end; p++) weights[p] = (weights[p] ?? 0) / deviation
  }
  return scores
}

function proxiesOf(model: IndexedModel, scores: Float64Array, correlations: Float64Array): Float64Array {
  const count = model.constructNames.length
  const rows = scores.length / count
  const proxies = new Float64Array(scores.length)
  for (let j = 0; j < count; j++) {
    const predecessors = model.predecessors[j] ?? []
    const inner = new Float64Array(count)
    for (const i of model.successors[j] ?? []) inner[i] = correlations[i * count + j] ?? 0
    const coefficients = regression(predecessors, j, correlations, count)
    predecessors.forEach((i, k) => {
      inner[i] = coefficients[k] ?? 0
    })
    for (let row = 0; row < rows; row++) {
      let sum = 0
      for (let i = 0; i < count; i++) sum += (scores[row * count + i] ?? 0) * (inner[i] ?? 0)
      proxies[row * count + j] = sum
    }
  }
  return standardise(proxies, count)
}

function regression(
  predictors: readonly number[],
  target: number,
  correlations: Float64Array,
  count: number,
) {
  const size = predictors.length
  const matrix = Float64Array.from(
    { length: size * size },
    (_, cell) =>
      correlations[(predictors[Math.floor(cell / size)] ?? 0) * count + (predictors[cell % size] ?? 0)] ?? 0,
  )
  const right = Float64Array.from(predictors, (i) => correlations[i * count + target] ?? 0)
  solvePositiveDefinite(matrix, right, size)
  return right
}

/** Correlations of standardised columns. */
function productsOf(data: Float64Array, width: number): Float64Array {
  const products = new Float64Array(width * width)
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const value = covariance(data, width, i, data, width, j)
      products[i * width + j] = value
      products[j * width + i] = value
    }
  }
  return products
}

function covariance(
  left: Float64Array,
  leftWidth: number,
  i: number,
  right: Float64Array,
  rightWidth: number,
  j: number,
): number {
  const rows = left.length / leftWidth
  let sum = 0
  for (let row = 0; row < rows; row++)
    sum += (left[row * leftWidth + i] ?? 0) * (right[row * rightWidth + j] ?? 0)
  return sum / (rows - 1)
}
