/**
 * Partial least squares path modelling (PLS-PM): the estimate of a satisfaction model.
 *
 * Meaning: every construct becomes a weighted sum of its questions with unit variance; the weights are chosen
 * so that constructs joined by a path go together as closely as possible; path coefficients are the regressions
 * between constructs.
 *
 * Algorithm (Wold 1982; Lohmöller 1989), started with equal weights and repeated until the weights stand still:
 * 1. inner proxy of a construct = Σ eᵢ · score of its neighbours; eᵢ by scheme: `centroid` sign of the
 *    correlation, `factor` the correlation, `path` regression coefficients for predecessors and correlations
 *    for successors;
 * 2. outer weights: mode A the covariances of the questions with the proxy, mode B the coefficients of the
 *    regression of the proxy on the questions; scaled to a score of variance 1.
 * Then loadings = correlations of questions and scores, path coefficients by ordinary least squares,
 * total effects = P + P² + ….
 *
 * All of it depends on the answers only through their correlation matrix, so the loop never touches the
 * respondents: a step costs (number of questions)² however many people answered.
 *
 * Units: none (standardised). Domain: recursive models, every question with some variance, more respondents
 * than questions in a mode B block.
 * Sources: GB/T 19038-2009 clause 4.2 and annex A; Tenenhaus, Esposito Vinzi, Chatelin, Lauro, "PLS path
 * modeling", Computational Statistics & Data Analysis 48 (2005) 159-205, section 2.
 */
import { solvePositiveDefinite } from '#methods/linear-algebra/cholesky.ts'
import { correlationOf, prepareWeightedMoments } from '#methods/linear-algebra/weighted-moments.ts'
import type { IndexedModel, StructuralModel } from './structural-model.ts'
import { indexModel } from './structural-model.ts'
import type { MissingAnswers, SurveyAnswers } from './survey-answers.ts'
import { completeAnswers, respondentCount } from './survey-answers.ts'

/** How strongly a construct listens to each of its neighbours. */
export type InnerScheme = 'path' | 'centroid' | 'factor'

/** Settings of the estimate. */
export interface PartialLeastSquaresOptions {
  /** Default `path`. */
  readonly scheme?: InnerScheme
  /** Stop when Σ|‖w‖ − ‖w before‖| falls below this; default 1e-7. */
  readonly tolerance?: number
  /** Default 300. */
  readonly maximumIterations?: number
}

/** What the correlations alone determine; indices as in the {@link IndexedModel}. */
export interface StructuralEstimate {
  /** Outer weight of each indicator, for standardised answers and scores of variance 1. */
  readonly weights: Float64Array
  /** Correlation of each indicator with its own construct. */
  readonly loadings: Float64Array
  /** Correlations of the constructs, J × J. */
  readonly constructCorrelations: Float64Array
  /** Path coefficients, J × J: row acts on column; 0 where the model has no path. */
  readonly pathCoefficients: Float64Array
  /** Direct and indirect effects together, J × J. */
  readonly totalEffects: Float64Array
  /** Share of variance explained, per construct; NaN for constructs without predecessors. */
  readonly rSquared: Float64Array
  readonly iterations: number
}

/** The full result of {@link estimatePartialLeastSquares}. */
export interface PartialLeastSquaresEstimate extends StructuralEstimate {
  readonly model: IndexedModel
  readonly options: Required<PartialLeastSquaresOptions>
  /** The answers used: the model's indicators, complete. */
  readonly answers: SurveyAnswers
  readonly respondents: number
  /** Mean of each indicator, in points of its scale. */
  readonly means: Float64Array
  /** Standard deviation (n − 1) of each indicator, in points of its scale. */
  readonly deviations: Float64Array
  /** Correlations of the indicators, P × P. */
  readonly correlation: Float64Array
  /** `rSquared` corrected for the number of predecessors. */
  readonly adjustedRSquared: Float64Array
}

/** The estimate did not come to rest, or its equations have no unique solution. */
export class EstimationError extends Error {
  override readonly name = 'EstimationError'
  readonly reason: 'not converged' | 'dependent predictors' | 'no variance'
  constructor(reason: EstimationError['reason'], detail: string) {
    super(`${reason}: ${detail}`)
    this.reason = reason
  }
}

const defaults: Required<PartialLeastSquaresOptions> = {
  scheme: 'path',
  tolerance: 1e-7,
  maximumIterations: 300,
}

/**
 * Estimates a satisfaction model from answers.
 *
 * @param answers table that holds at least the model's indicators
 * @param missing what to do about missing answers; default `refuse`
 * @throws {RangeError} for a model or table that does not fit
 * @throws {EstimationError} when a question has no variance, predictors depend on each other, or the weights do
 *   not come to rest
 */
export function estimatePartialLeastSquares(
  model: StructuralModel,
  answers: SurveyAnswers,
  options: PartialLeastSquaresOptions & { readonly missing?: MissingAnswers } = {},
): PartialLeastSquaresEstimate {
  const indexed = indexModel(model)
  const { missing, ...chosen } = options
  const settings = { ...defaults, ...chosen }
  const complete = completeAnswers(answers, indexed.indicatorNames, missing)
  const respondents = respondentCount(complete)
  const size = indexed.indicatorNames.length
  const { means, covariance } = prepareWeightedMoments(
    complete.values,
    size,
  )(new Uint16Array(respondents).fill(1))
  const correlation = correlationOf(covariance, size)
  if (correlation === undefined) throw noVariance(indexed, covariance)
  const estimate = estimateFromCorrelation(indexed, correlation, settings)
  return {
    ...estimate,
    model: indexed,
    options: settings,
    answers: complete,
    respondents,
    means,
    deviations: means.map((_, p) => Math.sqrt(covariance[p * size + p] ?? 0)),
    correlation,
    adjustedRSquared: estimate.rSquared.map(
      (r, j) =>
        1 - ((1 - r) * (respondents - 1)) / (respondents - (indexed.predecessors[j]?.length ?? 0) - 1),
    ),
  }
}

function noVariance(model: IndexedModel, covariance: Float64Array): EstimationError {
  const size = model.indicatorNames.length
  const same = model.indicatorNames.filter((_, p) => !((covariance[p * size + p] ?? 0) > 0))
  return new EstimationError('no variance', `all answers are the same for ${same.join(', ')}`)
}

/**
 * Estimates a model from the correlations of its indicators.
 *
 * @param correlation P × P in the order of `model.indicatorNames`, row-major
 * @throws {EstimationError}
 */
export function estimateFromCorrelation(
  model: IndexedModel,
  correlation: Float64Array,
  options: Required<PartialLeastSquaresOptions> = defaults,
): StructuralEstimate {
  const weights = new Float64Array(model.indicatorNames.length).fill(1)
  const previous = new Float64Array(weights.length)
  const state = new OuterState(model, correlation)
  state.scale(weights)
  let iterations = 0
  for (let change = Number.POSITIVE_INFINITY; change >= options.tolerance; iterations++) {
    if (iterations === options.maximumIterations) {
      throw new EstimationError(
        'not converged',
        `weights still change by ${change} after ${iterations} steps`,
      )
    }
    previous.set(weights)
    state.projectProxies(weights, options.scheme)
    state.scale(weights)
    change = 0
    for (let p = 0; p < weights.length; p++) {
      change += Math.abs(Math.abs(weights[p] ?? 0) - Math.abs(previous[p] ?? 0))
    }
  }
  const constructCorrelations = state.constructCorrelations(weights)
  const loadings = new Float64Array(weights.length)
  const count = model.constructNames.length
  for (let j = 0; j < count; j++) {
    for (let p = model.blockStarts[j] ?? 0; p < (model.blockStarts[j + 1] ?? 0); p++) {
      loadings[p] = state.cross[p * count + j] ?? 0
    }
  }
  return {
    weights,
    loadings,
    constructCorrelations,
    iterations,
    ...regressPaths(model, constructCorrelations),
  }
}

/**
 * Path coefficients, R² and total effects from the correlations of the constructs.
 *
 * @param correlations J × J, row-major
 * @throws {EstimationError} when the predecessors of a construct depend on each other
 */
export function regressPaths(
  model: IndexedModel,
  correlations: Float64Array,
): Pick<StructuralEstimate, 'pathCoefficients' | 'rSquared' | 'totalEffects'> {
  const count = model.constructNames.length
  const pathCoefficients = new Float64Array(count * count)
  const rSquared = new Float64Array(count).fill(Number.NaN)
  for (let j = 0; j < count; j++) {
    const predecessors = model.predecessors[j] ?? []
    if (predecessors.length === 0) continue
    const coefficients = regressionOn(predecessors, j, correlations, count)
    if (coefficients === undefined) {
      throw new EstimationError('dependent predictors', `of ${model.constructNames[j]}`)
    }
    let explained = 0
    predecessors.forEach((i, k) => {
      pathCoefficients[i * count + j] = coefficients[k] ?? 0
      explained += (coefficients[k] ?? 0) * (correlations[i * count + j] ?? 0)
    })
    rSquared[j] = explained
  }
  return { pathCoefficients, rSquared, totalEffects: sumOfPowers(pathCoefficients, count) }
}

/** Regression coefficients of construct `target` on `predictors`, or undefined when these are dependent. */
function regressionOn(
  predictors: readonly number[],
  target: number,
  correlations: Float64Array,
  count: number,
): Float64Array | undefined {
  const size = predictors.length
  const matrix = new Float64Array(size * size)
  const right = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    const i = predictors[row] ?? 0
    right[row] = correlations[i * count + target] ?? 0
    for (let column = 0; column <= row; column++) {
      matrix[row * size + column] = correlations[i * count + (predictors[column] ?? 0)] ?? 0
    }
  }
  return solvePositiveDefinite(matrix, right, size) ? right : undefined
}

/** P + P² + …; finite because the paths run in no circle. */
function sumOfPowers(paths: Float64Array, count: number): Float64Array {
  let total = paths
  for (let length = 1; length < count - 1; length++) {
    const next = Float64Array.from(paths)
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < count; k++) {
        const step = paths[i * count + k] ?? 0
        if (step === 0) continue
        for (let j = 0; j < count; j++) {
          next[i * count + j] = (next[i * count + j] ?? 0) + step * (total[k * count + j] ?? 0)
        }
      }
    }
    total = next
  }
  return total
}

/** Work arrays of the iteration: nothing is allocated inside the loop but the small regressions. */
class OuterState {
  private readonly model: IndexedModel
  private readonly correlation: Float64Array
  private readonly count: number
  /** Covariance of indicator p with the score of construct j, P × J. */
  readonly cross: Float64Array
  private readonly correlations: Float64Array
  private readonly inner: Float64Array

  constructor(model: IndexedModel, correlation: Float64Array) {
    this.model = model
    this.correlation = correlation
    this.count = model.constructNames.length
    this.cross = new Float64Array(model.indicatorNames.length * this.count)
    this.correlations = new Float64Array(this.count * this.count)
    this.inner = new Float64Array(this.count)
  }

  /** Scales the weights of each block to a score of variance 1 and updates `cross` to them. */
  scale(weights: Float64Array): void {
    const { correlation, count, cross, model } = this
    const size = weights.length
    for (let j = 0; j < count; j++) {
      const start = model.blockStarts[j] ?? 0
      const end = model.blockStarts[j + 1] ?? 0
      let variance = 0
      for (let p = 0; p < size; p++) {
        let sum = 0
        for (let q = start; q < end; q++) sum += (correlation[p * size + q] ?? 0) * (weights[q] ?? 0)
        cross[p * count + j] = sum
        if (p >= start && p < end) variance += sum * (weights[p] ?? 0)
      }
      if (!(variance > 0)) throw new EstimationError('no variance', `in ${model.constructNames[j]}`)
      const factor = 1 / Math.sqrt(variance)
      for (let q = start; q < end; q++) weights[q] = (weights[q] ?? 0) * factor
      for (let p = 0; p < size; p++) cross[p * count + j] = (cross[p * count + j] ?? 0) * factor
    }
  }

  /** Correlations of the scores with these (scaled) weights. */
  constructCorrelations(weights: Float64Array): Float64Array {
    const { correlations, count, cross, model } = this
    for (let j = 0; j < count; j++) {
      correlations[j * count + j] = 1
      for (let i = 0; i < j; i++) {
        let sum = 0
        for (let p = model.blockStarts[j] ?? 0; p < (model.blockStarts[j + 1] ?? 0); p++) {
          sum += (weights[p] ?? 0) * (cross[p * count + i] ?? 0)
        }
        correlations[i * count + j] = sum
        correlations[j * count + i] = sum
      }
    }
    return correlations
  }

  /** Replaces the weights by those the inner proxies ask for (not yet scaled). */
  projectProxies(weights: Float64Array, scheme: InnerScheme): void {
    const { count, cross, inner, model } = this
    this.constructCorrelations(weights)
    for (let j = 0; j < count; j++) {
      this.innerWeights(j, scheme)
      const start = model.blockStarts[j] ?? 0
      const end = model.blockStarts[j + 1] ?? 0
      for (let p = start; p < end; p++) {
        let sum = 0
        for (let i = 0; i < count; i++) sum += (inner[i] ?? 0) * (cross[p * count + i] ?? 0)
        weights[p] = sum
      }
      if (model.modes[j] === 'B') this.regressBlock(weights, start, end)
    }
  }

  private innerWeights(j: number, scheme: InnerScheme): void {
    const { correlations, count, inner, model } = this
    const predecessors = model.predecessors[j] ?? []
    const successors = model.successors[j] ?? []
    const weightOf = (i: number) => {
      const r = correlations[i * count + j] ?? 0
      return scheme === 'centroid' ? Math.sign(r) : r
    }
    inner.fill(0)
    for (const i of successors) inner[i] = weightOf(i)
    if (scheme !== 'path' || predecessors.length === 0) {
      for (const i of predecessors) inner[i] = weightOf(i)
      return
    }
    const coefficients = regressionOn(predecessors, j, correlations, count)
    if (coefficients === undefined) {
      throw new EstimationError('dependent predictors', `of ${model.constructNames[j]}`)
    }
    predecessors.forEach((i, k) => {
      inner[i] = coefficients[k] ?? 0
    })
  }

  /** Mode B: turns the covariances of a block with its proxy into regression coefficients. */
  private regressBlock(weights: Float64Array, start: number, end: number): void {
    const size = end - start
    const total = weights.length
    const block = new Float64Array(size * size)
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        block[row * size + column] = this.correlation[(start + row) * total + start + column] ?? 0
      }
    }
    if (!solvePositiveDefinite(block, weights.subarray(start, end), size)) {
      const names = this.model.indicatorNames.slice(start, end).join(', ')
      throw new EstimationError('dependent predictors', `in the mode B block ${names}`)
    }
  }
}

/**
 * Scores of the respondents: standardised answers times outer weights, mean 0 and variance 1.
 *
 * @returns `respondents × constructs`, row-major
 */
export function constructScores(estimate: PartialLeastSquaresEstimate): Float64Array {
  const { answers, deviations, means, model, respondents, weights } = estimate
  const count = model.constructNames.length
  const size = weights.length
  const scores = new Float64Array(respondents * count)
  for (let row = 0; row < respondents; row++) {
    for (let j = 0; j < count; j++) {
      let sum = 0
      for (let p = model.blockStarts[j] ?? 0; p < (model.blockStarts[j + 1] ?? 0); p++) {
        const answer = answers.values[row * size + p] ?? Number.NaN
        sum += ((weights[p] ?? 0) * (answer - (means[p] ?? 0))) / (deviations[p] ?? 1)
      }
      scores[row * count + j] = sum
    }
  }
  return scores
}

/**
 * One cell of a construct-by-construct matrix of the estimate, by name.
 *
 * @throws {RangeError} when a construct is unknown
 * @example effect(estimate, 'pathCoefficients', 'Image', 'Loyalty')
 */
export function effect(
  estimate: PartialLeastSquaresEstimate,
  matrix: 'pathCoefficients' | 'totalEffects' | 'constructCorrelations',
  from: string,
  to: string,
): number {
  const names = estimate.model.constructNames
  const i = names.indexOf(from)
  const j = names.indexOf(to)
  if (i < 0 || j < 0) throw new RangeError(`unknown construct in ${from} -> ${to}`)
  return estimate[matrix][i * names.length + j] ?? Number.NaN
}
