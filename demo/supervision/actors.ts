/** The people of the demo city as those who act. */

import type { Role } from '#kernel/access/roles.ts'
import { accountIdsWithRole, findAccount } from '#kernel/access/store.ts'
import type { Identity, Scope } from '#kernel/db/scope.ts'

/** The first account with a role; the scope's own actor where the city has none. */
export async function demoActor(scope: Scope, role: Role): Promise<Identity['actor']> {
  const [id] = await accountIdsWithRole(scope, role)
  const account = id === undefined ? undefined : await findAccount(scope, id)
  return account ? { userId: account.id, name: account.name } : scope.actor
}
