/** SQL of matters: what cases about lists are about. */
import { type RawBuilder, sql } from 'kysely'
import { inReach, type UnitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { SubjectRow } from '../risk/tables.ts'
import { MatterContent, type MatterKind } from './list-schemas.ts'
import type { ListsTables, MatterRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<ListsTables>()

export async function insertMatter(scope: Scope, row: Omit<MatterRow, 'city'>): Promise<void> {
  await tables(scope)
    .insertInto('supervision_list_matter')
    .values({ ...row, city: scope.city, content: sql`${JSON.stringify(row.content)}::jsonb` })
    .execute()
}

export async function updateMatter(
  scope: Scope,
  id: string,
  change: Pick<MatterRow, 'content' | 'state' | 'done'> & { readonly entry_id?: string },
): Promise<void> {
  await tables(scope)
    .updateTable('supervision_list_matter')
    .set({ ...change, content: sql`${JSON.stringify(change.content)}::jsonb` })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

export type NamedMatterRow = MatterRow &
  Pick<SubjectRow, 'name' | 'credit_code' | 'region'> & {
    /** Last day of what runs now; null when nothing does. */
    readonly due_on: string | null
    readonly overdue: boolean
    /** Of the penalty to be repaired, or of the decision by which the entry stands. */
    readonly about_number: string | null
  }

export interface MatterFilter {
  readonly ids?: readonly string[] | undefined
  readonly enterpriseIds?: readonly string[] | undefined
  readonly entryIds?: readonly string[] | undefined
  readonly kind?: MatterKind | undefined
  readonly done?: boolean | undefined
  readonly reach: UnitsInReach
  readonly after?: string | undefined
  readonly limit: number
}

/** Something of the deadlines that run for a matter. */
const running = <Value>(what: RawBuilder<Value>): RawBuilder<Value> => sql<Value>`(select ${what}
  from case_deadline due where due.city = matter.city and due.case_id = matter.id and due.ended_at is null)`

const isOverdue = (scope: Scope): RawBuilder<boolean> =>
  running(sql<boolean>`coalesce(min(due_at) < ${scope.now}::timestamptz, false)`)

/** Matters with their enterprises, the last opened first. */
export async function listMatters(scope: Scope, filter: MatterFilter): Promise<NamedMatterRow[]> {
  let query = tables(scope)
    .selectFrom('supervision_list_matter as matter')
    .innerJoin('registry_subject as subject', (join) =>
      join
        .onRef('subject.city', '=', 'matter.city')
        .onRef('subject.enterprise_id', '=', 'matter.enterprise_id'),
    )
    .leftJoin('risk_credit_record as record', (join) =>
      join.onRef('record.city', '=', 'matter.city').onRef('record.id', '=', 'matter.record_id'),
    )
    .leftJoin('supervision_list_entry as entry', (join) =>
      join.onRef('entry.city', '=', 'matter.city').onRef('entry.id', '=', 'matter.entry_id'),
    )
    .selectAll('matter')
    .select(sql<string | null>`coalesce(record.number, entry.decision_number)`.as('about_number'))
    .select(['subject.name', 'subject.credit_code', 'subject.region'])
    .select([running(sql<string | null>`min(due_date)::text`).as('due_on'), isOverdue(scope).as('overdue')])
    .where('matter.city', '=', scope.city)
    .where(inReach(filter.reach, { region: 'subject.region' }))
    .orderBy('matter.id', 'desc')
    .limit(filter.limit)
  if (filter.ids) query = query.where(sql<boolean>`matter.id = any(${[...filter.ids]}::uuid[])`)
  if (filter.enterpriseIds)
    query = query.where(sql<boolean>`matter.enterprise_id = any(${[...filter.enterpriseIds]}::uuid[])`)
  if (filter.entryIds)
    query = query.where(sql<boolean>`matter.entry_id = any(${[...filter.entryIds]}::uuid[])`)
  if (filter.kind) query = query.where('matter.kind', '=', filter.kind)
  if (filter.done !== undefined) query = query.where('matter.done', '=', filter.done)
  if (filter.after) query = query.where('matter.id', '<', filter.after)
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, content: MatterContent.parse(row.content) }))
}

/** How many matters of each kind are open within reach, and how many of them are past their last day. */
export async function countOpenMatters(
  scope: Scope,
  reach: UnitsInReach,
): Promise<Array<{ kind: MatterKind; open: number; overdue: number }>> {
  const rows = await sql<{ kind: MatterKind; open: number; overdue: number }>`
    select matter.kind, count(*)::integer as open,
      (count(*) filter (where ${isOverdue(scope)}))::integer as overdue
    from supervision_list_matter matter
    join registry_subject subject on subject.city = matter.city and subject.enterprise_id = matter.enterprise_id
    where matter.city = ${scope.city} and not matter.done and ${inReach(reach, { region: 'subject.region' })}
    group by matter.kind order by matter.kind`.execute(scope.tx)
  return rows.rows
}

/** Open matters of an enterprise of one kind, held until the transaction ends against a second one at the same time. */
export async function openMattersOf(
  scope: Scope,
  enterpriseId: string,
  kind: MatterKind,
): Promise<MatterRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.city}/list-matter/${enterpriseId}`}, 0))`.execute(
    scope.tx,
  )
  const rows = await tables(scope)
    .selectFrom('supervision_list_matter')
    .selectAll()
    .where('city', '=', scope.city)
    .where('enterprise_id', '=', enterpriseId)
    .where('kind', '=', kind)
    .where('done', '=', false)
    .execute()
  return rows.map((row) => ({ ...row, content: MatterContent.parse(row.content) }))
}
