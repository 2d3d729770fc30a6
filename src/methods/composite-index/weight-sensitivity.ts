/**
 * How far a ranking by weighted scores depends on the weights (Triantaphyllou & Sánchez, Decision Sciences 28, 1997;
 * OECD/JRC Handbook (2008), §7): each weight in turn is changed and the others are scaled so that all still sum to 1.
 *
 * With weight j at w_j + Δ the lead of a over b is linear in Δ, so the change that makes them equal is exact:
 * Δ* = −D/(d_j − (D − w_j d_j)/(1 − w_j)), d = s_a − s_b, D = Σ w d; it exists when 0 ≤ w_j + Δ* ≤ 1.
 */
import { normaliseWeights, ranksOf, requireTable } from './indicator-table.ts'
import { weightedComposite } from './weighted-composite.ts'

/** The smallest change of one weight that costs an alternative its lead, or its place behind, another. */
export interface CriticalChange {
  readonly criterion: number
  /** The weight at which the two are equal. */
  readonly weight: number
  /** Change of the weight, absolute. */
  readonly change: number
  readonly other: number
}

export interface AlternativeSensitivity {
  readonly score: number
  readonly rank: number
  /** Best and worst rank while each weight in turn moves by the relative change, up and down. */
  readonly bestRank: number
  readonly worstRank: number
  /** The smallest change of any weight that alters its order with any other; undefined when none does. */
  readonly critical: CriticalChange | undefined
}

/**
 * Sensitivity of each alternative's rank.
 * @param scores alternatives by criteria, already standardised so that more is better
 * @param relativeChange share by which each weight moves, 0.1 for ±10 %
 * @throws {RangeError} when scores, weights or the change do not fit
 */
export function weightSensitivity(
  scores: readonly (readonly number[])[],
  weights: readonly number[],
  relativeChange = 0.1,
): AlternativeSensitivity[] {
  const criteria = requireTable(scores)
  if (!(relativeChange >= 0 && relativeChange <= 1))
    throw new RangeError('the relative change lies between 0 and 1')
  const shares = normaliseWeights(weights, criteria)
  const composites = scores.map((row) => weightedComposite(row, shares))
  const ranks = ranksOf(composites)
  const moved = shares.flatMap((share, criterion) =>
    [1 - relativeChange, 1 + relativeChange].map((factor) => {
      const changed = withWeight(shares, criterion, Math.min(1, share * factor))
      return ranksOf(scores.map((row) => weightedComposite(row, changed)))
    }),
  )
  return scores.map((_, alternative) => {
    const seen = [ranks, ...moved].map((list) => list[alternative] ?? Number.NaN)
    return {
      score: composites[alternative] ?? Number.NaN,
      rank: ranks[alternative] ?? Number.NaN,
      bestRank: Math.min(...seen),
      worstRank: Math.max(...seen),
      critical: criticalChange(scores, shares, alternative),
    }
  })
}

/** Weights with one set to a value and the others scaled in proportion; alone at 1 the others are 0. */
export function withWeight(shares: readonly number[], criterion: number, weight: number): number[] {
  const own = shares[criterion] ?? 0
  const rest = 1 - own
  return shares.map((share, index) => {
    if (index === criterion) return weight
    // A weight that held everything leaves the others nothing to share by, so they share alike.
    return rest === 0 ? (1 - weight) / Math.max(1, shares.length - 1) : (share * (1 - weight)) / rest
  })
}

function criticalChange(
  scores: readonly (readonly number[])[],
  shares: readonly number[],
  alternative: number,
): CriticalChange | undefined {
  let smallest: CriticalChange | undefined
  for (const [other, row] of scores.entries()) {
    if (other === alternative) continue
    const differences = row.map((score, index) => (scores[alternative]?.[index] ?? 0) - score)
    for (const [criterion, share] of shares.entries()) {
      const weight = equalisingWeight(differences, shares, criterion)
      if (weight === undefined) continue
      const change = weight - share
      if (smallest === undefined || Math.abs(change) < Math.abs(smallest.change)) {
        smallest = { criterion, weight, change, other }
      }
    }
  }
  return smallest
}

/** The value of one weight that brings two alternatives level, or undefined when none in [0, 1] does. */
function equalisingWeight(
  differences: readonly number[],
  shares: readonly number[],
  criterion: number,
): number | undefined {
  const own = shares[criterion] ?? 0
  const lead = differences.reduce((sum, difference, index) => sum + difference * (shares[index] ?? 0), 0)
  const ownDifference = differences[criterion] ?? 0
  if (own === 1) return undefined
  const slope = ownDifference - (lead - own * ownDifference) / (1 - own)
  if (slope === 0) return undefined
  const weight = own - lead / slope
  return weight >= 0 && weight <= 1 ? weight : undefined
}
