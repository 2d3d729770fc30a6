/** SQL of sampling tasks and samples. */
import { type RawBuilder, sql } from 'kysely'
import { beginningWith, containing } from '#kernel/db/like-pattern.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type {
  DeliveryRow,
  ObjectionRow,
  OrderRow,
  ResultRow,
  SampleFileRow,
  SampleRow,
  SpotCheckTables,
  TaskRow,
  WithoutCity,
} from '../tables.ts'
import { type SampleFileRole, uncountedStates } from '../terms.ts'
import type { SampleFilter } from './sampling-contract.ts'

const tables = (scope: Scope) => scope.tx.withTables<SpotCheckTables>()

/** Whether the alias `sample` counts as a sampled batch. */
const counted = sql<boolean>`sample.state <> all(${[...uncountedStates]}::text[])`

export type TaskOverview = TaskRow & {
  category_id: string
  purpose: SampleRow['purpose']
  institution_name: string
  sampled: number
}

/** Tasks by their last day; the condition says which are within reach. */
export async function listTasks(
  scope: Scope,
  filter: {
    readonly reach: RawBuilder<boolean>
    readonly state?: TaskRow['state'] | undefined
    readonly after?: readonly [string, string] | undefined
    readonly id?: string
    readonly limit: number
  },
): Promise<TaskOverview[]> {
  const { after } = filter
  const rows = await sql<TaskOverview>`
    select task.*, line.category_id, line.purpose, institution.name as institution_name,
      (select count(*)::integer from spot_check_sample sample
        where sample.city = task.city and sample.task_id = task.id and ${counted}) as sampled
    from spot_check_task task
    join spot_check_plan_line line on line.city = task.city and line.id = task.line_id
    join spot_check_institution institution on institution.city = task.city and institution.id = task.institution_id
    where task.city = ${scope.city} and ${filter.reach}
      ${filter.id ? sql`and task.id = ${filter.id}` : sql``}
      ${filter.state ? sql`and task.state = ${filter.state}` : sql``}
      ${after ? sql`and (task.due_on, task.id) < (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by task.due_on desc, task.id desc limit ${filter.limit}`.execute(scope.tx)
  return rows.rows
}

export async function insertTask(scope: Scope, row: WithoutCity<TaskRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_task')
    .values({
      ...row,
      city: scope.city,
      samplers: sql`${row.samplers}::text[]`,
      sampler_ids: sql`${row.sampler_ids}::uuid[]`,
    })
    .execute()
}

/** Batches that were given out of a plan line; of cancelled tasks only what they had sampled. */
export async function batchesGiven(scope: Scope, lineId: string): Promise<number> {
  const { rows } = await sql<{ given: number }>`
    select coalesce(sum(case when task.state <> 'cancelled' then task.batches else
      (select count(*) from spot_check_sample sample
        where sample.city = task.city and sample.task_id = task.id and ${counted}) end), 0)::integer as given
    from spot_check_task task where task.city = ${scope.city} and task.line_id = ${lineId}`.execute(scope.tx)
  return rows[0]?.given ?? 0
}

/** A task is done once its batches are sampled, and open again when one of them no longer counts. */
export async function settleTask(scope: Scope, id: string): Promise<void> {
  await sql`
    update spot_check_task task set state = case when task.batches <= (select count(*) from spot_check_sample sample
      where sample.city = task.city and sample.task_id = task.id and ${counted}) then 'done' else 'open' end
    where task.city = ${scope.city} and task.id = ${id} and task.state <> 'cancelled'`.execute(scope.tx)
}

/** Cancels an open task; false when it is not open. */
export async function cancelTask(scope: Scope, id: string, reason: string): Promise<boolean> {
  const changed = await tables(scope)
    .updateTable('spot_check_task')
    .set({ state: 'cancelled', cancel_reason: reason })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

export type SubjectRow = { id: string; name: string; credit_code: string | null; region: string }

/** Enterprises of the register by a fragment of the name or the beginning of the credit code. */
export async function findSubjects(scope: Scope, search: string): Promise<SubjectRow[]> {
  const rows = await sql<SubjectRow>`
    select enterprise_id as id, name, credit_code, region from registry_subject
    where city = ${scope.city} and (name like ${containing(search)}
      or credit_code like ${beginningWith(search.toUpperCase())})
    order by length(name), name limit 20`.execute(scope.tx)
  return rows.rows
}

export async function insertSample(scope: Scope, row: WithoutCity<SampleRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_sample')
    .values({
      ...row,
      city: scope.city,
      samplers: sql`${row.samplers}::text[]`,
      sampler_ids: sql`${row.sampler_ids}::uuid[]`,
    })
    .execute()
}

export async function updateSample(
  scope: Scope,
  id: string,
  change: Partial<Omit<WithoutCity<SampleRow>, 'samplers' | 'sampler_ids'>>,
): Promise<void> {
  await tables(scope)
    .updateTable('spot_check_sample')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** A sample by its id or by that of its follow-up's case. */
export function findSample(scope: Scope, id: string): Promise<SampleRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_sample')
    .selectAll()
    .where('city', '=', scope.city)
    .where((where) => where.or([where('id', '=', id), where('case_id', '=', id)]))
    .executeTakeFirst()
}

/** The sample, held until the transaction ends. */
export function findSampleForUpdate(scope: Scope, id: string): Promise<SampleRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_sample')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** How many sheets of a day there are, for the next number. One transaction after the other gets one. */
export async function nextSheet(scope: Scope, day: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.city}/spot-check-sheet`}, 0))`.execute(
    scope.tx,
  )
  const prefix = `CJ${day.replaceAll('-', '')}`
  // Counted as a number: sheets of other origin may end in letters, and the ten-thousandth sorts before the last of four.
  const row = await sql<{ last: number | null }>`
    select max(substring(sheet_number from ${`^${prefix}([0-9]{4,6})$`})::integer) as last from spot_check_sample
    where city = ${scope.city} and sheet_number like ${beginningWith(prefix)}`.execute(scope.tx)
  return (row.rows[0]?.last ?? 0) + 1
}

/** The latest batch of the same producer, mark and model that passed since a day. */
export function findPassedBefore(
  scope: Scope,
  like: Pick<SampleRow, 'category_id' | 'producer_name' | 'trade_mark' | 'model' | 'standard'>,
  since: string,
): Promise<Pick<SampleRow, 'sheet_number' | 'sampled_on'> | undefined> {
  return tables(scope)
    .selectFrom('spot_check_sample')
    .select(['sheet_number', 'sampled_on'])
    .where('city', '=', scope.city)
    .where('category_id', '=', like.category_id)
    .where('producer_name', '=', like.producer_name)
    .where('trade_mark', '=', like.trade_mark)
    .where('model', '=', like.model)
    .where('standard', '=', like.standard)
    .where('final_result', '=', 'pass')
    .where('sampled_on', '>', since)
    .orderBy('sampled_on', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type SampleOverview = SampleRow & { category: string }

/** Conditions of a filter on the alias `sample`. */
export function sampleConditions(filter: SampleFilter): RawBuilder<unknown> {
  const like = filter.search ? containing(filter.search) : ''
  const parts: RawBuilder<unknown>[] = [
    ...(filter.search
      ? [
          sql`(sample.product_name like ${like} or sample.enterprise_name like ${like} or sample.producer_name like ${like}
            or sample.sheet_number like ${like} or sample.report_number like ${like})`,
        ]
      : []),
    ...(filter.kind ? [sql`sample.kind = ${filter.kind}`] : []),
    ...(filter.categoryId ? [sql`sample.category_id = ${filter.categoryId}`] : []),
    ...(filter.purpose ? [sql`sample.purpose = ${filter.purpose}`] : []),
    ...(filter.link ? [sql`sample.link = ${filter.link}`] : []),
    ...(filter.state ? [sql`sample.state = ${filter.state}`] : []),
    ...(filter.result ? [sql`sample.final_result = ${filter.result}`] : []),
    ...(filter.followUp ? [sql`sample.follow_up = ${filter.followUp}`] : []),
    ...(filter.enterpriseId
      ? [sql`(sample.enterprise_id = ${filter.enterpriseId} or sample.producer_id = ${filter.enterpriseId})`]
      : []),
    ...(filter.lineId ? [sql`sample.line_id = ${filter.lineId}`] : []),
    ...(filter.region ? [sql`sample.region like ${beginningWith(filter.region)}`] : []),
    ...(filter.from ? [sql`sample.sampled_on >= ${filter.from}::date`] : []),
    ...(filter.to ? [sql`sample.sampled_on <= ${filter.to}::date`] : []),
    ...(filter.toPublish
      ? [
          sql`sample.final_result is not null and sample.published_on is null and (sample.final_result = 'pass'
            or sample.follow_up not in ('notifying', 'objection-period', 'objection-review', 'retest-procedure', 'retesting'))`,
        ]
      : []),
  ]
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)
}

/** Samples from the newest back. */
export async function listSamples(
  scope: Scope,
  request: {
    readonly reach: RawBuilder<boolean>
    readonly conditions: RawBuilder<unknown>
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<SampleOverview[]> {
  const rows = await sql<SampleOverview>`
    select sample.*, category.name as category from spot_check_sample sample
    join spot_check_category category on category.city = sample.city and category.id = sample.category_id
    where sample.city = ${scope.city} and ${request.reach} and ${request.conditions}
      ${request.after ? sql`and sample.id < ${request.after}::uuid` : sql``}
    order by sample.id desc limit ${request.limit}`.execute(scope.tx)
  return rows.rows
}

export function listTaskSamples(scope: Scope, taskId: string): Promise<SampleRow[]> {
  return tables(scope)
    .selectFrom('spot_check_sample')
    .selectAll()
    .where('city', '=', scope.city)
    .where('task_id', '=', taskId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

export async function insertFile(scope: Scope, row: WithoutCity<SampleFileRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_file')
    .values({ ...row, city: scope.city })
    .onConflict((conflict) => conflict.columns(['city', 'sample_id', 'file_id']).doNothing())
    .execute()
}

export async function listFiles(
  scope: Scope,
  sampleId: string,
): Promise<Array<{ id: string; name: string; role: SampleFileRole }>> {
  const rows = await sql<{ id: string; name: string; role: SampleFileRole }>`
    select file.id, file.name, attached.role from spot_check_file attached
    join file on file.city = attached.city and file.id = attached.file_id
    where attached.city = ${scope.city} and attached.sample_id = ${sampleId} order by attached.attached_at`.execute(
    scope.tx,
  )
  return rows.rows
}

/** One file of a sample, if it is this sample's. */
export async function findSampleFile(
  scope: Scope,
  sampleId: string,
  fileId: string,
): Promise<{ id: string; name: string; media_type: string; role: SampleFileRole } | undefined> {
  const rows = await sql<{ id: string; name: string; media_type: string; role: SampleFileRole }>`
    select file.id, file.name, file.media_type, attached.role from spot_check_file attached
    join file on file.city = attached.city and file.id = attached.file_id
    where attached.city = ${scope.city} and attached.sample_id = ${sampleId}::uuid
      and attached.file_id = ${fileId}::uuid`.execute(scope.tx)
  return rows.rows[0]
}

export function listResults(scope: Scope, sampleId: string): Promise<ResultRow[]> {
  return tables(scope)
    .selectFrom('spot_check_result')
    .selectAll()
    .where('city', '=', scope.city)
    .where('sample_id', '=', sampleId)
    .orderBy('round')
    .orderBy('attempt')
    .orderBy('unit_number')
    .orderBy('position')
    .execute()
}

export function listDeliveries(scope: Scope, sampleId: string): Promise<DeliveryRow[]> {
  return tables(scope)
    .selectFrom('spot_check_delivery')
    .selectAll()
    .where('city', '=', scope.city)
    .where('sample_id', '=', sampleId)
    .orderBy('party', 'desc')
    .execute()
}

export function listObjections(
  scope: Scope,
  sampleId: string,
): Promise<Array<ObjectionRow & { retest_institution: string | null }>> {
  return tables(scope)
    .selectFrom('spot_check_objection as objection')
    .leftJoin('spot_check_institution as institution', (join) =>
      join
        .onRef('institution.city', '=', 'objection.city')
        .onRef('institution.id', '=', 'objection.retest_institution_id'),
    )
    .selectAll('objection')
    .select('institution.name as retest_institution')
    .where('objection.city', '=', scope.city)
    .where('objection.sample_id', '=', sampleId)
    .orderBy('objection.id')
    .execute()
}

export function listOrders(scope: Scope, sampleId: string): Promise<OrderRow[]> {
  return tables(scope)
    .selectFrom('spot_check_order')
    .selectAll()
    .where('city', '=', scope.city)
    .where('sample_id', '=', sampleId)
    .orderBy('id')
    .execute()
}
