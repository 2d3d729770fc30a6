/** What the pages need to know of the person before them. */
import { recordAudit } from '../audit/audit.ts'
import type { Locale, Scope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { cityProfile } from '../org/units.ts'
import { getAccount } from './accounts.ts'
import type { Myself } from './contract.ts'
import { isPasswordExpired, isSecondFactorRequired } from './policy.ts'
import { roleTitles } from './roles.ts'
import { getPolicy, updateAccount } from './store.ts'

function ownId(scope: Scope): string {
  const id = scope.actor.userId
  if (id === undefined) throw kernelError('kernel.not-signed-in')
  return id
}

/** The caller, with rights as they hold right now. */
export async function describeMyself(scope: Scope): Promise<Myself> {
  const account = await getAccount(scope, ownId(scope))
  const policy = await getPolicy(scope)
  const expiry = new Date(account.passwordChangedAt.getTime() + policy.passwordDays * 86_400_000)
  return {
    user: { id: account.id, username: account.username, name: account.name, locale: account.locale },
    city: await cityProfile(scope),
    roles: account.roles.map((role) => ({ role, title: roleTitles[role] })),
    permissions: [...scope.permissions].map(([permission, reach]) => ({ permission, reach })),
    units: account.units
      .filter((unit) => unit.active)
      .map(({ id, name, shortName, region }) => ({ id, name, shortName, region })),
    required: {
      passwordChange:
        account.mustChangePassword || isPasswordExpired(policy, account.passwordChangedAt, scope.now),
      secondFactor: isSecondFactorRequired(policy, account.roles) && !account.secondFactorEnabled,
    },
    secondFactorEnabled: account.secondFactorEnabled,
    passwordExpiresAt: policy.passwordDays > 0 ? expiry.toISOString() : null,
    idleMinutes: policy.idleMinutes,
  }
}

/** Sets the language in which the caller reads the pages. */
export async function setOwnLocale(scope: Scope, locale: Locale): Promise<void> {
  const id = ownId(scope)
  const account = await getAccount(scope, id)
  await updateAccount(scope, id, { locale })
  recordAudit(scope, {
    action: 'access.set-locale',
    objectType: 'account',
    objectId: id,
    objectLabel: account.username,
    detail: { before: account.locale, after: locale },
  })
}
