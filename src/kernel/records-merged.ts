/** Tells all modules that a record has taken a duplicate over, so that what points at the duplicate follows. */
import type { Scope } from './db/scope.ts'
import type { DomainDefinition } from './domain.ts'

/** Two records that stood for the same thing, of which one took the other over. */
export interface RecordMerge {
  /** What they are, as in the subject of a case: `enterprise`. */
  readonly type: string
  /** The one that was taken over; it exists no longer for others. */
  readonly duplicateId: string
  readonly survivorId: string
  readonly reason: string
}

/**
 * Lets every module move what it holds about the duplicate, in the present transaction: all of it follows or the merge
 * does not take place. Called when the published views say already that the duplicate is gone.
 *
 * @example
 * await tellRecordsMerged(scope, modules, { type: 'enterprise', duplicateId, survivorId, reason })
 */
export async function tellRecordsMerged(
  scope: Scope,
  modules: ReadonlyArray<Pick<DomainDefinition, 'onRecordsMerged'>>,
  merge: RecordMerge,
): Promise<void> {
  for (const module of modules) await module.onRecordsMerged?.(scope, merge)
}
