/** SQL that writes classes: the current one of each enterprise, and the history of its changes. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { Borders, RiskClass, ScorecardDefinition } from './scorecard.ts'
import { classBySql, isClassified, type Selection, scoringQuery, selected } from './scoring-store.ts'
import type { ChangeCause, ClassificationRunRow, RiskTables } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<RiskTables>()

/** What to classify with. */
export interface Classification {
  readonly versionId: string
  readonly definition: ScorecardDefinition
  readonly borders: Borders
  /** ISO date for which facts are counted. */
  readonly asOf: string
}

/** Every `size`-th enterprise id in order, and how many enterprises get a class: the ends of pieces of work. */
export async function classificationPieces(
  scope: Scope,
  size: number,
): Promise<{ readonly ends: readonly string[]; readonly total: number }> {
  const rows = await sql<{ id: string | null; total: number }>`
    with numbered as (
      select subject.enterprise_id as id, row_number() over (order by subject.enterprise_id) as place
      from registry_subject subject where ${isClassified(scope)})
    select id, place as total from numbered where place % ${sql.lit(size)} = 0
    union all select null, count(*) from numbered
    order by total`.execute(scope.tx)
  return {
    ends: rows.rows.flatMap((row) => row.id ?? []),
    total: rows.rows.findLast((row) => row.id === null)?.total ?? 0,
  }
}

// Above this many enterprises one lock on the city costs less than a lock on each.
const singleLocks = 500

/**
 * Lets nobody else classify the selected enterprises until the transaction ends: whoever scored before another's new
 * fact was committed must not write over what that one found. Pieces of a full pass keep single changes waiting for
 * the seconds they take.
 */
export async function lockClasses(scope: Scope, selection: Selection): Promise<void> {
  const city = sql`hashtextextended(${`${scope.city}/risk-class`}, 0)`
  if (selection === 'all' || !('ids' in selection) || selection.ids.length > singleLocks) {
    await sql`select pg_advisory_xact_lock(${city})`.execute(scope.tx)
    return
  }
  await sql`select pg_advisory_xact_lock_shared(${city})`.execute(scope.tx)
  // In one order, so that two changes of the same enterprises cannot wait for each other.
  await sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(${`${scope.city}/risk-class/`} || id, 0) as key
    from unnest(${[...selection.ids]}::text[]) id order by 1) keys`.execute(scope.tx)
}

/**
 * Has the server plan each statement of this transaction for its own borders. A pass sends the same ones piece by piece;
 * planned once for all borders they read other pieces' rows too: at a million enterprises four times the work.
 */
export async function planForEachPiece(scope: Scope): Promise<void> {
  await sql`set local plan_cache_mode = force_custom_plan`.execute(scope.tx)
}

/** Scores the selected enterprises and keeps what came out; rows that stay as they are are not written. */
export async function writeClasses(
  scope: Scope,
  selection: Selection,
  { versionId, definition, borders, asOf }: Classification,
): Promise<void> {
  await sql`
    with scored as (${scoringQuery(scope, definition, selection, asOf)}),
    judged as (
      select scored.*, ${classBySql(borders, sql`scored.score`)} as class_by_score, override.id as override_id,
        override.class as override_class
      from scored left join risk_class_override override on override.city = ${scope.city}
        and override.enterprise_id = scored.enterprise_id and override.lifted_at is null
        and override.effective_from <= ${asOf}::date and override.effective_to > ${asOf}::date)
    insert into risk_enterprise_class as present (city, enterprise_id, region, industry, class, class_by_score, score,
      scorecard_version_id, part, facts, points, vetoes, override_id, as_of, classified_at, class_since)
    select ${scope.city}, enterprise_id, region, industry, greatest(coalesce(override_class, class_by_score), floor),
      class_by_score, score, ${versionId}::uuid, part, facts, points, vetoes, override_id, ${asOf}::date,
      ${scope.now}::timestamptz, ${asOf}::date
    from judged
    on conflict (city, enterprise_id) do update set region = excluded.region, industry = excluded.industry,
      class = excluded.class, class_by_score = excluded.class_by_score, score = excluded.score,
      scorecard_version_id = excluded.scorecard_version_id, part = excluded.part, facts = excluded.facts,
      points = excluded.points, vetoes = excluded.vetoes, override_id = excluded.override_id, as_of = excluded.as_of,
      classified_at = excluded.classified_at,
      class_since = case when present.class = excluded.class then present.class_since else excluded.class_since end
    where (present.class, present.score, present.scorecard_version_id, present.part, present.points, present.facts,
        present.vetoes, present.override_id, present.region, present.industry, present.class_by_score)
      is distinct from (excluded.class, excluded.score, excluded.scorecard_version_id, excluded.part, excluded.points,
        excluded.facts, excluded.vetoes, excluded.override_id, excluded.region, excluded.industry,
        excluded.class_by_score)`.execute(scope.tx)
  await sql`
    delete from risk_enterprise_class present where present.city = ${scope.city}
      and ${selected(selection, sql`present.enterprise_id`)}
      and not exists (select from registry_subject subject
        where ${isClassified(scope)} and subject.enterprise_id = present.enterprise_id)`.execute(scope.tx)
}

/** Enterprises whose history does not yet say what their current row says. */
export async function movedEnterprises(scope: Scope, selection: Selection): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select coalesce(present.enterprise_id, period.enterprise_id) as id
    from (select * from risk_enterprise_class where city = ${scope.city}
        and ${selected(selection, sql`enterprise_id`)}) present
    full join (select * from risk_class_period where city = ${scope.city} and to_on is null
        and ${selected(selection, sql`enterprise_id`)}) period
      on period.enterprise_id = present.enterprise_id
    where (present.class, present.region, present.industry)
      is distinct from (period.class, period.region, period.industry)`.execute(scope.tx)
  return rows.rows.map((row) => row.id)
}

/** Ends the open stretch of these enterprises and begins the next one. */
export async function moveClassPeriods(
  scope: Scope,
  ids: readonly string[],
  cause: ChangeCause,
  asOf: string,
): Promise<void> {
  await sql`
    update risk_class_period set to_on = greatest(from_on, ${asOf}::date), ended_at = ${scope.now}::timestamptz
    where city = ${scope.city} and to_on is null and enterprise_id in (select unnest(${[...ids]}::uuid[]))`.execute(
    scope.tx,
  )
  await sql`
    insert into risk_class_period (city, id, enterprise_id, region, industry, class, class_by_score, score,
      scorecard_version_id, part, facts, points, vetoes, override_id, cause, from_on, began_at)
    select city, gen_random_uuid(), enterprise_id, region, industry, class, class_by_score, score,
      scorecard_version_id, part, facts, points, vetoes, override_id, ${cause}::text, ${asOf}::date,
      ${scope.now}::timestamptz
    from risk_enterprise_class
    where city = ${scope.city} and enterprise_id in (select unnest(${[...ids]}::uuid[]))`.execute(scope.tx)
}

/** How many enterprises have each class now. */
export async function countClasses(scope: Scope): Promise<Record<RiskClass, number>> {
  const rows = await tables(scope)
    .selectFrom('risk_enterprise_class')
    .select(['class', (select) => select.fn.countAll<number>().as('enterprises')])
    .where('city', '=', scope.city)
    .groupBy('class')
    .execute()
  const counts = { A: 0, B: 0, C: 0, D: 0 }
  for (const row of rows) counts[row.class] = row.enterprises
  return counts
}

export async function insertRun(scope: Scope, run: Omit<ClassificationRunRow, 'city'>): Promise<void> {
  await tables(scope)
    .insertInto('risk_classification_run')
    .values({
      ...run,
      city: scope.city,
      by_class: sql`${JSON.stringify(run.by_class)}::jsonb`,
      borders: sql`${JSON.stringify(run.borders)}::jsonb`,
    })
    .execute()
}

/** The last pass with a version of the scorecard, or with any. */
export function findLastRun(scope: Scope, versionId?: string): Promise<ClassificationRunRow | undefined> {
  let query = tables(scope)
    .selectFrom('risk_classification_run')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('finished_at', 'desc')
    .limit(1)
  if (versionId !== undefined) query = query.where('scorecard_version_id', '=', versionId)
  return query.executeTakeFirst()
}
