/** Binds the audit contract to the store. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { recordAudit } from './audit.ts'
import { auditContract } from './contract.ts'
import { chainStretch, listEntries } from './store.ts'
import { verifyChain } from './verify.ts'

const os = implement(auditContract).$context<RequestContext>().use(scoped)

/** Start of a day of the official time zone. */
const startOfDay = (date: string | undefined): Date | undefined =>
  date ? new Date(`${date}T00:00:00+08:00`) : undefined
const startOfNextDay = (date: string | undefined): Date | undefined => {
  const start = startOfDay(date)
  return start && new Date(start.getTime() + 24 * 3600 * 1000)
}

// One file holds at most this many entries; `after` continues with the next file.
const exportLength = 100_000

export const auditRouter = os.router({
  listAuditEntries: os.listAuditEntries.handler(async ({ input, context: { scope } }) => {
    const { after, limit, from, to, ...filter } = input
    const entries = await listEntries(
      scope,
      { ...filter, from: startOfDay(from), to: startOfNextDay(to) },
      after === undefined ? undefined : Number(after),
      limit + 1,
    )
    const items = entries.slice(0, limit)
    return {
      items: items.map(({ previousHash: _, ...entry }) => ({ ...entry, at: entry.at.toISOString() })),
      next: entries.length > limit ? String(items.at(-1)?.sequence) : null,
    }
  }),
  verifyAudit: os.verifyAudit.handler(async ({ context: { scope } }) => {
    const verdict = await verifyChain(scope.tx, scope.city)
    recordAudit(scope, {
      action: 'audit.verify',
      objectType: 'audit',
      objectId: scope.city,
      objectLabel: verdict.lastHash,
      detail: { entries: verdict.entries, fault: verdict.fault ? { ...verdict.fault } : null },
    })
    return { entries: verdict.entries, lastHash: verdict.lastHash, fault: verdict.fault ?? null }
  }),
  exportAudit: os.exportAudit.handler(async ({ input, context: { scope } }) => {
    const entries = await chainStretch(scope.tx, scope.city, input.after, exportLength)
    recordAudit(scope, {
      action: 'audit.export',
      objectType: 'audit',
      objectId: scope.city,
      objectLabel: `${input.after}+${entries.length}`,
    })
    const lines = entries.map((entry) => `${JSON.stringify({ city: scope.city, ...entry })}\n`)
    return new File(lines, `audit-${scope.city}-${input.after}.jsonl`, { type: 'application/x-ndjson' })
  }),
})
