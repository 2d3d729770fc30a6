/**
 * Credit-risk class of an enterprise from a scorecard of general and professional factors (通用＋专业), after the
 * approach of 国市监信发〔2022〕6号. Factors, weights and cut-offs are data with a date: the national 1000-point scale
 * was not readable and provinces differ, so none is built in.
 *
 * Each factor turns a fact about the enterprise into a share s of 0 to 1 (1 the riskiest) by rising or falling steps
 * or by categories. With the general part g of the scale (0 to 1):
 *
 *     score = scale · [ g · Σ w·s / Σ w over general factors + (1 − g) · Σ w·s / Σ w over professional factors ]
 *
 * Where one of the two parts has no factor the other takes the whole scale. The class is that of the highest cut-off
 * reached; a veto (一票判定) lifts it to at least the class it names and is told apart from the score. A higher score
 * is a higher risk. Points per factor add up to the score, so that every point can be explained.
 *
 * Domain: weights > 0, scale > 0. A missing fact counts as the factor says (`missing`), never silently as harmless.
 * Errors: RangeError on a scorecard that contradicts itself or facts that do not fit it.
 */

/** Risk classes, lowest risk first (低、一般、较高、高). */
export const riskClasses = ['A', 'B', 'C', 'D'] as const
export type RiskClass = (typeof riskClasses)[number]

/** A fact about an enterprise; undefined when it is not known. */
export type Fact = number | string | boolean | undefined

/** How a fact becomes a share of risk. */
export type FactorRule =
  /** Number: the share of the highest step reached; 0 below the first. `from` rises. */
  | {
      readonly kind: 'steps'
      /** Whether more of it means more risk (`rising`) or less (`falling`). */
      readonly direction: 'rising' | 'falling'
      /** Share below the first step. */
      readonly below: number
      readonly steps: readonly { readonly from: number; readonly share: number }[]
    }
  /** Category or yes/no (`true`, `false`): the share of each. */
  | { readonly kind: 'categories'; readonly shares: Readonly<Record<string, number>> }

/** One factor of a scorecard. */
export interface ScorecardFactor {
  readonly code: string
  readonly title: string
  readonly part: 'general' | 'professional'
  readonly weight: number
  readonly rule: FactorRule
  /** Share when the fact is not known. */
  readonly missing: number
}

/** A rule that decides whatever the score. */
export interface ScorecardVeto {
  readonly code: string
  readonly title: string
  /** Code of the fact that must be true. */
  readonly fact: string
  /** The class is at least this. */
  readonly atLeast: RiskClass
}

/** A scorecard in force from a day on. */
export interface Scorecard {
  readonly version: string
  readonly effectiveFrom: string
  /** Points of the whole scale, such as 1000. */
  readonly scale: number
  /** g: part of the scale for general factors, 0 to 1. */
  readonly generalPart: number
  readonly factors: readonly ScorecardFactor[]
  /** Lowest score of classes B, C and D; A lies below B. */
  readonly cutOffs: Readonly<Record<'B' | 'C' | 'D', number>>
  readonly vetoes: readonly ScorecardVeto[]
}

/** What one factor gave, and what it could have given at most. */
export interface FactorExplanation {
  readonly code: string
  readonly title: string
  readonly part: 'general' | 'professional'
  readonly fact: Fact
  readonly known: boolean
  readonly share: number
  readonly points: number
  readonly mostPoints: number
}

/** The class of one enterprise with its reasons. */
export interface EnterpriseRisk {
  readonly riskClass: RiskClass
  readonly score: number
  /** Class by the score alone. */
  readonly classByScore: RiskClass
  /** Codes of the vetoes that apply, also those that changed nothing. */
  readonly vetoes: readonly string[]
  readonly factors: readonly FactorExplanation[]
}

/**
 * Scores an enterprise.
 *
 * @param facts by factor code and veto fact
 * @throws RangeError see the file header.
 */
export function scoreEnterprise(scorecard: Scorecard, facts: Readonly<Record<string, Fact>>): EnterpriseRisk {
  requireScorecard(scorecard)
  const total = (part: 'general' | 'professional') =>
    scorecard.factors.reduce((sum, factor) => sum + (factor.part === part ? factor.weight : 0), 0)
  const totals = { general: total('general'), professional: total('professional') }
  const general = totals.professional === 0 ? 1 : totals.general === 0 ? 0 : scorecard.generalPart
  const scales = { general: general * scorecard.scale, professional: (1 - general) * scorecard.scale }
  const factors = scorecard.factors.map((factor): FactorExplanation => {
    const fact = facts[factor.code]
    const share = fact === undefined ? factor.missing : shareOf(factor, fact)
    const mostPoints = (scales[factor.part] * factor.weight) / totals[factor.part]
    const { code, title, part } = factor
    return {
      code,
      title,
      part,
      fact,
      known: fact !== undefined,
      share,
      points: share * mostPoints,
      mostPoints,
    }
  })
  const score = factors.reduce((sum, { points }) => sum + points, 0)
  const classByScore = classOfScore(score, scorecard.cutOffs)
  const vetoes = scorecard.vetoes.filter(({ fact }) => facts[fact] === true)
  const ranks = [classByScore, ...vetoes.map(({ atLeast }) => atLeast)].map((each) =>
    riskClasses.indexOf(each),
  )
  return {
    riskClass: riskClasses[Math.max(...ranks)] ?? classByScore,
    score,
    classByScore,
    vetoes: vetoes.map(({ code }) => code),
    factors,
  }
}

/** The class of a score: that of the highest cut-off reached. */
export function classOfScore(score: number, cutOffs: Scorecard['cutOffs']): RiskClass {
  // A sum of points may miss a cut-off by the last bit of a double.
  const reached = (cutOff: number) => score >= cutOff - 1e-9 * Math.max(1, cutOff)
  return reached(cutOffs.D) ? 'D' : reached(cutOffs.C) ? 'C' : reached(cutOffs.B) ? 'B' : 'A'
}

/**
 * Classes by rank instead of cut-offs: the `shares` of enterprises with the highest scores are D, then C, then B. Equal
 * scores get the same class, the lower one when the border falls among them, so that no class exceeds its share.
 *
 * @param scores one score an enterprise
 * @returns 0 (A) to 3 (D) for each enterprise
 * @throws RangeError when shares are not between 0 and 1 or exceed 1 together, or a score is not a number.
 */
export function classifyByShares(
  scores: Float64Array,
  shares: Readonly<Record<'B' | 'C' | 'D', number>>,
): Uint8Array {
  const wanted = [shares.B, shares.C, shares.D]
  if (wanted.some((share) => !(share >= 0)) || shares.B + shares.C + shares.D > 1 + 1e-12) {
    throw new RangeError('shares lie between 0 and 1 and do not exceed 1 together')
  }
  if (scores.some(Number.isNaN)) throw new RangeError('a score is not a number')
  const sorted = scores.toSorted()
  const size = scores.length
  const borders = [shares.B + shares.C + shares.D, shares.C + shares.D, shares.D].map((share) => {
    const places = Math.floor(share * size + 1e-9)
    // Above the first score that would no longer fit among the `places` highest.
    return places >= size ? Number.NEGATIVE_INFINITY : (sorted[size - places - 1] ?? Number.POSITIVE_INFINITY)
  })
  return Uint8Array.from(scores, (score) => borders.filter((border) => score > border).length)
}

function shareOf({ code, rule }: ScorecardFactor, fact: Exclude<Fact, undefined>): number {
  if (rule.kind === 'categories') {
    const share = rule.shares[String(fact)]
    if (share === undefined) throw new RangeError(`factor ${code} does not know the category ${fact}`)
    return share
  }
  if (typeof fact !== 'number' || Number.isNaN(fact))
    throw new RangeError(`factor ${code} needs a number, got ${fact}`)
  let share = rule.below
  for (const step of rule.steps) if (fact >= step.from) share = step.share
  return share
}

/**
 * Checks a scorecard: weights above 0, shares from 0 to 1, steps in order and monotone in the stated direction, cut-offs
 * rising within the scale, codes once.
 *
 * @throws RangeError naming what does not hold.
 */
export function requireScorecard(scorecard: Scorecard): void {
  const { factors, scale, generalPart, cutOffs } = scorecard
  if (!(scale > 0) || !(generalPart >= 0 && generalPart <= 1) || factors.length === 0) {
    throw new RangeError(
      'a scorecard has a positive scale, a general part from 0 to 1 and at least one factor',
    )
  }
  if (!(cutOffs.B > 0 && cutOffs.B <= cutOffs.C && cutOffs.C <= cutOffs.D && cutOffs.D <= scale)) {
    throw new RangeError('cut-offs rise from B to D, above 0 and within the scale')
  }
  if (new Set(factors.map(({ code }) => code)).size !== factors.length) {
    throw new RangeError('a factor code is used twice')
  }
  for (const factor of factors) requireFactor(factor)
}

function requireFactor({ code, weight, missing, rule }: ScorecardFactor): void {
  if (!(weight > 0)) throw new RangeError(`factor ${code}: the weight must be positive`)
  const steps = rule.kind === 'steps' ? rule.steps : []
  const shares =
    rule.kind === 'steps' ? [rule.below, ...steps.map(({ share }) => share)] : Object.values(rule.shares)
  if ([missing, ...shares].some((share) => !(share >= 0 && share <= 1))) {
    throw new RangeError(`factor ${code}: shares lie between 0 and 1`)
  }
  if (steps.some(({ from }, index) => index > 0 && !(from > (steps[index - 1]?.from ?? from)))) {
    throw new RangeError(`factor ${code}: the steps must rise`)
  }
  if (rule.kind !== 'steps') return
  const sign = rule.direction === 'rising' ? 1 : -1
  if (shares.some((share, index) => index > 0 && sign * (share - (shares[index - 1] ?? share)) < 0)) {
    throw new RangeError(`factor ${code}: the shares must be ${rule.direction}`)
  }
}
