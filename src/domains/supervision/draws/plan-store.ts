/** SQL of yearly inspection plans and their tasks. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { InspectionPlan, PlanTaskFields, Rates } from './register-contract.ts'

export type PlanRow = {
  id: string
  year: number
  title: string
  state: InspectionPlan['state']
  case_id: string | null
  created_at: Date
  approved_at: Date | null
  approved_by: string | null
  tasks: number
  joint: number
}

const planColumns = sql`plan.id, year, title, plan.state, case_id, created_at, approved_at, approved_by,
  (select count(*)::int from inspection_plan_task task where task.city = plan.city and task.plan_id = plan.id) as tasks,
  (select count(*)::int from inspection_plan_task task where task.city = plan.city and task.plan_id = plan.id
    and cardinality(task.joint_departments) > 0) as joint`

export async function listPlans(scope: Scope, after: string | undefined, limit: number): Promise<PlanRow[]> {
  const found = await sql<PlanRow>`select ${planColumns} from inspection_plan plan
    where city = ${scope.city} and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
    order by id desc limit ${limit}`.execute(scope.tx)
  return found.rows
}

export async function findPlan(scope: Scope, id: string): Promise<PlanRow | undefined> {
  const found = await sql<PlanRow>`select ${planColumns} from inspection_plan plan
    where city = ${scope.city} and id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

export async function insertPlan(scope: Scope, id: string, year: number, title: string): Promise<void> {
  await sql`insert into inspection_plan (city, id, year, title, state, created_at, created_by)
    values (${scope.city}, ${id}, ${year}, ${title}, 'draft', ${scope.now}, ${scope.actor.name})`.execute(
    scope.tx,
  )
}

export async function setPlanCase(scope: Scope, id: string, caseId: string): Promise<void> {
  await sql`update inspection_plan set case_id = ${caseId} where city = ${scope.city} and id = ${id}`.execute(
    scope.tx,
  )
}

export async function setPlanState(scope: Scope, id: string, state: PlanRow['state']): Promise<void> {
  const approved = state === 'approved'
  await sql`update inspection_plan set state = ${state}, approved_at = ${approved ? scope.now : null},
      approved_by = ${approved ? scope.actor.name : null}
    where city = ${scope.city} and id = ${id}`.execute(scope.tx)
}

export type TaskRow = {
  id: string
  plan_id: string
  plan_state: PlanRow['state']
  item_id: string
  item_code: string
  item_title: string
  department_id: string
  month: number
  joint_departments: string[]
  rates: Rates
  substitutes: number
  team_size: number
  note: string | null
}

const taskColumns = sql`task.id, task.plan_id, plan.state as plan_state, task.item_id, item.code as item_code,
  item.title as item_title, item.department_id, task.month, task.joint_departments, task.rates, task.substitutes,
  task.team_size, task.note`
const taskJoin = sql`inspection_plan_task task
  join inspection_plan plan on plan.city = task.city and plan.id = task.plan_id
  join inspection_item item on item.city = task.city and item.id = task.item_id`

/** Tasks of a plan with how far each has come. */
export async function tasksOfPlan(
  scope: Scope,
  planId: string,
): Promise<Array<TaskRow & { inspections: number; concluded: number }>> {
  const found = await sql<TaskRow & { inspections: number; concluded: number }>`
    select ${taskColumns}, coalesce(done.inspections, 0)::int as inspections, coalesce(done.concluded, 0)::int as concluded
    from ${taskJoin}
    left join lateral (
      select count(*) as inspections, count(inspection.approved_at) as concluded from draw
      join inspection on inspection.city = draw.city and inspection.draw_id = draw.id
      where draw.city = task.city and draw.task_id = task.id and draw.state = 'drawn') done on true
    where task.city = ${scope.city} and task.plan_id = ${planId} order by task.month, task.id limit 500`.execute(
    scope.tx,
  )
  return found.rows
}

export async function drawsOfPlan(
  scope: Scope,
  planId: string,
): Promise<Array<{ id: string; task_id: string; number: string; state: string; subjects: number | null }>> {
  const found = await sql<{
    id: string
    task_id: string
    number: string
    state: string
    subjects: number | null
  }>`
    select draw.id, draw.task_id, draw.year || '-' || lpad(draw.sequence::text, 3, '0') as number, draw.state,
      (select count(*)::int from draw_subject drawn where drawn.city = draw.city and drawn.draw_id = draw.id
        and not drawn.substitute) as subjects
    from draw join inspection_plan_task task on task.city = draw.city and task.id = draw.task_id
    where draw.city = ${scope.city} and task.plan_id = ${planId} order by draw.id`.execute(scope.tx)
  return found.rows
}

export async function findTask(scope: Scope, id: string): Promise<TaskRow | undefined> {
  const found = await sql<TaskRow>`select ${taskColumns} from ${taskJoin}
    where task.city = ${scope.city} and task.id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

export async function saveTask(
  scope: Scope,
  id: string,
  planId: string,
  task: PlanTaskFields,
): Promise<void> {
  await sql`insert into inspection_plan_task (city, id, plan_id, item_id, month, joint_departments, rates, substitutes, team_size, note)
    values (${scope.city}, ${id}, ${planId}, ${task.itemId}, ${task.month}, ${task.jointDepartments}::uuid[],
      ${JSON.stringify(task.rates)}::jsonb, ${task.substitutes}, ${task.teamSize}, ${task.note})
    on conflict (city, id) do update set item_id = excluded.item_id, month = excluded.month,
      joint_departments = excluded.joint_departments, rates = excluded.rates, substitutes = excluded.substitutes,
      team_size = excluded.team_size, note = excluded.note
      where inspection_plan_task.plan_id = excluded.plan_id`.execute(scope.tx)
}

/** Rates of a year's tasks for an item, in all its versions and all plans of the year, summed by class. */
export async function ratesPlanned(
  scope: Scope,
  itemCode: string,
  year: number,
  exceptTask: string | undefined,
): Promise<Array<{ class: string; rate: number }>> {
  const found = await sql<{ class: string; rate: number }>`
    select one.key as class, sum(one.value::integer)::integer as rate
    from inspection_plan_task task
    join inspection_plan plan on plan.city = task.city and plan.id = task.plan_id
    join inspection_item item on item.city = task.city and item.id = task.item_id
    cross join lateral jsonb_each_text(task.rates) one
    where task.city = ${scope.city} and plan.year = ${year} and plan.state <> 'withdrawn' and item.code = ${itemCode}
      and (${exceptTask ?? null}::uuid is null or task.id <> ${exceptTask ?? null}::uuid)
    group by one.key`.execute(scope.tx)
  return found.rows
}

/** The latest draw of a task that stands: prepared, under way or drawn. */
export async function standingDraw(scope: Scope, taskId: string): Promise<string | undefined> {
  const found = await sql<{
    number: string
  }>`select year || '-' || lpad(sequence::text, 3, '0') as number from draw
    where city = ${scope.city} and task_id = ${taskId}::uuid and state not in ('replaced', 'cancelled', 'failed')
    order by id desc limit 1`.execute(scope.tx)
  return found.rows[0]?.number
}

export async function deleteTask(scope: Scope, id: string): Promise<void> {
  await sql`delete from inspection_plan_task where city = ${scope.city} and id = ${id}`.execute(scope.tx)
}
