/** Binds the access contract to the services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { recordAudit } from '../audit/audit.ts'
import { type Scope, withScope } from '../db/scope.ts'
import { permissionTitle } from '../domain.ts'
import { kernelError } from '../language/kernel-errors.ts'
import {
  type AccountOverview,
  accountPage,
  addAccount,
  changeAccount,
  drawTemporaryPassword,
  getAccount,
  resetPassword,
  resetSecondFactor,
  revealContact,
  setAccountActive,
  setRoles,
  setUnits,
  unlockAccount,
} from './accounts.ts'
import { type AccountView, accessContract } from './contract.ts'
import { claimFirstAdministrators } from './first-administrator.ts'
import { maskEmail, maskPhone } from './mask.ts'
import { describeMyself, setOwnLocale } from './myself.ts'
import { changeOwnPassword } from './passwords.ts'
import type { AccessPolicy } from './policy.ts'
import { roles, roleTitles } from './roles.ts'
import { sessionTokenIn } from './sign-in-session.ts'
import { getPolicy, savePolicy } from './store.ts'

const os = implement(accessContract).$context<RequestContext>().use(scoped)

const accountView = (account: AccountOverview): AccountView => ({
  id: account.id,
  username: account.username,
  name: account.name,
  phone: account.phone === undefined ? null : maskPhone(account.phone),
  email: account.email === undefined ? null : maskEmail(account.email),
  active: account.active,
  mustChangePassword: account.mustChangePassword,
  secondFactorEnabled: account.secondFactorEnabled,
  lockedUntil: account.lockedUntil?.toISOString() ?? null,
  lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
  createdAt: account.createdAt.toISOString(),
  roles: [...account.roles],
  units: account.units.map(({ id, name, shortName, region }) => ({ id, name, shortName, region })),
})

async function changePolicy(scope: Scope, policy: AccessPolicy): Promise<AccessPolicy> {
  const before = await getPolicy(scope)
  await savePolicy(scope, policy)
  recordAudit(scope, {
    action: 'access.set-policy',
    objectType: 'access-policy',
    objectId: scope.city,
    objectLabel: scope.city,
    detail: { before, after: policy },
  })
  return policy
}

export const accessRouter = os.router({
  whoAmI: os.whoAmI.handler(({ context: { scope } }) => describeMyself(scope)),
  changePassword: os.changePassword.handler(async ({ input, context }) => {
    const change = { ...input, sessionToken: sessionTokenIn(context.headers) }
    await changeOwnPassword(context.database, context.identity, change, context.now)
    return {}
  }),
  setLocale: os.setLocale.handler(async ({ input, context: { scope } }) => {
    await setOwnLocale(scope, input.locale)
    return input
  }),
  getAccessPolicy: os.getAccessPolicy.handler(({ context: { scope } }) => getPolicy(scope)),
  setAccessPolicy: os.setAccessPolicy.handler(({ input, context: { scope } }) => changePolicy(scope, input)),

  listAccounts: os.listAccounts.handler(async ({ input, context: { scope } }) => {
    const { after, limit, ...search } = input
    const page = await accountPage(scope, search, after, limit)
    return { items: page.items.map(accountView), next: page.next }
  }),
  getAccount: os.getAccount.handler(async ({ input, context: { scope } }) =>
    accountView(await getAccount(scope, input.accountId)),
  ),
  listPermissions: os.listPermissions.handler(({ context: { modules } }) => ({
    roles: roles.map((role) => ({ role, title: roleTitles[role] })),
    permissions: modules.flatMap((module) =>
      Object.entries(module.permissions).map(([permission, declaration]) => ({
        permission,
        title: declaration.title,
        module: module.title,
        roles: roles.flatMap((role) => {
          const reach = declaration.roles[role]
          return reach === undefined ? [] : [{ role, reach }]
        }),
      })),
    ),
  })),
  describePermission: os.describePermission.handler(({ input: { permission }, context: { modules } }) => {
    const title = permissionTitle(modules, permission)
    if (!title) throw kernelError('kernel.not-found')
    return { permission, title }
  }),

  createAccount: os.createAccount.handler(async ({ input, context }) => {
    const { password, hash } = await drawTemporaryPassword()
    const account = await withScope(
      context.database,
      context.identity,
      async (scope) => getAccount(scope, await addAccount(scope, input, { hash, temporary: true })),
      { now: context.now },
    )
    return { account: accountView(account), temporaryPassword: password }
  }),
  updateAccount: os.updateAccount.handler(async ({ input, context: { scope } }) => {
    const { accountId, ...change } = input
    return accountView(await changeAccount(scope, accountId, change))
  }),
  setAccountActive: os.setAccountActive.handler(async ({ input, context: { scope } }) =>
    accountView(await setAccountActive(scope, input.accountId, input.active, input.reason)),
  ),
  resetPassword: os.resetPassword.handler(async ({ input, context }) => {
    const { password, hash } = await drawTemporaryPassword()
    await withScope(
      context.database,
      context.identity,
      (scope) => resetPassword(scope, input.accountId, hash),
      {
        now: context.now,
      },
    )
    return { temporaryPassword: password }
  }),
  revealContact: os.revealContact.handler(({ input, context: { scope } }) =>
    revealContact(scope, input.accountId, input.reason),
  ),

  setRoles: os.setRoles.handler(async ({ input, context: { scope } }) =>
    accountView(await setRoles(scope, input.accountId, input.roles)),
  ),
  setUnits: os.setUnits.handler(async ({ input, context: { scope } }) =>
    accountView(await setUnits(scope, input.accountId, input.unitIds)),
  ),
  unlockAccount: os.unlockAccount.handler(async ({ input, context: { scope } }) =>
    accountView(await unlockAccount(scope, input.accountId)),
  ),
  resetSecondFactor: os.resetSecondFactor.handler(async ({ input, context: { scope } }) =>
    accountView(await resetSecondFactor(scope, input.accountId)),
  ),

  claimFirstAdministrators: os.claimFirstAdministrators.handler(async ({ input, context }) => {
    await claimFirstAdministrators(context.database, input, context.now)
    return {}
  }),
})
