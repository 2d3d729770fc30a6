/** Points of factors as whole hundredths, so that the points of an enterprise add up to its score exactly. */
import { requireScorecard, type Scorecard } from '#methods/risk/enterprise-scorecard.ts'
import type { Borders, Classing, Factor, ProfessionalPart, ScorecardDefinition } from './scorecard.ts'

/** Most points of a factor: its weight's share of what its part has of the scale. */
export function mostPointsOf(
  definition: ScorecardDefinition,
  factor: Factor,
  part: ProfessionalPart | undefined,
): number {
  const isGeneral = definition.factors.includes(factor)
  const among = isGeneral ? definition.factors : (part?.factors ?? [])
  const total = among.reduce((sum, one) => sum + one.weight, 0)
  const ofScale = part ? (isGeneral ? definition.generalShare : 1 - definition.generalShare) : 1
  return (definition.scale * ofScale * factor.weight) / total
}

/** Hundredths of points that a share of a factor gives. */
export const hundredths = (share: number, mostPoints: number): number => Math.round(share * mostPoints * 100)

/** The factors that apply with a part, in the order in which facts and points are kept. */
export const factorsWith = (
  definition: ScorecardDefinition,
  part: ProfessionalPart | undefined,
): readonly Factor[] => [...definition.factors, ...(part?.factors ?? [])]

/** The scorecard of the methods that a part makes with the general factors. */
export function methodScorecard(
  definition: ScorecardDefinition,
  part: ProfessionalPart | undefined,
): Scorecard {
  const { classing, scale } = definition
  const byShares = { B: scale, C: scale, D: scale }
  const factor = (kind: 'general' | 'professional') => (one: Factor) => ({
    code: `${kind}.${one.code}`,
    title: one.title,
    part: kind,
    weight: one.weight,
    rule: one.rule,
    missing: one.missing,
  })
  return {
    version: '',
    effectiveFrom: '2022-01-13',
    scale,
    generalPart: definition.generalShare,
    factors: [
      ...definition.factors.map(factor('general')),
      ...(part?.factors ?? []).map(factor('professional')),
    ],
    cutOffs: classing.kind === 'shares' ? byShares : classing,
    vetoes: definition.vetoes.map((veto) => ({
      code: veto.code,
      title: veto.title,
      fact: `veto.${veto.code}`,
      atLeast: veto.atLeast,
    })),
  }
}

/**
 * Checks that a definition holds together: each part with the general factors makes a scorecard of the methods, shares
 * do not exceed 1 together, no two parts have one code.
 *
 * @throws RangeError naming what does not hold.
 */
export function requireDefinition(definition: ScorecardDefinition): void {
  for (const part of [undefined, ...definition.parts]) requireScorecard(methodScorecard(definition, part))
  requireClassing(definition.classing)
  const codes = definition.parts.map((part) => part.code)
  if (new Set(codes).size !== codes.length) throw new RangeError('two professional parts have one code')
}

function requireClassing({ kind, B, C, D }: Classing): void {
  if (kind === 'shares' && B + C + D > 1) throw new RangeError('shares of B, C and D exceed 1 together')
}

/**
 * Lowest scores of B, C and D so that no class exceeds its share; equal scores stay together in the lower class. The
 * same as `classifyByShares` of the methods, from counts of scores instead of all of them.
 *
 * @param counts how many enterprises have each score, in hundredths
 */
export function bordersByShares(
  counts: ReadonlyArray<{ readonly score: number; readonly enterprises: number }>,
  shares: Pick<Classing, 'B' | 'C' | 'D'>,
): { readonly B: number; readonly C: number; readonly D: number } {
  const falling = counts.toSorted((a, b) => b.score - a.score)
  const size = counts.reduce((sum, one) => sum + one.enterprises, 0)
  const lowest = (share: number): number => {
    const places = Math.floor(share * size + 1e-9)
    let taken = 0
    for (const { score, enterprises } of falling) {
      taken += enterprises
      if (taken > places) return score + 1
    }
    return 0
  }
  return {
    B: lowest(shares.B + shares.C + shares.D),
    C: lowest(shares.C + shares.D),
    D: lowest(shares.D),
  }
}

/**
 * The lowest scores of B, C and D by a classing, in hundredths.
 *
 * @param counts how many enterprises have each score; cut-offs do not look at them
 */
export function bordersBy(classing: Classing, counts: Parameters<typeof bordersByShares>[0]): Borders {
  if (classing.kind === 'shares') return bordersByShares(counts, classing)
  const { B, C, D } = classing
  const hundredthsOf = (points: number) => Math.round(points * 100)
  return { B: hundredthsOf(B), C: hundredthsOf(C), D: hundredthsOf(D) }
}
