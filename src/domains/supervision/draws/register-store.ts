/** SQL of inspection items, inspectors and their avoidances, and of the register that items draw from. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type {
  AvoidanceReason,
  Check,
  DrawClass,
  InspectionItemFields,
  RegisterRule,
} from './register-contract.ts'

/** JSON for a jsonb column; an object parameter would be sent in the driver's own way. */
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

export type ItemRow = {
  id: string
  code: string
  version: number
  title: string
  category: InspectionItemFields['category']
  basis: string
  clause: string
  subject_kind: InspectionItemFields['subjectKind']
  method: InspectionItemFields['method']
  department_id: string
  skill: string | null
  yearly_limit: number | null
  rest_months: number | null
  register: RegisterRule
  checks: Check[]
  state: 'active' | 'replaced' | 'retired'
  created_at: Date
  created_by: string
}

const itemColumns = sql`id, code, version, title, category, basis, clause, subject_kind, method, department_id, skill,
  yearly_limit, rest_months, register, checks, state, created_at, created_by`

export async function listItems(
  scope: Scope,
  filter: {
    readonly search?: string | undefined
    readonly all?: boolean | undefined
    readonly after?: readonly [string, number] | undefined
    readonly limit: number
  },
): Promise<ItemRow[]> {
  const [code, version] = filter.after ?? ['', 0]
  const found = await sql<ItemRow>`select ${itemColumns} from inspection_item
    where city = ${scope.city} and (code, version) > (${code}, ${version}::integer)
      and (${filter.all ?? false} or state = 'active')
      and (${filter.search ?? ''} = '' or strpos(code || ' ' || title, ${filter.search ?? ''}) > 0)
    order by code, version limit ${filter.limit}`.execute(scope.tx)
  return found.rows
}

export async function findItem(scope: Scope, id: string): Promise<ItemRow | undefined> {
  const found = await sql<ItemRow>`select ${itemColumns} from inspection_item
    where city = ${scope.city} and id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

export async function itemVersions(scope: Scope, code: string): Promise<ItemRow[]> {
  const found = await sql<ItemRow>`select ${itemColumns} from inspection_item
    where city = ${scope.city} and code = ${code} order by version desc`.execute(scope.tx)
  return found.rows
}

export async function setItemState(scope: Scope, id: string, state: ItemRow['state']): Promise<void> {
  await sql`update inspection_item set state = ${state} where city = ${scope.city} and id = ${id}`.execute(
    scope.tx,
  )
}

export async function insertItem(
  scope: Scope,
  item: InspectionItemFields & { readonly id: string; readonly version: number },
): Promise<void> {
  await sql`insert into inspection_item (city, id, code, version, title, category, basis, clause, subject_kind, method,
      department_id, skill, yearly_limit, rest_months, register, checks, state, created_at, created_by)
    values (${scope.city}, ${item.id}, ${item.code}, ${item.version}, ${item.title}, ${item.category}, ${item.basis},
      ${item.clause}, ${item.subjectKind}, ${item.method}, ${item.departmentId}, ${item.skill}, ${item.yearlyLimit},
      ${item.restMonths}, ${json(item.register)}, ${json(item.checks)}, 'active', ${scope.now}, ${scope.actor.name})`.execute(
    scope.tx,
  )
}

/** What an item draws from: the register narrowed by its rule, and by the months of rest. */
export interface RegisterSelection {
  readonly rule: RegisterRule
  readonly itemCode: string
  /** Subjects inspected for the item on or after this day rest; null for nobody. */
  readonly restingSince: string | null
}

const withinRule = ({ rule }: RegisterSelection) => sql<boolean>`subject.status = 'active'
  and (${rule.industries.length} = 0 or exists (
    select from unnest(${rule.industries}::text[]) as wanted (prefix) where starts_with(subject.industry, wanted.prefix)))
  and (${rule.tags.length} = 0 or subject.tags && ${rule.tags}::text[])
  and (${rule.regions.length} = 0 or exists (
    select from unnest(${rule.regions}::text[]) as wanted (prefix) where starts_with(subject.region, wanted.prefix)))
  and (${rule.sizes.length} = 0 or subject.size = any(${rule.sizes}::text[]))
  and (${rule.classes.length} = 0 or coalesce(standing.class, 'N') = any(${rule.classes}::text[]))`

const resting = (scope: Scope, { itemCode, restingSince }: RegisterSelection) => sql<boolean>`exists (
  select from inspection done where done.city = ${scope.city} and done.enterprise_id = subject.enterprise_id
    and done.item_code = ${itemCode} and done.recorded_at >= ${restingSince}::date)`

const subjects = sql`registry_subject subject
  left join supervision_enterprise_class standing
    on standing.city = subject.city and standing.enterprise_id = subject.enterprise_id`

/** Subjects by county and class; those that rest counted apart. */
export async function countSubjects(
  scope: Scope,
  selection: RegisterSelection,
): Promise<Array<{ region: string; class: DrawClass; subjects: number; resting: number }>> {
  const found = await sql<{ region: string; class: DrawClass; subjects: number; resting: number }>`
    select region, class, count(*) filter (where not resting)::int as subjects, count(*) filter (where resting)::int as resting
    from (
      select left(subject.region, 6) as region, coalesce(standing.class, 'N') as class,
        ${selection.restingSince === null ? sql`false` : resting(scope, selection)} as resting
      from ${subjects} where subject.city = ${scope.city} and ${withinRule(selection)}
    ) counted group by region, class order by region, class`.execute(scope.tx)
  return found.rows
}

/** A page of the subjects that can be drawn, in the order of their codes' bytes. */
export async function subjectPage(
  scope: Scope,
  selection: RegisterSelection,
  after: string,
  limit: number,
): Promise<Array<{ code: string; region: string; class: DrawClass }>> {
  const found = await sql<{ code: string; region: string; class: DrawClass }>`
    select subject.credit_code as code, left(subject.region, 6) as region, coalesce(standing.class, 'N') as class
    from ${subjects}
    where subject.city = ${scope.city} and subject.credit_code > ${after} collate "C" and ${withinRule(selection)}
      and ${selection.restingSince === null ? sql`true` : sql`not ${resting(scope, selection)}`}
    order by subject.credit_code collate "C" limit ${limit}`.execute(scope.tx)
  return found.rows
}

export async function findSubjectsByCode(
  scope: Scope,
  codes: readonly string[],
): Promise<Array<{ enterprise_id: string; credit_code: string; name: string; region: string }>> {
  const found = await sql<{ enterprise_id: string; credit_code: string; name: string; region: string }>`
    select enterprise_id, credit_code, name, region from registry_subject
    where city = ${scope.city} and credit_code = any(${[...codes]}::text[])`.execute(scope.tx)
  return found.rows
}

export type InspectorRow = {
  id: string
  number: string
  account_id: string | null
  name: string
  department_id: string
  certificate: string
  certificate_until: string
  skills: string[]
  districts: string[]
  maximum_load: number
  active: boolean
}

const inspectorColumns = sql`id, number, account_id, name, department_id, certificate,
  certificate_until::text as certificate_until, skills, districts, maximum_load, active`

export async function listInspectors(
  scope: Scope,
  filter: {
    readonly search?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<Array<InspectorRow & { open: number }>> {
  const found = await sql<InspectorRow & { open: number }>`select ${inspectorColumns},
      (select count(*)::int from inspection_team team join inspection on inspection.city = team.city
        and inspection.id = team.inspection_id
        where team.city = inspector.city and team.inspector_id = inspector.id and inspection.closed_at is null) as open
    from inspector where city = ${scope.city} and number > ${filter.after ?? ''}
      and (${filter.search ?? ''} = '' or strpos(number || ' ' || name, ${filter.search ?? ''}) > 0)
    order by number limit ${filter.limit}`.execute(scope.tx)
  return found.rows
}

export async function findInspectorByNumber(scope: Scope, number: string): Promise<InspectorRow | undefined> {
  const found = await sql<InspectorRow>`select ${inspectorColumns} from inspector
    where city = ${scope.city} and number = ${number}`.execute(scope.tx)
  return found.rows[0]
}

export async function findInspector(scope: Scope, id: string): Promise<InspectorRow | undefined> {
  const found = await sql<InspectorRow>`select ${inspectorColumns} from inspector
    where city = ${scope.city} and id = ${id}`.execute(scope.tx)
  return found.rows[0]
}

export async function isAccountTaken(
  scope: Scope,
  accountId: string,
  exceptNumber: string,
): Promise<boolean> {
  const found = await sql`select from inspector
    where city = ${scope.city} and account_id = ${accountId} and number <> ${exceptNumber}`.execute(scope.tx)
  return found.rows.length > 0
}

export async function saveInspector(scope: Scope, row: InspectorRow): Promise<void> {
  await sql`insert into inspector (city, id, number, account_id, name, department_id, certificate, certificate_until,
      skills, districts, maximum_load, active, changed_at, changed_by)
    values (${scope.city}, ${row.id}, ${row.number}, ${row.account_id}, ${row.name}, ${row.department_id},
      ${row.certificate}, ${row.certificate_until}, ${row.skills}::text[], ${row.districts}::text[], ${row.maximum_load},
      ${row.active}, ${scope.now}, ${scope.actor.name})
    on conflict (city, id) do update set account_id = excluded.account_id, name = excluded.name,
      department_id = excluded.department_id, certificate = excluded.certificate,
      certificate_until = excluded.certificate_until, skills = excluded.skills, districts = excluded.districts,
      maximum_load = excluded.maximum_load, active = excluded.active, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(scope.tx)
}

/** Who can be sent by a department: active, with a certificate that still holds, knowing the field; by number. */
export async function inspectorsToSend(
  scope: Scope,
  departmentId: string,
  skill: string | null,
  onDate: string,
): Promise<InspectorRow[]> {
  const found = await sql<InspectorRow>`select ${inspectorColumns} from inspector
    where city = ${scope.city} and department_id = ${departmentId} and active and certificate_until >= ${onDate}::date
      and (${skill}::text is null or ${skill} = any(skills))
    order by number collate "C"`.execute(scope.tx)
  return found.rows
}

export type AvoidanceRow = {
  id: string
  inspector_id: string
  enterprise_id: string
  enterprise: string
  reason: AvoidanceReason
  declared_at: Date
}

export async function currentAvoidances(
  scope: Scope,
  inspectorIds: readonly string[],
): Promise<AvoidanceRow[]> {
  const found = await sql<AvoidanceRow>`
    select avoidance.id, inspector_id, avoidance.enterprise_id, coalesce(subject.name, '—') as enterprise, reason, declared_at
    from inspector_avoidance avoidance left join registry_subject subject
      on subject.city = avoidance.city and subject.enterprise_id = avoidance.enterprise_id
    where avoidance.city = ${scope.city} and inspector_id = any(${[...inspectorIds]}::uuid[]) and ended_at is null
    order by avoidance.id`.execute(scope.tx)
  return found.rows
}

/**
 * Pairs that must not meet in a draw: declared, and by rotation (who inspected the subject since the given day).
 * Only subjects that can be drawn.
 */
export async function pairsToAvoid(
  scope: Scope,
  selection: RegisterSelection,
  inspectorIds: readonly string[],
  rotationSince: string,
): Promise<Array<{ inspector: string; subject: string; reason: string }>> {
  const found = await sql<{ inspector: string; subject: string; reason: string }>`
    with pairs as (
      select inspector_id, enterprise_id, 'declared' as reason from inspector_avoidance
      where city = ${scope.city} and ended_at is null and inspector_id = any(${[...inspectorIds]}::uuid[])
      union
      select team.inspector_id, inspection.enterprise_id, 'rotation' from inspection_team team
      join inspection on inspection.city = team.city and inspection.id = team.inspection_id
      where team.city = ${scope.city} and team.inspector_id = any(${[...inspectorIds]}::uuid[])
        and inspection.recorded_at >= ${rotationSince}::date)
    select inspector.number as inspector, subject.credit_code as subject, min(pairs.reason) as reason
    from pairs
    join inspector on inspector.city = ${scope.city} and inspector.id = pairs.inspector_id
    join ${subjects} on subject.enterprise_id = pairs.enterprise_id
    where subject.city = ${scope.city} and ${withinRule(selection)}
    group by 1, 2 order by subject.credit_code collate "C", inspector.number collate "C"`.execute(scope.tx)
  return found.rows
}

export async function insertAvoidance(
  scope: Scope,
  row: {
    readonly id: string
    readonly inspectorId: string
    readonly enterpriseId: string
    readonly reason: AvoidanceReason
    readonly note: string | null
  },
): Promise<boolean> {
  const inserted =
    await sql`insert into inspector_avoidance (city, id, inspector_id, enterprise_id, reason, note, declared_at, declared_by)
    values (${scope.city}, ${row.id}, ${row.inspectorId}, ${row.enterpriseId}, ${row.reason}, ${row.note}, ${scope.now}, ${scope.actor.name})
    on conflict (city, inspector_id, enterprise_id) where ended_at is null do nothing returning id`.execute(
      scope.tx,
    )
  return inserted.rows.length > 0
}

export async function endAvoidance(scope: Scope, id: string): Promise<boolean> {
  const ended = await sql`update inspector_avoidance set ended_at = ${scope.now}
    where city = ${scope.city} and id = ${id} and ended_at is null returning id`.execute(scope.tx)
  return ended.rows.length > 0
}
