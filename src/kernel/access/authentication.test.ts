import { createHmac } from 'node:crypto'
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { auditModule } from '../audit/audit-module.ts'
import { ApplicationError } from '../language/errors.ts'
import { orgModule } from '../org/org-module.ts'
import { requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { accessModule } from './access-module.ts'
import { createAccount } from './accounts.ts'
import { type Authentication, createAuthentication } from './authentication.ts'
import { authenticationFromEnvironment } from './authentication-settings.ts'
import type { Role } from './roles.ts'
import { accessRouter } from './router.ts'
import { createSignInLibrary } from './sign-in-library.ts'
import { backgroundHeader } from './sign-in-session.ts'
import { deleteExpired } from './sign-in-store.ts'

const city = '990100'
const password = 'Zhi-heng-2026'
const modules = [auditModule, orgModule, accessModule]

/** Digits of the moment by RFC 6238 (30 s, six digits, HMAC-SHA-1), from the secret in an otpauth address. */
function oneTimeCode(uri: string, now: Date): string {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  let bits = ''
  for (const character of secret.replace(/=+$/, ''))
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character).toString(2).padStart(5, '0')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now.getTime() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe.each(databaseKinds)('sign-in on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let now = new Date()
  let counter = 0
  let running: Promise<Authentication> | undefined
  const authentication = (): Promise<Authentication> => {
    running ??= createAuthentication(database(), {
      permissions: { 'test.read': { title: { zh: '看', en: 'Read' }, roles: { clerk: 'city' } } },
      defaultCity: city,
      now: () => now,
    })
    return running
  }
  const restart = (): void => {
    running = undefined
  }
  const newAccount = async (
    role: Role = 'clerk',
    more: { mustChangePassword?: boolean } = {},
  ): Promise<string> => {
    now = new Date()
    const username = `person${++counter}`
    await createAccount(database(), { city, username, name: '测试员', password, roles: [role], ...more })
    return username
  }
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    (await authentication()).handler(
      new Request(`http://127.0.0.1:8787/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:8787', ...headers },
        body: JSON.stringify(body),
      }),
      { address: '192.0.2.7' },
    )
  const cookiesOf = (response: Response): string =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; ')
  const signIn = async (username: string, secret = password): Promise<string> =>
    cookiesOf(await post('/sign-in/username', { username, password: secret }))
  const identityOf = async (cookie: string, headers: Record<string, string> = {}) =>
    (await authentication()).identityOf(new Headers({ cookie, ...headers }))
  const minutesLater = (minutes: number): void => {
    now = new Date(now.getTime() + minutes * 60_000)
  }
  const trail = async (username: string): Promise<string[]> => {
    const { rows } = await sql<{ action: string }>`
      select action from audit_entry where object_label = ${username} order by sequence`.execute(
      database().kysely,
    )
    return rows.map((row) => row.action)
  }
  const failure = async (attempt: Promise<unknown>): Promise<ApplicationError> => {
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (!(error instanceof ApplicationError)) throw new Error(`expected a refusal, got ${String(error)}`)
    return error
  }

  it('opens a session for the right password and knows who it is', async () => {
    now = new Date()
    const username = await newAccount()
    const response = await post('/sign-in/username', { username, password })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ secondFactor: false })
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^zhiheng\.session_token=.*HttpOnly.*SameSite=Lax/i)
    const identity = await (await authentication()).identityOf(new Headers({ cookie: cookiesOf(response) }))
    expect(identity).toMatchObject({ city, actor: { name: '测试员' }, roles: ['clerk'] })
    expect(identity?.permissions.get('test.read')).toBe('city')
  })

  it('locks after five failures, says for how long, and survives a restart', async () => {
    now = new Date()
    const username = await newAccount()
    for (let left = 4; left >= 1; left--) {
      const refusal = await failure(post('/sign-in/username', { username, password: 'wrong' }))
      expect(refusal).toMatchObject({ code: 'access.wrong-credentials', parameters: { left } })
    }
    const fifth = await failure(post('/sign-in/username', { username, password: 'wrong' }))
    expect(fifth).toMatchObject({ code: 'access.locked', parameters: { minutes: 15 } })
    now = new Date(now.getTime() + 5 * 60_000)
    restart()
    const later = await failure(post('/sign-in/username', { username, password }))
    expect(later).toMatchObject({ code: 'access.locked', parameters: { minutes: 10 } })
    now = new Date(now.getTime() + 10 * 60_000 + 1)
    expect((await post('/sign-in/username', { username, password })).status).toBe(200)
  })

  it('answers alike for names that exist and names that do not', async () => {
    const username = await newAccount()
    const known = await failure(post('/sign-in/username', { username, password: 'wrong' }))
    const unknown = await failure(post('/sign-in/username', { username: 'nobody-here', password: 'wrong' }))
    expect([unknown.code, unknown.parameters]).toEqual([known.code, known.parameters])
    for (let i = 0; i < 4; i++)
      await failure(post('/sign-in/username', { username: 'nobody-here', password: 'wrong' }))
    const locked = await failure(post('/sign-in/username', { username: 'nobody-here', password: 'wrong' }))
    expect(locked.code).toBe('access.locked')
    // Odd names (other scripts, too long) are refused like any wrong one.
    for (const odd of ['张三', 'a', `${'x'.repeat(150)}`])
      expect((await failure(post('/sign-in/username', { username: odd, password: 'wrong' }))).code).toBe(
        'access.wrong-credentials',
      )
  })
  it('lets no burst outrun the lock', async () => {
    const username = await newAccount()
    const refusals = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        failure(post('/sign-in/username', { username, password: `wrong-${index}` })),
      ),
    )
    const looked = refusals.filter(
      (refusal) => refusal.code === 'access.wrong-credentials' || refusal.parameters.minutes === undefined,
    )
    expect(looked.length).toBeLessThanOrEqual(4)
    expect((await trail(username)).filter((action) => action === 'access.sign-in-refused')).toHaveLength(12)
  })
  it('forgets failures after a success', async () => {
    const username = await newAccount()
    for (let i = 0; i < 4; i++) await failure(post('/sign-in/username', { username, password: 'wrong' }))
    await signIn(username)
    const refusal = await failure(post('/sign-in/username', { username, password: 'wrong' }))
    expect(refusal.parameters).toEqual({ left: 4 })
    expect(await trail(username)).toEqual([
      'access.create-account',
      'access.grant-roles',
      ...Array.from({ length: 4 }, () => 'access.sign-in-refused'),
      'access.sign-in',
      'access.sign-in-refused',
    ])
  })
  it('takes the user name in any case', async () => {
    const username = await newAccount()
    expect(await identityOf(await signIn(` ${username.toUpperCase()} `))).toBeDefined()
  })

  it('ends a session after thirty idle minutes, and not before', async () => {
    const cookie = await signIn(await newAccount())
    minutesLater(29)
    expect(await identityOf(cookie)).toBeDefined()
    minutesLater(29)
    expect(await identityOf(cookie)).toBeDefined()
    minutesLater(31)
    expect(await identityOf(cookie)).toBeUndefined()
    now = new Date()
    expect(await identityOf(cookie)).toBeUndefined()
  })
  it('does not take what the page asks by itself for activity', async () => {
    const cookie = await signIn(await newAccount())
    minutesLater(20)
    expect(await identityOf(cookie, { [backgroundHeader]: '1' })).toBeDefined()
    minutesLater(11)
    expect(await identityOf(cookie)).toBeUndefined()
  })
  it('ends a session after twelve hours whatever happens', async () => {
    const cookie = await signIn(await newAccount())
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      minutesLater(20)
      expect(await identityOf(cookie), String(minutes)).toBeDefined()
    }
    minutesLater(21)
    expect(await identityOf(cookie)).toBeUndefined()
  })
  it('refuses forged and missing cookies', async () => {
    const cookie = await signIn(await newAccount())
    expect(await identityOf('')).toBeUndefined()
    expect(await identityOf(cookie.replace(/\.[^.]*$/, '.Zm9yZ2Vk'))).toBeUndefined()
    expect(await identityOf('zhiheng.session_token=x.y')).toBeUndefined()
  })
  it('signs out', async () => {
    const username = await newAccount()
    const cookie = await signIn(username)
    expect((await post('/sign-out', {}, { cookie })).status).toBe(200)
    expect(await identityOf(cookie)).toBeUndefined()
    expect((await trail(username)).at(-1)).toBe('access.sign-out')
  })
  it('does not act on the word of another site', async () => {
    const username = await newAccount()
    const cookie = await signIn(username)
    await failure(post('/sign-out', {}, { cookie, origin: 'https://evil.example' }))
    expect(await identityOf(cookie)).toBeDefined()
  })
  it('shuts a disabled account out at once', async () => {
    const username = await newAccount()
    const cookie = await signIn(username)
    await sql`update account set active = false where username = ${username}`.execute(database().kysely)
    expect(await identityOf(cookie)).toBeUndefined()
    const refusal = await failure(post('/sign-in/username', { username, password }))
    expect(refusal.code).toBe('access.account-disabled')
    // Whoever does not know the password learns nothing.
    const guess = await failure(post('/sign-in/username', { username, password: 'wrong' }))
    expect(guess.code).toBe('access.wrong-credentials')
  })
  it.each([
    '/sign-up/email',
    '/sign-in/email',
    '/change-password',
    '/update-user',
    '/delete-user',
    '/get-session',
    '/list-sessions',
  ])('keeps the library path %s shut', async (path) => {
    const refusal = await failure(post(path, { email: 'x@example.cn', password, name: 'x' }))
    expect(refusal.code).toBe('access.no-such-path')
  })

  it('allows nothing but the change of a password that has to be changed', async () => {
    const username = await newAccount('clerk', { mustChangePassword: true })
    const cookie = await signIn(username)
    const identity = await identityOf(cookie)
    expect(identity?.permissions.size).toBe(0)
    const context = { ...requestContext(database(), modules, identity), headers: new Headers({ cookie }) }
    expect((await call(accessRouter.whoAmI, undefined, { context })).required.passwordChange).toBe(true)
    await expect(
      call(accessRouter.changePassword, { current: password, next: 'short' }, { context }),
    ).rejects.toMatchObject({ code: 'access.weak-password', fields: [{ path: 'next' }, { path: 'next' }] })
    await call(accessRouter.changePassword, { current: password, next: 'Heng-an-2026' }, { context })
    // The session that changed it stays; it now has its rights.
    expect((await identityOf(cookie))?.permissions.get('test.read')).toBe('city')
    expect((await trail(username)).at(-1)).toBe('access.change-password')
  })
  it('refuses passwords used lately and ends the other sessions', async () => {
    const inCity = '990600'
    const username = 'historian'
    await sql`insert into access_policy (city, password_length, password_classes, passwords_remembered, password_days,
        failures_allowed, failure_minutes, idle_minutes, second_factor_roles, updated_at)
      values (${inCity}, 8, 3, 2, 90, 5, 15, 30, '{}', now())`.execute(database().kysely)
    now = new Date()
    await createAccount(database(), { city: inCity, username, name: '测试员', password, roles: ['clerk'] })
    const elsewhere = await signIn(username)
    const cookie = await signIn(username)
    const context = {
      ...requestContext(database(), modules, await identityOf(cookie)),
      headers: new Headers({ cookie }),
    }
    const change = (current: string, next: string) =>
      call(accessRouter.changePassword, { current, next }, { context: { ...context, now: new Date() } })
    const usedBefore = { code: 'access.password-used-before', parameters: { count: 2 } }
    await expect(change('wrong', 'Heng-an-2026')).rejects.toMatchObject({ code: 'access.wrong-password' })
    await expect(change(password, password)).rejects.toMatchObject(usedBefore)
    await change(password, 'Heng-an-1')
    expect(await identityOf(elsewhere)).toBeUndefined()
    expect(await identityOf(cookie)).toBeDefined()
    await expect(change('Heng-an-1', password)).rejects.toMatchObject(usedBefore)
    await change('Heng-an-1', 'Heng-an-2')
    // The third last may come back.
    await change('Heng-an-2', password)
    expect(await identityOf(await signIn(username))).toBeDefined()
  })
  it('takes a password as run out after ninety days', async () => {
    const cookie = await signIn(await newAccount())
    await sql`update account set password_changed_at = now() - interval '91 days' where username = ${`person${counter}`}`.execute(
      database().kysely,
    )
    expect((await identityOf(cookie))?.permissions.size).toBe(0)
  })

  it('asks for the second factor once it is set up', async () => {
    const username = await newAccount()
    const cookie = await signIn(username)
    const wrong = await failure(post('/two-factor/enable', { password: 'wrong' }, { cookie }))
    expect(wrong.code).toBe('access.wrong-credentials')
    const enabled: unknown = await (await post('/two-factor/enable', { password }, { cookie })).json()
    if (typeof enabled !== 'object' || enabled === null || !('uri' in enabled)) throw new Error('no address')
    const uri = String(enabled.uri)
    expect(uri).toContain(`Zhiheng:${username}`)
    const confirmed = await post('/two-factor/verify-totp', { code: oneTimeCode(uri, now) }, { cookie })
    expect(confirmed.status).toBe(200)

    const first = await post('/sign-in/username', { username, password })
    expect(await first.json()).toEqual({ secondFactor: true })
    const half = cookiesOf(first)
    expect(await identityOf(half)).toBeUndefined()
    const code = oneTimeCode(uri, now)
    const off = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    await failure(post('/two-factor/verify-totp', { code: off }, { cookie: half }))
    const second = await post('/two-factor/verify-totp', { code }, { cookie: half })
    expect(await identityOf(cookiesOf(second))).toMatchObject({ roles: ['clerk'] })
    expect((await trail(username)).slice(2)).toEqual([
      'access.sign-in',
      'access.sign-in-refused',
      'access.second-factor-enable',
      'access.enable-second-factor',
      'access.sign-in',
    ])
  })
  it('gives roles that need a second factor no rights without one', async () => {
    const inCity = '990500'
    await createAccount(database(), {
      city: inCity,
      username: 'strict',
      name: '测试员',
      password,
      roles: ['clerk'],
    })
    await sql`insert into access_policy (city, password_length, password_classes, passwords_remembered, password_days,
        failures_allowed, failure_minutes, idle_minutes, second_factor_roles, updated_at)
      values (${inCity}, 8, 3, 5, 90, 3, 30, 30, '{clerk}', now())`.execute(database().kysely)
    const identity = await identityOf(await signIn('strict'))
    expect(identity?.permissions.size).toBe(0)
    for (let i = 0; i < 2; i++)
      await failure(post('/sign-in/username', { username: 'strict', password: 'wrong' }))
    const third = await failure(post('/sign-in/username', { username: 'strict', password: 'wrong' }))
    expect(third).toMatchObject({ code: 'access.locked', parameters: { minutes: 30 } })
  })

  it('has every table and column that the sign-in library writes', async () => {
    const settings = { permissions: {}, defaultCity: city }
    const library = createSignInLibrary(database(), 'x'.repeat(40), settings)
    const { checkSchema } = await library.$context
    // Rejects with the list of what is missing.
    await expect(checkSchema?.() ?? Promise.reject(new Error('no check'))).resolves.toBeUndefined()
  })
  it('removes what has run out', async () => {
    const username = await newAccount()
    const cookie = await signIn(username)
    await failure(post('/sign-in/username', { username: 'passing-by', password: 'wrong' }))
    expect(await deleteExpired(database().kysely, new Date(Date.now() + 3 * 86_400_000))).toBeGreaterThan(1)
    expect(await identityOf(cookie)).toBeUndefined()
  })
})

describe('settings from the environment', () => {
  it('take an identity provider whole or not at all', () => {
    expect(authenticationFromEnvironment({}).identityProviders).toBeUndefined()
    expect(() => authenticationFromEnvironment({ ZHIHENG_OIDC_CLIENT_ID: 'x' })).toThrow(TypeError)
    expect(() => authenticationFromEnvironment({ ZHIHENG_SECRET: 'short' })).toThrow(TypeError)
    const { identityProviders } = authenticationFromEnvironment({
      ZHIHENG_OIDC_DISCOVERY_URL: 'https://id.example.cn/.well-known/openid-configuration',
      ZHIHENG_OIDC_CLIENT_ID: 'zhiheng',
      ZHIHENG_OIDC_CLIENT_SECRET: 'secret',
    })
    expect(identityProviders).toMatchObject([{ id: 'oidc', usernameClaim: 'preferred_username' }])
  })
})
