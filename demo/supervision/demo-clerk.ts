import { accountIdsWithRole, findAccount } from '#kernel/access/store.ts'
import type { Identity, Scope } from '#kernel/db/scope.ts'

/** The demo's clerk as the one who did something. */
export async function demoClerk(scope: Scope): Promise<Identity['actor']> {
  const [id = ''] = await accountIdsWithRole(scope, 'clerk')
  const account = await findAccount(scope, id)
  return { userId: id, name: account?.name ?? '' }
}
