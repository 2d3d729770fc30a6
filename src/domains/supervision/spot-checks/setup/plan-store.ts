/** SQL of annual plans, their lines and versions. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type {
  PlanLineRow,
  PlanRow,
  PlanVersionLineRow,
  PlanVersionRow,
  SpotCheckTables,
  WithoutCity,
} from '../tables.ts'
import { uncountedStates } from '../terms.ts'

const tables = (scope: Scope) => scope.tx.withTables<SpotCheckTables>()

/** A plan by its id, or by that of a case in which one of its versions was approved. */
export async function findPlan(scope: Scope, id: string): Promise<PlanRow | undefined> {
  const rows = await sql<PlanRow>`select * from spot_check_plan where city = ${scope.city} and id in (
      select ${id}::uuid union all
      select plan_id from spot_check_plan_version where city = ${scope.city} and case_id = ${id}::uuid)`.execute(
    scope.tx,
  )
  return rows.rows[0]
}

/** Holds a plan until the transaction ends, so that drafting and approval do not overtake each other. */
export async function holdPlan(scope: Scope, id: string): Promise<PlanRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_plan')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export function listPlans(scope: Scope): Promise<PlanRow[]> {
  return tables(scope)
    .selectFrom('spot_check_plan')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('year', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}

export async function insertPlan(scope: Scope, row: WithoutCity<PlanRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_plan')
    .values({ ...row, city: scope.city })
    .execute()
}

export async function updatePlan(
  scope: Scope,
  id: string,
  change: Partial<Pick<PlanRow, 'state' | 'adopted_at' | 'adopted_by'>>,
): Promise<void> {
  await tables(scope)
    .updateTable('spot_check_plan')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Versions of plans, in order. */
export async function listVersions(scope: Scope, planIds: readonly string[]): Promise<PlanVersionRow[]> {
  return tables(scope)
    .selectFrom('spot_check_plan_version')
    .selectAll()
    .where('city', '=', scope.city)
    .where('plan_id', '=', sql<string>`any(${[...planIds]}::uuid[])`)
    .orderBy('plan_id')
    .orderBy('number')
    .execute()
}

export async function insertVersion(scope: Scope, row: WithoutCity<PlanVersionRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_plan_version')
    .values({ ...row, city: scope.city })
    .execute()
}

export async function updateVersion(
  scope: Scope,
  version: Pick<PlanVersionRow, 'plan_id' | 'number'>,
  change: Partial<Omit<PlanVersionRow, 'city' | 'plan_id' | 'number'>>,
): Promise<void> {
  await tables(scope)
    .updateTable('spot_check_plan_version')
    .set(change)
    .where('city', '=', scope.city)
    .where('plan_id', '=', version.plan_id)
    .where('number', '=', version.number)
    .execute()
}

/** Lines of all versions of plans. */
export function listVersionLines(scope: Scope, planIds: readonly string[]): Promise<PlanVersionLineRow[]> {
  return tables(scope)
    .selectFrom('spot_check_plan_version_line')
    .selectAll()
    .where('city', '=', scope.city)
    .where('plan_id', '=', sql<string>`any(${[...planIds]}::uuid[])`)
    .orderBy('line_id')
    .execute()
}

/** Begins a version with the lines that are adopted. */
export async function copyLines(
  scope: Scope,
  version: Pick<PlanVersionRow, 'plan_id' | 'number'>,
): Promise<void> {
  await sql`insert into spot_check_plan_version_line
      (city, plan_id, number, line_id, category_id, purpose, batches, cost_per_batch, purchase_per_batch)
    select city, plan_id, ${version.number}::integer, id, category_id, purpose, batches, cost_per_batch, purchase_per_batch
    from spot_check_plan_line where city = ${scope.city} and plan_id = ${version.plan_id}`.execute(scope.tx)
}

/** Adds or changes a line of a version; false when it has another of the same product and purpose. */
export async function upsertVersionLine(
  scope: Scope,
  row: WithoutCity<PlanVersionLineRow>,
): Promise<boolean> {
  const clash = await tables(scope)
    .selectFrom('spot_check_plan_version_line')
    .select('line_id')
    .where('city', '=', scope.city)
    .where('plan_id', '=', row.plan_id)
    .where('number', '=', row.number)
    .where('category_id', '=', row.category_id)
    .where('purpose', '=', row.purpose)
    .where('line_id', '!=', row.line_id)
    .executeTakeFirst()
  if (clash) return false
  const { line_id: _, plan_id: __, number: ___, ...change } = row
  await tables(scope)
    .insertInto('spot_check_plan_version_line')
    .values({ ...row, city: scope.city })
    .onConflict((conflict) => conflict.columns(['city', 'plan_id', 'number', 'line_id']).doUpdateSet(change))
    .execute()
  return true
}

export async function deleteVersionLine(
  scope: Scope,
  line: Pick<PlanVersionLineRow, 'plan_id' | 'number' | 'line_id'>,
): Promise<void> {
  await tables(scope)
    .deleteFrom('spot_check_plan_version_line')
    .where('city', '=', scope.city)
    .where('plan_id', '=', line.plan_id)
    .where('number', '=', line.number)
    .where('line_id', '=', line.line_id)
    .execute()
}

/** Puts the lines of a version in force: what it has no more goes, what it has otherwise changes, what is new comes. */
export async function applyVersion(
  scope: Scope,
  version: Pick<PlanVersionRow, 'plan_id' | 'number'>,
): Promise<void> {
  await sql`delete from spot_check_plan_line line where line.city = ${scope.city} and line.plan_id = ${version.plan_id}
    and not exists (select from spot_check_plan_version_line kept where kept.city = line.city
      and kept.plan_id = line.plan_id and kept.number = ${version.number} and kept.line_id = line.id)`.execute(
    scope.tx,
  )
  await sql`insert into spot_check_plan_line
      (city, id, plan_id, category_id, purpose, batches, cost_per_batch, purchase_per_batch)
    select city, line_id, plan_id, category_id, purpose, batches, cost_per_batch, purchase_per_batch
    from spot_check_plan_version_line
    where city = ${scope.city} and plan_id = ${version.plan_id} and number = ${version.number}
    on conflict (city, id) do update set batches = excluded.batches, cost_per_batch = excluded.cost_per_batch,
      purchase_per_batch = excluded.purchase_per_batch`.execute(scope.tx)
}

/** Batches that tasks were given for, of lines that had any task; of cancelled tasks only what they had sampled. */
export async function tasksOfLines(
  scope: Scope,
  planId: string,
): Promise<ReadonlyMap<string, { readonly given: number }>> {
  const rows = await sql<{ line_id: string; given: number }>`
    select task.line_id, sum(case when task.state <> 'cancelled' then task.batches else
      (select count(*) from spot_check_sample sample where sample.city = task.city and sample.task_id = task.id
        and sample.state <> all(${[...uncountedStates]}::text[])) end)::integer as given
    from spot_check_plan_line line
    join spot_check_task task on task.city = line.city and task.line_id = line.id
    where line.city = ${scope.city} and line.plan_id = ${planId} group by 1`.execute(scope.tx)
  return new Map(rows.rows.map(({ line_id: lineId, given }) => [lineId, { given }]))
}

export function findPlanLine(
  scope: Scope,
  id: string,
): Promise<(PlanLineRow & { plan_state: PlanRow['state'] }) | undefined> {
  return tables(scope)
    .selectFrom('spot_check_plan_line as line')
    .innerJoin('spot_check_plan as plan', (join) =>
      join.onRef('plan.city', '=', 'line.city').onRef('plan.id', '=', 'line.plan_id'),
    )
    .selectAll('line')
    .select('plan.state as plan_state')
    .where('line.city', '=', scope.city)
    .where('line.id', '=', id)
    .executeTakeFirst()
}

/** What has come of the lines of a plan. */
export type LineProgress = PlanLineRow & { sampled: number; judged: number; failed: number; spent: number }

/** Adopted lines of plans with their samples counted. */
export async function lineProgress(scope: Scope, planIds: readonly string[]): Promise<LineProgress[]> {
  const rows = await sql<LineProgress>`
    select line.*, coalesce(counted.sampled, 0)::integer as sampled, coalesce(counted.judged, 0)::integer as judged,
      coalesce(counted.failed, 0)::integer as failed,
      coalesce(counted.judged, 0) * line.cost_per_batch + coalesce(counted.bought, 0) as spent
    from spot_check_plan_line line
    left join lateral (
      select count(*) filter (where sample.state <> all(${[...uncountedStates]}::text[])) as sampled,
        count(*) filter (where sample.state = 'judged') as judged,
        count(*) filter (where sample.final_result = 'fail') as failed,
        sum(sample.price * (coalesce(sample.sample_quantity, 0) + coalesce(sample.reserve_quantity, 0)))
          filter (where sample.state <> 'voided') as bought
      from spot_check_sample sample where sample.city = line.city and sample.line_id = line.id) counted on true
    where line.city = ${scope.city} and line.plan_id = any(${[...planIds]}::uuid[]) order by line.id`.execute(
    scope.tx,
  )
  return rows.rows
}
