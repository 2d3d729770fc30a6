/** What a scorecard is: factors with points, professional parts, vetoes, and how scores become classes. */
import { z } from 'zod'

export const RiskClass = z.enum(['A', 'B', 'C', 'D'])
export type RiskClass = z.infer<typeof RiskClass>

const code = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
const title = z.string().trim().min(1).max(80)
const share = z.number().min(0).max(1)

/** How a fact becomes a share of the factor's points, 0 to 1; see `enterprise-risk-class` of the methods. */
export const FactorRule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('steps'),
    direction: z.enum(['rising', 'falling']),
    below: share,
    steps: z.array(z.object({ from: z.number(), share })).max(12),
  }),
  z.object({ kind: z.literal('categories'), shares: z.record(z.string().max(40), share) }),
])
export type FactorRule = z.infer<typeof FactorRule>

/** Where a fact comes from: a name of the factor sources, and of records which ones count and how. */
export const FactReference = z.object({
  source: z.string().trim().min(1).max(80),
  /** Of records: how many, the sum of their values, the greatest, or the last one's. */
  aggregate: z.enum(['count', 'sum', 'max', 'latest']).default('count'),
  /** Only records of the last so many months; null counts all. */
  months: z.number().int().min(1).max(240).nullable().default(null),
})
export type FactReference = z.infer<typeof FactReference>

export const Factor = z.object({
  code,
  title,
  /** Share among the factors of its part, above 0. */
  weight: z.number().positive().max(1000),
  fact: FactReference,
  rule: FactorRule,
  /** Share when the fact is not known. */
  missing: share.default(0),
})
export type Factor = z.infer<typeof Factor>

export const ProfessionalPart = z.object({
  code,
  title,
  /** Beginnings of GB/T 4754 codes: `C14`, `C2760`. */
  industries: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[A-T][0-9]{0,4}$/),
    )
    .max(60),
  /** Tags of the register; an enterprise with one of them is covered too. */
  tags: z.array(z.string().trim().min(1).max(40)).max(60),
  factors: z.array(Factor).min(1).max(30),
})
export type ProfessionalPart = z.infer<typeof ProfessionalPart>

export const Veto = z.object({
  code,
  title,
  fact: FactReference,
  /** At least one such record: the class is at least this. */
  atLeast: RiskClass,
})
export type Veto = z.infer<typeof Veto>

/** How scores become classes: the lowest scores of B, C and D, or the shares of enterprises in them. */
export const Classing = z.object({
  kind: z.enum(['cut-offs', 'shares']),
  B: z.number().nonnegative(),
  C: z.number().nonnegative(),
  D: z.number().nonnegative(),
})
export type Classing = z.infer<typeof Classing>

export const ScorecardDefinition = z.object({
  /** Points of the riskiest enterprise possible. */
  scale: z.number().int().min(100).max(10_000),
  /** Part of the scale for the general factors, where a professional part applies too. */
  generalShare: share,
  factors: z.array(Factor).min(1).max(40),
  /** The first that covers an enterprise applies. */
  parts: z.array(ProfessionalPart).max(40),
  vetoes: z.array(Veto).max(20),
  classing: Classing,
})
export type ScorecardDefinition = z.infer<typeof ScorecardDefinition>

export const ScorecardState = z.enum(['draft', 'proposed', 'adopted', 'superseded', 'discarded'])
export type ScorecardState = z.infer<typeof ScorecardState>

/** Lowest score of each class in hundredths of a point. */
export const Borders = z.object({ B: z.number(), C: z.number(), D: z.number() })
export type Borders = z.infer<typeof Borders>
