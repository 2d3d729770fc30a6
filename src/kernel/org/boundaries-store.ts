/** SQL of boundaries. */
import { sql } from 'kysely'
import type { Scope } from '../db/scope.ts'
import type { BoundaryFeature } from './boundary-geometry.ts'

export interface BoundaryRow {
  readonly collection: readonly BoundaryFeature[]
  readonly coordinate_system: 'cgcs2000' | 'wgs84' | 'gcj02'
  readonly source: string
  readonly uploaded_at: Date
  readonly uploaded_by: string
}

export async function findBoundaries(scope: Scope): Promise<BoundaryRow | undefined> {
  const found = await sql<BoundaryRow>`select collection, coordinate_system, source, uploaded_at, uploaded_by
    from city_boundary where city = ${scope.city}`.execute(scope.tx)
  return found.rows[0]
}

export async function upsertBoundaries(
  scope: Scope,
  row: Pick<BoundaryRow, 'collection' | 'coordinate_system' | 'source'>,
): Promise<void> {
  await sql`insert into city_boundary (city, collection, coordinate_system, source, uploaded_at, uploaded_by)
    values (${scope.city}, ${JSON.stringify(row.collection)}::jsonb, ${row.coordinate_system}, ${row.source},
      ${scope.now}, ${scope.actor.name})
    on conflict (city) do update set collection = excluded.collection,
      coordinate_system = excluded.coordinate_system, source = excluded.source, uploaded_at = excluded.uploaded_at,
      uploaded_by = excluded.uploaded_by`.execute(scope.tx)
}

/** Whether there were any. */
export async function deleteBoundaries(scope: Scope): Promise<boolean> {
  const gone = await sql`delete from city_boundary where city = ${scope.city} returning city`.execute(
    scope.tx,
  )
  return gone.rows.length > 0
}

/** Codes of the districts and counties of the city. */
export async function districtCodes(scope: Scope): Promise<Set<string>> {
  const found = await sql<{ code: string }>`
    select code from region where parent_code = ${scope.city} order by code`.execute(scope.tx)
  return new Set(found.rows.map((row) => row.code))
}
