/**
 * Composite reliability ρ_C (Dillon and Goldstein's ρ, Jöreskog's ρ): reliability of a construct from its loadings.
 *
 * Formula: ρ_C = (Σλ)² / ((Σλ)² + Σ(1 − λ²)). Unit: none, 0 to 1. Domain: standardised loadings λ between −1 and
 * 1 of questions scored in the same direction; 1 for a single question with λ = 1.
 * Sources: Jöreskog, Psychometrika 36 (1971) 109-133; Tenenhaus et al. 2005 section 2.1.1. Usual demand: 0.7.
 */

/**
 * @param loadings standardised loadings of the construct's questions
 * @throws {RangeError} when there is none or one lies outside −1 … 1
 * @example compositeReliability([0.8, 0.7, 0.9]) // 0.8435
 */
export function compositeReliability(loadings: ArrayLike<number>): number {
  let sum = 0
  let unexplained = 0
  for (const loading of checkedLoadings(loadings)) {
    sum += loading
    unexplained += 1 - loading * loading
  }
  return (sum * sum) / (sum * sum + unexplained)
}

/** The loadings, when there are some and all lie within −1 … 1 (rounding aside). */
export function checkedLoadings(loadings: ArrayLike<number>): readonly number[] {
  const list = Array.from(loadings)
  if (list.length === 0) throw new RangeError('a construct needs at least one question')
  for (const loading of list) {
    if (!(Math.abs(loading) <= 1 + 1e-9)) throw new RangeError(`loading ${loading} is not between -1 and 1`)
  }
  return list
}
