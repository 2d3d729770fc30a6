/** Entries of the trail about signing in, which happens before there is a scope. */
import { recordAudit } from '../audit/audit.ts'
import type { Database } from '../db/database.ts'
import { type Identity, withScope } from '../db/scope.ts'

/** Writes what happened at sign-in to the trail of a city. */
export async function auditSignIn(
  database: Database,
  entry: {
    readonly city: string
    readonly account: { readonly id: string; readonly name: string; readonly username: string } | undefined
    readonly label: string
    readonly action: string
    readonly detail: Readonly<Record<string, string | number>>
    readonly now: Date
  },
): Promise<void> {
  const identity: Identity = {
    city: entry.city,
    actor: { userId: entry.account?.id, name: entry.account?.name ?? entry.label },
    roles: [],
    permissions: new Map(),
    units: [],
    regions: [],
    locale: 'zh',
  }
  await withScope(
    database,
    identity,
    async (scope) =>
      recordAudit(scope, {
        action: entry.action,
        objectType: 'account',
        objectId: entry.account?.id ?? '',
        objectLabel: entry.label,
        detail: entry.detail,
      }),
    { now: entry.now },
  )
}
