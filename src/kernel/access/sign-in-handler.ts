/** Answers `/api/auth/*`: a short list of the library's paths, each with lockout and trail around it. */
import { z } from 'zod'
import type { Database } from '../db/database.ts'
import type { AuthenticationSettings } from './authentication-settings.ts'
import type { SignInOptions } from './contract.ts'
import { accessError } from './errors.ts'
import { auditSignIn } from './sign-in-audit.ts'
import { addressHeader, type SignInLibrary } from './sign-in-library.ts'
import type { LiveSession, SessionReader } from './sign-in-session.ts'
import {
  beginAttempt,
  deleteSession,
  findSignInAccount,
  forgetFailures,
  hasAccounts,
  policyOfCity,
  touchSignIn,
} from './sign-in-store.ts'

interface Parts {
  readonly database: Database
  readonly library: SignInLibrary
  readonly settings: AuthenticationSettings
  readonly readSession: SessionReader
  readonly now: () => Date
}

/** A request on its way through the handler. */
interface Call {
  readonly request: Request
  readonly path: string
  readonly address: string
}

type Caller = { readonly address?: string } | undefined

const Credentials = z.object({ username: z.string().max(200), password: z.string().max(1000) })
const LibraryFailure = z.object({ code: z.string().optional() })

/** The paths that are let through; sign-up, password reset and the rest of the library's stay shut. */
const steps: Readonly<Record<string, 'password' | 'code' | 'confirm-password' | 'provider' | 'sign-out'>> = {
  'POST /sign-in/username': 'password',
  'POST /two-factor/verify-totp': 'code',
  'POST /two-factor/verify-backup-code': 'code',
  'POST /two-factor/enable': 'confirm-password',
  'POST /two-factor/disable': 'confirm-password',
  'POST /two-factor/generate-backup-codes': 'confirm-password',
  'POST /sign-in/social': 'provider',
  'POST /sign-out': 'sign-out',
}

function forward(parts: Parts, call: Call): Promise<Response> {
  const headers = new Headers(call.request.headers)
  headers.set(addressHeader, call.address)
  return parts.library.handler(new Request(call.request, { headers }))
}

/** The answer with its cookies but a body of ours: the library's own would hand the session token to scripts. */
function answer(response: Response, body: unknown): Response {
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  headers.set('content-type', 'application/json')
  headers.set('cache-control', 'no-store')
  return new Response(JSON.stringify(body), { status: 200, headers })
}

async function failureCode(response: Response): Promise<string> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => ({}))
  return LibraryFailure.safeParse(body).data?.code ?? String(response.status)
}

/** The session that an answer has just opened. */
async function openedSession(parts: Parts, response: Response): Promise<LiveSession | undefined> {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '')
  if (cookies.length === 0) return undefined
  return parts.readSession(new Headers({ cookie: cookies.join('; ') }))
}

async function welcome(parts: Parts, call: Call, live: LiveSession, means: string): Promise<void> {
  const now = parts.now()
  await touchSignIn(parts.database.kysely, live.account.id, now)
  await auditSignIn(parts.database, {
    city: live.account.city,
    account: live.account,
    label: live.account.username,
    action: 'access.sign-in',
    detail: { means, address: call.address },
    now,
  })
}

async function refuse(parts: Parts, call: Call, username: string, reason: string): Promise<void> {
  const account = await findSignInAccount(parts.database.kysely, username)
  await auditSignIn(parts.database, {
    city: account?.city ?? parts.settings.defaultCity,
    account,
    // What no account bears may be a password in the wrong field.
    label: account?.username ?? `${username.slice(0, 1)}***`,
    action: 'access.sign-in-refused',
    detail: { reason, address: call.address },
    now: parts.now(),
  })
}

/** Counts the attempt, lets the library look at the password or code, and takes the count back on success. */
async function guarded(
  parts: Parts,
  call: Call,
  username: string,
  wrong: 'access.wrong-credentials' | 'access.wrong-code',
): Promise<Response> {
  const { database } = parts
  const account = await findSignInAccount(database.kysely, username)
  const policy = await policyOfCity(database.kysely, account?.city ?? parts.settings.defaultCity)
  const verdict = await beginAttempt(database, username, policy, parts.now())
  if (!verdict.admitted) {
    await refuse(parts, call, username, 'locked')
    throw accessError('access.locked', { minutes: verdict.minutesLocked })
  }
  const response = await forward(parts, call)
  if (response.ok) {
    await forgetFailures(database.kysely, username)
    return response
  }
  const code = await failureCode(response)
  if (code === 'ACCOUNT_DISABLED') {
    await forgetFailures(database.kysely, username)
    await refuse(parts, call, username, 'disabled')
    throw accessError('access.account-disabled')
  }
  await refuse(parts, call, username, verdict.minutesLocked > 0 ? 'locked by this failure' : code)
  if (verdict.minutesLocked > 0) throw accessError('access.locked', { minutes: verdict.minutesLocked })
  throw accessError(wrong, { left: verdict.attemptsLeft })
}

async function signInWithPassword(parts: Parts, call: Call): Promise<Response> {
  const body: unknown = await call.request
    .clone()
    .json()
    .catch(() => undefined)
  const credentials = Credentials.safeParse(body).data
  if (!credentials) throw accessError('access.sign-in-failed', { reason: 'username, password' })
  const username = credentials.username.trim().toLowerCase()
  const request = new Request(call.request.url, {
    method: 'POST',
    headers: withoutLength(call.request.headers),
    body: JSON.stringify({ username, password: credentials.password }),
  })
  const response = await guarded(parts, { ...call, request }, username, 'access.wrong-credentials')
  const live = await openedSession(parts, response)
  if (live) await welcome(parts, call, live, 'password')
  return answer(response, { secondFactor: live === undefined })
}

function withoutLength(headers: Headers): Headers {
  const result = new Headers(headers)
  result.delete('content-length')
  result.set('content-type', 'application/json')
  return result
}

/** A code either finishes a sign-in (its account is known to the library by a cookie) or the set-up of a second factor. */
async function verifyCode(parts: Parts, call: Call): Promise<Response> {
  const before = await parts.readSession(call.request.headers)
  const response = await forward(parts, call)
  if (!response.ok) {
    const code = await failureCode(response)
    // Between password and code only the library knows the account, by a cookie of its own.
    await refuse(parts, call, before?.account.username ?? '', `second factor: ${code}`)
    if (code === 'ACCOUNT_TEMPORARILY_LOCKED') throw accessError('access.locked', { minutes: 15 })
    throw accessError('access.sign-in-failed', { reason: code })
  }
  const live = await openedSession(parts, response)
  if (!before && live) await welcome(parts, call, live, 'second factor')
  if (before) await auditSecondFactor(parts, call, before, 'access.enable-second-factor')
  return answer(response, { secondFactor: false })
}

async function auditSecondFactor(parts: Parts, call: Call, live: LiveSession, action: string): Promise<void> {
  await auditSignIn(parts.database, {
    city: live.account.city,
    account: live.account,
    label: live.account.username,
    action,
    detail: { address: call.address },
    now: parts.now(),
  })
}

const EnabledSecondFactor = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

async function changeSecondFactor(parts: Parts, call: Call): Promise<Response> {
  const live = await parts.readSession(call.request.headers)
  if (!live) throw accessError('access.sign-in-failed', { reason: 'no session' })
  const response = await guarded(parts, call, live.account.username, 'access.wrong-credentials')
  const action = call.path.slice('/two-factor/'.length)
  await auditSecondFactor(parts, call, live, `access.second-factor-${action}`)
  const enabled = EnabledSecondFactor.safeParse(await response.clone().json())
  if (enabled.success)
    return answer(response, { uri: enabled.data.totpURI, backupCodes: enabled.data.backupCodes })
  return response
}

async function signOut(parts: Parts, call: Call): Promise<Response> {
  const live = await parts.readSession(call.request.headers)
  const response = await forward(parts, call)
  if (!response.ok) throw accessError('access.sign-in-failed', { reason: await failureCode(response) })
  if (live) {
    await deleteSession(parts.database.kysely, live.token)
    await auditSecondFactor(parts, call, live, 'access.sign-out')
  }
  return answer(response, {})
}

async function signInWithProvider(parts: Parts, call: Call): Promise<Response> {
  const response = await forward(parts, call)
  if (response.status >= 400)
    throw accessError('access.sign-in-failed', { reason: await failureCode(response) })
  const live = await openedSession(parts, response)
  if (live) await welcome(parts, call, live, 'identity provider')
  else if (call.request.method === 'GET') await refuse(parts, call, '', 'identity provider')
  return response
}

/** What the sign-in page shows before anybody has signed in. */
async function signInOptions(parts: Parts): Promise<Response> {
  const list = parts.settings.identityProviders ?? []
  const options: SignInOptions = {
    setUp: await hasAccounts(parts.database.kysely),
    identityProviders: list.map(({ id, name }) => ({ id, name })),
  }
  return Response.json(options, { headers: { 'cache-control': 'no-store' } })
}

/** Makes the handler of `/api/auth/*`. */
export function createSignInHandler(parts: Parts) {
  return async (request: Request, caller: Caller = undefined): Promise<Response> => {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '').replace(/\/+$/, '')
    const call: Call = { request, path, address: caller?.address ?? '' }
    if (request.method === 'GET' && /^\/callback\/[\w-]+$/.test(path)) return signInWithProvider(parts, call)
    if (request.method === 'GET' && path === '/options') return signInOptions(parts)
    switch (steps[`${request.method} ${path}`]) {
      case 'password':
        return signInWithPassword(parts, call)
      case 'code':
        return verifyCode(parts, call)
      case 'confirm-password':
        return changeSecondFactor(parts, call)
      case 'provider':
        return signInWithProvider(parts, call)
      case 'sign-out':
        return signOut(parts, call)
      default:
        throw accessError('access.no-such-path')
    }
  }
}
