/** SQL of records: the same statements for every kind, since kinds differ in their columns only. */
import { type RawBuilder, sql } from 'kysely'
import { inReach, unitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { columnOf, type Fields, type RecordKind, type StoredRecord } from './record-kind.ts'
import type { RecordKindName } from './record-schemas.ts'

/** An enterprise as its records need it. */
export type Owner = {
  id: string
  name: string
  creditCode: string
  region: string
  mergedInto: string | null
}

const ownerColumns = sql`e.id, e.name, e.credit_code as "creditCode", e.region, e.merged_into as "mergedInto"`

const reachOf = (scope: Scope, permission: string) =>
  inReach(unitsInReach(scope, permission), { region: 'e.region' })

/** The enterprise, when the permission reaches it. */
export async function findOwner(scope: Scope, permission: string, id: string): Promise<Owner | undefined> {
  const found = await sql<Owner>`select ${ownerColumns} from enterprise e
    where e.city = ${scope.city} and e.id = ${id}::uuid and ${reachOf(scope, permission)}`.execute(scope.tx)
  return found.rows[0]
}

/** Enterprises by their credit codes; of a merged one the enterprise that took it over. */
export async function findOwnersByCode(scope: Scope, codes: readonly string[]): Promise<Map<string, Owner>> {
  const found = await sql<Owner & { wanted: string }>`
    select given.code as wanted, ${ownerColumns}
    from unnest(${[...codes]}::text[]) given(code)
    join enterprise o on o.city = ${scope.city} and o.credit_code = given.code
    join enterprise e on e.city = o.city and e.id = coalesce(o.merged_into, o.id)
    where ${reachOf(scope, 'registry.import')}`.execute(scope.tx)
  return new Map(found.rows.map(({ wanted, ...owner }) => [wanted, owner]))
}

/** All columns of a kind by their names in the API; `r` is the record, `e` its enterprise. */
function readColumns<Own extends object, Kept extends object>(
  kind: RecordKind<Own, Kept>,
): RawBuilder<unknown> {
  const own = [...kind.fields, ...kind.kept].map(
    (field) => sql`${sql.ref(`r.${columnOf(field)}`)} as ${sql.ref(field)}`,
  )
  return sql`r.id, r.enterprise_id as "enterpriseId", e.name as "enterpriseName",
    e.credit_code as "creditCode", r.version,
    r.changed_at as "changedAt", r.changed_by as "changedBy", ${sql.join(own)}`
}

export interface RecordListing {
  /** Conditions on `r`, the record, and `e`, its enterprise. */
  readonly conditions: readonly RawBuilder<boolean>[]
  readonly enterpriseId?: string
  /** A column or expression that is never null, before the id; by id alone when left out. */
  readonly order?: RawBuilder<unknown>
  /** Place that the last page ended with: the value of the order as text and the id. */
  readonly after: { readonly order: string; readonly id: string } | undefined
  readonly limit: number
}

/** A page of a kind, within what the caller may read. */
export async function listRecords<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  listing: RecordListing,
): Promise<Array<StoredRecord<Own, Kept> & { place: string }>> {
  const { order, after } = listing
  const conditions = [
    sql<boolean>`r.city = ${scope.city}`,
    reachOf(scope, 'registry.read'),
    ...listing.conditions,
  ]
  if (listing.enterpriseId !== undefined)
    conditions.push(sql<boolean>`r.enterprise_id = ${listing.enterpriseId}::uuid`)
  if (after && order)
    conditions.push(sql<boolean>`(${order}, r.id) > (${after.order}::date, ${after.id}::uuid)`)
  else if (after) conditions.push(sql<boolean>`r.id < ${after.id}::uuid`)
  const found = await sql<StoredRecord<Own, Kept> & { place: string }>`
    select ${readColumns(kind)}, ${order ? sql`(${order})::text` : sql`''`} as place
    from ${sql.table(kind.table)} r join enterprise e on e.city = r.city and e.id = r.enterprise_id
    where ${sql.join(conditions, sql` and `)}
    order by ${order ? sql`${order}, r.id` : sql`r.id desc`}
    limit ${listing.limit}`.execute(scope.tx)
  return found.rows
}

/** One record that the permission reaches, locked until the transaction ends. */
export async function findRecordForChange<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  permission: string,
  id: string,
): Promise<StoredRecord<Own, Kept> | undefined> {
  const found = await sql<StoredRecord<Own, Kept>>`select ${readColumns(kind)}
    from ${sql.table(kind.table)} r join enterprise e on e.city = r.city and e.id = r.enterprise_id
    where r.city = ${scope.city} and r.id = ${id}::uuid and ${reachOf(scope, permission)}
    for update of r`.execute(scope.tx)
  return found.rows[0]
}

/**
 * Records that are named like the given fields: within their enterprise, or in the whole city where the kind's names
 * are unique there.
 */
export async function findNamesakes<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  given: ReadonlyArray<{ readonly enterpriseId: string; readonly fields: Own }>,
): Promise<Array<StoredRecord<Own, Kept>>> {
  const names = kind.identity.map((field) => sql.ref(columnOf(field)))
  const wanted = given.map(({ enterpriseId, fields }) =>
    Object.fromEntries([
      ['enterprise_id', enterpriseId],
      ...kind.identity.map((field) => [columnOf(field), fields[field]]),
    ]),
  )
  const same = kind.identity.map(
    (field) =>
      sql<boolean>`${sql.ref(`r.${columnOf(field)}`)} is not distinct from ${sql.ref(`n.${columnOf(field)}`)}`,
  )
  // "is not distinct from" uses no index: the join goes by the enterprise, or by equality of the names.
  const joined =
    kind.identityWithin === 'enterprise'
      ? sql`r.enterprise_id = n.enterprise_id and ${sql.join(same, sql` and `)}`
      : sql`(${sql.join(names.map((name) => sql`r.${name}`))}) = (${sql.join(names.map((name) => sql`n.${name}`))})`
  const found = await sql<StoredRecord<Own, Kept>>`select ${readColumns(kind)}
    from jsonb_populate_recordset(null::${sql.table(kind.table)}, ${JSON.stringify(wanted)}::jsonb) n
    join ${sql.table(kind.table)} r on r.city = ${scope.city} and ${joined}
    join enterprise e on e.city = r.city and e.id = r.enterprise_id`.execute(scope.tx)
  return found.rows
}

/** Adds records of a kind in one statement. */
export async function insertRecords<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  records: ReadonlyArray<{ readonly id: string; readonly owner: Owner; readonly fields: Own }>,
): Promise<void> {
  const columns = [...kind.fields.map(columnOf), ...(kind.counted ? ['region'] : [])].map((column) =>
    sql.ref(column),
  )
  const rows = records.map(({ id, owner, fields }) => ({
    id,
    enterprise_id: owner.id,
    // A site lies where it lies; others count under the county of their enterprise. Tables without the column ignore it.
    region: owner.region.slice(0, 6),
    ...rowOf(kind, fields),
  }))
  await sql`insert into ${sql.table(kind.table)}
      (city, id, enterprise_id, ${sql.join(columns)}, created_at, created_by, changed_at, changed_by)
    select ${scope.city}, n.id, n.enterprise_id, ${sql.join(columns.map((column) => sql`n.${column}`))},
      ${scope.now}::timestamptz, ${scope.actor.name}, ${scope.now}::timestamptz, ${scope.actor.name}
    from jsonb_populate_recordset(null::${sql.table(kind.table)}, ${JSON.stringify(rows)}::jsonb) n`.execute(
    scope.tx,
  )
}

function rowOf<Own extends object, Kept extends object>(
  kind: RecordKind<Own, Kept>,
  fields: Own,
): Record<string, unknown> {
  return Object.fromEntries(kind.fields.map((field) => [columnOf(field), fields[field]]))
}

/** Writes the fields of records in one statement; their versions go up. */
export async function updateRecords<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  records: ReadonlyArray<{ readonly id: string; readonly fields: Own }>,
): Promise<void> {
  const rows = records.map(({ id, fields }) => ({ id, ...rowOf(kind, fields) }))
  const changes = kind.fields.map((field) => sql`${sql.ref(columnOf(field))} = n.${sql.ref(columnOf(field))}`)
  await sql`update ${sql.table(kind.table)} r
    set ${sql.join(changes)}, version = r.version + 1, changed_at = ${scope.now}, changed_by = ${scope.actor.name}
    from jsonb_populate_recordset(null::${sql.table(kind.table)}, ${JSON.stringify(rows)}::jsonb) n
    where r.city = ${scope.city} and r.id = n.id`.execute(scope.tx)
}

export interface NewRecordChange {
  readonly id: string
  readonly enterpriseId: string
  readonly recordKind: RecordKindName
  readonly recordId: string
  readonly label: string
  readonly kind: 'added' | 'changed' | 'moved'
  readonly before: Fields
  readonly after: Fields
  readonly reason: string | null
}

/** Adds to the history, in one statement. */
export async function insertRecordChanges(scope: Scope, changes: readonly NewRecordChange[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((change) => ({
    id: change.id,
    enterprise_id: change.enterpriseId,
    record_kind: change.recordKind,
    record_id: change.recordId,
    label: change.label,
    kind: change.kind,
    before: change.before,
    after: change.after,
    reason: change.reason,
  }))
  await sql`insert into enterprise_record_change (city, id, enterprise_id, record_kind, record_id, label, kind, before,
      after, reason, at, by_name, by_user)
    select ${scope.city}, n.id, n.enterprise_id, n.record_kind, n.record_id, n.label, n.kind, n.before, n.after, n.reason,
      ${scope.now}::timestamptz, ${scope.actor.name}, ${scope.actor.userId ?? null}::text
    from jsonb_populate_recordset(null::enterprise_record_change, ${JSON.stringify(rows)}::jsonb) n`.execute(
    scope.tx,
  )
}

export type RecordChangeRow = {
  id: string
  record_kind: RecordKindName
  record_id: string
  label: string
  kind: 'added' | 'changed' | 'moved'
  before: Fields
  after: Fields
  reason: string | null
  at: Date
  by_name: string
}

/** History of what belongs to an enterprise, newest first. */
export async function listRecordChanges(
  scope: Scope,
  enterpriseId: string,
  after: string | undefined,
  limit: number,
): Promise<RecordChangeRow[]> {
  const found = await sql<RecordChangeRow>`
    select id, record_kind, record_id, label, kind, before, after, reason, at, by_name
    from enterprise_record_change
    where city = ${scope.city} and enterprise_id = ${enterpriseId}::uuid
      ${after === undefined ? sql`` : sql`and id < ${after}::uuid`}
    order by id desc limit ${limit}`.execute(scope.tx)
  return found.rows
}

/** How many records of each kind an enterprise has. */
export async function countRecords(
  scope: Scope,
  enterpriseId: string,
): Promise<Array<{ kind: RecordKindName; count: number }>> {
  const kinds: readonly RecordKindName[] = ['product', 'site', 'certificate', 'instrument', 'person']
  const counts = kinds.map(
    (kind) => sql`select ${sql.lit(kind)}::text as kind, count(*) as count
      from ${sql.table(`enterprise_${kind}`)} where city = ${scope.city} and enterprise_id = ${enterpriseId}::uuid`,
  )
  return (
    await sql<{ kind: RecordKindName; count: number }>`${sql.join(counts, sql` union all `)}`.execute(
      scope.tx,
    )
  ).rows
}
