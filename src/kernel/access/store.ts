/** Accounts, their roles and their passwords, inside a city's scope. */
import { type ExpressionBuilder, sql } from 'kysely'
import { v7 } from 'uuid'
import { containing } from '../db/like-pattern.ts'
import type { Locale, Scope } from '../db/scope.ts'
import { type AccessPolicy, defaultAccessPolicy } from './policy.ts'
import { dutyOf, type Role } from './roles.ts'
import { type AccessTables, type AccountRow, accessTables, type PolicyRow } from './tables.ts'

export interface Account {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly phone: string | undefined
  readonly email: string | undefined
  readonly locale: Locale
  readonly active: boolean
  readonly mustChangePassword: boolean
  readonly passwordChangedAt: Date
  readonly secondFactorEnabled: boolean
  readonly lastSignInAt: Date | undefined
  readonly createdAt: Date
}

const toAccount = (
  row: Omit<AccountRow, 'second_factor_enabled'> & { second_factor_enabled: boolean },
): Account => ({
  id: row.id,
  username: row.username,
  name: row.name,
  phone: row.phone ?? undefined,
  email: row.email ?? undefined,
  locale: row.locale,
  active: row.active,
  mustChangePassword: row.must_change_password,
  passwordChangedAt: row.password_changed_at,
  secondFactorEnabled: row.second_factor_enabled,
  lastSignInAt: row.last_sign_in_at ?? undefined,
  createdAt: row.created_at,
})

export interface AccountFilter {
  /** Part of the name or of the user name. */
  readonly search?: string | undefined
  readonly role?: Role | undefined
  readonly unitId?: string | undefined
  readonly active?: boolean | undefined
}

/** Accounts of the city by user name, at most `limit`, after the given user name. */
export async function listAccounts(
  scope: Scope,
  filter: AccountFilter & { readonly ids?: readonly string[] | undefined },
  after: string | undefined,
  limit: number,
): Promise<Account[]> {
  if (filter.ids?.length === 0) return []
  let query = accessTables(scope.tx)
    .selectFrom('account')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('username')
    .limit(limit)
  if (filter.ids !== undefined) query = query.where('id', 'in', [...filter.ids])
  if (filter.active !== undefined) query = query.where('active', '=', filter.active)
  if (filter.search !== undefined) {
    const pattern = containing(filter.search)
    query = query.where((where: ExpressionBuilder<AccessTables, 'account'>) =>
      where.or([where('name', 'like', pattern), where('username', 'like', pattern.toLowerCase())]),
    )
  }
  if (after !== undefined) query = query.where('username', '>', after)
  return (await query.execute()).map(toAccount)
}

/** One account of the city. */
export async function findAccount(scope: Scope, id: string): Promise<Account | undefined> {
  const row = await accessTables(scope.tx)
    .selectFrom('account')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toAccount(row)
}

/** Ids of the accounts that hold a role. */
export async function accountIdsWithRole(scope: Scope, role: Role): Promise<string[]> {
  const rows = await accessTables(scope.tx)
    .selectFrom('role_grant')
    .select('account_id')
    .where('city', '=', scope.city)
    .where('role', '=', role)
    .execute()
  return rows.map((row) => row.account_id)
}

/** The roles of each of these accounts. */
export async function rolesOfAccounts(
  scope: Scope,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Role[]>> {
  const result = new Map<string, Role[]>()
  if (accountIds.length === 0) return result
  const rows = await accessTables(scope.tx)
    .selectFrom('role_grant')
    .select(['account_id', 'role'])
    .where('city', '=', scope.city)
    .where('account_id', 'in', [...accountIds])
    .orderBy('role')
    .execute()
  for (const row of rows) result.set(row.account_id, [...(result.get(row.account_id) ?? []), row.role])
  return result
}

export interface NewAccount {
  readonly username: string
  readonly name: string
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly locale?: Locale | undefined
  readonly mustChangePassword: boolean
  readonly passwordHash: string
}

/** Inserts an account with its password; undefined when the user name is taken anywhere in the installation. */
export async function insertAccount(scope: Scope, account: NewAccount): Promise<string | undefined> {
  const tx = accessTables(scope.tx)
  const id = v7()
  const moment = { created_at: scope.now, updated_at: scope.now }
  const inserted = await tx
    .insertInto('account')
    .values({
      id,
      city: scope.city,
      username: account.username,
      name: account.name,
      phone: account.phone ?? null,
      email: account.email ?? null,
      locale: account.locale ?? 'zh',
      active: true,
      must_change_password: account.mustChangePassword,
      password_changed_at: scope.now,
      last_sign_in_at: null,
      ...moment,
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return undefined
  await tx
    .insertInto('account_credential')
    .values({
      id: v7(),
      account_id: id,
      provider_id: 'credential',
      provider_account_id: id,
      password: account.passwordHash,
      ...moment,
    })
    .execute()
  return id
}

/** Changes what is given of an account and leaves the rest. */
export async function updateAccount(
  scope: Scope,
  id: string,
  change: Partial<Pick<AccountRow, 'name' | 'phone' | 'email' | 'locale' | 'active'>>,
): Promise<void> {
  await accessTables(scope.tx)
    .updateTable('account')
    .set({ ...change, updated_at: scope.now })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Makes these the roles of an account. The database refuses a set of two duties. */
export async function replaceRoles(scope: Scope, accountId: string, held: readonly Role[]): Promise<void> {
  const tx = accessTables(scope.tx)
  let removal = tx.deleteFrom('role_grant').where('city', '=', scope.city).where('account_id', '=', accountId)
  if (held.length > 0) removal = removal.where('role', 'not in', [...held])
  await removal.execute()
  const [first] = held
  if (first === undefined) return
  const duty = dutyOf(first)
  await tx
    .insertInto('account_duty')
    .values({ city: scope.city, account_id: accountId, duty })
    .onConflict((conflict) => conflict.columns(['city', 'account_id']).doUpdateSet({ duty }))
    .execute()
  await tx
    .insertInto('role_grant')
    .values(
      held.map((role) => ({
        city: scope.city,
        account_id: accountId,
        role,
        granted_at: scope.now,
        granted_by: scope.actor.userId ?? null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['city', 'account_id', 'role']).doNothing())
    .execute()
}

/** How many active accounts other than the given one hold a role. Locks the role's grants until the end. */
export async function countOtherHolders(scope: Scope, role: Role, exceptId: string): Promise<number> {
  const holders = await accessTables(scope.tx)
    .selectFrom('role_grant')
    .select('account_id')
    .where('city', '=', scope.city)
    .where('role', '=', role)
    .forUpdate()
    .execute()
  const ids = holders.map((row) => row.account_id).filter((id) => id !== exceptId)
  return (await listAccounts(scope, { ids, active: true }, undefined, 1000)).length
}

/** The hash of an account's password and of those before it, newest first. */
export async function passwordHashes(
  scope: Scope,
  accountId: string,
  remembered: number,
): Promise<{ current: string | undefined; former: string[] }> {
  const tx = accessTables(scope.tx)
  const current = await tx
    .selectFrom('account_credential')
    .select('password')
    .where('account_id', '=', accountId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  const former = await tx
    .selectFrom('account_former_password')
    .select('password')
    .where('account_id', '=', accountId)
    .orderBy('replaced_at', 'desc')
    .limit(remembered)
    .execute()
  return { current: current?.password ?? undefined, former: former.map((row) => row.password) }
}

/**
 * Puts a new password hash in the place of the one given; false when that one is no longer there, because the
 * password was changed meanwhile. Keeps the old hash among the `remembered` last ones.
 */
export async function replacePassword(
  scope: Scope,
  accountId: string,
  change: {
    readonly from: string
    readonly to: string
    readonly remembered: number
    readonly temporary: boolean
  },
): Promise<boolean> {
  const tx = accessTables(scope.tx)
  const updated = await tx
    .updateTable('account_credential')
    .set({ password: change.to, updated_at: scope.now })
    .where('account_id', '=', accountId)
    .where('provider_id', '=', 'credential')
    .where('password', '=', change.from)
    .returning('id')
    .executeTakeFirst()
  if (!updated) return false
  await tx
    .insertInto('account_former_password')
    .values({ account_id: accountId, replaced_at: scope.now, password: change.from })
    .onConflict((conflict) => conflict.columns(['account_id', 'replaced_at']).doNothing())
    .execute()
  await sql`delete from account_former_password where account_id = ${accountId}::uuid and replaced_at not in (
    select replaced_at from account_former_password where account_id = ${accountId}::uuid
    order by replaced_at desc limit ${change.remembered})`.execute(tx)
  await tx
    .updateTable('account')
    .set({
      must_change_password: change.temporary,
      password_changed_at: scope.now,
      updated_at: scope.now,
    })
    .where('city', '=', scope.city)
    .where('id', '=', accountId)
    .execute()
  return true
}

/** Ends the sessions of an account, but for the one with the given token. */
export async function endSessions(scope: Scope, accountId: string, exceptToken?: string): Promise<void> {
  let query = accessTables(scope.tx).deleteFrom('account_session').where('account_id', '=', accountId)
  if (exceptToken !== undefined) query = query.where('token', '<>', exceptToken)
  await query.execute()
}

/** Removes the second factor of an account. */
export async function removeSecondFactor(scope: Scope, accountId: string): Promise<void> {
  const tx = accessTables(scope.tx)
  await tx.deleteFrom('account_second_factor').where('account_id', '=', accountId).execute()
  await tx
    .updateTable('account')
    .set({ second_factor_enabled: false, updated_at: scope.now })
    .where('city', '=', scope.city)
    .where('id', '=', accountId)
    .execute()
}

/** Until when each of these user names is locked; names that are not locked are left out. */
export async function locksOf(
  scope: Scope,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  if (usernames.length === 0) return new Map()
  const rows = await accessTables(scope.tx)
    .selectFrom('sign_in_failure')
    .select(['username', 'locked_until'])
    .where('username', 'in', [...usernames])
    .where('locked_until', '>', scope.now)
    .execute()
  return new Map(rows.flatMap((row) => (row.locked_until ? [[row.username, row.locked_until] as const] : [])))
}

/** Forgets the failed sign-ins of a user name. */
export async function clearFailures(scope: Scope, username: string): Promise<void> {
  await accessTables(scope.tx).deleteFrom('sign_in_failure').where('username', '=', username).execute()
}

/** A policy row in the shape the program uses; the defaults when a city has none. */
export function toPolicy(row: PolicyRow | undefined): AccessPolicy {
  if (!row) return defaultAccessPolicy
  return {
    passwordLength: row.password_length,
    passwordClasses: row.password_classes,
    passwordsRemembered: row.passwords_remembered,
    passwordDays: row.password_days,
    failuresAllowed: row.failures_allowed,
    failureMinutes: row.failure_minutes,
    idleMinutes: row.idle_minutes,
    secondFactorRoles: row.second_factor_roles,
  }
}

/** The policy of the scope's city. */
export async function getPolicy(scope: Scope): Promise<AccessPolicy> {
  const row = await accessTables(scope.tx)
    .selectFrom('access_policy')
    .selectAll()
    .where('city', '=', scope.city)
    .executeTakeFirst()
  return toPolicy(row)
}

/** Sets the policy of the scope's city. */
export async function savePolicy(scope: Scope, policy: AccessPolicy): Promise<void> {
  const values = {
    password_length: policy.passwordLength,
    password_classes: policy.passwordClasses,
    passwords_remembered: policy.passwordsRemembered,
    password_days: policy.passwordDays,
    failures_allowed: policy.failuresAllowed,
    failure_minutes: policy.failureMinutes,
    idle_minutes: policy.idleMinutes,
    second_factor_roles: policy.secondFactorRoles,
    updated_at: scope.now,
  }
  await accessTables(scope.tx)
    .insertInto('access_policy')
    .values({ city: scope.city, ...values })
    .onConflict((conflict) => conflict.column('city').doUpdateSet(values))
    .execute()
}
