/** SQL of proposed changes. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { DefinitionFields } from '../schemas.ts'
import type { ChangeEffect, ChangeState } from './changes-contract.ts'

export type ChangeRow = {
  city: string
  id: string
  indicator_id: string
  base_number: number
  valid_from: string
  fields: DefinitionFields
  reason: string
  state: ChangeState
  proposed_at: Date
  proposed_by: string
  decided_at: Date | null
  decided_by: string | null
  version_id: string | null
  effect: ChangeEffect | null
}

const tables = (scope: Scope) => scope.tx.withTables<{ indicator_change: ChangeRow }>()

const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`

export type NewChange = Pick<
  ChangeRow,
  'id' | 'indicator_id' | 'base_number' | 'valid_from' | 'fields' | 'reason'
>

export async function insertChange(scope: Scope, change: NewChange): Promise<void> {
  await tables(scope)
    .insertInto('indicator_change')
    .values({
      city: scope.city,
      ...change,
      fields: json(change.fields),
      state: 'reviewing',
      proposed_at: scope.now,
      proposed_by: scope.actor.name,
      decided_at: null,
      decided_by: null,
      version_id: null,
      effect: null,
    })
    .execute()
}

/** Replaces what an open proposal says. */
export async function rewriteChange(
  scope: Scope,
  id: string,
  change: Pick<ChangeRow, 'base_number' | 'valid_from' | 'fields' | 'reason'>,
): Promise<void> {
  await tables(scope)
    .updateTable('indicator_change')
    .set({ ...change, fields: json(change.fields) })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Moves a proposal with its case; the final states close it. */
export async function moveChange(
  scope: Scope,
  id: string,
  state: ChangeState,
  decision?: { readonly versionId: string | null; readonly effect: ChangeEffect },
): Promise<void> {
  await tables(scope)
    .updateTable('indicator_change')
    .set({
      state,
      ...(decision && {
        decided_at: scope.now,
        decided_by: scope.actor.name,
        version_id: decision.versionId,
        effect: json(decision.effect),
      }),
    })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

export function findChange(scope: Scope, id: string): Promise<ChangeRow | undefined> {
  return tables(scope)
    .selectFrom('indicator_change')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

export interface ChangeFilter {
  readonly state?: ChangeState | undefined
  readonly open?: boolean | undefined
  readonly indicatorId?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Proposals, newest first. */
export function listChangeRows(scope: Scope, filter: ChangeFilter): Promise<ChangeRow[]> {
  let query = tables(scope)
    .selectFrom('indicator_change')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('id', 'desc')
    .limit(filter.limit)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.open !== undefined)
    query = query.where('state', filter.open ? 'in' : 'not in', ['reviewing', 'revising'])
  if (filter.indicatorId) query = query.where('indicator_id', '=', filter.indicatorId)
  if (filter.after) query = query.where('id', '<', filter.after)
  return query.execute()
}
