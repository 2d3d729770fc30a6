/** Versions of detailed rules. */
import { v7 as newId } from 'uuid'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { parseLimit } from '#methods/rounding/judge-conformity.ts'
import { spotCheckError } from '../errors.ts'
import type { RuleItemRow, RuleRow } from '../tables.ts'
import type { Category } from './catalogue-contract.ts'
import { categoriesById, requireActiveCategory } from './catalogue-service.ts'
import type { NewRule, Rule, RuleItem, RuleSummary } from './rule-contract.ts'
import * as store from './rule-store.ts'
import { auditSetup } from './setup-audit.ts'

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
