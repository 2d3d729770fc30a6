/** Writing single enterprises with their history. */
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import type { Scope } from '#kernel/db/scope.ts'
import { addPairs } from './bulk-store.ts'
import type { EnterpriseFields } from './enterprise-schemas.ts'
import { tables } from './enterprise-store.ts'
import type { EnterpriseChangeRow } from './enterprise-tables.ts'
import { columnsOf } from './enterprise-views.ts'
import { asVectorText, searchColumnsOf } from './searchable-name.ts'

/** The columns that follow from the names; their vocabulary is added. */
async function writtenColumns(scope: Scope, fields: EnterpriseFields) {
  const search = searchColumnsOf([fields.name, ...fields.formerNames, ...fields.aliases])
  await addPairs(scope, search.pairs)
  return {
    ...columnsOf(fields),
    search_text: search.searchText,
    initials: search.initials,
    search: sql<string>`${asVectorText(search.pairs.map(({ lexeme }) => lexeme))}::tsvector`,
    changed_at: scope.now,
    changed_by: scope.actor.name,
  }
}

export async function insertEnterprise(scope: Scope, id: string, fields: EnterpriseFields): Promise<void> {
  await tables(scope)
    .insertInto('enterprise')
    .values({
      city: scope.city,
      id,
      ...(await writtenColumns(scope, fields)),
      merged_into: null,
      version: 1,
      created_at: scope.now,
      created_by: scope.actor.name,
    })
    .execute()
}

export async function updateEnterprise(scope: Scope, id: string, fields: EnterpriseFields): Promise<void> {
  await tables(scope)
    .updateTable('enterprise')
    .set({ ...(await writtenColumns(scope, fields)), version: sql<number>`version + 1` })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Marks a duplicate as taken over, and lets what it had taken over before lead to the same. */
export async function leadTo(scope: Scope, duplicateId: string, survivorId: string): Promise<void> {
  await sql`update enterprise set merged_into = ${survivorId}::uuid, version = version + 1,
      changed_at = ${scope.now}::timestamptz, changed_by = ${scope.actor.name}
    where city = ${scope.city} and (id = ${duplicateId}::uuid or merged_into = ${duplicateId}::uuid)`.execute(
    scope.tx,
  )
}

/** What a change did, field by field. */
export interface NotedChange {
  readonly enterpriseId: string
  readonly kind: EnterpriseChangeRow['kind']
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
  readonly reason: string | null
}

export async function insertChange(scope: Scope, change: NotedChange): Promise<void> {
  await sql`insert into enterprise_change (city, id, enterprise_id, kind, before, after, reason, at, by_name, by_user)
    values (${scope.city}, ${newId()}::uuid, ${change.enterpriseId}::uuid, ${change.kind},
      ${JSON.stringify(change.before)}::jsonb, ${JSON.stringify(change.after)}::jsonb, ${change.reason}::text,
      ${scope.now}::timestamptz, ${scope.actor.name}, ${scope.actor.userId ?? null}::text)`.execute(scope.tx)
}

/** Changes of an enterprise and of what was merged into it, latest first. */
export async function listChanges(
  scope: Scope,
  enterpriseId: string,
  after: string | undefined,
  limit: number,
): Promise<EnterpriseChangeRow[]> {
  let query = tables(scope)
    .selectFrom('enterprise_change')
    .selectAll()
    .where('city', '=', scope.city)
    .where('enterprise_id', '=', enterpriseId)
  if (after !== undefined) query = query.where('id', '<', after)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
