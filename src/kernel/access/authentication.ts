/**
 * Sign-in: one handler for `/api/auth/*` and one question, who sends these headers. The library does passwords,
 * cookies, second factor and identity providers; lockout, limits of sessions, rights and the trail are ours.
 */
import { randomBytes } from 'node:crypto'
import type { Database } from '../db/database.ts'
import type { Identity } from '../db/scope.ts'
import type { AuthenticationSettings } from './authentication-settings.ts'
import { isPasswordExpired, isSecondFactorRequired } from './policy.ts'
import { permissionsOf } from './roles.ts'
import { createSignInHandler } from './sign-in-handler.ts'
import { createSignInLibrary } from './sign-in-library.ts'
import { sessionReader } from './sign-in-session.ts'
import { installationSecret } from './sign-in-store.ts'

export interface Authentication {
  /**
   * Answers a request below `/api/auth/`. Refusals are thrown as `ApplicationError`, for the edge to put into
   * the caller's language.
   */
  readonly handler: (request: Request, caller?: { readonly address?: string }) => Promise<Response>
  /**
   * Who sends these headers; undefined without a live session. Someone who must first change the password or
   * set up a second factor has an identity without permissions, which is enough for doing just that.
   */
  readonly identityOf: (headers: Headers) => Promise<Identity | undefined>
}

/**
 * Sets sign-in up over a migrated database.
 *
 * @example
 * const authentication = await createAuthentication(database, { permissions: declaredPermissions(modules), defaultCity: '990100' })
 * const identity = await authentication.identityOf(request.headers)
 */
export async function createAuthentication(
  database: Database,
  settings: AuthenticationSettings,
): Promise<Authentication> {
  const secret =
    settings.secret ??
    (await installationSecret(database.kysely, 'sign-in', () => randomBytes(48).toString('base64url')))
  const now = settings.now ?? (() => new Date())
  const library = createSignInLibrary(database, secret, settings)
  const readSession = sessionReader(library, database, now)

  const identityOf = async (headers: Headers): Promise<Identity | undefined> => {
    const live = await readSession(headers)
    if (!live) return undefined
    const { account, grants } = live
    const { policy } = grants
    const unready =
      account.mustChangePassword ||
      isPasswordExpired(policy, account.passwordChangedAt, now()) ||
      (isSecondFactorRequired(policy, grants.roles) && !account.secondFactorEnabled)
    return {
      city: account.city,
      actor: { userId: account.id, name: account.name },
      roles: grants.roles,
      permissions: unready ? new Map() : permissionsOf(settings.permissions, grants.roles),
      units: grants.units,
      regions: grants.regions,
      locale: account.locale,
    }
  }

  return { handler: createSignInHandler({ database, library, settings, readSession, now }), identityOf }
}
