/**
 * A scorecard as one SQL query: facts are gathered set by set, points are constants, so that a pass over all
 * enterprises costs about what the same query written by hand does.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import { factorSources, recordFactor } from './factor-sources.ts'
import { factorsWith, hundredths, mostPointsOf } from './points.ts'
import { tagFactorPrefix } from './risk-contract.ts'
import type { Borders, Factor, FactReference, ProfessionalPart, ScorecardDefinition } from './scorecard.ts'

/** Which enterprises to score: all, some by id, or those after one id up to another. */
export type Selection =
  | 'all'
  | { readonly ids: readonly string[] }
  | { readonly after: string | null; readonly upTo: string | null }

/** An SQL condition over a column that holds enterprise ids. */
export function selected(selection: Selection, column: RawBuilder<unknown>): RawBuilder<boolean> {
  if (selection === 'all') return sql<boolean>`true`
  if ('ids' in selection) return sql<boolean>`${column} = any(${[...selection.ids]}::uuid[])`
  const { after, upTo } = selection
  return sql<boolean>`${after === null ? sql`true` : sql`${column} > ${after}::uuid`}
    and ${upTo === null ? sql`true` : sql`${column} <= ${upTo}::uuid`}`
}

/** Statuses of the register under which an enterprise has a class: it exists, even if its licence is revoked. */
export const classifiedStatuses = ['active', 'suspended', 'revoked']

/** The enterprises that get a class, as an SQL condition on `registry_subject` under the alias `subject`. */
export const isClassified = (scope: Scope): RawBuilder<boolean> =>
  sql<boolean>`subject.city = ${scope.city} and subject.status = any(${classifiedStatuses}::text[])`

const factKey = (fact: FactReference): string => JSON.stringify([fact.source, fact.aggregate, fact.months])

/** The facts that come from records, each once. */
function recordFacts(definition: ScorecardDefinition): FactReference[] {
  const all = [
    ...definition.factors.map((factor) => factor.fact),
    ...definition.parts.flatMap((part) => part.factors.map((factor) => factor.fact)),
    ...definition.vetoes.map((veto) => veto.fact),
  ].filter((fact) => recordFactor(fact.source) !== undefined)
  return [...new Map(all.map((fact) => [factKey(fact), fact])).values()]
}

/** First day that counts for a fact: the months before the day of the score, that day not included. */
const windowStart = (asOf: string, months: number) =>
  sql`(${asOf}::date - make_interval(months => ${sql.lit(months)}))::date`

function aggregateOf(fact: FactReference, asOf: string): RawBuilder<unknown> {
  const inWindow = fact.months === null ? sql`true` : sql`record.at > ${windowStart(asOf, fact.months)}`
  const filter = sql`filter (where record.factor = ${sql.lit(fact.source)} and ${inWindow})`
  if (fact.aggregate === 'count') return sql`count(*) ${filter}`
  if (fact.aggregate === 'sum') return sql`sum(record.value) ${filter}`
  if (fact.aggregate === 'max') return sql`max(record.value) ${filter}`
  return sql`(array_agg(record.value order by record.at desc, record.record_id desc) ${filter})[1]`
}

/** Rows `enterprise_id, e0, e1, …`: what the records of each enterprise come to. */
function recordsQuery(
  scope: Scope,
  facts: readonly FactReference[],
  selection: Selection,
  asOf: string,
): RawBuilder<unknown> {
  const names = facts.map((fact) => fact.source)
  const windows = facts.map((fact) => fact.months)
  const longest = windows.includes(null) ? null : Math.max(...windows.map((months) => months ?? 0))
  const branches = factorSources
    .map(({ view, factors }) => ({
      view,
      used: factors.map((one) => one.name).filter((name) => names.includes(name)),
    }))
    .filter(({ used }) => used.length > 0)
    .map(
      ({ view, used }) => sql`select enterprise_id, factor, value, at, record_id from ${sql.table(view)}
        where city = ${scope.city} and factor = any(${used}::text[]) and at <= ${asOf}::date
          and ${longest === null ? sql`true` : sql`at > ${windowStart(asOf, longest)}`}
          and ${selected(selection, sql`enterprise_id`)}`,
    )
  if (branches.length === 0) return sql`select null::uuid as enterprise_id where false`
  const columns = facts.map((fact, index) => sql`${aggregateOf(fact, asOf)} as ${sql.id(`e${index}`)}`)
  return sql`select record.enterprise_id, ${sql.join(columns)}
    from (${sql.join(branches, sql` union all `)}) record group by record.enterprise_id`
}

/** The fact of a factor for the row: a number, a text, a yes or no. */
function factOf(fact: FactReference, facts: readonly FactReference[], asOf: string): RawBuilder<unknown> {
  const { source } = fact
  if (source === 'subject.age-years')
    return sql`extract(year from age(${asOf}::date, subject.established_on))::integer`
  if (source === 'subject.size') return sql`subject.size`
  if (source === 'subject.status') return sql`subject.status`
  if (source.startsWith(tagFactorPrefix))
    return sql`(${source.slice(tagFactorPrefix.length)}::text = any(subject.tags))`
  const index = facts.findIndex((one) => factKey(one) === factKey(fact))
  const column = sql.ref(`happened.e${index}`)
  // No record is known to be none; the greatest and the last of none are not known.
  return fact.aggregate === 'count' || fact.aggregate === 'sum' ? sql`coalesce(${column}, 0)` : column
}

/** Hundredths of points for a fact, as constants in a CASE. */
function pointsOf(factor: Factor, fact: RawBuilder<unknown>, most: number): RawBuilder<unknown> {
  const constant = (share: number) => sql.lit(hundredths(share, most))
  const { rule } = factor
  const cases =
    rule.kind === 'steps'
      ? rule.steps
          .toReversed()
          .map((step) => sql`when ${fact} >= ${sql.lit(step.from)} then ${constant(step.share)}`)
      : Object.entries(rule.shares).map(
          ([category, share]) => sql`when ${fact}::text = ${category}::text then ${constant(share)}`,
        )
  // A category that the scorecard does not know counts like a missing fact: never silently as harmless.
  const otherwise = rule.kind === 'steps' ? rule.below : factor.missing
  return sql`case when ${fact} is null then ${constant(factor.missing)} ${sql.join(cases, sql` `)}
    else ${constant(otherwise)} end`
}

function covers(part: ProfessionalPart): RawBuilder<unknown> {
  const conditions = [
    ...part.industries.map((prefix) => sql`starts_with(subject.industry, ${prefix}::text)`),
    ...(part.tags.length > 0 ? [sql`subject.tags && ${[...part.tags]}::text[]`] : []),
  ]
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`
}

/** Columns `facts`, `points` and `score` of the factors that apply with a part. */
function partColumns(
  definition: ScorecardDefinition,
  part: ProfessionalPart | undefined,
  facts: readonly FactReference[],
  asOf: string,
): { readonly facts: RawBuilder<unknown>; readonly points: RawBuilder<unknown> } {
  const factors = factorsWith(definition, part)
  const each = factors.map((factor) => factOf(factor.fact, facts, asOf))
  return {
    facts: sql`array[${sql.join(each.map((fact) => sql`(${fact})::text`))}]`,
    points: sql`array[${sql.join(
      factors.map((factor, index) =>
        pointsOf(factor, each[index] ?? sql`null`, mostPointsOf(definition, factor, part)),
      ),
    )}]::integer[]`,
  }
}

function vetoColumns(definition: ScorecardDefinition, facts: readonly FactReference[], asOf: string) {
  const applies = definition.vetoes.map((veto) => ({
    veto,
    condition: sql`${factOf(veto.fact, facts, asOf)} > 0`,
  }))
  if (applies.length === 0) return { codes: sql`'{}'::text[]`, floor: sql`'A'` }
  const codes = applies.map(({ veto, condition }) => sql`case when ${condition} then ${veto.code}::text end`)
  const floors = applies.map(
    ({ veto, condition }) => sql`case when ${condition} then ${sql.lit(veto.atLeast)} else 'A' end`,
  )
  return {
    codes: sql`array_remove(array[${sql.join(codes)}], null)`,
    floor: sql`greatest(${sql.join(floors)})`,
  }
}

/** The sum of an enterprise's points: a tenth of what `sum` over `unnest` takes. */
function sumOf(definition: ScorecardDefinition): RawBuilder<unknown> {
  const most = Math.max(
    ...[undefined, ...definition.parts].map((part) => factorsWith(definition, part).length),
  )
  const points = Array.from(
    { length: most },
    (_, index) => sql`coalesce(earned.points[${sql.lit(index + 1)}], 0)`,
  )
  return points.length === 0 ? sql`0` : sql.join(points, sql` + `)
}

/**
 * The query that scores: rows `enterprise_id, region, industry, part, facts, points, score, vetoes, floor`. It stands
 * for a whole SELECT and goes into a WITH clause. What several columns need is fenced off by `offset 0`, or it would be
 * computed anew for each.
 *
 * @param asOf ISO date for which facts are counted
 */
export function scoringQuery(
  scope: Scope,
  definition: ScorecardDefinition,
  selection: Selection,
  asOf: string,
): RawBuilder<unknown> {
  const facts = recordFacts(definition)
  const vetoes = vetoColumns(definition, facts, asOf)
  const general = partColumns(definition, undefined, facts, asOf)
  const parts = definition.parts.map((part) => ({
    part,
    columns: partColumns(definition, part, facts, asOf),
  }))
  const byPart = (pick: (columns: typeof general) => RawBuilder<unknown>): RawBuilder<unknown> =>
    parts.length === 0
      ? pick(general)
      : sql`case part.code ${sql.join(
          parts.map(({ part, columns }) => sql`when ${sql.lit(part.code)} then ${pick(columns)}`),
          sql` `,
        )} else ${pick(general)} end`
  const partCode =
    parts.length === 0
      ? sql`''`
      : sql`case ${sql.join(
          parts.map(({ part }) => sql`when ${covers(part)} then ${sql.lit(part.code)}`),
          sql` `,
        )} else '' end`
  return sql`
    select subject.enterprise_id, left(subject.region, 6) as region, left(subject.industry, 3) as industry,
      part.code as part, ${byPart((columns) => columns.facts)} as facts, earned.points,
      summed.score,
      ${vetoes.codes} as vetoes, ${vetoes.floor} as floor
    from registry_subject subject
    left join (${recordsQuery(scope, facts, selection, asOf)}) happened on happened.enterprise_id = subject.enterprise_id
    cross join lateral (select ${partCode} as code offset 0) part
    cross join lateral (select ${byPart((columns) => columns.points)} as points offset 0) earned
    cross join lateral (select ${sumOf(definition)} as score offset 0) summed
    where ${isClassified(scope)} and ${selected(selection, sql`subject.enterprise_id`)}`
}

/** The class by score alone, as SQL over a column with hundredths. */
export const classBySql = (borders: Borders, score: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${score} >= ${sql.lit(borders.D)} then 'D' when ${score} >= ${sql.lit(borders.C)} then 'C'
    when ${score} >= ${sql.lit(borders.B)} then 'B' else 'A' end`

/** How many enterprises have a score, in hundredths. */
export interface ScoreCount {
  readonly score: number
  readonly enterprises: number
}

/** How many enterprises have each score of a query that gives a column `score`. */
export async function countScores(scope: Scope, scores: RawBuilder<unknown>): Promise<ScoreCount[]> {
  const rows = await sql<ScoreCount>`
    select score, count(*) as enterprises from (${scores}) scored group by score`.execute(scope.tx)
  return rows.rows
}
