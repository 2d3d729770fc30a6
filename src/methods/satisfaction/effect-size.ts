/**
 * Cohen's f²: how much of what a construct explains is lost when one path to it is left out.
 *
 * Formula: f² = (R² − R² without the path) / (1 − R²), the model being estimated again without the path. Unit:
 * none. Reading (Cohen): 0.02 small, 0.15 medium, 0.35 large. Domain: R² < 1.
 * Sources: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 2nd ed. (1988) section 9.2; Chin, "The
 * partial least squares approach to structural equation modeling" (1998) section "Assessing the structural model".
 */
import type { PartialLeastSquaresEstimate } from './partial-least-squares.ts'
import { estimatePartialLeastSquares } from './partial-least-squares.ts'

/** The effect size of one path. */
export interface PathEffectSize {
  readonly from: string
  readonly to: string
  readonly fSquared: number
}

/**
 * The effect size of every path of a model, in its order. A construct that the missing path leaves alone drops out of
 * the second estimate.
 *
 * @throws {EstimationError} when the smaller model has no estimate
 */
export function pathEffectSizes(estimate: PartialLeastSquaresEstimate): readonly PathEffectSize[] {
  const { answers, model, options, rSquared } = estimate
  const constructs = model.constructNames.map((name, j) => ({
    name,
    indicators: model.indicatorNames.slice(model.blockStarts[j], model.blockStarts[j + 1]),
    mode: model.modes[j] ?? 'A',
  }))
  const paths = model.paths.map(({ from, to }) => ({
    from: model.constructNames[from] ?? '',
    to: model.constructNames[to] ?? '',
  }))
  return paths.map(({ from, to }) => {
    const left = paths.filter((path) => path.from !== from || path.to !== to)
    const full = rSquared[model.constructNames.indexOf(to)] ?? Number.NaN
    let remaining = 0
    if (left.some((path) => path.to === to)) {
      const joined = constructs.filter(({ name }) =>
        left.some((path) => path.from === name || path.to === name),
      )
      const smaller = estimatePartialLeastSquares({ constructs: joined, paths: left }, answers, options)
      remaining = smaller.rSquared[smaller.model.constructNames.indexOf(to)] ?? Number.NaN
    }
    return { from, to, fSquared: (full - remaining) / (1 - full) }
  })
}
