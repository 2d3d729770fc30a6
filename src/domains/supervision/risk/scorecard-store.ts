/** SQL of scorecard versions. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { Borders } from './scorecard.ts'
import { type RiskClass, ScorecardDefinition } from './scorecard.ts'
import { classBySql, countScores, type ScoreCount, scoringQuery } from './scoring-store.ts'
import type { RiskTables, ScorecardVersionRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<RiskTables>()

const json = <Value>(value: Value) => sql<Value>`${value === null ? null : JSON.stringify(value)}::jsonb`

/** Stored definitions were valid when written; parsing fills in what newer programs added with its default. */
const parsed = (row: ScorecardVersionRow): ScorecardVersionRow => ({
  ...row,
  definition: ScorecardDefinition.parse(row.definition),
})

export async function insertVersion(scope: Scope, row: Omit<ScorecardVersionRow, 'city'>): Promise<void> {
  await tables(scope)
    .insertInto('risk_scorecard_version')
    .values({ ...row, city: scope.city, definition: json(row.definition), what_if: json(row.what_if) })
    .execute()
}

export async function updateVersion(
  scope: Scope,
  id: string,
  change: Partial<Omit<ScorecardVersionRow, 'city' | 'id'>>,
): Promise<void> {
  const { definition, what_if: whatIf, ...rest } = change
  await tables(scope)
    .updateTable('risk_scorecard_version')
    .set({
      ...rest,
      ...(definition === undefined ? {} : { definition: json(definition) }),
      ...(whatIf === undefined ? {} : { what_if: json(whatIf) }),
    })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

export async function findVersion(scope: Scope, id: string): Promise<ScorecardVersionRow | undefined> {
  const row = await tables(scope)
    .selectFrom('risk_scorecard_version')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && parsed(row)
}

/** The version by which enterprises are classified now. */
export async function findVersionInForce(scope: Scope): Promise<ScorecardVersionRow | undefined> {
  const row = await tables(scope)
    .selectFrom('risk_scorecard_version')
    .selectAll()
    .where('city', '=', scope.city)
    .where('state', '=', 'adopted')
    .executeTakeFirst()
  return row && parsed(row)
}

/** All versions, newest first; a city has few. */
export async function listVersions(scope: Scope): Promise<ScorecardVersionRow[]> {
  const rows = await tables(scope)
    .selectFrom('risk_scorecard_version')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('number', 'desc')
    .limit(200)
    .execute()
  return rows.map(parsed)
}

/** The number of the next version. */
export async function nextNumber(scope: Scope): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.city}/risk-scorecard`}, 0))`.execute(
    scope.tx,
  )
  const row = await tables(scope)
    .selectFrom('risk_scorecard_version')
    .select((select) => select.fn.max('number').as('last'))
    .where('city', '=', scope.city)
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

/** One cell of what a changed scorecard would do: enterprises by class now and then, in a district or section. */
export interface MoveRow {
  readonly region: string | null
  readonly section: string | null
  /** Null for enterprises without a class so far. */
  readonly before: RiskClass | null
  readonly after: RiskClass
  readonly enterprises: number
}

/** An enterprise that would change class. */
export interface MoveExample {
  readonly id: string
  readonly name: string
  readonly region: string
  readonly before: RiskClass
  readonly after: RiskClass
  /** Hundredths of points. */
  readonly scoreBefore: number
  readonly scoreAfter: number
}

/**
 * Scores every enterprise once for the questions of a trial: into a table that this transaction alone has.
 *
 * @param asOf ISO date for which facts are counted
 * @returns how many enterprises have each score
 */
export async function scoreForTrial(
  scope: Scope,
  definition: ScorecardDefinition,
  asOf: string,
): Promise<ScoreCount[]> {
  await sql`drop table if exists pg_temp.risk_trial`.execute(scope.tx)
  await sql`
    create temporary table risk_trial on commit drop as
    select scored.enterprise_id, scored.region, left(scored.industry, 1) as section, present.class as before,
      present.score as score_before, scored.score as score_after, scored.floor
    from (${scoringQuery(scope, definition, 'all', asOf)}) scored
    left join risk_enterprise_class present on present.city = ${scope.city}
      and present.enterprise_id = scored.enterprise_id`.execute(scope.tx)
  return countScores(scope, sql`select score_after as score from pg_temp.risk_trial`)
}

const tried = (borders: Borders) => sql`
  select trial.*, greatest(${classBySql(borders, sql`score_after`)}, floor) as after from pg_temp.risk_trial trial`

/**
 * Moves between classes under the scorecard that {@link scoreForTrial} tries: over all, by district and by section.
 * Overrides are left aside.
 */
export async function trialMoves(scope: Scope, borders: Borders): Promise<MoveRow[]> {
  const rows = await sql<MoveRow>`
    select region, section, before, after, count(*) as enterprises from (${tried(borders)}) tried
    group by grouping sets ((before, after), (region, before, after), (section, before, after))
    order by region nulls first, section nulls first, before, after`.execute(scope.tx)
  return rows.rows
}

/** A few enterprises of each move, those with the largest change of score first. */
export async function trialExamples(scope: Scope, borders: Borders, each: number): Promise<MoveExample[]> {
  const rows = await sql<MoveExample>`
    select example.enterprise_id as id, subject.name, example.region, example.before, example.after,
      example.score_before as "scoreBefore", example.score_after as "scoreAfter"
    from (
      select tried.*, row_number() over (partition by before, after
          order by abs(score_after - score_before) desc, enterprise_id) as place
      from (${tried(borders)}) tried where before <> after) example
    join registry_subject subject on subject.city = ${scope.city} and subject.enterprise_id = example.enterprise_id
    where example.place <= ${sql.lit(each)}
    order by example.before, example.after, example.place`.execute(scope.tx)
  return rows.rows
}
