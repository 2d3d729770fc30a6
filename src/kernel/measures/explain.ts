/** From a figure down to the records behind it. */
import { sql } from 'kysely'
import { beginningWith } from '../db/like-pattern.ts'
import type { Scope } from '../db/scope.ts'
import { regionPrefix } from '../org/region-codes.ts'
import { type FactView, type Measure, recordType } from './fact-view.ts'

export interface ExplainRequest {
  readonly within: string
  /** First month, first day, ISO; for stock measures everything before counts too. */
  readonly from: string
  /** Month after the last. */
  readonly to: string
  readonly where?: Readonly<Record<string, string>>
  /** Record id that the last page ended with. */
  readonly after?: string | undefined
  readonly limit: number
}

/** One record's part in a figure. */
export interface ExplainedRecord {
  readonly recordId: string
  readonly region: string
  /** ISO date. */
  readonly at: string
  readonly value: number
  readonly dimensions: Readonly<Record<string, string>>
}

/** The records that a figure is the sum of, by id, at most `limit`. A stock's record that has left again cancels out. */
export async function explainFigure(
  scope: Scope,
  view: FactView,
  measure: Measure,
  request: ExplainRequest,
): Promise<ExplainedRecord[]> {
  const dimensions =
    view.dimensions.length === 0
      ? sql`'{}'::jsonb`
      : sql`jsonb_build_object(${sql.join(view.dimensions.flatMap((name) => [sql.lit(name), sql.ref(`fact.${name}`)]))})`
  const wanted = Object.entries(request.where ?? {}).map(([name, value]) => {
    if (!view.dimensions.includes(name)) throw new TypeError(`${view.view} has no dimension ${name}`)
    return sql`and ${sql.ref(`fact.${name}`)} = ${value}`
  })
  const rows = await sql<ExplainedRecord>`
    select fact.record_id::text as "recordId", min(fact.region) as region, min(fact.at) as at,
      sum(${sql.ref(`fact.${measure.column}`)}) as value, ${dimensions} as dimensions
    from ${sql.table(view.view)} fact
    where fact.city = ${scope.city} and fact.region like ${beginningWith(regionPrefix(request.within))}
      and fact.at < ${request.to}::date
      ${measure.kind === 'flow' ? sql`and fact.at >= ${request.from}::date` : sql``}
      ${wanted.length > 0 ? sql.join(wanted, sql` `) : sql``}
      ${request.after === undefined ? sql`` : sql`and fact.record_id > ${request.after}::${sql.raw(recordType(view))}`}
    group by fact.record_id, 5
    having sum(${sql.ref(`fact.${measure.column}`)}) <> 0
    order by fact.record_id limit ${request.limit}`.execute(scope.tx)
  return rows.rows
}
