/** Which live session some headers carry: within the absolute limit, the idle limit, and of an active account. */
import type { Database } from '../db/database.ts'
import type { Locale } from '../db/scope.ts'
import type { SignInLibrary } from './sign-in-library.ts'
import { type AccountGrants, deleteSession, grantsOf, touchSession } from './sign-in-store.ts'

/** A request of the page itself, such as looking for new notices, carries this header and does not count as activity. */
export const backgroundHeader = 'zhiheng-background'

/** A live session with its account and what the city gives it. */
export interface LiveSession {
  readonly token: string
  readonly grants: AccountGrants
  readonly account: {
    readonly id: string
    readonly city: string
    readonly username: string
    readonly name: string
    readonly locale: Locale
    readonly mustChangePassword: boolean
    readonly passwordChangedAt: Date
    readonly secondFactorEnabled: boolean
  }
}

export type SessionReader = (headers: Headers) => Promise<LiveSession | undefined>

/** Whether the page itself asks, not the person: marked so, or an open page that waits for changes. */
const isBackground = (headers: Headers): boolean =>
  headers.has(backgroundHeader) || headers.get('accept')?.startsWith('text/event-stream') === true

// Writing at every request would cost more than the precision is worth.
const activityStep = 60_000

/** Makes the reader of sessions. */
export function sessionReader(library: SignInLibrary, database: Database, now: () => Date): SessionReader {
  return async (headers) => {
    const found = await library.api.getSession({ headers })
    if (!found) return undefined
    const { session, user } = found
    if (!user.active) return undefined
    const grants = await grantsOf(database.kysely, user.city, user.id)
    const idle = now().getTime() - session.lastActiveAt.getTime()
    if (idle > grants.policy.idleMinutes * 60_000 || session.expiresAt.getTime() <= now().getTime()) {
      await deleteSession(database.kysely, session.token)
      return undefined
    }
    if (idle > activityStep && !isBackground(headers))
      await touchSession(database.kysely, session.token, now())
    return {
      token: session.token,
      grants,
      account: {
        id: user.id,
        city: user.city,
        username: user.username ?? '',
        name: user.name,
        locale: user.locale === 'en' ? 'en' : 'zh',
        mustChangePassword: user.mustChangePassword,
        passwordChangedAt: user.passwordChangedAt,
        secondFactorEnabled: user.twoFactorEnabled === true,
      },
    }
  }
}

/** The token of the session cookie among these headers, unchecked: the identity that came with it was checked. */
export function sessionTokenIn(headers: Headers): string | undefined {
  const match = /(?:^|;\s*)(?:__Secure-)?zhiheng\.session_token=([^;]+)/.exec(headers.get('cookie') ?? '')
  return match?.[1] && decodeURIComponent(match[1]).split('.', 1)[0]
}
