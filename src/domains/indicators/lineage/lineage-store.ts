/** SQL of lineage: the reported entries behind figures, with who reported them and the evidence they gave. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { ObservationRow } from '../tables.ts'

export type EntryRow = ObservationRow & {
  unit_name: string | null
  evidence_name: string | null
  /** Right to read the file by its id. */
  evidence_permission: string | null
  /** The case of the report that the file came with, and whose report it is; null for files of imports. */
  evidence_case_id: string | null
  evidence_unit_id: string | null
  /** Case, period and unit of the report whose last submission the entry is. */
  report_case_id: string | null
  report_period: string | null
  report_unit_id: string | null
}

/** A place that entries are wanted of. */
export interface EntryPlace {
  readonly indicatorId: string
  readonly region: string
  readonly period: string
}

/**
 * What was published at these places, with what it corrected, newest first. Each place is looked up by itself through
 * the index of its history.
 */
export async function entriesAt(scope: Scope, places: readonly EntryPlace[]): Promise<EntryRow[]> {
  if (places.length === 0) return []
  const found = await sql<EntryRow>`
    select entry.*, unit.name as unit_name, file.name as evidence_name,
      file.read_permission as evidence_permission, report.case_id as evidence_case_id, report.unit_id as evidence_unit_id,
      handed_in.case_id as report_case_id, handed_in.period as report_period, handed_in.unit_id as report_unit_id
    from unnest(${places.map((place) => place.indicatorId)}::uuid[], ${places.map((place) => place.region)}::text[],
      ${places.map((place) => place.period)}::text[]) place(indicator_id, region, period)
    cross join lateral (
      select * from observation o where o.city = ${scope.city} and o.indicator_id = place.indicator_id
        and o.region = place.region and o.period = place.period and o.published_at is not null
      order by o.id desc limit 50) entry
    left join unit on unit.city = ${scope.city} and unit.id = entry.unit_id
    left join file on file.city = ${scope.city} and file.id = entry.evidence_file_id
    left join report_file kept on kept.city = ${scope.city} and kept.file_id = entry.evidence_file_id
    left join report on report.city = ${scope.city} and report.id = kept.report_id
    left join report_figure filled_in on filled_in.city = ${scope.city} and filled_in.observation_id = entry.id
    left join report handed_in on handed_in.city = ${scope.city} and handed_in.id = filled_in.report_id
    order by entry.published_at desc, entry.id desc`.execute(scope.tx)
  return found.rows
}
