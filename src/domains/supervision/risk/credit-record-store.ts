/** SQL of credit records. */
import { sql } from 'kysely'
import { inReach, type UnitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { CreditRecordFields } from './risk-contract.ts'
import type { CreditRecordRow, RiskTables, SubjectRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<RiskTables>()

/** The enterprises behind credit codes; the code of a merged duplicate, which others may still use, leads to the survivor. */
export async function subjectsByCode(
  scope: Scope,
  codes: readonly string[],
): Promise<Map<string, SubjectRow>> {
  const asked = [...new Set(codes)]
  const rows = await sql<SubjectRow & { asked: string }>`
    select subject.*, subject.credit_code as asked from registry_subject subject
    where subject.city = ${scope.city} and subject.credit_code = any(${asked}::text[])
    union all
    select subject.*, redirect.credit_code from registry_redirect redirect
    join registry_subject subject on subject.city = redirect.city and subject.enterprise_id = redirect.leads_to
    where redirect.city = ${scope.city} and redirect.credit_code = any(${asked}::text[])`.execute(scope.tx)
  return new Map(rows.rows.map((row) => [row.asked, row]))
}

export type NewCreditRecord = Omit<CreditRecordFields, 'creditCode'> & {
  readonly id: string
  readonly enterpriseId: string
}

/** Adds records; one that is there already (kind, number, enterprise) is left alone. Returns the ids of those added. */
export async function insertCreditRecords(
  scope: Scope,
  records: readonly NewCreditRecord[],
  origin: CreditRecordRow['origin'],
): Promise<Set<string>> {
  const rows = await sql<{ id: string }>`
    insert into risk_credit_record (city, id, enterprise_id, kind, number, decided_on, authority, summary, amount,
      origin, recorded_at, recorded_by)
    select ${scope.city}, record.id, record.enterprise_id, record.kind, record.number, record.decided_on,
      record.authority, record.summary, record.amount, ${origin}::text, ${scope.now}::timestamptz,
      ${scope.actor.name}::text
    from jsonb_to_recordset(${JSON.stringify(
      records.map((record) => ({
        ...record,
        enterprise_id: record.enterpriseId,
        decided_on: record.decidedOn,
      })),
    )}::jsonb) as record (id uuid, enterprise_id uuid, kind text, number text, decided_on date, authority text,
      summary text, amount numeric)
    on conflict (city, kind, number, enterprise_id) where same_as is null do nothing
    returning id`.execute(scope.tx)
  return new Set(rows.rows.map((row) => row.id))
}

/** Which of these numbers are recorded already, as `kind number enterprise` keys. */
export async function presentKeys(
  scope: Scope,
  records: ReadonlyArray<Pick<NewCreditRecord, 'kind' | 'number' | 'enterpriseId'>>,
): Promise<Set<string>> {
  const rows = await sql<{ key: string }>`
    select record.kind || ' ' || record.number || ' ' || record.enterprise_id as key from risk_credit_record record
    where record.city = ${scope.city} and record.enterprise_id = any(${records.map((one) => one.enterpriseId)}::uuid[])`.execute(
    scope.tx,
  )
  return new Set(rows.rows.map((row) => row.key))
}

export type CreditRecordListRow = CreditRecordRow & { enterprise_name: string }

export interface CreditRecordFilter {
  readonly id?: string | undefined
  readonly kind?: string | undefined
  readonly enterpriseId?: string | undefined
  readonly search?: string | undefined
  readonly reach: UnitsInReach
  readonly after?: { readonly on: string; readonly id: string } | undefined
  readonly limit: number
}

/** Records with the names of their enterprises, newest decision first. */
export function listCreditRecords(scope: Scope, filter: CreditRecordFilter): Promise<CreditRecordListRow[]> {
  let query = tables(scope)
    .selectFrom('risk_credit_record as record')
    .innerJoin('registry_subject as subject', (join) =>
      join
        .onRef('subject.city', '=', 'record.city')
        .onRef('subject.enterprise_id', '=', 'record.enterprise_id'),
    )
    .selectAll('record')
    .select('subject.name as enterprise_name')
    .where('record.city', '=', scope.city)
    .where(inReach(filter.reach, { region: 'subject.region' }))
    .orderBy('record.decided_on', 'desc')
    .orderBy('record.id', 'desc')
    .limit(filter.limit)
  if (filter.id) query = query.where('record.id', '=', filter.id)
  if (filter.kind) query = query.where('record.kind', '=', filter.kind)
  if (filter.enterpriseId) query = query.where('record.enterprise_id', '=', filter.enterpriseId)
  if (filter.search)
    query = query.where(
      sql<boolean>`(strpos(subject.name, ${filter.search}) > 0 or starts_with(record.number, ${filter.search}))`,
    )
  const { after } = filter
  if (after)
    query = query.where(sql<boolean>`(record.decided_on, record.id) < (${after.on}::date, ${after.id}::uuid)`)
  return query.execute()
}

export async function markWithdrawn(scope: Scope, id: string, reason: string): Promise<void> {
  await tables(scope)
    .updateTable('risk_credit_record')
    .set({ withdrawn_at: scope.now, withdrawn_by: scope.actor.name, withdrawal_reason: reason })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
}
