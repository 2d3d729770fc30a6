/** SQL of the target register. */
import { type RawBuilder, sql } from 'kysely'
import { goesAhead } from '../db/pipelining.ts'
import type { Scope } from '../db/scope.ts'
import type { RegisteredTarget, TargetComparator, TargetStanding, TargetStateName } from './targets.ts'

export type TargetRow = {
  city: string
  id: string
  source_id: string
  source_title: string
  indicator: string
  action: string
  comparator: TargetComparator
  value: number
  value_high: number | null
  unit: string
  year: number | null
  scope_word: string | null
  unit_ids: string[]
  registered_at: Date
}

export type TargetStateRow = {
  city: string
  target_id: string
  region: string
  state: TargetStateName
  current_value: number | null
  current_period: string | null
  required_value: number | null
  stale: boolean
  reason: string
  so_far_value: number | null
  so_far_period: string | null
  computed_at: Date
}

type TargetTables = { target: TargetRow; target_state: TargetStateRow }

const tables = (scope: Scope) => scope.tx.withTables<TargetTables>()

/** Removes the targets of a document that are not among `kept`, with their states. */
export async function deleteTargets(scope: Scope, sourceId: string, kept: readonly string[]): Promise<void> {
  const gone = await sql<{ id: string }>`delete from target
    where city = ${scope.city} and source_id = ${sourceId} and id <> all(${[...kept]}::uuid[]) returning id`.execute(
    scope.tx,
  )
  await deleteStates(
    scope,
    gone.rows.map((row) => row.id),
  )
}

export async function upsertTargets(
  scope: Scope,
  source: { readonly id: string; readonly title: string },
  targets: readonly RegisteredTarget[],
): Promise<void> {
  if (targets.length === 0) return
  await tables(scope)
    .insertInto('target')
    .values(
      targets.map((target) => ({
        city: scope.city,
        id: target.id,
        source_id: source.id,
        source_title: source.title,
        indicator: target.indicator,
        action: target.action,
        comparator: target.comparator,
        value: target.value,
        value_high: target.valueHigh,
        unit: target.unit,
        year: target.year,
        scope_word: target.scopeWord,
        unit_ids: [...target.unitIds],
        registered_at: scope.now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['city', 'id']).doUpdateSet((row) => ({
        source_id: row.ref('excluded.source_id'),
        source_title: row.ref('excluded.source_title'),
        indicator: row.ref('excluded.indicator'),
        action: row.ref('excluded.action'),
        comparator: row.ref('excluded.comparator'),
        value: row.ref('excluded.value'),
        value_high: row.ref('excluded.value_high'),
        unit: row.ref('excluded.unit'),
        year: row.ref('excluded.year'),
        scope_word: row.ref('excluded.scope_word'),
        unit_ids: row.ref('excluded.unit_ids'),
        registered_at: row.ref('excluded.registered_at'),
      })),
    )
    .execute()
}

export interface TargetFilter {
  readonly ids?: readonly string[] | undefined
  /** Only targets that one of these units answers for. */
  readonly unitIds?: readonly string[] | undefined
  /** Id that the last page ended with. */
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

/** Registered targets by id. */
export function findTargets(scope: Scope, filter: TargetFilter = {}): Promise<TargetRow[]> {
  let query = tables(scope).selectFrom('target').selectAll().where('city', '=', scope.city).orderBy('id')
  if (filter.ids) query = query.where(sql<boolean>`id = any(${[...filter.ids]}::uuid[])`)
  if (filter.unitIds) query = query.where(sql<boolean>`unit_ids && ${[...filter.unitIds]}::uuid[]`)
  if (filter.after) query = query.where('id', '>', filter.after)
  return query.limit(filter.limit ?? 10_000).execute()
}

/** States of targets, city and districts. */
export function findTargetStates(scope: Scope, ids: readonly string[]): Promise<TargetStateRow[]> {
  return tables(scope)
    .selectFrom('target_state')
    .selectAll()
    .where('city', '=', scope.city)
    .where(sql<boolean>`target_id = any(${[...ids]}::uuid[])`)
    .execute()
}

export async function upsertStates(scope: Scope, standings: readonly TargetStanding[]): Promise<void> {
  const column = <Key extends keyof TargetStanding>(key: Key): RawBuilder<unknown> =>
    sql`${standings.map((one) => one[key])}`
  await sql`${goesAhead}
    insert into target_state (city, target_id, region, state, current_value, current_period, required_value, stale,
      reason, so_far_value, so_far_period, computed_at)
    select ${scope.city}, given.*, ${scope.now}::timestamptz from unnest(
      ${column('targetId')}::uuid[], ${column('region')}::text[], ${column('state')}::text[],
      ${column('current')}::numeric[], ${column('period')}::text[], ${column('required')}::numeric[],
      ${column('stale')}::boolean[], ${column('reason')}::text[],
      ${column('soFar')}::numeric[], ${column('soFarPeriod')}::text[]) given
    on conflict (city, target_id, region) do update set state = excluded.state,
      current_value = excluded.current_value, current_period = excluded.current_period,
      required_value = excluded.required_value, stale = excluded.stale, reason = excluded.reason,
      so_far_value = excluded.so_far_value, so_far_period = excluded.so_far_period, computed_at = excluded.computed_at`.execute(
    scope.tx,
  )
}

export async function deleteStates(scope: Scope, targetIds: readonly string[]): Promise<void> {
  await sql`${goesAhead} delete from target_state
    where city = ${scope.city} and target_id = any(${[...targetIds]}::uuid[])`.execute(scope.tx)
}
