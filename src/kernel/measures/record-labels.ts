/** What the records behind a figure are, in words, for whoever may know it. */
import { sql } from 'kysely'
import { inReach, unitsInReach } from '../access/data-reach.ts'
import type { Scope } from '../db/scope.ts'
import { type FactView, recordType } from './fact-view.ts'

/** What a record is called, and the path of its page where it has one that the caller may open. */
export interface RecordLabel {
  readonly label: string
  readonly link: string | null
}

interface LabelRow {
  readonly recordId: string
  readonly label: string
  readonly pageId: string | null
}

/** The labels of records by their ids, of those alone that the caller's right reaches. */
export async function readRecordLabels(
  scope: Scope,
  view: FactView,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, RecordLabel>> {
  const { records } = view
  if (!records || recordIds.length === 0 || !scope.permissions.has(records.permission)) return new Map()
  const reach = inReach(unitsInReach(scope, records.permission), {
    unit: 'named.unit_id',
    region: 'named.region',
  })
  const { rows } = await sql<LabelRow>`
    select named.record_id::text as "recordId", named.label, named.page_id::text as "pageId"
    from ${sql.table(records.view)} named
    where named.city = ${scope.city} and named.record_id = any(${[...recordIds]}::${sql.raw(recordType(view))}[])
      and ${reach}`.execute(scope.tx)
  const { page } = records
  const opens = page !== undefined && scope.permissions.has(page.permission ?? records.permission)
  return new Map(
    rows.map(({ recordId, label, pageId }) => {
      const link = opens && pageId !== null ? page.path.replace('{pageId}', encodeURIComponent(pageId)) : null
      return [recordId, { label, link }]
    }),
  )
}
