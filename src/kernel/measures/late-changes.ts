/** Corrections of closed months: noted with the change that made them, listed and counted afterwards. */
import { type RawBuilder, sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { recordAudit } from '../audit/audit.ts'
import { beginningWith } from '../db/like-pattern.ts'
import type { Scope } from '../db/scope.ts'
import type { Delta } from './blocks.ts'

/** By how much a closed month's part of a sum changes. */
export type LateChange = Pick<Delta, 'measure' | 'region' | 'month' | 'dimensions'> & {
  /** Exact decimal. */
  readonly value: string
}

// More would be a list that nobody reads; a file of corrections stays behind its import.
const mostRecords = 100

/** Changes of months that were closed are allowed, kept in a list of their own and put on the audit trail. */
export async function noteLateChanges(
  scope: Scope,
  late: readonly LateChange[],
  through: string,
  ids: readonly string[],
): Promise<void> {
  const records = ids.slice(0, mostRecords)
  const column = (name: keyof LateChange): string[] => late.map((change) => change[name])
  await sql`
    insert into measure_late_change (city, id, measure, region, month, dimensions, value, records, changed_at, changed_by)
    select ${scope.city}, given.id, given.measure, given.region, given.month, given.dimensions, given.value,
      ${records}::text[], ${scope.now}, ${scope.actor.name}
    from unnest(${late.map(() => newId())}::uuid[], ${column('measure')}::text[], ${column('region')}::text[],
      ${column('month')}::date[], ${column('dimensions')}::text[], ${column('value')}::numeric[])
      given(id, measure, region, month, dimensions, value)`.execute(scope.tx)
  recordAudit(scope, {
    action: 'measures.late-change',
    objectType: 'measure',
    objectId: late[0]?.measure ?? '',
    objectLabel: [...new Set(column('measure'))].join(', ').slice(0, 200),
    detail: { months: [...new Set(column('month'))], records, closedThrough: through },
  })
}

/** A correction as it was noted. */
export interface NotedLateChange {
  readonly id: string
  readonly measure: string
  readonly region: string
  /** First day, ISO. */
  readonly month: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly value: number
  /** The first hundred records that the change was made through. */
  readonly records: readonly string[]
  readonly changedAt: Date
  readonly changedBy: string
}

/** Which corrections are wanted. */
export interface LateChangeFilter {
  readonly measures?: readonly string[] | undefined
  /** Beginning of region codes. */
  readonly regionPrefix?: string | undefined
  /** First and last month, first days, ISO. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Corrections, newest first, at most `limit` that were noted before the one with the id `after`. */
export async function listLateChanges(
  scope: Scope,
  filter: LateChangeFilter,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<NotedLateChange[]> {
  const { measures, regionPrefix, from, to } = filter
  const conditions: Array<RawBuilder<unknown>> = [
    sql`city = ${scope.city}`,
    ...(measures ? [sql`measure = any(${[...measures]}::text[])`] : []),
    ...(regionPrefix ? [sql`region like ${beginningWith(regionPrefix)}`] : []),
    ...(from ? [sql`month >= ${from}::date`] : []),
    ...(to ? [sql`month <= ${to}::date`] : []),
    ...(after ? [sql`id < ${after}::uuid`] : []),
  ]
  const found = await sql<NotedLateChange>`
    select id, measure, region, month, dimensions::jsonb as dimensions, value, records, changed_at as "changedAt",
      changed_by as "changedBy"
    from measure_late_change where ${sql.join(conditions, sql` and `)} order by id desc limit ${limit}`.execute(
    scope.tx,
  )
  return found.rows
}

/** A sum over records whose corrections are counted. */
export interface CountedSum {
  readonly measure: string
  readonly regionPrefix: string
  /** First month that counts, ISO; all before too when left out. */
  readonly from?: string | undefined
  /** Month after the last. */
  readonly to: string
  readonly where: Readonly<Record<string, string>>
}

/** How many corrections of closed months went into each of these sums, in their order. */
export async function countLateChanges(scope: Scope, sums: readonly CountedSum[]): Promise<number[]> {
  if (sums.length === 0) return []
  const found = await sql<{ count: number }>`
    select (
      select count(*) from measure_late_change late
      where late.city = ${scope.city} and late.measure = given.measure and late.month >= given.first
        and late.month < given.after and late.region like given.prefix and late.dimensions::jsonb @> given.part::jsonb
    ) as count
    from unnest(${sums.map((sum) => sum.measure)}::text[], ${sums.map((sum) => beginningWith(sum.regionPrefix))}::text[],
      ${sums.map((sum) => sum.from ?? '-infinity')}::date[], ${sums.map((sum) => sum.to)}::date[],
      ${sums.map((sum) => JSON.stringify(sum.where))}::text[])
      with ordinality given(measure, prefix, first, after, part, place)
    order by place`.execute(scope.tx)
  return found.rows.map(({ count }) => count)
}
