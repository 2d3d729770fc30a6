/** Taking in enterprises by the batch: for files, for other programs and for the demo. */
import { v7 as newId } from 'uuid'
import { withBulkScope } from '#kernel/db/bulk-scope.ts'
import type { Database } from '#kernel/db/database.ts'
import type { Identity, Scope } from '#kernel/db/scope.ts'
import { recordWork, type Written, writeEnterprises } from './bulk-store.ts'
import type { EnterpriseFields } from './enterprise-schemas.ts'

/** One piece of work over many batches. */
export interface TakingIn {
  readonly database: Database
  readonly identity: Identity
  readonly now: Date
  readonly kind: 'import' | 'feed'
  /** Why known enterprises change: kept in their history. */
  readonly reason: string | null
  /** Pairs known to be in the register; grows from batch to batch. Begin with an empty set. */
  readonly vocabulary: Set<string>
}

/**
 * Writes one batch of checked enterprises by their codes, in a transaction of its own. Of rows with the same code the
 * last one holds.
 */
export async function takeInBatch(
  work: TakingIn,
  rows: readonly EnterpriseFields[],
  /** Further work in the same transaction: where an import has got to. */
  alongside?: (scope: Scope, written: Written) => Promise<void>,
): Promise<Written> {
  const byCode = new Map(rows.map((row) => [row.creditCode, row]))
  const prepared = [...byCode.values()].map((row) => ({ ...row, id: newId() }))
  return withBulkScope(
    work.database,
    work.identity,
    async (scope, copy) => {
      const { ids, ...written } = await writeEnterprises(scope, copy, prepared, work.vocabulary, work.reason)
      recordWork(scope, work.kind, ids)
      await alongside?.(scope, written)
      return written
    },
    { now: work.now },
  )
}
