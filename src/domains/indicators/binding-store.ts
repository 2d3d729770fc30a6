/** SQL of bindings between targets and indicators, and of districts' shares. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { BindingRow, IndicatorsTables, ShareRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<IndicatorsTables>()

export interface BindingFilter {
  readonly targetIds?: readonly string[] | undefined
  readonly indicatorIds?: readonly string[] | undefined
}

export function findBindings(scope: Scope, filter: BindingFilter = {}): Promise<BindingRow[]> {
  let query = tables(scope).selectFrom('target_binding').selectAll().where('city', '=', scope.city)
  if (filter.targetIds) query = query.where(sql<boolean>`target_id = any(${[...filter.targetIds]}::uuid[])`)
  if (filter.indicatorIds)
    query = query.where(sql<boolean>`indicator_id = any(${[...filter.indicatorIds]}::uuid[])`)
  return query.orderBy('target_id').execute()
}

/** Sets bindings; those of the same targets are replaced, their shares stay. */
export async function upsertBindings(
  scope: Scope,
  bindings: ReadonlyArray<Omit<BindingRow, 'city' | 'confirmed_at' | 'confirmed_by'>>,
): Promise<void> {
  if (bindings.length === 0) return
  await tables(scope)
    .insertInto('target_binding')
    .values(
      bindings.map((row) => ({
        city: scope.city,
        ...row,
        milestones: sql<never>`${JSON.stringify(row.milestones)}::jsonb`,
        confirmed_at: scope.now,
        confirmed_by: scope.actor.name,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['city', 'target_id']).doUpdateSet((row) => ({
        indicator_id: row.ref('excluded.indicator_id'),
        basis: row.ref('excluded.basis'),
        factor: row.ref('excluded.factor'),
        baseline_year: row.ref('excluded.baseline_year'),
        baseline_value: row.ref('excluded.baseline_value'),
        year: row.ref('excluded.year'),
        path: row.ref('excluded.path'),
        milestones: row.ref('excluded.milestones'),
        confirmed_at: row.ref('excluded.confirmed_at'),
        confirmed_by: row.ref('excluded.confirmed_by'),
      })),
    )
    .execute()
}

/** Takes a binding back; returns whether there was one. */
export async function deleteBinding(scope: Scope, targetId: string): Promise<boolean> {
  const gone = await tables(scope)
    .deleteFrom('target_binding')
    .where('city', '=', scope.city)
    .where('target_id', '=', targetId)
    .returning('target_id')
    .execute()
  return gone.length > 0
}

export function findShares(scope: Scope, targetIds: readonly string[]): Promise<ShareRow[]> {
  return tables(scope)
    .selectFrom('target_share')
    .selectAll()
    .where('city', '=', scope.city)
    .where(sql<boolean>`target_id = any(${[...targetIds]}::uuid[])`)
    .orderBy('region')
    .execute()
}

/** Replaces the shares of a target. */
export async function replaceShares(
  scope: Scope,
  targetId: string,
  shares: ReadonlyArray<Pick<ShareRow, 'region' | 'value' | 'baseline_value'>>,
): Promise<void> {
  await tables(scope)
    .deleteFrom('target_share')
    .where('city', '=', scope.city)
    .where('target_id', '=', targetId)
    .execute()
  if (shares.length > 0)
    await tables(scope)
      .insertInto('target_share')
      .values(shares.map((share) => ({ city: scope.city, target_id: targetId, ...share })))
      .execute()
}
