/**
 * Bootstrap intervals for a satisfaction model: how far its figures would move with other respondents.
 *
 * Method: respondents are drawn with replacement as many times as there are, the whole model is estimated again,
 * and the 2.5 % and 97.5 % quantiles of the repeated figures bound the 95 % percentile interval. A construct's
 * sign is arbitrary, so each repetition is turned to agree with the original weights. A repetition whose
 * estimate does not exist (a question without variance in the draw) is left out and counted.
 *
 * A draw enters only as weights of the respondents: its correlation matrix comes from one pass over the answers
 * (three products a multiplication for rating scales), never from a copied and re-standardised table.
 *
 * Sources: Efron, Tibshirani, "An Introduction to the Bootstrap" (1993) section 13.3; Tenenhaus et al. 2005
 * section 6 (sign changes).
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { WeightedMoments } from '#methods/linear-algebra/weighted-moments.ts'
import { correlationOf, prepareWeightedMoments } from '#methods/linear-algebra/weighted-moments.ts'
import { heterotraitMonotraitRatios } from './heterotrait-monotrait-ratio.ts'
import type { PartialLeastSquaresEstimate, StructuralEstimate } from './partial-least-squares.ts'
import { EstimationError, estimateFromCorrelation } from './partial-least-squares.ts'
import type { RatingScale } from './satisfaction-index.ts'
import { satisfactionIndices } from './satisfaction-index.ts'

/** The figures of a model that are repeated, each a flat array as in the estimate. */
export const bootstrapFigures = [
  'pathCoefficients',
  'totalEffects',
  'weights',
  'loadings',
  'rSquared',
  'heterotraitMonotraitRatios',
  'indices',
] as const
export type BootstrapFigure = (typeof bootstrapFigures)[number]

/** Settings of {@link bootstrap}. */
export interface BootstrapOptions {
  /** Number of repetitions; default 500. */
  readonly repetitions?: number
  /** Seed of the generator: the same seed gives the same intervals. Default 1. */
  readonly seed?: number
  /** Level of the intervals; default 0.95. */
  readonly level?: number
  /** Rating scale of the questions; given, the 0–100 indices get intervals as well. */
  readonly scale?: RatingScale
  /** Draws made elsewhere, instead of the generator: how often each respondent is drawn, one array a repetition. */
  readonly draws?: Iterable<Uint16Array>
}

/** Mean, spread and interval of one figure over the repetitions; arrays as long as the figure. */
export interface BootstrapSummary {
  readonly mean: Float64Array
  /** Standard deviation over the repetitions: the bootstrap standard error. */
  readonly standardError: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** The result of {@link bootstrap}; `indices` is empty without a rating scale. */
export interface BootstrapResult {
  readonly figures: Readonly<Record<BootstrapFigure, BootstrapSummary>>
  /** Repetitions with an estimate. */
  readonly repetitions: number
  /** Repetitions left out because their draw has no estimate. */
  readonly withoutEstimate: number
}

/**
 * Repeats an estimate on draws of its respondents.
 *
 * @throws {RangeError} for a level outside 0 … 1, a draw of another length, or fewer than two repetitions with
 *   an estimate
 */
export function bootstrap(
  estimate: PartialLeastSquaresEstimate,
  options: BootstrapOptions = {},
): BootstrapResult {
  const { repetitions = 500, seed = 1, level = 0.95, scale } = options
  if (!(level > 0 && level < 1)) throw new RangeError('the level must lie between 0 and 1')
  const size = estimate.weights.length
  const momentsOf = prepareWeightedMoments(estimate.answers.values, size)
  const collected: Record<BootstrapFigure, Float64Array[]> = {
    pathCoefficients: [],
    totalEffects: [],
    weights: [],
    loadings: [],
    rSquared: [],
    heterotraitMonotraitRatios: [],
    indices: [],
  }
  let withoutEstimate = 0
  for (const draw of options.draws ?? drawRespondents(estimate.respondents, repetitions, seed)) {
    if (draw.length !== estimate.respondents) throw new RangeError('a draw has another number of respondents')
    const repeated = repeat(estimate, momentsOf(draw), scale)
    if (repeated === undefined) withoutEstimate++
    else for (const figure of bootstrapFigures) collected[figure].push(repeated[figure])
  }
  const done = collected.weights.length
  if (done < 2) throw new RangeError('fewer than two repetitions have an estimate')
  const summary = (figure: BootstrapFigure) => summarise(collected[figure], level)
  return {
    figures: {
      pathCoefficients: summary('pathCoefficients'),
      totalEffects: summary('totalEffects'),
      weights: summary('weights'),
      loadings: summary('loadings'),
      rSquared: summary('rSquared'),
      heterotraitMonotraitRatios: summary('heterotraitMonotraitRatios'),
      indices: summary('indices'),
    },
    repetitions: done,
    withoutEstimate,
  }
}

/**
 * Draws of respondents with replacement, as counts.
 *
 * @yields one reused array a repetition: how often each respondent is drawn
 */
export function* drawRespondents(
  respondents: number,
  repetitions: number,
  seed: number,
): Generator<Uint16Array<ArrayBuffer>> {
  const generator = xoroshiro128plus(seed)
  const counts = new Uint16Array(respondents)
  // Values from this bound on are drawn again, so that every respondent has the same chance.
  const bound = 2 ** 32 - (2 ** 32 % respondents)
  for (let repetition = 0; repetition < repetitions; repetition++) {
    counts.fill(0)
    for (let drawn = 0; drawn < respondents; ) {
      const value = generator.next() >>> 0
      if (value >= bound) continue
      const respondent = value % respondents
      counts[respondent] = (counts[respondent] ?? 0) + 1
      drawn++
    }
    yield counts
  }
}

/** One repetition, or undefined when the draw has no estimate. */
function repeat(
  original: PartialLeastSquaresEstimate,
  moments: WeightedMoments,
  scale: RatingScale | undefined,
): Record<BootstrapFigure, Float64Array> | undefined {
  const { model, options } = original
  const size = original.weights.length
  const correlation = correlationOf(moments.covariance, size)
  if (correlation === undefined) return undefined
  let repeated: StructuralEstimate
  try {
    repeated = estimateFromCorrelation(model, correlation, options)
  } catch (error) {
    if (error instanceof EstimationError) return undefined
    throw error
  }
  const signs = model.constructNames.map((_, j) => {
    let agreement = 0
    for (let p = model.blockStarts[j] ?? 0; p < (model.blockStarts[j + 1] ?? 0); p++) {
      agreement += (repeated.weights[p] ?? 0) * (original.weights[p] ?? 0)
    }
    return agreement < 0 ? -1 : 1
  })
  const ofIndicator = signs.flatMap((sign, j) =>
    new Array<number>((model.blockStarts[j + 1] ?? 0) - (model.blockStarts[j] ?? 0)).fill(sign),
  )
  const count = signs.length
  const turnBlock = (value: number, p: number) => value * (ofIndicator[p] ?? 1)
  const turnPair = (value: number, cell: number) =>
    value * (signs[Math.floor(cell / count)] ?? 1) * (signs[cell % count] ?? 1)
  const weights = repeated.weights.map(turnBlock)
  const deviations = weights.map((_, p) => Math.sqrt(moments.covariance[p * size + p] ?? 0))
  return {
    pathCoefficients: repeated.pathCoefficients.map(turnPair),
    totalEffects: repeated.totalEffects.map(turnPair),
    weights,
    loadings: repeated.loadings.map(turnBlock),
    rSquared: repeated.rSquared,
    heterotraitMonotraitRatios: heterotraitMonotraitRatios(correlation, model.blockStarts),
    indices:
      scale === undefined
        ? new Float64Array(0)
        : satisfactionIndices({ model, weights, means: moments.means, deviations }, scale),
  }
}

/** Mean, standard deviation and percentile interval, position by position. */
function summarise(repetitions: readonly Float64Array[], level: number): BootstrapSummary {
  const length = repetitions[0]?.length ?? 0
  const mean = new Float64Array(length)
  const standardError = new Float64Array(length)
  const lower = new Float64Array(length)
  const upper = new Float64Array(length)
  for (let position = 0; position < length; position++) {
    const values = Float64Array.from(repetitions, (values) => values[position] ?? Number.NaN).sort()
    const average = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0)
    mean[position] = average
    standardError[position] = Math.sqrt(squares / (values.length - 1))
    lower[position] = quantileOfSorted(values, (1 - level) / 2)
    upper[position] = quantileOfSorted(values, (1 + level) / 2)
  }
  return { mean, standardError, lower, upper }
}

/** Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, definition 7). */
function quantileOfSorted(sorted: Float64Array, probability: number): number {
  const position = probability * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN
  return low + (position - below) * (high - low)
}
