/** Who is signed in, as pages see it. The shell of the web app fills it in; components only ask. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Message } from '#kernel/language/messages.ts'

export interface Session {
  readonly personId: string
  readonly username: string
  readonly name: string
  /** Six-digit code of the city whose installation this is. */
  readonly city: string
  readonly cityTitle: string
  readonly roleTitles: readonly Message[]
  /** The units the person works for. */
  readonly units: readonly { readonly id: string; readonly name: string }[]
  /** The permissions held, by their declared names (`plans.publish`). */
  readonly permissions: ReadonlySet<string>
}

const SessionContext = createContext<Session | null>(null)

/** Makes the session known to the pages below; null when nobody is signed in. */
export function SessionProvider(props: { readonly session: Session | null; readonly children: ReactNode }) {
  return <SessionContext value={props.session}>{props.children}</SessionContext>
}

/** The session, or null when nobody is signed in (public pages). */
export function useSessionIfAny(): Session | null {
  return useContext(SessionContext)
}

/** The session of a page that needs sign-in; such pages are only drawn with one. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new TypeError('useSession() in a page that is drawn without a session')
  return session
}

/** Whether the person holds a permission. `public` always holds, `signed-in` with any session. */
export function allows(session: Session | null, permission: string): boolean {
  if (permission === 'public') return true
  if (!session) return false
  return permission === 'signed-in' || session.permissions.has(permission)
}

/** Whether the person may do something; for hiding what they may not. The server decides all the same. */
export function useAllowed(permission: string): boolean {
  return allows(useSessionIfAny(), permission)
}

/** Draws its children only for those who hold the permission. */
export function Allowed(props: { readonly permission: string; readonly children: ReactNode }) {
  return useAllowed(props.permission) ? props.children : null
}
