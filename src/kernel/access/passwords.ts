/** Changing one's own password. */
import { recordAudit } from '../audit/audit.ts'
import type { Database } from '../db/database.ts'
import { type Identity, withScope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { accessError } from './errors.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { passwordProblems } from './password-rules.ts'
import { beginAttempt, forgetFailures } from './sign-in-store.ts'
import { endSessions, findAccount, getPolicy, passwordHashes, replacePassword } from './store.ts'

async function matchesAny(password: string, hashes: readonly string[]): Promise<boolean> {
  for (const hash of hashes) if (await isPassword(password, hash)) return true
  return false
}

/**
 * Changes the caller's password. Hashing takes some 60 ms a piece and happens between two short transactions,
 * so that it holds nobody up; the second one gives way when the password was changed in the meantime. Guesses
 * at the current password count as failed sign-ins. Ends the account's other sessions.
 *
 * @param sessionToken the session that stays open.
 */
export async function changeOwnPassword(
  database: Database,
  identity: Identity,
  change: { readonly current: string; readonly next: string; readonly sessionToken: string | undefined },
  now: Date,
): Promise<void> {
  const id = identity.actor.userId
  if (id === undefined) throw kernelError('kernel.not-signed-in')
  const before = await withScope(
    database,
    identity,
    async (scope) => {
      const account = await findAccount(scope, id)
      if (!account) throw kernelError('kernel.not-found')
      const policy = await getPolicy(scope)
      return { account, policy, ...(await passwordHashes(scope, id, policy.passwordsRemembered)) }
    },
    { now },
  )
  const { account, policy, current, former } = before
  if (current === undefined) throw kernelError('kernel.conflict')
  const attempt = await beginAttempt(database, account.username, policy, now)
  if (!attempt.admitted) throw accessError('access.locked', { minutes: attempt.minutesLocked })
  if (!(await isPassword(change.current, current))) throw accessError('access.wrong-password')
  await forgetFailures(database.kysely, account.username)
  const problems = passwordProblems(change.next, account.username, policy)
  if (problems.length > 0)
    throw accessError(
      'access.weak-password',
      {},
      problems.map((message) => ({ path: 'next', message })),
    )
  // The current password is one of those that may not come back.
  const barred = [current, ...former].slice(0, Math.max(1, policy.passwordsRemembered))
  if (await matchesAny(change.next, barred))
    throw accessError('access.password-used-before', { count: Math.max(1, policy.passwordsRemembered) })
  const to = await hashPassword(change.next)
  await withScope(
    database,
    identity,
    async (scope) => {
      const remembered = Math.max(0, policy.passwordsRemembered - 1)
      if (!(await replacePassword(scope, id, { from: current, to, remembered, temporary: false })))
        throw kernelError('kernel.conflict')
      await endSessions(scope, id, change.sessionToken)
      recordAudit(scope, {
        action: 'access.change-password',
        objectType: 'account',
        objectId: id,
        objectLabel: account.username,
      })
    },
    { now },
  )
}
