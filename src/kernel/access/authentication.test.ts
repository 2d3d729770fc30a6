import { describe, expect, it } from 'vitest'
import { auditModule } from '../audit/audit-module.ts'
import { ApplicationError } from '../language/errors.ts'
import { orgModule } from '../org/org-module.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { accessModule } from './access-module.ts'
import { createAccount } from './accounts.ts'
import { createAuthentication } from './authentication.ts'

const city = '990100'
const password = 'Zhi-heng-2026'

describe.each(databaseKinds)('sign-in on %s', (kind) => {
  const database = useTestDatabase(kind, [auditModule, orgModule, accessModule])
  let now = new Date()
  let counter = 0
  const authentication = () =>
    createAuthentication(database(), {
      permissions: { 'test.read': { title: { zh: '看', en: 'Read' }, roles: { clerk: 'city' } } },
      defaultCity: city,
      now: () => now,
    })
  const newAccount = async (): Promise<string> => {
    const username = `clerk${++counter}`
    await createAccount(database(), { city, username, name: '测试员', password, roles: ['clerk'] })
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
    // Every post() above builds sign-in anew over the same database, as a restart does.
    const later = await failure(post('/sign-in/username', { username, password }))
    expect(later).toMatchObject({ code: 'access.locked', parameters: { minutes: 10 } })
    now = new Date(now.getTime() + 10 * 60_000 + 1)
    expect((await post('/sign-in/username', { username, password })).status).toBe(200)
  })
})
