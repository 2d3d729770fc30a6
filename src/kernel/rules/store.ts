/** Reads rules and a city's overrides of them; writes overrides. */
import { sql } from 'kysely'
import type { Connection } from '../db/database.ts'
import type { Scope } from '../db/scope.ts'
import type { RuleConfidence, RuleDeclaration, RuleValue } from './rule.ts'

export type RuleRow = {
  key: string
  effective_from: string
  effective_to: string | null
  title_zh: string
  title_en: string
  value: RuleValue
  source: string
  clause: string | null
  confidence: RuleConfidence
  city_may_override: boolean
}

export type RuleOverrideRow = {
  city: string
  id: string
  key: string
  value: RuleValue
  basis: string
  effective_from: string
  effective_to: string | null
  set_by: string
  set_at: Date
  removed_by: string | null
  removed_at: Date | null
}

type RuleTables = { rule: RuleRow; rule_override: RuleOverrideRow }

const json = (value: RuleValue) => sql<RuleValue>`${JSON.stringify(value)}::jsonb`

/** Puts the declared rules in place of what the table holds. Runs outside a city scope, at start. */
export async function replaceRules(
  connection: Connection,
  declarations: readonly RuleDeclaration[],
): Promise<void> {
  await connection.transaction().execute(async (transaction) => {
    const tx = transaction.withTables<RuleTables>()
    // Of several processes that start at once one writes after the other; readers see the old set until then.
    await sql`lock table rule in share row exclusive mode`.execute(tx)
    await tx.deleteFrom('rule').execute()
    for (const rule of declarations) {
      await tx
        .insertInto('rule')
        .values({
          key: rule.key,
          effective_from: rule.effectiveFrom,
          effective_to: rule.effectiveTo ?? null,
          title_zh: rule.title.zh,
          title_en: rule.title.en,
          value: json(rule.value),
          source: rule.source,
          clause: rule.clause ?? null,
          confidence: rule.confidence,
          city_may_override: rule.cityMayOverride,
        })
        .execute()
    }
  })
}

const inForce = (date: string) =>
  sql<boolean>`effective_from <= ${date} and (effective_to is null or effective_to > ${date})`

/** The entries of rules that govern on a date, one a key. */
export async function findRulesOn(
  scope: Scope,
  keys: readonly string[],
  date: string,
): Promise<Map<string, RuleRow>> {
  const rows = await scope.tx
    .withTables<RuleTables>()
    .selectFrom('rule')
    .selectAll()
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .where(inForce(date))
    .execute()
  return new Map(rows.map((row) => [row.key, row]))
}

/** The city's own values that govern on a date; of several of a key the one set last. */
export async function findOverridesOn(
  scope: Scope,
  keys: readonly string[],
  date: string,
): Promise<Map<string, RuleOverrideRow>> {
  const rows = await scope.tx
    .withTables<RuleTables>()
    .selectFrom('rule_override')
    .selectAll()
    .where('city', '=', scope.city)
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .where('removed_at', 'is', null)
    .where(inForce(date))
    .orderBy('set_at')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.key, row]))
}

/** Every entry of every rule, by key and date. A few hundred rows: the program's declarations, not a city's data. */
export async function listRules(scope: Scope): Promise<RuleRow[]> {
  return scope.tx
    .withTables<RuleTables>()
    .selectFrom('rule')
    .selectAll()
    .orderBy('key')
    .orderBy('effective_from', 'desc')
    .execute()
}

/** The city's overrides in force or to come, newest first. */
export async function listOverrides(scope: Scope): Promise<RuleOverrideRow[]> {
  return scope.tx
    .withTables<RuleTables>()
    .selectFrom('rule_override')
    .selectAll()
    .where('city', '=', scope.city)
    .where('removed_at', 'is', null)
    .orderBy('key')
    .orderBy('set_at', 'desc')
    .execute()
}

export async function insertOverride(
  scope: Scope,
  override: Pick<RuleOverrideRow, 'id' | 'key' | 'value' | 'basis' | 'effective_from' | 'effective_to'>,
): Promise<void> {
  await scope.tx
    .withTables<RuleTables>()
    .insertInto('rule_override')
    .values({
      ...override,
      city: scope.city,
      value: json(override.value),
      set_by: scope.actor.name,
      set_at: scope.now,
      removed_by: null,
      removed_at: null,
    })
    .execute()
}

/** Takes an override back; undefined when there is none in force with this id. */
export async function markOverrideRemoved(scope: Scope, id: string): Promise<RuleOverrideRow | undefined> {
  return scope.tx
    .withTables<RuleTables>()
    .updateTable('rule_override')
    .set({ removed_by: scope.actor.name, removed_at: scope.now })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}
