/** SQL of observations. */
import { type RawBuilder, sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { goesAhead } from '#kernel/db/pipelining.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { IndicatorsTables, ObservationRow, ObservationState } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<IndicatorsTables>()

/** Published values of these indicators: everything that figures are computed from. */
export async function publishedValues(
  scope: Scope,
  indicatorIds: readonly string[],
): Promise<Array<Pick<ObservationRow, 'indicator_id' | 'region' | 'period' | 'value'>>> {
  if (indicatorIds.length === 0) return []
  return tables(scope)
    .selectFrom('observation')
    .select(['indicator_id', 'region', 'period', 'value'])
    .where('city', '=', scope.city)
    .where('state', '=', 'published')
    .where(sql<boolean>`indicator_id = any(${[...indicatorIds]}::uuid[])`)
    .orderBy('period')
    .execute()
}

/**
 * Lets one transaction of a city at a time change figures or work states out of them, until it ends: two reports of
 * the same place would both become its draft, and a state worked out beside another's report would miss it.
 */
export async function lockFigures(scope: Scope): Promise<void> {
  await sql`${goesAhead} select pg_advisory_xact_lock(${figuresKey(scope)})`.execute(scope.tx)
}

/** {@link lockFigures} unless somebody else has it; tells whether it has been taken. */
export async function tryLockFigures(scope: Scope): Promise<boolean> {
  const taken = await sql<{
    taken: boolean
  }>`select pg_try_advisory_xact_lock(${figuresKey(scope)}) as taken`.execute(scope.tx)
  return taken.rows[0]?.taken === true
}

const figuresKey = (scope: Scope) => sql`hashtextextended(${`${scope.city}/indicators/figures`}, 0)`

export interface NewObservation {
  readonly indicatorId: string
  readonly region: string
  readonly period: string
  readonly value: number
  readonly explanation: string | null
  readonly evidenceFileId?: string | null | undefined
}

/** Published values of single places; those without are left out. */
export async function publishedAt(
  scope: Scope,
  places: ReadonlyArray<{ readonly indicatorId: string; readonly region: string; readonly period: string }>,
): Promise<Array<Pick<ObservationRow, 'indicator_id' | 'region' | 'period' | 'value'>>> {
  if (places.length === 0) return []
  const found = await sql<Pick<ObservationRow, 'indicator_id' | 'region' | 'period' | 'value'>>`
    select place.indicator_id, place.region, place.period, present.value
    from unnest(${places.map((place) => place.indicatorId)}::uuid[], ${places.map((place) => place.region)}::text[],
      ${places.map((place) => place.period)}::text[]) place(indicator_id, region, period)
    cross join lateral (
      select value from observation o where o.city = ${scope.city} and o.indicator_id = place.indicator_id
        and o.region = place.region and o.period = place.period and o.state = 'published' limit 1) present`.execute(
    scope.tx,
  )
  return found.rows
}

/** Of these entries, how many are still drafts. */
export async function countDrafts(scope: Scope, ids: readonly string[]): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from observation
    where city = ${scope.city} and id = any(${[...ids]}::uuid[]) and state = 'draft'`.execute(scope.tx)
  return found.rows[0]?.count ?? 0
}

/**
 * Keeps the draft or published entries of the places as superseded. Each place is looked up by itself through its
 * unique index: a join is planned as a loop over the table where there are no statistics (PGlite gathers none), and
 * then takes 57 s instead of 2 s for 8,200 figures.
 */
async function supersede(
  scope: Scope,
  state: 'draft' | 'published',
  places: RawBuilder<unknown>,
): Promise<void> {
  await sql`update observation set state = 'superseded'
    where city = ${scope.city} and id = any(array(
      select present.id from ${places} cross join lateral (
        select id from observation o where o.city = ${scope.city} and o.indicator_id = place.indicator_id
          and o.region = place.region and o.period = place.period and o.state = ${sql.lit(state)} limit 1) present))`.execute(
    scope.tx,
  )
}

/**
 * Enters drafts, one array a column; a draft of the same place is kept as superseded. The rows name each place once.
 * Returns their ids.
 */
export async function insertDrafts(
  scope: Scope,
  rows: readonly NewObservation[],
  unitId: string | null,
): Promise<string[]> {
  await lockFigures(scope)
  const ids = rows.map(() => newId())
  await supersede(
    scope,
    'draft',
    sql`unnest(${rows.map((row) => row.indicatorId)}::uuid[], ${rows.map((row) => row.region)}::text[],
      ${rows.map((row) => row.period)}::text[]) place(indicator_id, region, period)`,
  )
  await sql`insert into observation (city, id, indicator_id, region, period, value, state, explanation,
      evidence_file_id, unit_id, entered_at, entered_by)
    select ${scope.city}, given.id, given.indicator_id, given.region, given.period, given.value, 'draft',
      given.explanation, given.evidence_file_id, ${unitId}::uuid, ${scope.now}, ${scope.actor.name}
    from unnest(${ids}::uuid[], ${rows.map((row) => row.indicatorId)}::uuid[], ${rows.map((row) => row.region)}::text[],
      ${rows.map((row) => row.period)}::text[], ${rows.map((row) => String(row.value))}::numeric[],
      ${rows.map((row) => row.explanation)}::text[], ${rows.map((row) => row.evidenceFileId ?? null)}::uuid[])
      given(id, indicator_id, region, period, value, explanation, evidence_file_id)`.execute(scope.tx)
  return ids
}

/** Publishes drafts; what was published for the same place before is kept as superseded. Returns what is now published. */
export async function publishDrafts(
  scope: Scope,
  ids: readonly string[],
): Promise<Array<Pick<ObservationRow, 'id' | 'indicator_id'>>> {
  await lockFigures(scope)
  const given = sql`${[...ids]}::uuid[]`
  await supersede(
    scope,
    'published',
    sql`(select indicator_id, region, period from observation
      where city = ${scope.city} and id = any(${given}) and state = 'draft') place`,
  )
  const published = await sql<Pick<ObservationRow, 'id' | 'indicator_id'>>`
    update observation set state = 'published', published_at = ${scope.now}, published_by = ${scope.actor.name}
    where city = ${scope.city} and id = any(${given}) and state = 'draft'
    returning id, indicator_id`.execute(scope.tx)
  return published.rows
}

/** Discards drafts; returns how many. */
export async function discardDrafts(scope: Scope, ids: readonly string[]): Promise<number> {
  const found = await sql<{ id: string }>`update observation set state = 'discarded'
    where city = ${scope.city} and id = any(${[...ids]}::uuid[]) and state = 'draft' returning id`.execute(
    scope.tx,
  )
  return found.rows.length
}

export interface ObservationFilter {
  readonly indicatorId?: string | undefined
  /** Only of these indicators. */
  readonly indicatorIds?: readonly string[] | undefined
  readonly region?: string | undefined
  readonly period?: string | undefined
  readonly state?: ObservationState | undefined
  /** Only what one of these units entered. */
  readonly unitIds?: readonly string[] | undefined
  /** What never was published only of these units; of all unless given. */
  readonly draftsOf?: readonly string[] | undefined
  /** Id that the last page ended with. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Entries, newest first. */
export function listObservations(scope: Scope, filter: ObservationFilter): Promise<ObservationRow[]> {
  let query = tables(scope)
    .selectFrom('observation')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('id', 'desc')
    .limit(filter.limit)
  if (filter.indicatorId) query = query.where('indicator_id', '=', filter.indicatorId)
  if (filter.indicatorIds)
    query = query.where(sql<boolean>`indicator_id = any(${[...filter.indicatorIds]}::uuid[])`)
  if (filter.region) query = query.where('region', '=', filter.region)
  if (filter.period) query = query.where('period', '=', filter.period)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.unitIds) query = query.where(sql<boolean>`unit_id = any(${[...filter.unitIds]}::uuid[])`)
  if (filter.draftsOf)
    query = query.where(
      sql<boolean>`(published_at is not null or unit_id = any(${[...filter.draftsOf]}::uuid[]))`,
    )
  if (filter.after) query = query.where('id', '<', filter.after)
  return query.execute()
}
