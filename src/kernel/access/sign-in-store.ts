/**
 * What sign-in reads and writes before it is known who asks: outside any city's scope, on the installation's
 * own tables, and the grants of one account by its id.
 */
import { sql } from 'kysely'
import type { Connection, Database } from '../db/database.ts'
import type { Locale } from '../db/scope.ts'
import type { AccessPolicy } from './policy.ts'
import type { Role } from './roles.ts'
import { countAttempt, minutesLocked, noFailures } from './sign-in-failures.ts'
import { toPolicy } from './store.ts'
import { accessTables, type PolicyRow } from './tables.ts'

/** The policy of a city, read outside its scope. */
export async function policyOfCity(connection: Connection, city: string): Promise<AccessPolicy> {
  const row = await accessTables(connection)
    .selectFrom('access_policy')
    .selectAll()
    .where('city', '=', city)
    .executeTakeFirst()
  return toPolicy(row)
}

export interface SignInAccount {
  readonly id: string
  readonly city: string
  readonly name: string
  readonly username: string
  readonly locale: Locale
}

/** The account with a user name, in whatever city. */
export async function findSignInAccount(
  connection: Connection,
  username: string,
): Promise<SignInAccount | undefined> {
  return accessTables(connection)
    .selectFrom('account')
    .select(['id', 'city', 'name', 'username', 'locale'])
    .where('username', '=', username)
    .executeTakeFirst()
}

export interface AttemptVerdict {
  /** False when the name was locked already: the password must not even be looked at. */
  readonly admitted: boolean
  /** Minutes the lock holds, counting this attempt as failed; 0 when it is open. */
  readonly minutesLocked: number
  /** Further attempts before the lock, counting this one as failed. */
  readonly attemptsLeft: number
}

/** Counts an attempt as failed and says whether it may go on. Attempts for one name queue on its row. */
export async function beginAttempt(
  database: Database,
  username: string,
  policy: AccessPolicy,
  now: Date,
): Promise<AttemptVerdict> {
  return database.kysely.transaction().execute(async (transaction) => {
    const tx = accessTables(transaction)
    await tx
      .insertInto('sign_in_failure')
      .values({ username, failed_at: [], locked_until: null })
      .onConflict((conflict) => conflict.column('username').doNothing())
      .execute()
    const row = await tx
      .selectFrom('sign_in_failure')
      .select(['failed_at', 'locked_until'])
      .where('username', '=', username)
      .forUpdate()
      .executeTakeFirst()
    // The row may be gone when a success of the same moment cleared it.
    const before = row ? { failedAt: row.failed_at, lockedUntil: row.locked_until ?? undefined } : noFailures
    const locked = minutesLocked(before, now)
    if (locked > 0) return { admitted: false, minutesLocked: locked, attemptsLeft: 0 }
    const after = countAttempt(before, policy, now)
    const values = { failed_at: [...after.failedAt], locked_until: after.lockedUntil ?? null }
    await tx
      .insertInto('sign_in_failure')
      .values({ username, ...values })
      .onConflict((conflict) => conflict.column('username').doUpdateSet(values))
      .execute()
    return {
      admitted: true,
      minutesLocked: minutesLocked(after, now),
      attemptsLeft: Math.max(0, policy.failuresAllowed - after.failedAt.length),
    }
  })
}

/** Takes back what {@link beginAttempt} counted, after a success. */
export async function forgetFailures(connection: Connection, username: string): Promise<void> {
  await accessTables(connection).deleteFrom('sign_in_failure').where('username', '=', username).execute()
}

/** Marks an account as signed in. */
export async function touchSignIn(connection: Connection, accountId: string, now: Date): Promise<void> {
  await accessTables(connection)
    .updateTable('account')
    .set({ last_sign_in_at: now })
    .where('id', '=', accountId)
    .execute()
}

/** Marks a session as used. */
export async function touchSession(connection: Connection, token: string, now: Date): Promise<void> {
  await accessTables(connection)
    .updateTable('account_session')
    .set({ last_active_at: now })
    .where('token', '=', token)
    .execute()
}

/** Ends one session. */
export async function deleteSession(connection: Connection, token: string): Promise<void> {
  await accessTables(connection).deleteFrom('account_session').where('token', '=', token).execute()
}

export interface AccountGrants {
  readonly roles: Role[]
  readonly units: string[]
  /** Regions of those units, without repeats. */
  readonly regions: string[]
  /** The policy of the account's city. */
  readonly policy: AccessPolicy
}

/** What a city gives an account, and its policy: in one round trip, since every request needs them. */
export async function grantsOf(
  connection: Connection,
  city: string,
  accountId: string,
): Promise<AccountGrants> {
  const { rows } = await sql<Omit<AccountGrants, 'policy'> & { policy: PolicyRow | null }>`
    select
      array(select role from role_grant where city = ${city} and account_id = ${accountId}::uuid order by role) as roles,
      coalesce(array_agg(unit.id::text order by unit.id) filter (where unit.id is not null), '{}') as units,
      coalesce(array_agg(distinct unit.region) filter (where unit.id is not null), '{}') as regions,
      (select to_jsonb(access_policy) from access_policy where city = ${city}) as policy
    from unit_member
    join unit on unit.city = unit_member.city and unit.id = unit_member.unit_id and unit.active
    where unit_member.city = ${city} and unit_member.account_id = ${accountId}::uuid`.execute(connection)
  const [row] = rows
  if (!row) return { roles: [], units: [], regions: [], policy: toPolicy(undefined) }
  return { ...row, policy: toPolicy(row.policy ?? undefined) }
}

/** A secret of the installation; made with `make` when there is none yet. Of two processes, one wins. */
export async function installationSecret(
  connection: Connection,
  name: string,
  make: () => string,
): Promise<string> {
  const tables = accessTables(connection)
  await tables
    .insertInto('installation_secret')
    .values({ name, value: make(), expires_at: null, created_at: new Date() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const row = await tables
    .selectFrom('installation_secret')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return row.value
}

/** Puts a secret with an end of validity in the place of any earlier one of that name. */
export async function putExpiringSecret(
  connection: Connection,
  secret: { readonly name: string; readonly value: string; readonly expiresAt: Date; readonly now: Date },
): Promise<void> {
  const values = { value: secret.value, expires_at: secret.expiresAt, created_at: secret.now }
  await accessTables(connection)
    .insertInto('installation_secret')
    .values({ name: secret.name, ...values })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .execute()
}

/** Whether a one-time secret could be used now. */
export async function isSecretValid(
  connection: Connection,
  name: string,
  value: string,
  now: Date,
): Promise<boolean> {
  const row = await accessTables(connection)
    .selectFrom('installation_secret')
    .select('name')
    .where('name', '=', name)
    .where('value', '=', value)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses a one-time secret up; false when it is wrong, used or past its validity. */
export async function consumeSecret(
  connection: Connection,
  name: string,
  value: string,
  now: Date,
): Promise<boolean> {
  const row = await accessTables(connection)
    .deleteFrom('installation_secret')
    .where('name', '=', name)
    .where('value', '=', value)
    .where('expires_at', '>', now)
    .returning('name')
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the installation has any account yet. */
export async function hasAccounts(connection: Connection): Promise<boolean> {
  const row = await accessTables(connection).selectFrom('account').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Removes what has run out: sessions, states of sign-ins under way, counts of failures. Returns how many rows. */
export async function deleteExpired(connection: Connection, now: Date): Promise<number> {
  const tables = accessTables(connection)
  const yesterday = new Date(now.getTime() - 86_400_000)
  const results = [
    await tables.deleteFrom('account_session').where('expires_at', '<', now).executeTakeFirst(),
    await tables.deleteFrom('account_verification').where('expires_at', '<', now).executeTakeFirst(),
    await tables
      .deleteFrom('sign_in_failure')
      .where((where) =>
        where.and([
          where.or([where('locked_until', 'is', null), where('locked_until', '<', yesterday)]),
          sql<boolean>`coalesce(failed_at[array_upper(failed_at, 1)], '-infinity') < ${yesterday}::timestamptz`,
        ]),
      )
      .executeTakeFirst(),
  ]
  return results.reduce((sum, result) => sum + Number(result.numDeletedRows), 0)
}
