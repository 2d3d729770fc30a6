/** Who is behind a permission: the people to write to. */
import { reachesPlace } from '../access/reach.ts'
import { type PermissionDeclarations, permissionsOf, type Role } from '../access/roles.ts'
import { type Account, accountIdsWithRole, findAccount, listAccounts } from '../access/store.ts'
import type { Identity, Scope } from '../db/scope.ts'
import { unitsOfAccounts } from '../org/store.ts'
import type { NotificationRow } from './store.ts'

// More people than this are not told one by one.
const mostRecipients = 2000

/** The active accounts that a notification is for. */
export async function accountsAddressed(
  scope: Scope,
  declarations: PermissionDeclarations,
  notification: NotificationRow,
): Promise<Account[]> {
  const { account_id: accountId, permission, unit_id: unitId, region } = notification
  if (accountId !== null) {
    const account = await findAccount(scope, accountId)
    return account?.active ? [account] : []
  }
  if (permission === null) return []
  const rolesOf = new Map<string, Role[]>()
  for (const role of rolesWith(declarations, permission))
    for (const id of await accountIdsWithRole(scope, role))
      rolesOf.set(id, [...(rolesOf.get(id) ?? []), role])
  const units = await unitsOfAccounts(scope, [...rolesOf.keys()])
  const everyone = unitId === null && region === null
  const ids = [...rolesOf].flatMap(([id, held]) => {
    const own = units.get(id) ?? []
    const identity: Identity = {
      ...scope,
      permissions: permissionsOf(declarations, held),
      units: own.map((unit) => unit.id),
      regions: own.map((unit) => unit.region),
    }
    return everyone || reachesPlace(identity, permission, { unitId, region }) ? [id] : []
  })
  return listAccounts(scope, { ids, active: true }, undefined, mostRecipients)
}

function rolesWith(declarations: PermissionDeclarations, permission: string): Role[] {
  const declared = declarations[permission]
  // The keys of the declaration are roles by its type.
  return declared ? (Object.keys(declared.roles) as Role[]) : []
}
