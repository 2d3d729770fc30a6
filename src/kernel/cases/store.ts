/** Reads and writes cases, their timeline, comments, attachments and whose turn it is. */
import { type RawBuilder, sql } from 'kysely'
import { withinReach } from '../access/reach.ts'
import type { Scope } from '../db/scope.ts'
import type { DeadlineRow } from './deadline-store.ts'

export type CaseRow = {
  city: string
  id: string
  type: string
  title: string
  title_en: string | null
  state: string
  state_value: unknown
  data: Record<string, unknown>
  done: boolean
  version: number
  subject_type: string | null
  subject_id: string | null
  unit_id: string | null
  region: string | null
  assignee_id: string | null
  governed_on: string
  started_by: string | null
  started_by_name: string
  opened_at: Date
  changed_at: Date
  closed_at: Date | null
}

export type CaseEventRow = {
  city: string
  id: string
  case_id: string
  kind: 'opened' | 'event' | 'hand-over' | 'reminder' | 'escalation'
  event: string
  state_before: string | null
  state_after: string
  input: unknown
  comment: string | null
  actor_id: string | null
  actor_name: string
  at: Date
  version: number
}

export type AssignmentRow = {
  city: string
  id: string
  case_id: string
  state: string
  permission: string
  unit_id: string | null
  region: string | null
  assignee_id: string | null
  due_at: Date | null
  due_date: string | null
  provisional: boolean
  since: Date
}

export type CommentRow = {
  city: string
  id: string
  case_id: string
  text: string
  author_id: string | null
  author_name: string
  at: Date
}

export type AttachmentRow = {
  city: string
  id: string
  case_id: string
  file_id: string
  state: string
  attached_by: string | null
  attached_by_name: string
  at: Date
}

type CaseTables = {
  case_instance: CaseRow
  case_event: CaseEventRow
  case_assignment: AssignmentRow
  case_comment: CommentRow
  case_attachment: AttachmentRow
  case_deadline: DeadlineRow
}

const tables = (scope: Scope) => scope.tx.withTables<CaseTables>()
const json = <Value>(value: Value) => sql<Value>`${JSON.stringify(value)}::jsonb`

export async function insertCase(
  scope: Scope,
  row: Omit<
    CaseRow,
    'city' | 'version' | 'started_by' | 'started_by_name' | 'opened_at' | 'changed_at' | 'closed_at'
  >,
): Promise<void> {
  await tables(scope)
    .insertInto('case_instance')
    .values({
      ...row,
      city: scope.city,
      state_value: json(row.state_value),
      data: json(row.data),
      version: 1,
      started_by: scope.actor.userId ?? null,
      started_by_name: scope.actor.name,
      opened_at: scope.now,
      changed_at: scope.now,
      closed_at: row.done ? scope.now : null,
    })
    .execute()
}

export async function findCase(scope: Scope, id: string): Promise<CaseRow | undefined> {
  return tables(scope)
    .selectFrom('case_instance')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** As {@link findCase}, holding the row until the transaction ends. */
export async function findCaseForUpdate(scope: Scope, id: string): Promise<CaseRow | undefined> {
  return tables(scope)
    .selectFrom('case_instance')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Changes a case. The row must be held by {@link findCaseForUpdate}. */
export async function updateCase(
  scope: Scope,
  id: string,
  change: Partial<
    Pick<
      CaseRow,
      'title' | 'state' | 'state_value' | 'data' | 'done' | 'version' | 'unit_id' | 'region' | 'assignee_id'
    >
  >,
): Promise<void> {
  const { state_value: value, data, ...columns } = change
  await tables(scope)
    .updateTable('case_instance')
    .set({
      ...columns,
      ...(value === undefined ? {} : { state_value: json(value) }),
      ...(data === undefined ? {} : { data: json(data) }),
      ...(columns.done === true ? { closed_at: scope.now } : {}),
      changed_at: scope.now,
    })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

export async function insertEvent(
  scope: Scope,
  row: Omit<CaseEventRow, 'city' | 'actor_id' | 'actor_name' | 'at'>,
): Promise<void> {
  await tables(scope)
    .insertInto('case_event')
    .values({
      ...row,
      city: scope.city,
      input: json(row.input),
      actor_id: scope.actor.userId ?? null,
      actor_name: scope.actor.name,
      at: scope.now,
    })
    .execute()
}

/** The timeline of a case, newest first. */
export async function listEvents(scope: Scope, caseId: string, limit: number): Promise<CaseEventRow[]> {
  return tables(scope)
    .selectFrom('case_event')
    .selectAll()
    .where('city', '=', scope.city)
    .where('case_id', '=', caseId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Says anew whose turn it is. */
export async function replaceAssignments(
  scope: Scope,
  caseId: string,
  rows: ReadonlyArray<Omit<AssignmentRow, 'city' | 'case_id' | 'since'>>,
): Promise<void> {
  await tables(scope)
    .deleteFrom('case_assignment')
    .where('city', '=', scope.city)
    .where('case_id', '=', caseId)
    .execute()
  if (rows.length === 0) return
  await tables(scope)
    .insertInto('case_assignment')
    .values(rows.map((row) => ({ ...row, city: scope.city, case_id: caseId, since: scope.now })))
    .execute()
}

/** Assigned to the caller, or to nobody in particular and within reach of a permission the caller holds. */
function isMine(scope: Scope, accountId: string | undefined): RawBuilder<boolean> {
  const reach = withinReach(scope, {
    permission: sql`a.permission`,
    unitId: sql`a.unit_id`,
    region: sql`a.region`,
  })
  const held = [...scope.permissions.keys()]
  return sql<boolean>`((a.assignee_id is null and ${reach})
    or (a.assignee_id = ${accountId ?? null}::uuid and a.permission = any(${held}::text[])))`
}

export type InboxRow = AssignmentRow &
  Pick<CaseRow, 'type' | 'title' | 'title_en' | 'started_by_name' | 'opened_at' | 'version'> & {
    readonly sort_due: Date
  }

const sortDue = sql`coalesce(a.due_at, timestamptz '9999-12-31 00:00:00+00')`

/** What waits for the caller, by deadline; what has none comes last. */
export async function listInbox(
  scope: Scope,
  filter: { readonly type?: string | undefined; readonly dueBefore?: Date | undefined },
  after: { readonly due: string; readonly id: string } | undefined,
  limit: number,
): Promise<InboxRow[]> {
  const conditions = [sql`a.city = ${scope.city}`, isMine(scope, scope.actor.userId)]
  if (filter.type !== undefined) conditions.push(sql`c.type = ${filter.type}`)
  if (filter.dueBefore !== undefined) conditions.push(sql`a.due_at < ${filter.dueBefore}`)
  if (after !== undefined)
    conditions.push(sql`(${sortDue}, a.id) > (${after.due}::timestamptz, ${after.id}::uuid)`)
  const { rows } = await sql<InboxRow>`
    select a.*, ${sortDue} as sort_due, c.type, c.title, c.title_en, c.started_by_name, c.opened_at, c.version
    from case_assignment a join case_instance c on c.city = a.city and c.id = a.case_id
    where ${sql.join(conditions, sql` and `)}
    order by ${sortDue}, a.id limit ${limit}`.execute(scope.tx)
  return rows
}

/** How much waits for the caller, counted up to `cap`, and how much of it is overdue. */
export async function countInbox(scope: Scope, cap: number): Promise<{ waiting: number; overdue: number }> {
  const { rows } = await sql<{ waiting: number; overdue: number }>`
    select count(*)::int as waiting, count(*) filter (where due_at < ${scope.now})::int as overdue
    from (
      select a.due_at from case_assignment a
      where a.city = ${scope.city} and ${isMine(scope, scope.actor.userId)}
      order by ${sortDue}, a.id limit ${cap}) as found`.execute(scope.tx)
  return rows[0] ?? { waiting: 0, overdue: 0 }
}

/** Whether the case waits for the caller. */
export async function waitsFor(scope: Scope, caseId: string): Promise<boolean> {
  const { rows } = await sql`
    select from case_assignment a
    where a.city = ${scope.city} and a.case_id = ${caseId}::uuid and ${isMine(scope, scope.actor.userId)}
    limit 1`.execute(scope.tx)
  return rows.length > 0
}

/** Cases by when they were opened, newest first: those an account started, or those the caller may read. */
export async function listCases(
  scope: Scope,
  filter: {
    readonly startedBy?: string | undefined
    /** Case types with the permission to read them. Ignored with `startedBy`. */
    readonly readable?: ReadonlyArray<{ readonly type: string; readonly permission: string }> | undefined
    readonly type?: string | undefined
    readonly done?: boolean | undefined
  },
  before: string | undefined,
  limit: number,
): Promise<CaseRow[]> {
  const conditions = [sql`c.city = ${scope.city}`]
  if (filter.startedBy !== undefined) conditions.push(sql`c.started_by = ${filter.startedBy}::uuid`)
  else {
    const readable = filter.readable ?? []
    conditions.push(
      withinReach(scope, {
        permission: sql`(select r.permission from unnest(
          ${readable.map((one) => one.type)}::text[], ${readable.map((one) => one.permission)}::text[]
        ) as r (type, permission) where r.type = c.type)`,
        unitId: sql`c.unit_id`,
        region: sql`c.region`,
      }),
    )
  }
  if (filter.type !== undefined) conditions.push(sql`c.type = ${filter.type}`)
  if (filter.done !== undefined) conditions.push(sql`c.done = ${filter.done}`)
  if (before !== undefined) conditions.push(sql`c.id < ${before}::uuid`)
  const { rows } = await sql<CaseRow>`
    select c.* from case_instance c where ${sql.join(conditions, sql` and `)}
    order by c.id desc limit ${limit}`.execute(scope.tx)
  return rows
}

export async function insertComment(
  scope: Scope,
  row: Pick<CommentRow, 'id' | 'case_id' | 'text'>,
): Promise<void> {
  await tables(scope)
    .insertInto('case_comment')
    .values({
      ...row,
      city: scope.city,
      author_id: scope.actor.userId ?? null,
      author_name: scope.actor.name,
      at: scope.now,
    })
    .execute()
}

export async function listComments(scope: Scope, caseId: string, limit: number): Promise<CommentRow[]> {
  return tables(scope)
    .selectFrom('case_comment')
    .selectAll()
    .where('city', '=', scope.city)
    .where('case_id', '=', caseId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** False when the file is attached already. */
export async function insertAttachment(
  scope: Scope,
  row: Pick<AttachmentRow, 'id' | 'case_id' | 'file_id' | 'state'>,
): Promise<boolean> {
  const inserted = await tables(scope)
    .insertInto('case_attachment')
    .values({
      ...row,
      city: scope.city,
      attached_by: scope.actor.userId ?? null,
      attached_by_name: scope.actor.name,
      at: scope.now,
    })
    .onConflict((conflict) => conflict.columns(['city', 'case_id', 'file_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function listAttachments(
  scope: Scope,
  caseId: string,
): Promise<
  Array<AttachmentRow & { name: string; media_type: string; size: number; read_permission: string }>
> {
  return tables(scope)
    .withTables<{
      file: {
        city: string
        id: string
        name: string
        media_type: string
        size: number
        read_permission: string
      }
    }>()
    .selectFrom('case_attachment')
    .innerJoin('file', (join) =>
      join.onRef('file.city', '=', 'case_attachment.city').onRef('file.id', '=', 'case_attachment.file_id'),
    )
    .selectAll('case_attachment')
    .select(['file.name', 'file.media_type', 'file.size', 'file.read_permission'])
    .where('case_attachment.city', '=', scope.city)
    .where('case_attachment.case_id', '=', caseId)
    .orderBy('case_attachment.id')
    .execute()
}
