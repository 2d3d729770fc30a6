/**
 * Satisfaction index on 0–100 points from answers on a rating scale.
 *
 * Formula, conversion `range`: Index = 100 · (Σ wᵢx̄ᵢ − Σ wᵢ·min) / (Σ wᵢ · (max − min)); conversion
 * `proportional`: Index = 100 · Σ wᵢx̄ᵢ / (Σ wᵢ · max), as city reports that multiply a ten-point mean by ten. wᵢ
 * are unstandardised outer weights: the PLS weight divided by the question's standard deviation. Equal weights
 * give the index without a model. The two conversions differ by up to 100·min/max points, so the conversion
 * belongs to the published figure.
 * Unit: points, 0–100. Domain: min < max, answers within the scale, Σ wᵢ > 0.
 * Sources: Fornell, Johnson, Anderson, Cha, Bryant, "The American Customer Satisfaction Index", J. Marketing 60
 * (1996) 7-18, appendix (to be confirmed against the original); GB/T 19038-2009 annex A.
 */
import type { PartialLeastSquaresEstimate } from './partial-least-squares.ts'

/** How a mean on the rating scale becomes points. */
export type IndexConversion = 'range' | 'proportional'

/** The rating scale of the questions. */
export interface RatingScale {
  readonly minimum: number
  readonly maximum: number
  /** Default `range`. */
  readonly conversion?: IndexConversion
}

/** What an index is computed from. */
export interface IndexComponents {
  /** Mean answers x̄ᵢ. */
  readonly means: ArrayLike<number>
  /** Unstandardised weights wᵢ; left out, all questions count alike. */
  readonly weights?: ArrayLike<number>
}

/**
 * The index of one construct.
 *
 * @returns points, 0–100
 * @throws {RangeError} when the scale is empty, a mean lies outside it, or the weights do not sum to more than 0
 * @example satisfactionIndex({ means: [7, 8] }, { minimum: 1, maximum: 10 }) // 72.2222
 */
export function satisfactionIndex(components: IndexComponents, scale: RatingScale): number {
  const { minimum, maximum, conversion = 'range' } = scale
  if (!(minimum < maximum)) throw new RangeError(`the scale ${minimum} … ${maximum} is empty`)
  let weighted = 0
  let total = 0
  for (let index = 0; index < components.means.length; index++) {
    const mean = components.means[index] ?? Number.NaN
    if (!(mean >= minimum && mean <= maximum)) {
      throw new RangeError(`mean ${mean} is outside the scale ${minimum} … ${maximum}`)
    }
    const weight = components.weights === undefined ? 1 : (components.weights[index] ?? Number.NaN)
    weighted += weight * mean
    total += weight
  }
  if (!(total > 0)) throw new RangeError('the weights do not sum to more than 0')
  const mean = weighted / total
  return conversion === 'range' ? (100 * (mean - minimum)) / (maximum - minimum) : (100 * mean) / maximum
}

/**
 * The indices of all constructs of a model.
 *
 * @returns points, one a construct
 */
export function satisfactionIndices(
  estimate: Pick<PartialLeastSquaresEstimate, 'model' | 'means' | 'deviations' | 'weights'>,
  scale: RatingScale,
): Float64Array {
  const unstandardised = estimate.weights.map((weight, p) => weight / (estimate.deviations[p] ?? 1))
  return Float64Array.from(estimate.model.constructNames, (_, j) => {
    const start = estimate.model.blockStarts[j] ?? 0
    const end = estimate.model.blockStarts[j + 1] ?? 0
    return satisfactionIndex(
      { means: estimate.means.subarray(start, end), weights: unstandardised.subarray(start, end) },
      scale,
    )
  })
}
