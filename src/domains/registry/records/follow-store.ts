/** SQL of records that follow their enterprises. */
import { sql } from 'kysely'
import { maskName } from '#kernel/access/mask.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { RecordKindName } from './record-schemas.ts'

type CountedTable = 'enterprise_certificate' | 'enterprise_instrument'

/** Records of the enterprises that count under another county than theirs. */
export async function recordsElsewhere(
  scope: Scope,
  table: CountedTable,
  enterpriseIds: readonly string[],
): Promise<string[]> {
  const found = await sql<{ id: string }>`select r.id from ${sql.table(table)} r
    join enterprise e on e.city = r.city and e.id = r.enterprise_id
    where r.city = ${scope.city} and r.enterprise_id = any(${[...enterpriseIds]}::uuid[])
      and r.region <> left(e.region, 6)`.execute(scope.tx)
  return found.rows.map((row) => row.id)
}

export async function setRegions(scope: Scope, table: CountedTable, ids: readonly string[]): Promise<void> {
  await sql`update ${sql.table(table)} r set region = left(e.region, 6)
    from enterprise e
    where e.city = ${scope.city} and e.id = r.enterprise_id and r.city = ${scope.city} and r.id = any(${[...ids]}::uuid[])`.execute(
    scope.tx,
  )
}

// What each kind is recognised by, and what the survivor must not have already.
const moves: ReadonlyArray<{
  readonly kind: RecordKindName
  readonly label: string
  readonly unique?: string
}> = [
  { kind: 'product', label: "concat_ws(' ', r.name, r.model)" },
  { kind: 'site', label: 'r.name' },
  { kind: 'certificate', label: 'r.number' },
  { kind: 'instrument', label: "r.name || ' ' || r.number", unique: 'number' },
  { kind: 'person', label: 'r.name' },
]

/** Moves all records of one enterprise to another; names of people come back masked. */
export async function moveRecords(
  scope: Scope,
  merge: { readonly duplicateId: string; readonly survivorId: string },
): Promise<Array<{ kind: RecordKindName; id: string; label: string }>> {
  const all: Array<{ kind: RecordKindName; id: string; label: string }> = []
  for (const { kind, label, unique } of moves) {
    const table = sql.table(`enterprise_${kind}`)
    const free =
      unique === undefined
        ? sql`true`
        : sql`not exists (select from ${table} s where s.city = r.city and s.enterprise_id = ${merge.survivorId}
            and ${sql.ref(`s.${unique}`)} = ${sql.ref(`r.${unique}`)})`
    const moved = await sql<{ id: string; label: string }>`
      update ${table} r set enterprise_id = ${merge.survivorId}, version = version + 1, changed_at = ${scope.now},
        changed_by = ${scope.actor.name}
      where r.city = ${scope.city} and r.enterprise_id = ${merge.duplicateId} and ${free}
      returning r.id, ${sql.raw(label)} as label`.execute(scope.tx)
    for (const row of moved.rows)
      all.push({ kind, id: row.id, label: kind === 'person' ? maskName(row.label) : row.label })
  }
  return all
}
