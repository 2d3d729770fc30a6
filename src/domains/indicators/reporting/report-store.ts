/** SQL of reports, their figures, rounds and files. */
import { sql } from 'kysely'
import { inReach, type UnitsInReach } from '#kernel/access/data-reach.ts'
import { containing } from '#kernel/db/like-pattern.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { FigureRow, ReportFileRow, ReportingTables, ReportRow, ReportState, RoundRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<ReportingTables>()

/** One figure's place, within its report. */
export interface FigureKey {
  readonly indicator_id: string
  readonly region: string
  readonly period: string
}

/** Three arrays for `unnest`, which a place is looked up by. */
export const placesOf = (keys: readonly FigureKey[]) =>
  sql`unnest(${keys.map((key) => key.indicator_id)}::uuid[], ${keys.map((key) => key.region)}::text[],
    ${keys.map((key) => key.period)}::text[]) place(indicator_id, region, period)`

/** The reports of some units and periods that there are already. */
export function findReportsOf(
  scope: Scope,
  pairs: ReadonlyArray<{ readonly unitId: string; readonly period: string }>,
): Promise<ReportRow[]> {
  return tables(scope)
    .selectFrom('report')
    .selectAll()
    .where('city', '=', scope.city)
    .where(
      sql<boolean>`(unit_id, period) in (select * from unnest(
        ${pairs.map((pair) => pair.unitId)}::uuid[], ${pairs.map((pair) => pair.period)}::text[]))`,
    )
    .execute()
}

/** Adds a report of a unit and period; its figures and first round follow. */
export async function insertReport(
  scope: Scope,
  row: Omit<
    ReportRow,
    'city' | 'first_submitted_on' | 'submitted_at' | 'submitted_by' | 'created_at' | 'created_by'
  >,
): Promise<void> {
  await tables(scope)
    .insertInto('report')
    .values({ city: scope.city, ...row, created_at: scope.now, created_by: scope.actor.name })
    .execute()
}

/** Changes where a report stands. */
export async function updateReport(
  scope: Scope,
  id: string,
  change: Partial<
    Pick<
      ReportRow,
      'state' | 'round' | 'case_id' | 'due_on' | 'first_submitted_on' | 'submitted_at' | 'submitted_by'
    >
  >,
): Promise<void> {
  await tables(scope)
    .updateTable('report')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Begins a round, opened now by the caller. */
export async function insertRound(
  scope: Scope,
  row: Pick<RoundRow, 'report_id' | 'round' | 'case_id' | 'reason'>,
): Promise<void> {
  await tables(scope)
    .insertInto('report_round')
    .values({ city: scope.city, ...row, opened_at: scope.now, opened_by: scope.actor.name })
    .execute()
}

/** Says when a round was published, and by whom. */
export async function markRoundPublished(scope: Scope, reportId: string, round: number): Promise<void> {
  await tables(scope)
    .updateTable('report_round')
    .set({ published_at: scope.now, published_by: scope.actor.name })
    .where('city', '=', scope.city)
    .where('report_id', '=', reportId)
    .where('round', '=', round)
    .execute()
}

/** Rounds, newest first. */
export function findRounds(scope: Scope, reportId: string): Promise<RoundRow[]> {
  return tables(scope)
    .selectFrom('report_round')
    .selectAll()
    .where('city', '=', scope.city)
    .where('report_id', '=', reportId)
    .orderBy('round', 'desc')
    .execute()
}

/** The report that a case of any of its rounds belongs to. */
export function findReportOfCase(scope: Scope, caseId: string): Promise<ReportRow | undefined> {
  return tables(scope)
    .selectFrom('report')
    .innerJoin('report_round', (join) =>
      join.onRef('report_round.city', '=', 'report.city').onRef('report_round.report_id', '=', 'report.id'),
    )
    .selectAll('report')
    .where('report.city', '=', scope.city)
    .where('report_round.case_id', '=', caseId)
    .executeTakeFirst()
}

/** Adds figures to a report; those it has already stay. Returns how many are new. */
export async function insertFigures(
  scope: Scope,
  reportId: string,
  rows: ReadonlyArray<FigureKey & Pick<FigureRow, 'position' | 'district_sum'>>,
): Promise<number> {
  const added = await sql<{ region: string }>`
    insert into report_figure (city, report_id, indicator_id, region, period, position, district_sum)
    select ${scope.city}, ${reportId}::uuid, given.* from unnest(
      ${rows.map((row) => row.indicator_id)}::uuid[], ${rows.map((row) => row.region)}::text[],
      ${rows.map((row) => row.period)}::text[], ${rows.map((row) => row.position)}::integer[],
      ${rows.map((row) => row.district_sum)}::boolean[]) given
    on conflict (city, report_id, indicator_id, region, period) do nothing
    returning region`.execute(scope.tx)
  return added.rows.length
}

/** The figures of a report in the order of its form. */
export function findFigures(scope: Scope, reportId: string): Promise<FigureRow[]> {
  return tables(scope)
    .selectFrom('report_figure')
    .selectAll()
    .where('city', '=', scope.city)
    .where('report_id', '=', reportId)
    .orderBy('position')
    .orderBy('period')
    .execute()
}

/** Writes values and explanations of figures that the report has; returns how many there were. */
export async function writeFigures(
  scope: Scope,
  reportId: string,
  rows: ReadonlyArray<FigureKey & Pick<FigureRow, 'value' | 'explanation'>>,
): Promise<number> {
  const written = await sql<{ region: string }>`
    update report_figure f set value = given.value, explanation = given.explanation,
      changed_at = ${scope.now}, changed_by = ${scope.actor.name}
    from unnest(${rows.map((row) => row.indicator_id)}::uuid[], ${rows.map((row) => row.region)}::text[],
      ${rows.map((row) => row.period)}::text[],
      ${rows.map((row) => (row.value === null ? null : String(row.value)))}::numeric[],
      ${rows.map((row) => row.explanation)}::text[]) given(indicator_id, region, period, value, explanation)
    where f.city = ${scope.city} and f.report_id = ${reportId}::uuid and f.indicator_id = given.indicator_id
      and f.region = given.region and f.period = given.period
    returning f.region`.execute(scope.tx)
  return written.rows.length
}

/** Puts evidence to a figure, or takes it off with null. */
export async function setEvidence(
  scope: Scope,
  reportId: string,
  key: FigureKey,
  fileId: string | null,
): Promise<void> {
  await tables(scope)
    .updateTable('report_figure')
    .set({ evidence_file_id: fileId, changed_at: scope.now, changed_by: scope.actor.name })
    .where('city', '=', scope.city)
    .where('report_id', '=', reportId)
    .where('indicator_id', '=', key.indicator_id)
    .where('region', '=', key.region)
    .where('period', '=', key.period)
    .execute()
}

/** Remembers which entry each figure became; all others of the report are drafts again. */
export async function linkObservations(
  scope: Scope,
  reportId: string,
  links: ReadonlyArray<FigureKey & { readonly observationId: string }>,
): Promise<void> {
  await tables(scope)
    .updateTable('report_figure')
    .set({ observation_id: null })
    .where('city', '=', scope.city)
    .where('report_id', '=', reportId)
    .execute()
  if (links.length === 0) return
  await sql`update report_figure f set observation_id = given.observation_id
    from unnest(${links.map((link) => link.indicator_id)}::uuid[], ${links.map((link) => link.region)}::text[],
      ${links.map((link) => link.period)}::text[], ${links.map((link) => link.observationId)}::uuid[])
      given(indicator_id, region, period, observation_id)
    where f.city = ${scope.city} and f.report_id = ${reportId}::uuid and f.indicator_id = given.indicator_id
      and f.region = given.region and f.period = given.period`.execute(scope.tx)
}

/** Of these entries, those that a report under review stands on. */
export async function entriesUnderReview(scope: Scope, observationIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ observation_id: string }>`
    select f.observation_id from unnest(${[...observationIds]}::uuid[]) given(id)
    join report_figure f on f.city = ${scope.city} and f.observation_id = given.id
    join report r on r.city = f.city and r.id = f.report_id and r.state in ('submitted', 'reviewed')`.execute(
    scope.tx,
  )
  return found.rows.map((row) => row.observation_id)
}

/** Of these places, those whose draft a report under review stands on. */
export async function placesUnderReview(scope: Scope, keys: readonly FigureKey[]): Promise<FigureKey[]> {
  const found = await sql<FigureKey>`
    select place.indicator_id, place.region, place.period from ${placesOf(keys)}
    cross join lateral (
      select o.id from observation o where o.city = ${scope.city} and o.indicator_id = place.indicator_id
        and o.region = place.region and o.period = place.period and o.state = 'draft' limit 1) draft
    join report_figure f on f.city = ${scope.city} and f.observation_id = draft.id
    join report r on r.city = f.city and r.id = f.report_id and r.state in ('submitted', 'reviewed')`.execute(
    scope.tx,
  )
  return found.rows
}

/** Remembers that a stored file belongs to a report. */
export async function insertReportFile(
  scope: Scope,
  row: Omit<ReportFileRow, 'city' | 'added_at' | 'added_by'>,
): Promise<void> {
  await tables(scope)
    .insertInto('report_file')
    .values({ city: scope.city, ...row, added_at: scope.now, added_by: scope.actor.name })
    .execute()
}

/** All files of a report, of every round. */
export function findReportFiles(scope: Scope, reportId: string): Promise<ReportFileRow[]> {
  return tables(scope)
    .selectFrom('report_file')
    .selectAll()
    .where('city', '=', scope.city)
    .where('report_id', '=', reportId)
    .execute()
}

/** Whether the report is late on a day: not handed in by the last day, or handed in after it. */
const isLate = (today: string) =>
  sql<boolean>`(r.state <> 'cancelled' and coalesce(r.first_submitted_on, ${today}::date) > r.due_on)`

/** Which reports are wanted; always within a reach. */
export interface ReportFilter {
  readonly reach: UnitsInReach
  readonly states?: readonly ReportState[] | undefined
  readonly late?: boolean | undefined
  readonly period?: string | undefined
  readonly unitId?: string | undefined
  /** Part of the unit's name. */
  readonly search?: string | undefined
}

function conditionsOf(scope: Scope, filter: ReportFilter, today: string) {
  const conditions = [sql<boolean>`r.city = ${scope.city}`, inReach(filter.reach, { unit: 'r.unit_id' })]
  if (filter.states) conditions.push(sql<boolean>`r.state = any(${[...filter.states]}::text[])`)
  if (filter.late !== undefined) conditions.push(sql<boolean>`${isLate(today)} = ${filter.late}`)
  if (filter.period) conditions.push(sql<boolean>`r.period = ${filter.period}`)
  if (filter.unitId) conditions.push(sql<boolean>`r.unit_id = ${filter.unitId}::uuid`)
  if (filter.search) {
    const pattern = containing(filter.search)
    conditions.push(sql<boolean>`exists (select from unit u where u.city = r.city and u.id = r.unit_id
      and (u.name like ${pattern} or u.short_name like ${pattern}))`)
  }
  return conditions
}

/** A report with what lists show beside it. */
export type ListedReport = ReportRow & {
  readonly late: boolean
  readonly figures: number
  readonly filled: number
}

const listed = (today: string) => sql`r.*, ${isLate(today)} as late, counted.figures, counted.filled`
const counted = sql`cross join lateral (
  select count(*)::int as figures, count(f.value)::int as filled from report_figure f
  where f.city = r.city and f.report_id = r.id) counted`

/** Reports, newest period first. */
export async function listReports(
  scope: Scope,
  filter: ReportFilter,
  today: string,
  after: { readonly end: string; readonly id: string } | undefined,
  limit: number,
): Promise<ListedReport[]> {
  const conditions = conditionsOf(scope, filter, today)
  if (after) conditions.push(sql<boolean>`(r.period_end, r.id) < (${after.end}::date, ${after.id}::uuid)`)
  const found = await sql<ListedReport>`select ${listed(today)} from report r ${counted}
    where ${sql.join(conditions, sql` and `)}
    order by r.period_end desc, r.id desc limit ${limit}`.execute(scope.tx)
  return found.rows
}

/** One report as lists show it. */
export async function findListedReport(
  scope: Scope,
  id: string,
  today: string,
): Promise<ListedReport | undefined> {
  const found = await sql<ListedReport>`select ${listed(today)} from report r ${counted}
    where r.city = ${scope.city} and r.id = ${id}::uuid`.execute(scope.tx)
  return found.rows[0]
}

/** How many reports are in each state, and how many of them late. */
export async function countReports(
  scope: Scope,
  filter: ReportFilter,
  today: string,
): Promise<Array<{ state: ReportState; count: number; late: number }>> {
  const found = await sql<{ state: ReportState; count: number; late: number }>`
    select r.state, count(*)::int as count, (count(*) filter (where ${isLate(today)}))::int as late
    from report r where ${sql.join(conditionsOf(scope, filter, today), sql` and `)}
    group by r.state order by r.state`.execute(scope.tx)
  return found.rows
}

/** Periods that have reports, newest first. */
export async function reportedPeriods(scope: Scope, reach: UnitsInReach, limit: number): Promise<string[]> {
  const found = await sql<{ period: string }>`
    select r.period from report r where r.city = ${scope.city} and ${inReach(reach, { unit: 'r.unit_id' })}
    group by r.period, r.period_end order by r.period_end desc, r.period limit ${limit}`.execute(scope.tx)
  return found.rows.map((row) => row.period)
}
