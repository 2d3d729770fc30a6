/** SQL of rules and plans. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { PlanLineRow, PlanRow, RuleItemRow, RuleRow, SpotCheckTables, WithoutCity } from '../tables.ts'
import { uncountedStates } from '../terms.ts'

const tables = (scope: Scope) => scope.tx.withTables<SpotCheckTables>()

/** A rule's version with how many items it has. */
type CountedRule = RuleRow & { items: number }

export function listRules(
  scope: Scope,
  filter: { readonly categoryId?: string | undefined; readonly onDate?: string | undefined },
): Promise<CountedRule[]> {
  let query = tables(scope)
    .selectFrom('spot_check_rule as rule')
    .selectAll('rule')
    .select(
      sql<number>`(select count(*) from spot_check_rule_item item where item.city = rule.city and item.rule_id = rule.id)`.as(
        'items',
      ),
    )
    .where('rule.city', '=', scope.city)
    .orderBy('rule.category_id')
    .orderBy('rule.number', 'desc')
  if (filter.categoryId) query = query.where('rule.category_id', '=', filter.categoryId)
  if (filter.onDate)
    query = query
      .where('rule.effective_from', '<=', filter.onDate)
      .where((where) =>
        where.or([
          where('rule.effective_to', 'is', null),
          where('rule.effective_to', '>', filter.onDate ?? ''),
        ]),
      )
  return query.execute()
}

export function findRule(scope: Scope, id: string): Promise<RuleRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_rule')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

export function listRuleItems(scope: Scope, ruleIds: readonly string[]): Promise<RuleItemRow[]> {
  return tables(scope)
    .selectFrom('spot_check_rule_item')
    .selectAll()
    .where('city', '=', scope.city)
    .where('rule_id', '=', sql<string>`any(${[...ruleIds]}::uuid[])`)
    .orderBy('rule_id')
    .orderBy('position')
    .execute()
}

export async function insertRule(
  scope: Scope,
  row: WithoutCity<RuleRow>,
  items: ReadonlyArray<WithoutCity<RuleItemRow>>,
): Promise<void> {
  await tables(scope)
    .updateTable('spot_check_rule')
    .set({ effective_to: row.effective_from })
    .where('city', '=', scope.city)
    .where('category_id', '=', row.category_id)
    .where('effective_to', 'is', null)
    .execute()
  await tables(scope)
    .insertInto('spot_check_rule')
    .values({ ...row, city: scope.city })
    .execute()
  await tables(scope)
    .insertInto('spot_check_rule_item')
    .values(items.map((item) => ({ ...item, city: scope.city })))
    .execute()
}

export function findPlan(scope: Scope, id: string): Promise<PlanRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_plan')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertPlan(scope: Scope, row: WithoutCity<PlanRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_plan')
    .values({ ...row, city: scope.city })
    .execute()
}

export async function adoptPlan(scope: Scope, id: string): Promise<void> {
  await tables(scope)
    .updateTable('spot_check_plan')
    .set({ state: 'adopted', adopted_at: scope.now, adopted_by: scope.actor.name })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Adds or changes a line; false when the plan has another of the same product and purpose. */
export async function upsertPlanLine(scope: Scope, row: WithoutCity<PlanLineRow>): Promise<boolean> {
  const clash = await tables(scope)
    .selectFrom('spot_check_plan_line')
    .select('id')
    .where('city', '=', scope.city)
    .where('plan_id', '=', row.plan_id)
    .where('category_id', '=', row.category_id)
    .where('purpose', '=', row.purpose)
    .where('id', '!=', row.id)
    .executeTakeFirst()
  if (clash) return false
  const { id: _, plan_id: __, ...change } = row
  await tables(scope)
    .insertInto('spot_check_plan_line')
    .values({ ...row, city: scope.city })
    .onConflict((conflict) => conflict.columns(['city', 'id']).doUpdateSet(change))
    .execute()
  return true
}

export async function deletePlanLine(scope: Scope, planId: string, lineId: string): Promise<void> {
  await tables(scope)
    .deleteFrom('spot_check_plan_line')
    .where('city', '=', scope.city)
    .where('plan_id', '=', planId)
    .where('id', '=', lineId)
    .execute()
}

export function findPlanLine(
  scope: Scope,
  id: string,
): Promise<(PlanLineRow & { plan_state: PlanRow['state'] }) | undefined> {
  return tables(scope)
    .selectFrom('spot_check_plan_line as line')
    .innerJoin('spot_check_plan as plan', (join) =>
      join.onRef('plan.city', '=', 'line.city').onRef('plan.id', '=', 'line.plan_id'),
    )
    .selectAll('line')
    .select('plan.state as plan_state')
    .where('line.city', '=', scope.city)
    .where('line.id', '=', id)
    .executeTakeFirst()
}

/** What has come of the lines of a plan. */
export type LineProgress = PlanLineRow & { sampled: number; judged: number; failed: number; spent: number }

/** Lines with their samples counted; of one plan, or of all that are not older than a year. */
export async function lineProgress(
  scope: Scope,
  filter: { readonly planId: string } | { readonly fromYear: number },
): Promise<LineProgress[]> {
  const chosen = 'planId' in filter ? sql`plan.id = ${filter.planId}` : sql`plan.year >= ${filter.fromYear}`
  const rows = await sql<LineProgress>`
    select line.*, coalesce(counted.sampled, 0)::integer as sampled, coalesce(counted.judged, 0)::integer as judged,
      coalesce(counted.failed, 0)::integer as failed,
      coalesce(counted.judged, 0) * line.cost_per_batch + coalesce(counted.bought, 0) as spent
    from spot_check_plan_line line
    join spot_check_plan plan on plan.city = line.city and plan.id = line.plan_id
    left join lateral (
      select count(*) filter (where sample.state <> all(${[...uncountedStates]}::text[])) as sampled,
        count(*) filter (where sample.state = 'judged') as judged,
        count(*) filter (where sample.final_result = 'fail') as failed,
        sum(sample.price * (coalesce(sample.sample_quantity, 0) + coalesce(sample.reserve_quantity, 0)))
          filter (where sample.state <> 'voided') as bought
      from spot_check_sample sample where sample.city = line.city and sample.line_id = line.id) counted on true
    where line.city = ${scope.city} and ${chosen} order by line.id`.execute(scope.tx)
  return rows.rows
}

export function listPlans(scope: Scope): Promise<PlanRow[]> {
  return tables(scope)
    .selectFrom('spot_check_plan')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('year', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}
