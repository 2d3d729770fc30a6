/** SQL of inspections, their teams, files and the steps that phones have sent. */
import { type RawBuilder, sql } from 'kysely'
import { inReach, type UnitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { Check, DrawClass } from '../draws/register-contract.ts'
import type { InspectionState, OperationAnswer } from './inspections-contract.ts'
import type { InspectionRecord, Outcome } from './record-contract.ts'

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

export type InspectionRow = {
  id: string
  draw_id: string | null
  draw_number: string | null
  item_id: string
  item_code: string
  item_title: string
  basis: string
  clause: string
  checks: Check[]
  class: DrawClass
  enterprise_id: string
  credit_code: string
  name: string
  region: string
  region_name: string
  department_id: string
  department: string
  case_id: string | null
  state: InspectionState
  due_on: string | null
  assigned_at: Date
  accepted_at: Date | null
  arrived_at: Date | null
  recorded_at: Date | null
  approved_at: Date | null
  published_at: Date | null
  closed_at: Date | null
  publish_by: string | null
  outcome: Outcome | null
  record: InspectionRecord | null
  problems: number
  correct_by: string | null
  corrected_at: Date | null
  stands_in_for: string | null
  team: Array<{ number: string; name: string; department: string; accountId: string | null }>
  address: string | null
}

const columns = sql`inspection.id, inspection.draw_id, inspection.item_id, inspection.item_code, item.title as item_title,
  item.basis, item.clause, inspection.class, inspection.enterprise_id, inspection.credit_code, inspection.name,
  inspection.region, coalesce(region.name, inspection.region) as region_name, inspection.department_id,
  coalesce(department.name, '—') as department, inspection.case_id, inspection.state, inspection.due_on::text as due_on,
  inspection.assigned_at, inspection.accepted_at, inspection.arrived_at, inspection.recorded_at, inspection.approved_at,
  inspection.published_at, inspection.closed_at, inspection.publish_by::text as publish_by, inspection.outcome,
  inspection.problems, inspection.correct_by::text as correct_by, inspection.corrected_at,
  coalesce((select jsonb_agg(jsonb_build_object('number', inspector.number, 'name', inspector.name,
      'department', coalesce(unit.name, '—'), 'accountId', inspector.account_id) order by team.seat)
    from inspection_team team
    join inspector on inspector.city = team.city and inspector.id = team.inspector_id
    left join unit on unit.city = inspector.city and unit.id = inspector.department_id
    where team.city = inspection.city and team.inspection_id = inspection.id), '[]'::jsonb) as team`

const join = sql`inspection
  join inspection_item item on item.city = inspection.city and item.id = inspection.item_id
  left join region on region.code = left(inspection.region, 6)
  left join unit department on department.city = inspection.city and department.id = inspection.department_id`

const whole = sql`, item.checks, inspection.record,
  (select place.address from registry_subject_address place
    where place.city = inspection.city and place.enterprise_id = inspection.enterprise_id) as address,
  (select draw.year || '-' || lpad(draw.sequence::text, 3, '0') from draw
    where draw.city = inspection.city and draw.id = inspection.draw_id) as draw_number,
  (select other.name from inspection other where other.city = inspection.city and other.id = inspection.stands_in_for) as stands_in_for`

const light = sql`, '[]'::jsonb as checks, null::jsonb as record, null::text as draw_number, null::text as stands_in_for, null::text as address`

export interface InspectionFilter {
  readonly state?: InspectionState | undefined
  readonly outcome?: Outcome | undefined
  readonly search?: string | undefined
  readonly enterpriseId?: string | undefined
  readonly drawId?: string | undefined
  readonly overdue?: boolean | undefined
  /** Results that are not public yet: those past their last day, or all. */
  readonly publication?: 'open' | 'late' | undefined
  readonly done?: 'recorded' | 'problems' | 'late' | undefined
  readonly after?: string | undefined
  readonly limit: number
}

const columnsOfReach = { unit: 'inspection.department_id', region: 'inspection.region' }

/** What is late: a task past its day, or a result past the last day of its publication. */
const isOverdue = (today: string) => sql<boolean>`(
  (inspection.recorded_at is null and inspection.closed_at is null and inspection.due_on < ${today}::date)
  or (inspection.recorded_at is not null and inspection.published_at is null and inspection.publish_by < ${today}::date)
  or (inspection.state = 'correcting' and inspection.correct_by < ${today}::date))`

/** Inspections within reach, newest first. */
export async function listInspections(
  scope: Scope,
  reach: UnitsInReach,
  filter: InspectionFilter,
  today: string,
): Promise<InspectionRow[]> {
  const conditions: RawBuilder<boolean>[] = [
    sql<boolean>`inspection.city = ${scope.city}`,
    inReach(reach, columnsOfReach),
  ]
  if (filter.state) conditions.push(sql<boolean>`inspection.state = ${filter.state}`)
  if (filter.outcome) conditions.push(sql<boolean>`inspection.outcome = ${filter.outcome}`)
  if (filter.enterpriseId) conditions.push(sql<boolean>`inspection.enterprise_id = ${filter.enterpriseId}`)
  if (filter.drawId) conditions.push(sql<boolean>`inspection.draw_id = ${filter.drawId}`)
  if (filter.after) conditions.push(sql<boolean>`inspection.id < ${filter.after}::uuid`)
  if (filter.overdue) conditions.push(isOverdue(today))
  if (filter.done === 'late')
    conditions.push(sql<boolean>`inspection.recorded_at is null and inspection.closed_at is null
      and inspection.due_on < ${today}::date`)
  else if (filter.done) conditions.push(sql<boolean>`inspection.recorded_at is not null`)
  if (filter.done === 'problems') conditions.push(sql<boolean>`inspection.problems > 0`)
  if (filter.publication)
    conditions.push(sql<boolean>`inspection.recorded_at is not null and inspection.published_at is null
      and inspection.state <> 'withdrawn'`)
  if (filter.publication === 'late') conditions.push(sql<boolean>`inspection.publish_by < ${today}::date`)
  if (filter.search)
    conditions.push(
      sql<boolean>`(strpos(inspection.name, ${filter.search}) > 0 or inspection.credit_code = ${filter.search} or item.title = ${filter.search} or item.code = ${filter.search})`,
    )
  const found = await sql<InspectionRow>`select ${columns}${light} from ${join}
    where ${sql.join(conditions, sql` and `)} order by inspection.id desc limit ${filter.limit}`.execute(
    scope.tx,
  )
  return found.rows
}

/** Inspections within reach by state. */
export async function countByState(
  scope: Scope,
  reach: UnitsInReach,
  today: string,
): Promise<Array<{ state: InspectionState; inspections: number; overdue: number }>> {
  const found = await sql<{ state: InspectionState; inspections: number; overdue: number }>`
    select state, count(*)::int as inspections, count(*) filter (where ${isOverdue(today)})::int as overdue
    from inspection where city = ${scope.city} and ${inReach(reach, columnsOfReach)} group by state`.execute(
    scope.tx,
  )
  return found.rows
}

export async function findInspection(scope: Scope, id: string): Promise<InspectionRow | undefined> {
  const found = await sql<InspectionRow>`select ${columns}${whole} from ${join}
    where inspection.city = ${scope.city} and inspection.id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

/** Holds an inspection until the transaction ends: steps of two phones come one after the other. */
export async function holdInspection(scope: Scope, id: string): Promise<InspectionRow | undefined> {
  await sql`select from inspection where city = ${scope.city} and id = ${id} for update`.execute(scope.tx)
  return findInspection(scope, id)
}

/** What a person is in the team of and has not finished, with the checks; at most 200, the most urgent first. */
export async function openInspectionsOf(scope: Scope, accountId: string): Promise<InspectionRow[]> {
  const found = await sql<InspectionRow>`select ${columns}${whole} from ${join}
    where inspection.city = ${scope.city} and inspection.state in ('assigned', 'accepted', 'on-site', 'recorded')
      and exists (select from inspection_team team join inspector on inspector.city = team.city and inspector.id = team.inspector_id
        where team.city = inspection.city and team.inspection_id = inspection.id and inspector.account_id = ${accountId})
    order by inspection.due_on nulls last, inspection.id limit 200`.execute(scope.tx)
  return found.rows
}

/** Inspections of a draw that somebody has taken on. */
export async function countBegunInspections(scope: Scope, drawId: string): Promise<number> {
  const found = await sql<{ begun: number }>`select count(*)::int as begun from inspection
    where city = ${scope.city} and draw_id = ${drawId} and state not in ('assigned', 'withdrawn')`.execute(
    scope.tx,
  )
  return found.rows[0]?.begun ?? 0
}

/** Makes the inspections of a draw with their teams, those that are there already aside. */
export async function insertDrawnInspections(
  scope: Scope,
  drawId: string,
  dueOn: string | null,
): Promise<void> {
  const made = await sql<{ id: string }>`
    insert into inspection (city, id, draw_id, item_id, item_code, class, enterprise_id, credit_code, name, region,
      department_id, state, due_on, assigned_at)
    select drawn.city, gen_random_uuid(), drawn.draw_id, draw.item_id, item.code, split_part(drawn.stratum, '/', 2),
      coalesce(redirect.leads_to, drawn.enterprise_id), drawn.credit_code, drawn.name, drawn.region, draw.department_id,
      'assigned', ${dueOn}::date, ${scope.now}
    from draw_subject drawn
    left join registry_redirect redirect on redirect.city = drawn.city and redirect.enterprise_id = drawn.enterprise_id
    join draw on draw.city = drawn.city and draw.id = drawn.draw_id
    join inspection_item item on item.city = draw.city and item.id = draw.item_id
    where drawn.city = ${scope.city} and drawn.draw_id = ${drawId} and not drawn.substitute
    on conflict (city, draw_id, credit_code) where draw_id is not null do nothing
    returning id`.execute(scope.tx)
  // One look-up in an index for each subject, whatever the planner knows of rows that have just been written: as a
  // plain join every inspection was compared with every subject of the draw.
  await sql`
    insert into inspection_team (city, inspection_id, seat, inspector_id)
    select made.city, made.id, (seat.place - 1)::int, seated.id
    from draw_subject drawn
    cross join lateral (select city, id from inspection where city = ${scope.city} and draw_id = drawn.draw_id
      and credit_code = drawn.credit_code limit 1) made
    cross join lateral unnest(drawn.inspectors) with ordinality as seat (number, place)
    cross join lateral (select id from inspector where city = ${scope.city} and number = seat.number limit 1) seated
    where drawn.city = ${scope.city} and drawn.draw_id = ${drawId} and not drawn.substitute
      and made.id in (select unnest(${made.rows.map(({ id }) => id)}::uuid[]))`.execute(scope.tx)
}

/** Inspections of a draw that have no case yet. */
export async function withoutCase(
  scope: Scope,
  drawId: string,
  limit: number,
): Promise<Array<{ id: string; name: string; item_title: string; region: string; department_id: string }>> {
  const found = await sql<{
    id: string
    name: string
    item_title: string
    region: string
    department_id: string
  }>`select inspection.id, inspection.name, item.title as item_title, inspection.region, inspection.department_id
    from inspection join inspection_item item on item.city = inspection.city and item.id = inspection.item_id
    where inspection.city = ${scope.city} and inspection.draw_id = ${drawId} and inspection.case_id is null
    order by inspection.credit_code limit ${limit}`.execute(scope.tx)
  return found.rows
}

/** Cases of a draw's inspections that nobody has taken on. */
export async function assignedCases(scope: Scope, drawId: string, limit: number): Promise<string[]> {
  const found = await sql<{ case_id: string }>`select case_id from inspection
    where city = ${scope.city} and draw_id = ${drawId} and state = 'assigned' and case_id is not null
    order by id limit ${limit}`.execute(scope.tx)
  return found.rows.map((row) => row.case_id)
}

export async function setCase(scope: Scope, id: string, caseId: string): Promise<void> {
  await sql`update inspection set case_id = ${caseId} where city = ${scope.city} and id = ${id}`.execute(
    scope.tx,
  )
}

/** The team's leader, to whom the case lies. */
export async function leaderOf(
  scope: Scope,
  id: string,
): Promise<{ unitId: string; region: string; accountId: string | null } | undefined> {
  const found = await sql<{ unitId: string; region: string; accountId: string | null }>`
    select inspection.department_id as "unitId", inspection.region, inspector.account_id as "accountId"
    from inspection
    left join inspection_team team on team.city = inspection.city and team.inspection_id = inspection.id and team.seat = 0
    left join inspector on inspector.city = team.city and inspector.id = team.inspector_id
    where inspection.city = ${scope.city} and inspection.id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

/** What may change on an inspection; what is left out stays. */
export type InspectionChange = Partial<
  Pick<InspectionRow, 'state' | 'publish_by' | 'outcome' | 'record' | 'problems' | 'correct_by'> & {
    approved_at: Date | null
    published_at: Date
    closed_at: Date
    recorded_at: Date | null
    corrected_at: Date
    checks_done: number
    corrected: number
  }
>

export async function updateInspection(scope: Scope, id: string, change: InspectionChange): Promise<void> {
  const { record, ...plain } = change
  const sets = Object.entries(plain).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  if (record !== undefined) sets.push(sql`record = ${json(record)}`)
  if (sets.length === 0) return
  await sql`update inspection set ${sql.join(sets)} where city = ${scope.city} and id = ${id}`.execute(
    scope.tx,
  )
}

/** Notes when it was accepted and begun; steps may come in any order, the earliest time stands. */
export async function noteTimes(
  scope: Scope,
  id: string,
  times: { readonly accepted?: Date; readonly arrived?: Date },
): Promise<void> {
  const { accepted = null, arrived = null } = times
  await sql`update inspection set accepted_at = least(accepted_at, ${accepted}::timestamptz),
      arrived_at = least(arrived_at, ${arrived}::timestamptz)
    where city = ${scope.city} and id = ${id}`.execute(scope.tx)
}

export async function findOperation(
  scope: Scope,
  id: string,
): Promise<{ inspection_id: string; answer: OperationAnswer } | undefined> {
  const found = await sql<{ inspection_id: string; answer: OperationAnswer }>`select inspection_id, answer
    from inspection_operation where city = ${scope.city} and id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

export async function insertOperation(
  scope: Scope,
  row: {
    readonly id: string
    readonly inspectionId: string
    readonly kind: string
    readonly answer: OperationAnswer
    readonly madeAt: Date
  },
): Promise<void> {
  await sql`insert into inspection_operation (city, id, inspection_id, kind, answer, made_at, received_at, received_by)
    values (${scope.city}, ${row.id}, ${row.inspectionId}, ${row.kind}, ${json(row.answer)}, ${row.madeAt}, ${scope.now}, ${scope.actor.name})`.execute(
    scope.tx,
  )
}

/** Who handed the standing result in. */
export async function lastRecorder(scope: Scope, id: string): Promise<string | undefined> {
  const found = await sql<{ received_by: string }>`select received_by from inspection_operation
    where city = ${scope.city} and inspection_id = ${id} and kind in ('record', 'unable')
    order by received_at desc, id desc limit 1`.execute(scope.tx)
  return found.rows[0]?.received_by
}

export type FileRow = {
  id: string
  inspection_id: string
  file_id: string
  kind: 'photo' | 'signature'
  check_key: string | null
  sha256: string
  taken_at: Date
}

export async function findFileRow(scope: Scope, id: string): Promise<FileRow | undefined> {
  const found = await sql<FileRow>`select id, inspection_id, file_id, kind, check_key, sha256, taken_at
    from inspection_file where city = ${scope.city} and id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

export async function insertFileRow(scope: Scope, row: FileRow): Promise<void> {
  await sql`insert into inspection_file (city, id, inspection_id, file_id, kind, check_key, sha256, taken_at, received_at, received_by)
    values (${scope.city}, ${row.id}, ${row.inspection_id}, ${row.file_id}, ${row.kind}, ${row.check_key}, ${row.sha256},
      ${row.taken_at}, ${scope.now}, ${scope.actor.name})`.execute(scope.tx)
}

export async function filesOf(scope: Scope, inspectionId: string): Promise<FileRow[]> {
  const found = await sql<FileRow>`select id, inspection_id, file_id, kind, check_key, sha256, taken_at
    from inspection_file where city = ${scope.city} and inspection_id = ${inspectionId} order by taken_at, id limit 500`.execute(
    scope.tx,
  )
  return found.rows
}

export type PublishedRow = {
  id: string
  item_title: string
  credit_code: string
  name: string
  region_name: string
  department: string
  outcome: Outcome
  inspected_on: string
  published_at: Date
  draw_id: string | null
}

/** Published results, newest first. */
export async function listPublished(
  scope: Scope,
  filter: {
    readonly search?: string | undefined
    readonly outcome?: Outcome | undefined
    readonly after?: readonly [string, string] | undefined
    readonly limit: number
  },
): Promise<PublishedRow[]> {
  const [at, id] = filter.after ?? [null, null]
  const found =
    await sql<PublishedRow>`select inspection.id, item.title as item_title, inspection.credit_code, inspection.name,
      coalesce(region.name, inspection.region) as region_name, coalesce(department.name, '—') as department, inspection.outcome,
      (inspection.recorded_at at time zone 'Asia/Shanghai')::date::text as inspected_on, inspection.published_at, inspection.draw_id
    from ${join}
    where inspection.city = ${scope.city} and inspection.published_at is not null
      and (${at}::timestamptz is null or (inspection.published_at, inspection.id) < (${at}::timestamptz, ${id}::uuid))
      and (${filter.outcome ?? null}::text is null or inspection.outcome = ${filter.outcome ?? null})
      and (${filter.search ?? ''} = '' or strpos(inspection.name, ${filter.search ?? ''}) > 0 or inspection.credit_code = ${filter.search ?? ''})
    order by inspection.published_at desc, inspection.id desc limit ${filter.limit}`.execute(scope.tx)
  return found.rows
}
