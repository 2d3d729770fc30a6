/** Reliability and validity of the constructs of an estimate in one report (GB/T 19038-2009 annex C). */
import { averageVarianceExtracted } from './average-variance-extracted.ts'
import { compositeReliability } from './composite-reliability.ts'
import { cronbachAlpha } from './cronbach-alpha.ts'
import type { PartialLeastSquaresEstimate } from './partial-least-squares.ts'
import { rhoA } from './rho-a.ts'

/** Figures of one construct; meaning and demands stand with each method. */
export interface ConstructReliability {
  readonly construct: string
  /** Standardised Cronbach's α, from the correlations of the questions. */
  readonly alpha: number
  readonly rhoA: number
  readonly rhoC: number
  readonly averageVarianceExtracted: number
}

/** The report, one entry a construct. Figures suppose mode A; for a mode B construct they say little. */
export function constructReliabilities(
  estimate: PartialLeastSquaresEstimate,
): readonly ConstructReliability[] {
  return estimate.model.constructNames.map((construct, j) => {
    const start = estimate.model.blockStarts[j] ?? 0
    const end = estimate.model.blockStarts[j + 1] ?? 0
    const block = blockOf(estimate.correlation, estimate.weights.length, start, end)
    const loadings = estimate.loadings.subarray(start, end)
    return {
      construct,
      alpha: cronbachAlpha(block, end - start),
      rhoA: rhoA(estimate.weights.subarray(start, end), block),
      rhoC: compositeReliability(loadings),
      averageVarianceExtracted: averageVarianceExtracted(loadings),
    }
  })
}

/** The square part `start … end − 1` of a `size × size` matrix, row-major. */
export function blockOf(matrix: Float64Array, size: number, start: number, end: number): Float64Array {
  const width = end - start
  return Float64Array.from(
    { length: width * width },
    (_, cell) => matrix[(start + Math.floor(cell / width)) * size + start + (cell % width)] ?? Number.NaN,
  )
}
