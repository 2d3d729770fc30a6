/** The rules of detailed rules and plans. */
import { v7 as newId } from 'uuid'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { parseLimit } from '#methods/rounding/judge-conformity.ts'
import { spotCheckError } from '../errors.ts'
import type { PlanRow, RuleItemRow, RuleRow } from '../tables.ts'
import type { Category } from './catalogue-contract.ts'
import { categoriesById, requireActiveCategory } from './catalogue-service.ts'
import { auditSetup } from './setup-audit.ts'
import type {
  NewRule,
  Rule,
  RuleItem,
  RuleSummary,
  SpotCheckPlan,
  SpotCheckPlanDetail,
} from './setup-contract.ts'
import * as store from './setup-store.ts'

/** An item as it is shown. */
const toRuleItem = (row: RuleItemRow): RuleItem => ({
  position: row.position,
  name: row.name,
  standard: row.standard,
  clause: row.clause,
  method: row.method,
  requirement: row.requirement,
  limit: row.limit_text,
  comparison: row.comparison,
  unit: row.unit,
  decimals: row.decimals,
  severity: row.severity,
})

export async function listRules(
  scope: Scope,
  filter: { readonly categoryId?: string | undefined; readonly inForce: boolean },
): Promise<{ items: RuleSummary[] }> {
  const categories = await categoriesById(scope)
  const rows = await store.listRules(scope, {
    categoryId: filter.categoryId,
    onDate: filter.inForce ? localDate(scope.now) : undefined,
  })
  return {
    items: rows.flatMap((row) => {
      const category = categories.get(row.category_id)
      return category ? [{ ...ruleHead(row, category), items: row.items }] : []
    }),
  }
}

const ruleHead = (row: RuleRow, category: Category): Omit<RuleSummary, 'items'> => ({
  id: row.id,
  category,
  number: row.number,
  title: row.title,
  document: row.document,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
})

/** @throws spot-checks.not-found */
export async function getRule(scope: Scope, ruleId: string): Promise<Rule> {
  const row = await store.findRule(scope, ruleId)
  const category = row && (await categoriesById(scope)).get(row.category_id)
  if (!row || !category) throw spotCheckError('spot-checks.not-found')
  const items = await store.listRuleItems(scope, [ruleId])
  return {
    ...ruleHead(row, category),
    units: row.units,
    failingLimit: row.failing_limit,
    minorAllowed: row.minor_allowed,
    sampleUnit: row.sample_unit,
    sampleQuantity: row.sample_quantity,
    reserveQuantity: row.reserve_quantity,
    sampling: row.sampling,
    items: items.map(toRuleItem),
  }
}

/** The version of a category's rules that governs a day; undefined when there is none. */
export async function ruleOn(scope: Scope, categoryId: string, onDate: string): Promise<Rule | undefined> {
  const [row] = await store.listRules(scope, { categoryId, onDate })
  return row && getRule(scope, row.id)
}

/**
 * A new version of the rules; the one before ends where it begins.
 *
 * @throws spot-checks.not-found, spot-checks.category-retired, spot-checks.unreadable-limit, spot-checks.failing-limit, spot-checks.rule-order
 */
export async function createRule(scope: Scope, input: NewRule): Promise<Rule> {
  const category = await requireActiveCategory(scope, input.categoryId)
  if (input.failingLimit >= input.units)
    throw spotCheckError('spot-checks.failing-limit', { limit: input.failingLimit, units: input.units })
  for (const [index, item] of input.items.entries()) requireLimit(item, index + 1)
  const [latest] = await store.listRules(scope, { categoryId: input.categoryId })
  if (latest && latest.effective_from >= input.effectiveFrom)
    throw spotCheckError('spot-checks.rule-order', { date: latest.effective_from })
  const id = newId()
  await store.insertRule(
    scope,
    {
      id,
      category_id: input.categoryId,
      number: (latest?.number ?? 0) + 1,
      title: input.title,
      document: input.document,
      units: input.units,
      failing_limit: input.failingLimit,
      minor_allowed: input.minorAllowed,
      sample_unit: input.sampleUnit,
      sample_quantity: input.sampleQuantity,
      reserve_quantity: input.reserveQuantity,
      sampling: input.sampling,
      effective_from: input.effectiveFrom,
      effective_to: null,
      created_at: scope.now,
      created_by: scope.actor.name,
    },
    input.items.map(({ limit, ...item }, index) => ({
      ...item,
      rule_id: id,
      position: index + 1,
      limit_text: item.requirement === 'limit' ? limit : null,
    })),
  )
  auditSetup(scope, 'make-rule', id, input.title, { category: category.code, from: input.effectiveFrom })
  return getRule(scope, id)
}

function requireLimit(item: NewRule['items'][number], position: number): void {
  if (item.requirement !== 'limit') return
  try {
    parseLimit(item.limit ?? '')
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw spotCheckError('spot-checks.unreadable-limit', {
      position,
      name: item.name,
      limit: item.limit ?? '',
    })
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const planSummary = (row: PlanRow, lines: readonly store.LineProgress[]): SpotCheckPlan => ({
  id: row.id,
  year: row.year,
  title: row.title,
  state: row.state,
  batches: sum(lines.map((line) => line.batches)),
  sampled: sum(lines.map((line) => line.sampled)),
  judged: sum(lines.map((line) => line.judged)),
  budget: sum(lines.map((line) => line.batches * line.cost_per_batch)),
  spent: sum(lines.map((line) => line.spent)),
})

export async function listPlans(scope: Scope): Promise<{ items: SpotCheckPlan[] }> {
  const rows = await store.listPlans(scope)
  const oldest = Math.min(...rows.map((row) => row.year), 2200)
  const lines = Map.groupBy(await store.lineProgress(scope, { fromYear: oldest }), (line) => line.plan_id)
  return { items: rows.map((row) => planSummary(row, lines.get(row.id) ?? [])) }
}

/** @throws spot-checks.not-found */
export async function getPlan(scope: Scope, planId: string): Promise<SpotCheckPlanDetail> {
  const row = await store.findPlan(scope, planId)
  if (!row) throw spotCheckError('spot-checks.not-found')
  const categories = await categoriesById(scope)
  const lines = await store.lineProgress(scope, { planId })
  return {
    ...planSummary(row, lines),
    lines: lines.flatMap((line) => {
      const category = categories.get(line.category_id)
      if (!category) return []
      const { id, purpose, batches, cost_per_batch: costPerBatch, sampled, judged, failed, spent } = line
      return [{ id, category, purpose, batches, costPerBatch, sampled, judged, failed, spent }]
    }),
  }
}

export async function createPlan(
  scope: Scope,
  input: Pick<SpotCheckPlan, 'year' | 'title'>,
): Promise<SpotCheckPlanDetail> {
  const id = newId()
  await store.insertPlan(scope, {
    id,
    ...input,
    state: 'draft',
    adopted_at: null,
    adopted_by: null,
    created_at: scope.now,
    created_by: scope.actor.name,
  })
  auditSetup(scope, 'draw-up-plan', id, input.title)
  return getPlan(scope, id)
}

async function requireDraft(scope: Scope, planId: string): Promise<PlanRow> {
  const plan = await store.findPlan(scope, planId)
  if (!plan) throw spotCheckError('spot-checks.not-found')
  if (plan.state !== 'draft') throw spotCheckError('spot-checks.plan-adopted')
  return plan
}

/** @throws spot-checks.not-found, spot-checks.category-retired, spot-checks.plan-adopted, spot-checks.line-exists */
export async function savePlanLine(
  scope: Scope,
  input: {
    readonly planId: string
    readonly lineId?: string | undefined
    readonly categoryId: string
    readonly purpose: store.LineProgress['purpose']
    readonly batches: number
    readonly costPerBatch: number
  },
): Promise<SpotCheckPlanDetail> {
  await requireDraft(scope, input.planId)
  await requireActiveCategory(scope, input.categoryId)
  const saved = await store.upsertPlanLine(scope, {
    id: input.lineId ?? newId(),
    plan_id: input.planId,
    category_id: input.categoryId,
    purpose: input.purpose,
    batches: input.batches,
    cost_per_batch: input.costPerBatch,
  })
  if (!saved) throw spotCheckError('spot-checks.line-exists')
  return getPlan(scope, input.planId)
}

/** @throws spot-checks.not-found, spot-checks.plan-adopted */
export async function removePlanLine(
  scope: Scope,
  input: { readonly planId: string; readonly lineId: string },
): Promise<SpotCheckPlanDetail> {
  await requireDraft(scope, input.planId)
  await store.deletePlanLine(scope, input.planId, input.lineId)
  return getPlan(scope, input.planId)
}

/** @throws spot-checks.not-found, spot-checks.plan-adopted, spot-checks.plan-empty */
export async function adoptPlan(scope: Scope, planId: string): Promise<SpotCheckPlanDetail> {
  const plan = await requireDraft(scope, planId)
  const before = await getPlan(scope, planId)
  if (before.lines.length === 0) throw spotCheckError('spot-checks.plan-empty')
  await store.adoptPlan(scope, planId)
  auditSetup(scope, 'adopt-plan', planId, plan.title, { batches: before.batches, budget: before.budget })
  return getPlan(scope, planId)
}
