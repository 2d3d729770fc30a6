/** The contract of detailed rules and of the annual plan. */
import { z } from 'zod'
import { procedure, QueryFlag } from '#kernel/api/contract.ts'
import { Comparison, ItemRequirement, SamplingPurpose, Severity } from '../terms.ts'
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

const PlanLine = z.object({
  id: z.uuid(),
  category: Category,
  purpose: SamplingPurpose,
  batches: z.number().int(),
  /** Yuan. */
  costPerBatch: z.number(),
  sampled: z.number().int(),
  judged: z.number().int(),
  failed: z.number().int(),
  /** Yuan: judged batches at the line's cost and what was paid for samples. */
  spent: z.number(),
})

export const SpotCheckPlan = z.object({
  id: z.uuid(),
  year: z.number().int(),
  title: z.string(),
  state: z.enum(['draft', 'adopted']),
  batches: z.number().int(),
  sampled: z.number().int(),
  judged: z.number().int(),
  /** Yuan. */
  budget: z.number(),
  spent: z.number(),
})
export type SpotCheckPlan = z.infer<typeof SpotCheckPlan>

export const SpotCheckPlanDetail = SpotCheckPlan.extend({ lines: z.array(PlanLine) })
export type SpotCheckPlanDetail = z.infer<typeof SpotCheckPlanDetail>

const read = (path: `/${string}`, zh: string, en: string) =>
  procedure({ method: 'GET', path, permission: 'spot-checks.read', summary: { zh, en }, tags })
const write = (path: `/${string}`, zh: string, en: string) =>
  procedure({ method: 'POST', path, permission: 'spot-checks.plan', summary: { zh, en }, tags })

export const setupContract = {
  listSpotCheckRules: read('/spot-checks/rules', '抽查实施细则', 'Detailed rules')
    .input(z.object({ categoryId: z.uuid().optional(), inForce: QueryFlag.default(false) }))
    .output(z.object({ items: z.array(RuleSummary) })),
  getSpotCheckRule: read('/spot-checks/rules/{ruleId}', '查看实施细则', 'Read detailed rules')
    .input(z.object({ ruleId: z.uuid() }))
    .output(Rule),
  createSpotCheckRule: write('/spot-checks/rules', '发布新版实施细则', 'Make a new version of detailed rules')
    .input(NewRule)
    .output(Rule),
  listSpotCheckPlans: read('/spot-checks/plans', '年度抽查计划', 'Annual plans').output(
    z.object({ items: z.array(SpotCheckPlan) }),
  ),
  getSpotCheckPlan: read('/spot-checks/plans/{planId}', '查看抽查计划', 'Read a plan')
    .input(z.object({ planId: z.uuid() }))
    .output(SpotCheckPlanDetail),
  createSpotCheckPlan: write('/spot-checks/plans', '编制抽查计划', 'Draw up a plan')
    .input(z.object({ year: z.number().int().min(2000).max(2200), title: name(100) }))
    .output(SpotCheckPlanDetail),
  saveSpotCheckPlanLine: write('/spot-checks/plans/{planId}/lines', '编制计划明细', 'Write a line of a plan')
    .input(
      z.object({
        planId: z.uuid(),
        lineId: z.uuid().optional(),
        categoryId: z.uuid(),
        purpose: SamplingPurpose,
        batches: z.number().int().min(1).max(100_000),
        costPerBatch: z.number().min(0).max(1_000_000),
      }),
    )
    .output(SpotCheckPlanDetail),
  removeSpotCheckPlanLine: procedure({
    method: 'DELETE',
    path: '/spot-checks/plans/{planId}/lines/{lineId}',
    permission: 'spot-checks.plan',
    summary: { zh: '删除计划明细', en: 'Remove a line of a plan' },
    tags,
  })
    .input(z.object({ planId: z.uuid(), lineId: z.uuid() }))
    .output(SpotCheckPlanDetail),
  adoptSpotCheckPlan: write('/spot-checks/plans/{planId}/adoption', '批准抽查计划', 'Adopt a plan')
    .input(z.object({ planId: z.uuid() }))
    .output(SpotCheckPlanDetail),
}
