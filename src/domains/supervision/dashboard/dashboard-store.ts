/** SQL of the supervision dashboard. All of it counts within what the caller's right reaches. */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import { followUpEnds, type SpotCheckKind, uncountedStates } from '../spot-checks/terms.ts'
import type { RepeatOffender, SupervisionDashboard } from './dashboard-contract.ts'

type Coverage = SupervisionDashboard['coverage'][number] & { kind: SpotCheckKind }

/** Batches of the adopted plans of a year by kind, with what came of them. */
export async function coverage(scope: Scope, year: number): Promise<Coverage[]> {
  return planned(scope, year, sql`line.batches`, sql`true`)
}

/** The same for a part of the city: the batches of the tasks there, with the samples taken there. */
export async function coverageWithin(
  scope: Scope,
  year: number,
  reach: { readonly tasks: RawBuilder<boolean>; readonly samples: RawBuilder<boolean> },
): Promise<Coverage[]> {
  const batches = sql`coalesce((select sum(task.batches) from spot_check_task task
    where task.city = line.city and task.line_id = line.id and task.state <> 'cancelled' and ${reach.tasks}), 0)`
  const rows = await planned(scope, year, batches, reach.samples)
  return rows.filter((row) => row.planned > 0 || row.sampled > 0)
}

async function planned(
  scope: Scope,
  year: number,
  batches: RawBuilder<unknown>,
  reach: RawBuilder<unknown>,
): Promise<Coverage[]> {
  const rows = await sql<Coverage>`
    select category.kind, sum(${batches})::integer as planned, sum(counted.sampled)::integer as sampled,
      sum(counted.judged)::integer as judged, sum(counted.failed)::integer as failed
    from spot_check_plan plan
    join spot_check_plan_line line on line.city = plan.city and line.plan_id = plan.id
    join spot_check_category category on category.city = line.city and category.id = line.category_id
    cross join lateral (
      select count(*) filter (where sample.state <> all(${[...uncountedStates]}::text[])) as sampled,
        count(*) filter (where sample.state = 'judged') as judged,
        count(*) filter (where sample.final_result = 'fail') as failed
      from spot_check_sample sample where sample.city = line.city and sample.line_id = line.id and ${reach}) counted
    where plan.city = ${scope.city} and plan.year = ${year} and plan.state = 'adopted'
    group by category.kind order by planned desc`.execute(scope.tx)
  return rows.rows
}

/** Inspections that were assigned in a year. */
export async function inspections(
  scope: Scope,
  year: number,
  reach: RawBuilder<boolean>,
): Promise<SupervisionDashboard['inspections']> {
  const from = `${year}-01-01T00:00:00+08:00`
  const to = `${year + 1}-01-01T00:00:00+08:00`
  const rows = await sql<SupervisionDashboard['inspections']>`
    select count(*)::integer as assigned, count(recorded_at)::integer as recorded,
      count(*) filter (where recorded_at is not null and problems > 0)::integer as "withProblems",
      count(*) filter (where recorded_at is null and closed_at is null and due_on < ${scope.now}::date)::integer as overdue
    from inspection
    where city = ${scope.city} and assigned_at >= ${from}::timestamptz and assigned_at < ${to}::timestamptz and ${reach}`.execute(
    scope.tx,
  )
  return rows.rows[0] ?? { assigned: 0, recorded: 0, withProblems: 0, overdue: 0 }
}

/** Who failed or refused at least twice since a day: the producer answers for a failure, who was sampled for a refusal. */
export async function repeatOffenders(
  scope: Scope,
  since: string,
  reach: RawBuilder<boolean>,
): Promise<RepeatOffender[]> {
  const rows = await sql<RepeatOffender>`
    with answered as (
      select case when sample.state = 'refused' or sample.producer_name is null then sample.enterprise_id
          else sample.producer_id end as "enterpriseId",
        case when sample.state = 'refused' or sample.producer_name is null then sample.enterprise_name
          else sample.producer_name end as name,
        (sample.final_result = 'fail')::integer as failed, (sample.state = 'refused')::integer as refused, sample.sampled_on
      from spot_check_sample sample
      where sample.city = ${scope.city} and sample.sampled_on >= ${since}::date and ${reach}
        and (sample.final_result = 'fail' or sample.state = 'refused'))
    select "enterpriseId", name, sum(coalesce(failed, 0))::integer as failed, sum(refused)::integer as refused,
      max(sampled_on) as "lastOn"
    from answered group by 1, 2 having count(*) > 1 order by count(*) desc, "lastOn" desc limit 15`.execute(
    scope.tx,
  )
  return rows.rows
}

/** Batches judged in a year and open follow-ups, by district. */
export async function byRegion(
  scope: Scope,
  year: number,
  reach: RawBuilder<boolean>,
): Promise<Array<{ region: string; judged: number; failed: number; openFollowUps: number }>> {
  const rows = await sql<{ region: string; judged: number; failed: number; openFollowUps: number }>`
    select left(sample.region, 6) as region,
      count(*) filter (where sample.final_result is not null and sample.judged_on >= ${`${year}-01-01`}::date
        and sample.judged_on < ${`${year + 1}-01-01`}::date)::integer as judged,
      count(*) filter (where sample.final_result = 'fail' and sample.judged_on >= ${`${year}-01-01`}::date
        and sample.judged_on < ${`${year + 1}-01-01`}::date)::integer as failed,
      count(*) filter (where sample.follow_up is not null
        and sample.follow_up <> all(${[...followUpEnds]}::text[]))::integer as "openFollowUps"
    from spot_check_sample sample where sample.city = ${scope.city} and ${reach} group by 1 order by 1`.execute(
    scope.tx,
  )
  return rows.rows
}
