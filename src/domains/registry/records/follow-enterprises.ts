/** What belongs to an enterprise follows it: to the one that takes it over, and to its new county. */
import { v7 as newId } from 'uuid'
import type { Scope } from '#kernel/db/scope.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { moveRecords, recordsElsewhere, setRegions } from './follow-store.ts'
import { certificateFacts, instrumentFacts } from './record-facts.ts'
import { insertRecordChanges } from './record-store.ts'

const counted = [
  { table: 'enterprise_certificate', facts: certificateFacts },
  { table: 'enterprise_instrument', facts: instrumentFacts },
] as const

/** Lets certificates and instruments count under the county that their enterprises lie in now. */
export async function followRegions(scope: Scope, enterpriseIds: readonly string[]): Promise<void> {
  for (const { table, facts } of counted) {
    const ids = await recordsElsewhere(scope, table, enterpriseIds)
    if (ids.length > 0) await changeFacts(scope, facts, ids, () => setRegions(scope, table, ids))
  }
}

/**
 * Moves what belongs to a duplicate to the enterprise that takes it over, on record. An instrument whose number the
 * survivor has already is the same one and stays behind with the duplicate.
 */
export async function followMerge(
  scope: Scope,
  merge: { readonly duplicateId: string; readonly survivorId: string; readonly reason: string },
): Promise<void> {
  const moved = await moveRecords(scope, merge)
  await insertRecordChanges(
    scope,
    moved.map(({ kind, id, label }) => ({
      id: newId(),
      enterpriseId: merge.survivorId,
      recordKind: kind,
      recordId: id,
      label,
      kind: 'moved',
      before: {},
      after: {},
      reason: merge.reason,
    })),
  )
  await followRegions(scope, [merge.survivorId])
}
