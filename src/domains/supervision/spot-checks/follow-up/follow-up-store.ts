/** SQL of what follows a failed batch: papers, the board by age, publication. */
import { type RawBuilder, sql } from 'kysely'
import { containing } from '#kernel/db/like-pattern.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { SampleOverview } from '../sampling/sampling-store.ts'
import type {
  DeliveryRow,
  NoticeRow,
  ObjectionRow,
  OrderRow,
  PublishedRow,
  SpotCheckTables,
  WithoutCity,
} from '../tables.ts'
import { type FollowUpState, followUpEnds } from '../terms.ts'

const tables = (scope: Scope) => scope.tx.withTables<SpotCheckTables>()

export async function insertObjection(scope: Scope, row: WithoutCity<ObjectionRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_objection')
    .values({ ...row, city: scope.city })
    .execute()
}

/** Objections of a sample that are not decided, in the order they came: they are decided one after the other. */
export function undecidedObjections(scope: Scope, sampleId: string): Promise<ObjectionRow[]> {
  return tables(scope)
    .selectFrom('spot_check_objection')
    .selectAll()
    .where('city', '=', scope.city)
    .where('sample_id', '=', sampleId)
    .where('outcome', 'is', null)
    .orderBy('id')
    .execute()
}

/** The objection that led to the present re-test, or to the last one. */
export function retestedObjection(scope: Scope, sampleId: string): Promise<ObjectionRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_objection')
    .selectAll()
    .where('city', '=', scope.city)
    .where('sample_id', '=', sampleId)
    .where('outcome', '=', 'retest')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function updateObjection(
  scope: Scope,
  id: string,
  change: Partial<WithoutCity<ObjectionRow>>,
): Promise<void> {
  await tables(scope)
    .updateTable('spot_check_objection')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

export async function insertDeliveries(
  scope: Scope,
  rows: ReadonlyArray<WithoutCity<DeliveryRow>>,
): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_delivery')
    .values(rows.map((row) => ({ ...row, city: scope.city })))
    .execute()
}

export async function insertOrder(scope: Scope, row: WithoutCity<OrderRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_order')
    .values({ ...row, city: scope.city })
    .execute()
}

/** How often a batch was re-inspected. */
export async function reinspections(scope: Scope, sampleId: string): Promise<number> {
  const row = await tables(scope)
    .selectFrom('spot_check_result')
    .select(sql<number>`coalesce(max(attempt), 0)`.as('attempts'))
    .where('city', '=', scope.city)
    .where('sample_id', '=', sampleId)
    .where('round', '=', 'reinspection')
    .executeTakeFirst()
  return row?.attempts ?? 0
}

/** Whether anything of a kind was issued on a sample. */
export async function hasOrder(scope: Scope, sampleId: string, kind: OrderRow['kind']): Promise<boolean> {
  const row = await tables(scope)
    .selectFrom('spot_check_order')
    .select('id')
    .where('city', '=', scope.city)
    .where('sample_id', '=', sampleId)
    .where('kind', '=', kind)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

type FollowUpRow = SampleOverview & { due_date: string | null; due_at: Date | null }

interface FollowUpRequest {
  readonly reach: RawBuilder<boolean>
  readonly state?: FollowUpState | undefined
  /** Judged on this day or later, and before that one. */
  readonly judgedFrom?: string | undefined
  readonly judgedBefore?: string | undefined
  readonly overdue?: boolean | undefined
  readonly states?: readonly FollowUpState[] | undefined
  readonly search?: string | undefined
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

const deadlineOf = sql`left join lateral (
  select deadline.due_date, deadline.due_at from case_deadline deadline
  where deadline.city = sample.city and deadline.case_id = sample.case_id and deadline.ended_at is null
  order by deadline.due_at limit 1) due on true`

const open = sql`sample.follow_up is not null and sample.follow_up <> all(${[...followUpEnds]}::text[])`

/** Open follow-ups, the oldest first. */
export async function listFollowUps(scope: Scope, request: FollowUpRequest): Promise<FollowUpRow[]> {
  const { after, search, state, states } = request
  const rows = await sql<FollowUpRow>`
    select sample.*, category.name as category, due.due_date, due.due_at from spot_check_sample sample
    join spot_check_category category on category.city = sample.city and category.id = sample.category_id
    ${deadlineOf}
    where sample.city = ${scope.city} and ${open} and ${request.reach}
      ${state ? sql`and sample.follow_up = ${state}` : sql``}
      ${states ? sql`and sample.follow_up = any(${[...states]}::text[])` : sql``}
      ${request.judgedFrom ? sql`and sample.judged_on >= ${request.judgedFrom}::date` : sql``}
      ${request.judgedBefore ? sql`and sample.judged_on < ${request.judgedBefore}::date` : sql``}
      ${request.overdue ? sql`and due.due_at < ${scope.now}` : sql``}
      ${search ? sql`and (sample.product_name like ${containing(search)} or sample.enterprise_name like ${containing(search)} or sample.sheet_number like ${containing(search)})` : sql``}
      ${after ? sql`and (sample.judged_on, sample.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by sample.judged_on, sample.id limit ${request.limit}`.execute(scope.tx)
  return rows.rows
}

export type FollowUpCountRow = { state: FollowUpState; age: number; count: number; overdue: number }

/** Open follow-ups counted by state and by age: 0 up to 30 days, 1 up to 60, 2 up to 90, 3 above. */
export async function countFollowUps(
  scope: Scope,
  reach: RawBuilder<boolean>,
  today: string,
): Promise<FollowUpCountRow[]> {
  const rows = await sql<FollowUpCountRow>`
    select sample.follow_up as state, least(3, greatest(0, (${today}::date - sample.judged_on - 1) / 30)) as age,
      count(*)::integer as count, count(*) filter (where due.due_at < ${scope.now})::integer as overdue
    from spot_check_sample sample ${deadlineOf}
    where sample.city = ${scope.city} and ${open} and ${reach} group by 1, 2`.execute(scope.tx)
  return rows.rows
}

export async function insertNotice(scope: Scope, row: WithoutCity<NoticeRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_notice')
    .values({ ...row, city: scope.city })
    .execute()
}

/**
 * Copies what may be published of some samples into a notice and marks them; returns how many. Not those that are
 * still open to objection, that were set aside, or that were published before.
 */
export async function publishSamples(
  scope: Scope,
  noticeId: string,
  sampleIds: readonly string[],
  reach: RawBuilder<boolean>,
  day: string,
): Promise<number> {
  const rows = await sql<{ published: number }>`
    with chosen as (
      update spot_check_sample sample set published_on = ${day}::date
      where sample.city = ${scope.city} and sample.id = any(${[...sampleIds]}::uuid[]) and ${reach}
        and sample.final_result is not null and sample.published_on is null
        and (sample.final_result = 'pass' or sample.follow_up not in
          ('notifying', 'objection-period', 'objection-review', 'retest-procedure', 'retesting'))
      returning sample.*),
    inserted as (
      insert into spot_check_published (city, notice_id, sample_id, product, category, kind, model, batch_number,
        produced_on, enterprise, producer, region, result, failing_items, published_on)
      select chosen.city, ${noticeId}::uuid, chosen.id, chosen.product_name, category.name, chosen.kind, chosen.model,
        chosen.batch_number, chosen.produced_on, chosen.enterprise_name, coalesce(chosen.producer_name, ''),
        chosen.region, chosen.final_result,
        case when chosen.final_result = 'pass' then '' else coalesce((
          select string_agg(distinct item.name, '、') from spot_check_result value
          join spot_check_rule_item item on item.city = value.city and item.rule_id = chosen.rule_id
            and item.position = value.position
          where value.city = chosen.city and value.sample_id = chosen.id and value.round = 'initial'
            and not value.conforms), '') end,
        ${day}::date
      from chosen join spot_check_category category on category.city = chosen.city and category.id = chosen.category_id
      returning 1)
    select count(*)::integer as published from inserted`.execute(scope.tx)
  return rows.rows[0]?.published ?? 0
}

type PublishedOverview = PublishedRow & { notice_title: string; notice_number: string }

/** Published results, the latest first. */
export async function listPublished(
  scope: Scope,
  filter: {
    readonly search?: string | undefined
    readonly result?: PublishedRow['result'] | undefined
    readonly kind?: PublishedRow['kind'] | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<PublishedOverview[]> {
  const { search, result, kind, after } = filter
  const rows = await sql<PublishedOverview>`
    select published.*, notice.title as notice_title, notice.number as notice_number
    from spot_check_published published
    join spot_check_notice notice on notice.city = published.city and notice.id = published.notice_id
    where published.city = ${scope.city}
      ${search ? sql`and (published.product like ${containing(search)} or published.enterprise like ${containing(search)} or published.producer like ${containing(search)})` : sql``}
      ${result ? sql`and published.result = ${result}` : sql``}
      ${kind ? sql`and published.kind = ${kind}` : sql``}
      ${after ? sql`and published.sample_id < ${after}::uuid` : sql``}
    order by published.sample_id desc limit ${filter.limit}`.execute(scope.tx)
  return rows.rows
}
