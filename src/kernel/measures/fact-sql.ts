/** The SQL that a fact view stands for, written once for rebuild, live update, verification and explanation. */
import { type RawBuilder, sql } from 'kysely'
import type { FactView } from './fact-view.ts'

/**
 * The dimensions of a row as one text, the same for equal values. `jsonb` orders its keys itself; a view
 * without dimensions has the empty object.
 */
export function dimensionsText(view: FactView): RawBuilder<string> {
  if (view.dimensions.length === 0) return sql`'{}'`
  const pairs = view.dimensions.map(
    (dimension) => sql`${sql.lit(dimension)}, ${sql.ref(`fact.${dimension}`)}`,
  )
  return sql`jsonb_build_object(${sql.join(pairs)})::text`
}

/**
 * Sums of all measures of a view over the rows that fit `where` (on the alias `fact`), one row per cell: columns
 * `measure, region, month, dimensions, value`. Cells whose sum is nothing are left out.
 */
export function cellSums(view: FactView, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const sums = view.measures.map(
    (measure, index) =>
      sql`coalesce(sum(${sql.ref(`fact.${measure.column}`)}), 0) as ${sql.ref(`value_${index}`)}`,
  )
  const unpivoted = view.measures.map(
    (measure, index) => sql`(${sql.lit(measure.name)}, ${sql.ref(`grouped.value_${index}`)}::numeric)`,
  )
  return sql`select pair.measure, grouped.region, grouped.month, grouped.dimensions, pair.value
    from (select fact.region, date_trunc('month', fact.at)::date as month, ${dimensionsText(view)} as dimensions,
        ${sql.join(sums)}
      from ${sql.table(view.view)} fact where ${where} group by 1, 2, 3) grouped
    cross join lateral (values ${sql.join(unpivoted)}) pair (measure, value)
    where pair.value <> 0`
}

/** The type of a view's record ids, to cast what they are compared with. */
export const recordType = (view: FactView): RawBuilder<unknown> => sql.raw(view.recordType ?? 'text')
