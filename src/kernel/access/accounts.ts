/**
 * Accounts and what they may do. The three administrators work apart (GB/T 22239-2019, 8.1.5): the system
 * administrator makes and disables accounts but gives no rights, the security administrator gives rights but
 * makes no accounts.
 */
import { randomInt } from 'node:crypto'
import { recordAudit } from '../audit/audit.ts'
import type { Database } from '../db/database.ts'
import { type Locale, type Scope, systemIdentity, withScope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { findUnits, memberAccountIds, replaceMemberships, type Unit, unitsOfAccounts } from '../org/store.ts'
import { accessError } from './errors.ts'
import { hashPassword } from './password-hash.ts'
import { passwordProblems, temporaryPassword } from './password-rules.ts'
import { administratorRoles, dutyOf, type Role, roleTitles } from './roles.ts'
import {
  type Account,
  accountIdsWithRole,
  clearFailures,
  countOtherHolders,
  endSessions,
  findAccount,
  getPolicy,
  insertAccount,
  listAccounts,
  locksOf,
  passwordHashes,
  removeSecondFactor,
  replacePassword,
  replaceRoles,
  rolesOfAccounts,
  updateAccount,
} from './store.ts'

/** An account with all that administrators see of it. */
export interface AccountOverview extends Account {
  readonly roles: readonly Role[]
  readonly units: readonly Unit[]
  readonly lockedUntil: Date | undefined
}

async function withGrants(scope: Scope, accounts: readonly Account[]): Promise<AccountOverview[]> {
  const ids = accounts.map((account) => account.id)
  const held = await rolesOfAccounts(scope, ids)
  const units = await unitsOfAccounts(scope, ids)
  const locks = await locksOf(
    scope,
    accounts.map((account) => account.username),
  )
  return accounts.map((account) => ({
    ...account,
    roles: held.get(account.id) ?? [],
    units: units.get(account.id) ?? [],
    lockedUntil: locks.get(account.username),
  }))
}

/** The account with its roles and units, or the refusal that there is none in this city. */
export async function getAccount(scope: Scope, id: string): Promise<AccountOverview> {
  const account = await findAccount(scope, id)
  const [overview] = account ? await withGrants(scope, [account]) : []
  if (!overview) throw kernelError('kernel.not-found')
  return overview
}

/** What a list of accounts can be narrowed by. */
export interface AccountSearch {
  readonly search?: string | undefined
  readonly role?: Role | undefined
  readonly unitId?: string | undefined
  readonly active?: boolean | undefined
}

/** A page of accounts by user name. */
export async function accountPage(
  scope: Scope,
  search: AccountSearch,
  after: string | undefined,
  limit: number,
): Promise<{ items: AccountOverview[]; next: string | null }> {
  const { role, unitId, ...filter } = search
  const withRole = role === undefined ? undefined : await accountIdsWithRole(scope, role)
  const inUnit = unitId === undefined ? undefined : new Set(await memberAccountIds(scope, [unitId]))
  const ids =
    withRole && inUnit ? withRole.filter((id) => inUnit.has(id)) : (withRole ?? (inUnit && [...inUnit]))
  const accounts = await listAccounts(scope, { ...filter, ids }, after, limit + 1)
  const items = await withGrants(scope, accounts.slice(0, limit))
  return { items, next: accounts.length > limit ? (items.at(-1)?.username ?? null) : null }
}

const auditAccount = (
  scope: Scope,
  account: Pick<Account, 'id' | 'username'>,
  action: string,
  detail: Readonly<Record<string, string | number | boolean | readonly string[]>> = {},
): void =>
  recordAudit(scope, {
    action: `access.${action}`,
    objectType: 'account',
    objectId: account.id,
    objectLabel: account.username,
    detail,
  })

/** Draws a temporary password and its hash: outside any transaction, since hashing takes its time. */
export async function drawTemporaryPassword(): Promise<{ password: string; hash: string }> {
  const password = temporaryPassword((bound) => randomInt(bound))
  return { password, hash: await hashPassword(password) }
}

export interface NewAccountInput {
  readonly username: string
  readonly name: string
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly locale?: Locale | undefined
}

/** Adds an account without roles. Its password is already hashed. */
export async function addAccount(
  scope: Scope,
  input: NewAccountInput,
  password: { readonly hash: string; readonly temporary: boolean },
): Promise<string> {
  const id = await insertAccount(scope, {
    ...input,
    passwordHash: password.hash,
    mustChangePassword: password.temporary,
  })
  if (id === undefined) throw accessError('access.username-taken', { username: input.username })
  auditAccount(scope, { id, username: input.username }, 'create-account', { name: input.name })
  return id
}

/** Changes name, phone or e-mail. Values are not written to the trail, only which of them changed. */
export async function changeAccount(
  scope: Scope,
  id: string,
  change: {
    readonly name?: string | undefined
    readonly phone?: string | null | undefined
    readonly email?: string | null | undefined
  },
): Promise<AccountOverview> {
  const account = await getAccount(scope, id)
  await updateAccount(scope, id, {
    name: change.name ?? account.name,
    phone: change.phone === undefined ? (account.phone ?? null) : change.phone,
    email: change.email === undefined ? (account.email ?? null) : change.email,
  })
  auditAccount(scope, account, 'update-account', { fields: Object.keys(change) })
  return getAccount(scope, id)
}

async function refuseWhenLast(
  scope: Scope,
  account: AccountOverview,
  losing: readonly Role[],
): Promise<void> {
  for (const role of administratorRoles) {
    if (!losing.includes(role) || !account.roles.includes(role)) continue
    if ((await countOtherHolders(scope, role, account.id)) > 0) continue
    // The page shows the refusal in the reader's language; the role's name is given in both.
    throw accessError('access.last-administrator', {
      role: `${roleTitles[role].zh} (${roleTitles[role].en})`,
    })
  }
}

const refuseOwn = (scope: Scope, id: string): void => {
  if (scope.actor.userId === id) throw accessError('access.own-account')
}

/** Lets an account sign in or not; disabling ends its sessions at once. */
export async function setAccountActive(
  scope: Scope,
  id: string,
  active: boolean,
  reason: string,
): Promise<AccountOverview> {
  refuseOwn(scope, id)
  const account = await getAccount(scope, id)
  if (!active) {
    await refuseWhenLast(scope, account, account.roles)
    await endSessions(scope, id)
  }
  await updateAccount(scope, id, { active })
  auditAccount(scope, account, active ? 'enable-account' : 'disable-account', { reason })
  return getAccount(scope, id)
}

/** Makes these the roles of an account. Nobody changes their own. */
export async function setRoles(scope: Scope, id: string, held: readonly Role[]): Promise<AccountOverview> {
  refuseOwn(scope, id)
  const account = await getAccount(scope, id)
  const wanted = [...new Set(held)].sort()
  if (new Set(wanted.map(dutyOf)).size > 1) throw accessError('access.roles-conflict')
  await refuseWhenLast(
    scope,
    account,
    account.roles.filter((role) => !wanted.includes(role)),
  )
  await replaceRoles(scope, id, wanted)
  auditAccount(scope, account, 'grant-roles', { before: account.roles, after: wanted })
  return getAccount(scope, id)
}

/** Makes these the units an account acts for. */
export async function setUnits(
  scope: Scope,
  id: string,
  unitIds: readonly string[],
): Promise<AccountOverview> {
  const account = await getAccount(scope, id)
  const wanted = [...new Set(unitIds)]
  const found = await findUnits(scope, wanted)
  if (found.length < wanted.length || found.some((unit) => !unit.active))
    throw kernelError('kernel.not-found')
  await replaceMemberships(scope, id, wanted)
  auditAccount(scope, account, 'assign-units', {
    before: account.units.map((unit) => unit.name),
    after: found.map((unit) => unit.name),
  })
  return getAccount(scope, id)
}

/** Lifts the lock after failed sign-ins. */
export async function unlockAccount(scope: Scope, id: string): Promise<AccountOverview> {
  const account = await getAccount(scope, id)
  await clearFailures(scope, account.username)
  auditAccount(scope, account, 'unlock-account')
  return getAccount(scope, id)
}

/** Takes the second factor off, for someone who has lost the device; a new one can then be set up. */
export async function resetSecondFactor(scope: Scope, id: string): Promise<AccountOverview> {
  refuseOwn(scope, id)
  const account = await getAccount(scope, id)
  await removeSecondFactor(scope, id)
  await endSessions(scope, id)
  auditAccount(scope, account, 'reset-second-factor')
  return getAccount(scope, id)
}

/**
 * Gives an account a temporary password that must be changed at the next sign-in. An administrator's is
 * refused: it would let one of the three act as another.
 */
export async function resetPassword(scope: Scope, id: string, hash: string): Promise<void> {
  refuseOwn(scope, id)
  const account = await getAccount(scope, id)
  if (account.roles.some((role) => dutyOf(role) !== 'work'))
    throw accessError('access.administrator-password')
  await putTemporaryPassword(scope, account, hash)
}

async function putTemporaryPassword(
  scope: Scope,
  account: Pick<Account, 'id' | 'username'>,
  hash: string,
): Promise<void> {
  const { passwordsRemembered } = await getPolicy(scope)
  const { current } = await passwordHashes(scope, account.id, 0)
  const change = { from: current ?? '', to: hash, remembered: passwordsRemembered, temporary: true }
  if (!(await replacePassword(scope, account.id, change))) throw kernelError('kernel.conflict')
  await endSessions(scope, account.id)
  await clearFailures(scope, account.username)
  auditAccount(scope, account, 'reset-password')
}

/** Telephone and e-mail unmasked, with the reason for looking in the trail (PIPL art. 51). */
export async function revealContact(
  scope: Scope,
  id: string,
  reason: string,
): Promise<{ phone: string | null; email: string | null }> {
  const account = await getAccount(scope, id)
  auditAccount(scope, account, 'reveal-contact', { reason })
  return { phone: account.phone ?? null, email: account.email ?? null }
}

export interface AccountSeed extends NewAccountInput {
  readonly city: string
  readonly password: string
  readonly roles: readonly Role[]
  readonly unitIds?: readonly string[]
  /** Whether the password must be changed at the first sign-in; false unless given. */
  readonly mustChangePassword?: boolean
  readonly now?: Date
}

/**
 * Makes an account with password, roles and units at once: for the demo city and for set-up, where there are no
 * administrators yet.
 *
 * @returns the id of the account.
 * @throws ApplicationError when the password breaks the rules, the name is taken or the roles exclude each other.
 */
export async function createAccount(database: Database, seed: AccountSeed): Promise<string> {
  const hash = await hashPassword(seed.password)
  return withScope(
    database,
    systemIdentity(seed.city, '系统'),
    (scope) => createAccountInScope(scope, seed, hash),
    seed.now ? { now: seed.now } : {},
  )
}

/**
 * {@link createAccount} within a transaction that is already open; the hash is of `seed.password`, and `field` is
 * the path by which a form knows the password.
 */
export async function createAccountInScope(
  scope: Scope,
  seed: AccountSeed,
  hash: string,
  field = 'password',
): Promise<string> {
  const problems = passwordProblems(seed.password, seed.username, await getPolicy(scope))
  if (problems.length > 0)
    throw accessError(
      'access.weak-password',
      {},
      problems.map((message) => ({ path: field, message })),
    )
  const id = await addAccount(scope, seed, { hash, temporary: seed.mustChangePassword ?? false })
  if (seed.roles.length > 0) await setRoles(scope, id, seed.roles)
  if (seed.unitIds && seed.unitIds.length > 0) await setUnits(scope, id, seed.unitIds)
  return id
}

/**
 * Gives an account, of whatever role, a temporary password: for the command on the server, the way back for an
 * administrator who has lost theirs.
 */
export async function resetPasswordOnServer(
  database: Database,
  city: string,
  username: string,
): Promise<string> {
  const { password, hash } = await drawTemporaryPassword()
  await withScope(database, systemIdentity(city, '服务器命令'), async (scope) => {
    const [account] = await listAccounts(scope, { search: username }, undefined, 200).then((found) =>
      found.filter((one) => one.username === username),
    )
    if (!account) throw kernelError('kernel.not-found')
    await putTemporaryPassword(scope, account, hash)
  })
  return password
}
