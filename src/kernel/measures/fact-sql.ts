/** The SQL that a fact view stands for, written once for rebuild, live update, verification and explanation. */
import { type RawBuilder, sql } from 'kysely'
import { keptDecimals } from './blocks.ts'
import type { FactView } from './fact-view.ts'

/** The dimensions of a row as one text, as `dimensionsTextOf` writes it; of the grouped columns, so made once per group. */
function dimensionsText(view: FactView): RawBuilder<string> {
  if (view.dimensions.length === 0) return sql`'{}'`
  const pairs = view.dimensions.map(
    (dimension) => sql`${sql.lit(dimension)}, ${sql.ref(`grouped.${dimension}`)}`,
  )
  return sql`jsonb_build_object(${sql.join(pairs)})::text`
}

/**
 * Sums of all measures of a view over the rows that fit `where` (on the alias `fact`), one row per cell: columns
 * `measure, region, month, dimensions, value`. Cells whose sum is nothing are left out. Groups by the columns and
 * makes the dimensions' text once a group, which takes a third of the time that making it for every row takes.
 */
export function cellSums(view: FactView, where: RawBuilder<unknown>): RawBuilder<unknown> {
  // Rounded as the streaming read rounds, so that both give the same sums.
  const sums = view.measures.map(
    (measure, index) =>
      sql`coalesce(sum(round(${sql.ref(`fact.${measure.column}`)}::numeric, ${sql.lit(keptDecimals)})), 0) as ${sql.ref(`value_${index}`)}`,
  )
  const unpivoted = view.measures.map(
    (measure, index) => sql`(${sql.lit(measure.name)}, ${sql.ref(`grouped.value_${index}`)}::numeric)`,
  )
  const kept = view.dimensions.map((dimension) => sql`, ${sql.ref(`fact.${dimension}`)}`)
  return sql`select pair.measure, grouped.region, grouped.month, ${dimensionsText(view)} as dimensions,
      pair.value
    from (select fact.region, date_trunc('month', fact.at::timestamp)::date as month${sql.join(kept, sql``)}, ${sql.join(sums)}
      from ${sql.table(view.view)} fact where ${where} group by fact.region, 2${sql.join(kept, sql``)}) grouped
    cross join lateral (values ${sql.join(unpivoted)}) pair (measure, value)
    where pair.value <> 0`
}

/** The type of a view's record ids, to cast what they are compared with. */
export const recordType = (view: FactView): RawBuilder<unknown> => sql.raw(view.recordType ?? 'text')
