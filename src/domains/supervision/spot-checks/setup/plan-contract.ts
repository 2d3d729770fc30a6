/** The contract of annual plans: drafted, approved by somebody else, revised by versions. */
import { z } from 'zod'
import { procedure } from '#kernel/api/contract.ts'
import { SamplingPurpose } from '../terms.ts'
import { Category } from './catalogue-contract.ts'

const tags = ['spot-checks'] as const

/** What a line of a plan gives out. */
const Terms = z.object({
  batches: z.number().int(),
  /** Yuan for testing a batch. */
  costPerBatch: z.number(),
  /** Yuan for buying the samples of a batch. */
  purchasePerBatch: z.number(),
})

const PlanLine = Terms.extend({
  id: z.uuid(),
  category: Category,
  purpose: SamplingPurpose,
  sampled: z.number().int(),
  judged: z.number().int(),
  failed: z.number().int(),
  /** Yuan: batches at what testing and samples may cost. */
  budget: z.number(),
  /** Yuan: judged batches at the cost of testing, and what was paid for samples. */
  spent: z.number(),
})

const DraftLine = Terms.extend({
  id: z.uuid(),
  category: Category,
  purpose: SamplingPurpose,
  /** Batches of it that tasks were given for. */
  given: z.number().int(),
})

/** A line that a version has otherwise than the one before; null where it is not in one of them. */
const PlanChange = z.object({
  lineId: z.uuid(),
  category: Category,
  purpose: SamplingPurpose,
  before: Terms.nullable(),
  after: Terms.nullable(),
})
export type PlanChange = z.infer<typeof PlanChange>

export const SpotCheckPlan = z.object({
  id: z.uuid(),
  year: z.number().int(),
  title: z.string(),
  state: z.enum(['draft', 'adopted', 'withdrawn']),
  /** The version that is drawn up or awaits approval now; of an adopted plan a revision. */
  open: z.enum(['draft', 'approving']).nullable(),
  batches: z.number().int(),
  sampled: z.number().int(),
  judged: z.number().int(),
  /** Yuan. */
  budget: z.number(),
  spent: z.number(),
})
export type SpotCheckPlan = z.infer<typeof SpotCheckPlan>

export const SpotCheckPlanDetail = SpotCheckPlan.extend({
  /** As adopted last; none before the first version is. */
  lines: z.array(PlanLine),
  draft: z
    .object({
      number: z.number().int(),
      state: z.enum(['draft', 'approving']),
      reason: z.string().nullable(),
      /** Why it was returned last. */
      returned: z.string().nullable(),
      /** The case of its approval, once it was submitted. */
      caseId: z.uuid().nullable(),
      draftedBy: z.string(),
      batches: z.number().int(),
      budget: z.number(),
      lines: z.array(DraftLine),
      /** Against what is adopted; none in the first version. */
      changes: z.array(PlanChange),
    })
    .nullable(),
  /** Adopted revisions, newest first. */
  revisions: z.array(
    z.object({
      number: z.number().int(),
      reason: z.string(),
      draftedBy: z.string(),
      adoptedAt: z.iso.datetime(),
      adoptedBy: z.string(),
      changes: z.array(PlanChange),
    }),
  ),
})
export type SpotCheckPlanDetail = z.infer<typeof SpotCheckPlanDetail>

const LineFields = z.object({
  categoryId: z.uuid(),
  purpose: SamplingPurpose,
  batches: z.number().int().min(1).max(100_000),
  costPerBatch: z.number().min(0).max(1_000_000),
  purchasePerBatch: z.number().min(0).max(1_000_000).default(0),
})
export type LineFields = z.infer<typeof LineFields>

const PlanId = z.object({ planId: z.uuid() })

const route = (method: 'GET' | 'POST' | 'DELETE', path: `/${string}`, zh: string, en: string) =>
  procedure({
    method,
    path,
    permission: method === 'GET' ? 'spot-checks.read' : 'spot-checks.plan',
    summary: { zh, en },
    tags,
  })

export const planContract = {
  listSpotCheckPlans: route('GET', '/spot-checks/plans', '年度抽查计划', 'Annual plans').output(
    z.object({ items: z.array(SpotCheckPlan) }),
  ),
  getSpotCheckPlan: route('GET', '/spot-checks/plans/{planId}', '查看抽查计划', 'Read a plan')
    // Of the plan, or of the case of an approval: inboxes lead here.
    .input(PlanId)
    .output(SpotCheckPlanDetail),
  createSpotCheckPlan: route('POST', '/spot-checks/plans', '编制抽查计划', 'Draw up a plan')
    .input(z.object({ year: z.number().int().min(2000).max(2200), title: z.string().trim().min(1).max(100) }))
    .output(SpotCheckPlanDetail),
  saveSpotCheckPlanLine: route(
    'POST',
    '/spot-checks/plans/{planId}/lines',
    '编制计划明细',
    'Write a line of a draft',
  )
    .input(LineFields.extend({ planId: z.uuid(), lineId: z.uuid().optional() }))
    .output(SpotCheckPlanDetail),
  removeSpotCheckPlanLine: route(
    'DELETE',
    '/spot-checks/plans/{planId}/lines/{lineId}',
    '删除计划明细',
    'Remove a line of a draft',
  )
    .input(PlanId.extend({ lineId: z.uuid() }))
    .output(SpotCheckPlanDetail),
  submitSpotCheckPlan: route(
    'POST',
    '/spot-checks/plans/{planId}/submission',
    '提交批准抽查计划',
    'Submit a draft for approval',
  )
    .input(PlanId)
    .output(SpotCheckPlanDetail),
  reviseSpotCheckPlan: route(
    'POST',
    '/spot-checks/plans/{planId}/revisions',
    '修订抽查计划',
    'Begin to revise an adopted plan',
  )
    .input(PlanId.extend({ reason: z.string().trim().min(1).max(500) }))
    .output(SpotCheckPlanDetail),
  giveUpSpotCheckPlanDraft: route(
    'POST',
    '/spot-checks/plans/{planId}/withdrawal',
    '放弃抽查计划草案',
    'Give a draft up',
  )
    .input(PlanId)
    .output(SpotCheckPlanDetail),
}
