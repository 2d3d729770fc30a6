/** SQL of saved pivots. */
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import type { Scope } from '#kernel/db/scope.ts'
import type { PivotDefinition } from './pivot-contract.ts'

export interface PivotViewRow {
  readonly id: string
  readonly owner_id: string
  readonly owner_name: string
  readonly title: string
  readonly definition: PivotDefinition
  readonly shared: boolean
  readonly changed_at: Date
}

const columns = sql`id, owner_id, owner_name, title, definition, shared, changed_at`

/** One's own and the shared ones, own first; at most 200. */
export async function findViews(
  scope: Scope,
  ownerId: string,
  id: string | null = null,
): Promise<PivotViewRow[]> {
  const found = await sql<PivotViewRow>`select ${columns} from pivot_view
    where city = ${scope.city} and (owner_id = ${ownerId}::uuid or shared) and (${id}::uuid is null or id = ${id}::uuid)
    order by owner_id <> ${ownerId}::uuid, title limit 200`.execute(scope.tx)
  return found.rows
}

/** Keeps a view under its title, in place of the owner's earlier one of that title. */
export async function upsertView(
  scope: Scope,
  view: Pick<PivotViewRow, 'owner_id' | 'title' | 'definition' | 'shared'>,
): Promise<PivotViewRow | undefined> {
  const kept = await sql<PivotViewRow>`
    insert into pivot_view (city, id, owner_id, owner_name, title, definition, shared, changed_at)
    values (${scope.city}, ${newId()}, ${view.owner_id}, ${scope.actor.name}, ${view.title},
      ${JSON.stringify(view.definition)}::jsonb, ${view.shared}, ${scope.now})
    on conflict (city, owner_id, title) do update set definition = excluded.definition, shared = excluded.shared,
      owner_name = excluded.owner_name, changed_at = excluded.changed_at
    returning ${columns}`.execute(scope.tx)
  return kept.rows[0]
}

/** Whether the owner had it. */
export async function deleteView(scope: Scope, ownerId: string, id: string): Promise<boolean> {
  const gone = await sql`delete from pivot_view
    where city = ${scope.city} and owner_id = ${ownerId}::uuid and id = ${id}::uuid returning id`.execute(
    scope.tx,
  )
  return gone.rows.length > 0
}
