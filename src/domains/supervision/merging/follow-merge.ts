/**
 * What supervision holds about a duplicate follows it to the enterprise that takes it over, in the transaction of the
 * merge: rows are moved instead of every query resolving ids, so that all of them stay as simple and as fast as they are.
 * What a draw has published names its subjects by code and stays as it is.
 */
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import type { RecordMerge } from '#kernel/records-merged.ts'
import { listEntryFacts } from '../lists/lists-facts.ts'
import { closeOverride, findClass, findOpenOverride, findSubject } from '../risk/class-store.ts'
import { reclassifyEnterprises } from '../risk/classification-service.ts'
import * as store from './merge-store.ts'

/**
 * Of classes set by hand the graver one holds; one that would lower the survivor's class was judged on a part of the
 * facts and ends. Gives what was moved and what was ended.
 */
async function followOverride(
  scope: Scope,
  { duplicateId, survivorId }: store.Merged,
): Promise<{ readonly moved: readonly string[]; readonly ended: readonly string[] }> {
  const theirs = await findOpenOverride(scope, duplicateId)
  if (!theirs) return { moved: [], ended: [] }
  const own = await findOpenOverride(scope, survivorId)
  const today = localDate(scope.now)
  const ownHolds = own !== undefined && own.effective_to > today
  const standing = ownHolds ? own.class : (await findClass(scope, survivorId))?.class
  if (theirs.effective_to <= today || (standing !== undefined && theirs.class <= standing)) {
    await closeOverride(scope, theirs.id)
    return { moved: [], ended: [theirs.id] }
  }
  if (own) await closeOverride(scope, own.id)
  await store.moveOverride(scope, theirs.id, survivorId)
  return { moved: [theirs.id], ended: own ? [own.id] : [] }
}

async function followEntries(scope: Scope, merge: store.Merged): Promise<string[]> {
  const ids = await store.entriesOf(scope, merge.duplicateId)
  if (ids.length > 0)
    await changeFacts(scope, listEntryFacts, ids, () => store.moveEntries(scope, ids, merge))
  return ids
}

const filled = (lists: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(lists).filter(([, ids]) => ids.length > 0))

/** Lets all that is on record about a duplicate follow, classes and figures with it; done again it finds nothing. */
export async function followMerge(scope: Scope, merge: Omit<RecordMerge, 'type'>): Promise<void> {
  // Doubles first: the tables admit one open declaration and one record of a decision for an enterprise.
  const doubled = await store.withdrawDoubles(scope, merge)
  await store.handOverDoubles(scope, doubled)
  const avoidances = await store.endDoubleAvoidances(scope, merge)
  const override = await followOverride(scope, merge)
  const moved = filled({
    ...(await store.moveRows(scope, merge)),
    ...(await store.claimSamples(scope, merge)),
    supervision_list_entry: await followEntries(scope, merge),
    supervision_enterprise_account: await store.moveAccounts(scope, merge),
    risk_class_override: override.moved,
  })
  await reclassifyEnterprises(scope, [merge.survivorId, merge.duplicateId], 'new-fact')
  const ended = filled({
    risk_credit_record: doubled.map(({ id }) => id),
    inspector_avoidance: avoidances,
    risk_class_override: override.ended,
  })
  if (Object.keys(moved).length + Object.keys(ended).length === 0) return
  recordAudit(scope, {
    action: 'supervision.follow-merge',
    objectType: 'enterprise',
    objectId: merge.survivorId,
    objectLabel: (await findSubject(scope, merge.survivorId))?.name ?? merge.survivorId,
    detail: { duplicateId: merge.duplicateId, reason: merge.reason, moved, ended },
  })
}
