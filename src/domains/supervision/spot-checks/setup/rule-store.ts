/** SQL of detailed rules. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { RuleItemRow, RuleRow, SpotCheckTables, WithoutCity } from '../tables.ts'

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
