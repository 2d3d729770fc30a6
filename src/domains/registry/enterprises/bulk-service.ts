/** Taking in enterprises by the batch: for files, for other programs and for the demo. */
import { withBulkScope } from '#kernel/db/bulk-scope.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Identity, type Scope, withScope } from '#kernel/db/scope.ts'
import { closedThrough } from '#kernel/measures/closed-months.ts'
import { rebuildCells } from '#kernel/measures/fold.ts'
import {
  countPairs,
  isEmptyRegister,
  recordWork,
  setFrequencies,
  type Written,
  writeEnterprises,
} from './bulk-store.ts'
import { enterpriseCounts, enterpriseFacts } from './enterprise-facts.ts'
import type { EnterpriseFields } from './enterprise-schemas.ts'
import { type PreparedRows, RowsInMaking, type Vocabulary } from './prepared-rows.ts'
import { makeMissingIndexes } from './put-off-indexes-store.ts'

/** One piece of work over many batches. */
export interface TakingIn {
  readonly database: Database
  readonly identity: Identity
  readonly now: Date
  readonly kind: 'import' | 'feed'
  /** Why known enterprises change: kept in their history. */
  readonly reason: string | null
  /** Pairs known to be in the register; grows from batch to batch. Begin with an empty one. */
  readonly vocabulary: Vocabulary
  /** The register was empty when the work began: its figures are made when it ends, by {@link finishFirstFilling}. */
  readonly firstFilling?: boolean
}

/** Writes one batch by the codes of its enterprises, in a transaction of its own. */
export async function takeInPrepared(
  work: TakingIn,
  prepared: PreparedRows,
  /** Further work in the same transaction: where an import has got to. */
  alongside?: (scope: Scope, written: Written) => Promise<void>,
): Promise<Written> {
  return withBulkScope(
    work.database,
    work.identity,
    async (scope, copy) => {
      const { ids, ...written } = await writeEnterprises(scope, copy, prepared, {
        reason: work.reason,
        firstFilling: work.firstFilling ?? false,
      })
      recordWork(scope, work.kind, ids)
      await alongside?.(scope, written)
      return written
    },
    { now: work.now },
  )
}

/** Writes one batch of checked enterprises likewise. Of rows with the same code the last one holds. */
export function takeInBatch(
  work: TakingIn,
  rows: readonly EnterpriseFields[],
  alongside?: (scope: Scope, written: Written) => Promise<void>,
): Promise<Written> {
  const making = new RowsInMaking(work.vocabulary)
  for (const row of new Map(rows.map((one) => [one.creditCode, one])).values()) making.add(row)
  return takeInPrepared(work, making.end(), alongside)
}

/**
 * Whether taking in would be the first filling of an empty register. Then the figures are made once at the end from
 * the records, at a tenth of what following each batch costs. No month may be closed, whose later changes are told.
 */
export const isFirstFilling = (work: Pick<TakingIn, 'database' | 'identity'>): Promise<boolean> =>
  withScope(
    work.database,
    work.identity,
    async (scope) => (await isEmptyRegister(scope)) && (await closedThrough(scope)) === undefined,
  )

/**
 * Makes what a first filling has put off: indexes, the figures, and how frequent each pair of characters is. May be
 * called again after a crash.
 *
 * @param vocabulary one that has seen all rows; without it the pairs are counted in the register
 */
export async function finishFirstFilling(
  { database, identity }: Pick<TakingIn, 'database' | 'identity'>,
  vocabulary?: Vocabulary,
): Promise<void> {
  await makeMissingIndexes(database)
  // Without statistics the planner reads the views of figures ten times as slowly; of an index on what is computed it
  // has some only when the index is there.
  await database.executeScript('analyze enterprise')
  const counting = withScope(database, identity, (scope) =>
    vocabulary ? setFrequencies(scope, vocabulary) : countPairs(scope),
  )
  // Until it is awaited, a failure must not count as unheard.
  counting.catch(() => {})
  for (const view of [enterpriseFacts, enterpriseCounts]) await rebuildCells(database, identity.city, view)
  await counting
}
