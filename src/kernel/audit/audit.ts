/**
 * The audit trail: every change writes what was done, by whom, to what, in the same transaction. Entries of a
 * city form a chain of SM3 hashes (GB/T 32905-2016), so that a changed, removed or inserted entry shows.
 */
import type { Scope } from '../db/scope.ts'
import { appendEntries, type Json } from './store.ts'

export interface AuditRecord {
  /** Dotted, module first: `plans.publish`. */
  readonly action: string
  readonly objectType: string
  readonly objectId: string
  /** What a reader of the trail recognises: a title, a name, a number. */
  readonly objectLabel: string
  /** Before and after, reasons, counts: small JSON. */
  readonly detail?: Readonly<Record<string, Json>>
}

const pending = new WeakMap<Scope['tx'], AuditRecord[]>()

/**
 * Adds an entry to the city's trail. It is written as the last step of the transaction, since the end of the
 * chain is one row that all writers of the city share; if the transaction fails, the entry is gone with it.
 */
export function recordAudit(scope: Scope, record: AuditRecord): void {
  const queued = pending.get(scope.tx)
  if (queued) {
    queued.push(record)
    return
  }
  const records = [record]
  pending.set(scope.tx, records)
  scope.beforeCommit(async () => {
    await appendEntries(
      scope,
      records.map((one) => ({
        at: scope.now,
        actorId: scope.actor.userId ?? null,
        actorName: scope.actor.name,
        action: one.action,
        objectType: one.objectType,
        objectId: one.objectId,
        objectLabel: one.objectLabel,
        detail: one.detail ?? {},
      })),
    )
  })
}
