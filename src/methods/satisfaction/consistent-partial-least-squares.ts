/**
 * Consistent partial least squares (PLSc): corrects a PLS estimate for the measurement error of its scores.
 *
 * Meaning: scores of reflective constructs contain the errors of their questions, so their correlations are too
 * small. Dividing by the reliabilities removes that.
 * Formula: r̂ᵢⱼ = rᵢⱼ / √(ρ_A,ᵢ · ρ_A,ⱼ); path coefficients and R² by regression on r̂; loadings
 * λ̂ = w · √ρ_A / (w′w). Mode B constructs and single questions count as measured without error (ρ = 1).
 * Unit: none. Domain: reflective (mode A) constructs with 0 < ρ_A ≤ 1.
 * Source: Dijkstra, Henseler, "Consistent partial least squares path modeling", MIS Quarterly 39 (2015)
 * 297-316, eqs. 1-5.
 */
import { blockOf } from './construct-reliability.ts'
import type { PartialLeastSquaresEstimate } from './partial-least-squares.ts'
import { EstimationError, regressPaths } from './partial-least-squares.ts'
import { rhoA } from './rho-a.ts'

/** An estimate after correction, with the reliabilities used. */
export interface ConsistentEstimate extends PartialLeastSquaresEstimate {
  /** ρ_A of each construct. */
  readonly reliabilities: Float64Array
}

/**
 * Corrects an estimate.
 *
 * @throws {EstimationError} when a reliability is not positive or the corrected correlations have no regression
 */
export function consistentPartialLeastSquares(estimate: PartialLeastSquaresEstimate): ConsistentEstimate {
  const { model, respondents, weights } = estimate
  const count = model.constructNames.length
  const loadings = Float64Array.from(estimate.loadings)
  const reliabilities = Float64Array.from({ length: count }, (_, j) => {
    const start = model.blockStarts[j] ?? 0
    const end = model.blockStarts[j + 1] ?? 0
    if (model.modes[j] === 'B' || end - start === 1) return 1
    const own = weights.subarray(start, end)
    const reliability = rhoA(own, blockOf(estimate.correlation, weights.length, start, end))
    if (!(reliability > 0)) {
      throw new EstimationError('no variance', `reliability of ${model.constructNames[j]} is ${reliability}`)
    }
    const squares = own.reduce((sum, weight) => sum + weight * weight, 0)
    own.forEach((weight, k) => {
      loadings[start + k] = (weight * Math.sqrt(reliability)) / squares
    })
    return reliability
  })
  const constructCorrelations = estimate.constructCorrelations.map((correlation, cell) => {
    const row = Math.floor(cell / count)
    const column = cell % count
    if (row === column) return 1
    return correlation / Math.sqrt((reliabilities[row] ?? 1) * (reliabilities[column] ?? 1))
  })
  const regressions = regressPaths(model, constructCorrelations)
  return {
    ...estimate,
    ...regressions,
    loadings,
    constructCorrelations,
    reliabilities,
    adjustedRSquared: regressions.rSquared.map(
      (r, j) => 1 - ((1 - r) * (respondents - 1)) / (respondents - (model.predecessors[j]?.length ?? 0) - 1),
    ),
  }
}
