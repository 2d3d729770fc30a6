/** The contract of detailed rules. */
import { z } from 'zod'
import { procedure, QueryFlag } from '#kernel/api/contract.ts'
import { Comparison, ItemRequirement, Severity } from '../terms.ts'
import { Category } from './catalogue-contract.ts'

const tags = ['spot-checks'] as const

const name = (most: number) => z.string().trim().min(1).max(most)

export const RuleItem = z.object({
  position: z.number().int(),
  name: z.string(),
  standard: z.string(),
  clause: z.string(),
  method: z.string(),
  requirement: ItemRequirement,
  /** `≤0.5`, `≥97.0`, `10.0±0.1`; null unless a limit is required. */
  limit: z.string().nullable(),
  comparison: Comparison,
  unit: z.string(),
  decimals: z.number().int(),
  severity: Severity,
})
export type RuleItem = z.infer<typeof RuleItem>

export const NewRuleItem = z.object({
  name: name(100),
  standard: name(60),
  clause: z.string().trim().max(60).default(''),
  method: name(100),
  requirement: ItemRequirement,
  limit: z.string().trim().max(60).nullable().default(null),
  comparison: Comparison.default('full-value'),
  unit: z.string().trim().max(30).default(''),
  decimals: z.number().int().min(0).max(9).default(2),
  severity: Severity.default('major'),
})
export type NewRuleItem = z.infer<typeof NewRuleItem>

export const RuleSummary = z.object({
  id: z.uuid(),
  category: Category,
  number: z.number().int(),
  title: z.string(),
  document: z.string(),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  items: z.number().int(),
})
export type RuleSummary = z.infer<typeof RuleSummary>

export const Rule = RuleSummary.omit({ items: true }).extend({
  /** Units tested of a batch. */
  units: z.number().int(),
  /** More failing units than this and the batch is not as declared. */
  failingLimit: z.number().int(),
  minorAllowed: z.number().int(),
  sampleUnit: z.string(),
  sampleQuantity: z.number(),
  reserveQuantity: z.number(),
  sampling: z.string(),
  items: z.array(RuleItem),
})
export type Rule = z.infer<typeof Rule>

export const NewRule = z.object({
  categoryId: z.uuid(),
  title: name(100),
  document: name(100),
  units: z.number().int().min(1).max(500).default(1),
  failingLimit: z.number().int().min(0).max(100).default(0),
  minorAllowed: z.number().int().min(0).max(20).default(0),
  sampleUnit: name(20),
  sampleQuantity: z.number().positive(),
  reserveQuantity: z.number().min(0),
  sampling: name(1000),
  effectiveFrom: z.iso.date(),
  items: z.array(NewRuleItem).min(1).max(100),
})
export type NewRule = z.infer<typeof NewRule>

const read = (path: `/${string}`, zh: string, en: string) =>
  procedure({ method: 'GET', path, permission: 'spot-checks.read', summary: { zh, en }, tags })
const write = (path: `/${string}`, zh: string, en: string) =>
  procedure({ method: 'POST', path, permission: 'spot-checks.plan', summary: { zh, en }, tags })

export const ruleContract = {
  listSpotCheckRules: read('/spot-checks/rules', '抽查实施细则', 'Detailed rules')
    .input(z.object({ categoryId: z.uuid().optional(), inForce: QueryFlag.default(false) }))
    .output(z.object({ items: z.array(RuleSummary) })),
  getSpotCheckRule: read('/spot-checks/rules/{ruleId}', '查看实施细则', 'Read detailed rules')
    .input(z.object({ ruleId: z.uuid() }))
    .output(Rule),
  createSpotCheckRule: write('/spot-checks/rules', '发布新版实施细则', 'Make a new version of detailed rules')
    .input(NewRule)
    .output(Rule),
}
