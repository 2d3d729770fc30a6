/** SQL that reads classes: lists, counts, moves, and the records behind a factor. */
import { type RawBuilder, sql } from 'kysely'
import { inReach, type UnitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { recordFactor } from './factor-sources.ts'
import type { FactReference, RiskClass } from './scorecard.ts'
import type {
  ClassOverrideRow,
  ClassPeriodRow,
  EnterpriseClassRow,
  RiskTables,
  SubjectRow,
} from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<RiskTables>()

export function findClass(scope: Scope, enterpriseId: string): Promise<EnterpriseClassRow | undefined> {
  return tables(scope)
    .selectFrom('risk_enterprise_class')
    .selectAll()
    .where('city', '=', scope.city)
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
}

export type ClassStretchRow = Pick<
  ClassPeriodRow,
  'id' | 'class' | 'score' | 'from_on' | 'to_on' | 'cause'
> & { scorecard: string }

/** The stretches of an enterprise, newest first. */
export async function listStretches(scope: Scope, enterpriseId: string): Promise<ClassStretchRow[]> {
  return tables(scope)
    .selectFrom('risk_class_period as period')
    .innerJoin('risk_scorecard_version as version', (join) =>
      join.onRef('version.city', '=', 'period.city').onRef('version.id', '=', 'period.scorecard_version_id'),
    )
    .select(['period.id', 'period.class', 'period.score', 'period.from_on', 'period.to_on', 'period.cause'])
    .select('version.title as scorecard')
    .where('period.city', '=', scope.city)
    .where('period.enterprise_id', '=', enterpriseId)
    .orderBy('period.began_at', 'desc')
    .orderBy('period.id', 'desc')
    .limit(100)
    .execute()
}

/** A record that counts for a factor. */
export interface RecordBehind {
  readonly id: string
  readonly label: string
  readonly at: string
  readonly value: number
}

/** Most records that are named behind one fact. */
const namedRecords = 50

/**
 * The records that each of these facts was made of as of a day, newest first, at most 50 each, in the order of the
 * facts; facts of the register have none.
 */
export async function recordsBehind(
  scope: Scope,
  enterpriseId: string,
  facts: readonly FactReference[],
  asOf: string,
): Promise<RecordBehind[][]> {
  const views = [...new Set(facts.flatMap((fact) => recordFactor(fact.source)?.source.view ?? []))]
  if (views.length === 0) return facts.map(() => [])
  const branches = views.map(
    (view) => sql`select factor, value, at, record_id, record_label from ${sql.table(view)}
      where city = ${scope.city} and enterprise_id = ${enterpriseId}::uuid`,
  )
  const rows = await sql<RecordBehind & { place: number }>`
    select place, id, label, at, value from (
      select wanted.place, record.record_id as id, record.record_label as label, record.at, record.value,
        row_number() over (partition by wanted.place order by record.at desc, record.record_id desc) as number
      from unnest(${facts.map((fact) => fact.source)}::text[], ${facts.map((fact) => fact.months)}::integer[])
        with ordinality wanted (factor, months, place)
      join (${sql.join(branches, sql` union all `)}) record on record.factor = wanted.factor
        and record.at <= ${asOf}::date and (wanted.months is null
          or record.at > (${asOf}::date - make_interval(months => wanted.months))::date)) numbered
    where number <= ${sql.lit(namedRecords)} order by place, number`.execute(scope.tx)
  const behind = facts.map((): RecordBehind[] => [])
  for (const { place, ...record } of rows.rows) behind[place - 1]?.push(record)
  return behind
}

export interface ClassListFilter {
  readonly class?: RiskClass | undefined
  readonly region?: string | undefined
  readonly section?: string | undefined
  readonly search?: string | undefined
  readonly reach: UnitsInReach
  readonly after?: ClassPlace | undefined
  readonly limit: number
}

/** Place in the list's order: class and score falling, then id. */
export interface ClassPlace {
  readonly class: RiskClass
  readonly score: number
  readonly id: string
}

export type ClassListRow = EnterpriseClassRow & Pick<SubjectRow, 'name' | 'credit_code' | 'size'>

/** Enterprises with their classes, riskiest first. */
export function listClasses(scope: Scope, filter: ClassListFilter): Promise<ClassListRow[]> {
  let query = tables(scope)
    .selectFrom('risk_enterprise_class as present')
    .innerJoin('registry_subject as subject', (join) =>
      join
        .onRef('subject.city', '=', 'present.city')
        .onRef('subject.enterprise_id', '=', 'present.enterprise_id'),
    )
    .selectAll('present')
    .select(['subject.name', 'subject.credit_code', 'subject.size'])
    .where('present.city', '=', scope.city)
    .where(inReach(filter.reach, { region: 'present.region' }))
    .orderBy('present.class', 'desc')
    .orderBy('present.score', 'desc')
    .orderBy('present.enterprise_id', 'desc')
    .limit(filter.limit)
  if (filter.class) query = query.where('present.class', '=', filter.class)
  if (filter.region) query = query.where('present.region', '=', filter.region)
  if (filter.section) query = query.where(sql<boolean>`left(present.industry, 1) = ${filter.section}`)
  if (filter.search)
    query = query.where(
      sql<boolean>`(strpos(subject.name, ${filter.search}) > 0 or starts_with(subject.credit_code, ${filter.search}))`,
    )
  const { after } = filter
  if (after)
    query = query.where(
      sql<boolean>`(present.class, present.score, present.enterprise_id) < (${after.class}::text, ${after.score}::integer, ${after.id}::uuid)`,
    )
  return query.execute()
}

/** Moves between classes since a day: how many enterprises went from where to where. */
export async function countMoves(
  scope: Scope,
  since: string,
): Promise<Array<{ before: RiskClass; after: RiskClass; enterprises: number }>> {
  const rows = await sql<{ before: RiskClass; after: RiskClass; enterprises: number }>`
    select before.class as before, after.class as after, count(*) as enterprises
    from risk_class_period after
    join risk_class_period before on before.city = after.city and before.enterprise_id = after.enterprise_id
      and before.ended_at = after.began_at
    where after.city = ${scope.city} and after.began_at >= ${since}::date and before.class <> after.class
    group by 1, 2 order by 1, 2`.execute(scope.tx)
  return rows.rows
}

export interface MoveListFilter {
  readonly from?: RiskClass | undefined
  readonly to?: RiskClass | undefined
  readonly region?: string | undefined
  readonly reach: UnitsInReach
  readonly after?: { readonly at: string; readonly id: string } | undefined
  readonly limit: number
}

export interface MoveListRow {
  readonly id: string
  readonly enterprise_id: string
  readonly name: string
  readonly region: string
  readonly before: RiskClass | null
  readonly after: RiskClass
  readonly on: string
  readonly began_at: Date
  readonly cause: string
}

/** Changes of class, newest first. */
export async function listMoves(scope: Scope, filter: MoveListFilter): Promise<MoveListRow[]> {
  const conditions: RawBuilder<unknown>[] = [
    sql`after.city = ${scope.city}`,
    sql`before.class is distinct from after.class`,
    inReach(filter.reach, { region: 'after.region' }),
  ]
  if (filter.from) conditions.push(sql`before.class = ${filter.from}`)
  if (filter.to) conditions.push(sql`after.class = ${filter.to}`)
  if (filter.region) conditions.push(sql`after.region = ${filter.region}`)
  if (filter.after)
    conditions.push(
      sql`(after.began_at, after.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`,
    )
  const rows = await sql<MoveListRow>`
    select after.id, after.enterprise_id, subject.name, after.region, before.class as before, after.class as after,
      after.from_on as "on", after.began_at, after.cause
    from risk_class_period after
    left join risk_class_period before on before.city = after.city and before.enterprise_id = after.enterprise_id
      and before.ended_at = after.began_at
    join registry_subject subject on subject.city = after.city and subject.enterprise_id = after.enterprise_id
    where ${sql.join(conditions, sql` and `)}
    order by after.began_at desc, after.id desc limit ${sql.lit(filter.limit)}`.execute(scope.tx)
  return rows.rows
}

export function findOpenOverride(scope: Scope, enterpriseId: string): Promise<ClassOverrideRow | undefined> {
  return tables(scope)
    .selectFrom('risk_class_override')
    .selectAll()
    .where('city', '=', scope.city)
    .where('enterprise_id', '=', enterpriseId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
}

export async function insertOverride(scope: Scope, row: Omit<ClassOverrideRow, 'city'>): Promise<void> {
  await tables(scope)
    .insertInto('risk_class_override')
    .values({ ...row, city: scope.city })
    .execute()
}

export async function closeOverride(scope: Scope, id: string): Promise<void> {
  await tables(scope)
    .updateTable('risk_class_override')
    .set({ lifted_at: scope.now, lifted_by: scope.actor.name })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** An enterprise as the register publishes it. */
export function findSubject(scope: Scope, enterpriseId: string): Promise<SubjectRow | undefined> {
  return tables(scope)
    .selectFrom('registry_subject')
    .selectAll()
    .where('city', '=', scope.city)
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
}

/** The same by an id from before a merge: of a duplicate, the enterprise that took it over. */
export async function findPresentSubject(
  scope: Scope,
  enterpriseId: string,
): Promise<SubjectRow | undefined> {
  const rows = await sql<SubjectRow>`
    select subject.* from registry_subject subject
    where subject.city = ${scope.city} and subject.enterprise_id = coalesce(
      (select leads_to from registry_redirect where city = ${scope.city} and enterprise_id = ${enterpriseId}::uuid),
      ${enterpriseId}::uuid)`.execute(scope.tx)
  return rows.rows[0]
}
