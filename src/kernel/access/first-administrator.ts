/**
 * Setting up an empty installation: the server prints a link for one use, and whoever opens it names the city
 * and the three administrators.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../db/database.ts'
import { systemIdentity, withScope } from '../db/scope.ts'
import { loadRegions } from '../org/regions.ts'
import { listCities } from '../org/store.ts'
import { setCityProfile } from '../org/units.ts'
import { createAccountInScope } from './accounts.ts'
import { accessError } from './errors.ts'
import { hashPassword } from './password-hash.ts'
import { consumeSecret, hasAccounts, isSecretValid, putExpiringSecret } from './sign-in-store.ts'

const tokenName = 'first-administrator'
const tokenHours = 1

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Makes the token of the one-time link of an empty installation and forgets any earlier one. Only its hash is
 * kept; it is valid for one hour. Undefined once there are accounts.
 */
export async function createFirstAdministratorToken(
  database: Database,
  now: Date = new Date(),
): Promise<string | undefined> {
  if (await hasAccounts(database.kysely)) return undefined
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + tokenHours * 3_600_000)
  await putExpiringSecret(database.kysely, { name: tokenName, value: hashOf(token), expiresAt, now })
  return token
}

/** The city this installation serves first: the oldest one; undefined before set-up. */
export async function findInstallationCity(
  database: Database,
): Promise<{ code: string; name: string } | undefined> {
  return (await listCities(database.kysely))[0]
}

export interface NewAdministrator {
  readonly username: string
  readonly name: string
  readonly password: string
}

export interface FirstSetUp {
  readonly token: string
  readonly city: { readonly code: string; readonly name: string; readonly shortName: string }
  readonly administrators: Readonly<Record<'system' | 'security' | 'audit', NewAdministrator>>
}

/** Uses the one-time link: names the city and makes the three administrators, all or nothing. */
export async function claimFirstAdministrators(
  database: Database,
  setUp: FirstSetUp,
  now: Date,
): Promise<void> {
  const people = (['system', 'security', 'audit'] as const).map((kind) => ({
    ...setUp.administrators[kind],
    role: `${kind}-administrator` as const,
    field: `administrators.${kind}.password`,
  }))
  if (new Set(people.map((person) => person.username)).size < people.length)
    throw accessError('access.three-accounts-needed')
  if (await hasAccounts(database.kysely)) throw accessError('access.already-set-up')
  // Before the costly hashing, since this is open to everybody.
  if (!(await isSecretValid(database.kysely, tokenName, hashOf(setUp.token), now)))
    throw accessError('access.setup-link-invalid')
  const hashes = await Promise.all(people.map((person) => hashPassword(person.password)))
  const { code, name, shortName } = setUp.city
  await withScope(
    database,
    systemIdentity(code, '初始化'),
    async (scope) => {
      // First of all, so that of two that come at once one waits for the other and then finds nothing.
      if (!(await consumeSecret(scope.tx, tokenName, hashOf(setUp.token), now)))
        throw accessError('access.setup-link-invalid')
      await setCityProfile(scope, name, shortName)
      for (const [index, { role, field, ...person }] of people.entries()) {
        const seed = { ...person, city: code, roles: [role] }
        await createAccountInScope(scope, seed, hashes[index] ?? '', field)
      }
    },
    { now },
  )
  await loadRegions(database, [code])
}
