import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { auditModule } from '../audit/audit-module.ts'
import { orgModule } from '../org/org-module.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { accessModule } from './access-module.ts'
import { createAccount } from './accounts.ts'
import { type Authentication, createAuthentication } from './authentication.ts'

/** A small OpenID provider (OpenID Connect Core 1.0, code flow) that vouches for one user. */
class Provider {
  username = 'wang.min'
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #server: Server
  #nonce: string | undefined
  issuer = ''

  constructor() {
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? '', 'http://localhost').pathname
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(this.#answer(path)))
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no port')
    this.issuer = `http://127.0.0.1:${address.port}`
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Plays the user's browser at the provider: back to us with a code. */
  authorize(url: URL): URL {
    this.#nonce = url.searchParams.get('nonce') ?? undefined
    const back = new URL(url.searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('code', 'code')
    back.searchParams.set('state', url.searchParams.get('state') ?? '')
    back.searchParams.set('iss', this.issuer)
    return back
  }

  #answer(path: string): unknown {
    const claims = { sub: `id-of-${this.username}`, preferred_username: this.username, name: '王敏' }
    if (path === '/jwks')
      return {
        keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
      }
    if (path === '/userinfo') return claims
    if (path === '/token')
      return {
        access_token: 'access',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: this.#sign({ ...claims, ...(this.#nonce === undefined ? {} : { nonce: this.#nonce }) }),
      }
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      jwks_uri: `${this.issuer}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
    }
  }

  #sign(claims: Record<string, unknown>): string {
    const now = Math.floor(Date.now() / 1000)
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const body = `${part({ alg: 'RS256', kid: 'k' })}.${part({ ...claims, iss: this.issuer, aud: 'zhiheng', iat: now, exp: now + 300 })}`
    return `${body}.${createSign('RSA-SHA256').update(body).sign(this.#keys.privateKey, 'base64url')}`
  }
}

describe.each(databaseKinds)('an identity provider on %s', (kind) => {
  const database = useTestDatabase(kind, [auditModule, orgModule, accessModule])
  const provider = new Provider()
  beforeAll(() => provider.start())
  afterAll(() => provider.stop())

  const cookiesOf = (response: Response): string =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; ')
  const signIn = async (authentication: Authentication): Promise<Response> => {
    const start = await authentication.handler(
      new Request('http://127.0.0.1:8787/api/auth/sign-in/social', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:8787' },
        body: JSON.stringify({ provider: 'oidc', callbackURL: '/' }),
      }),
    )
    const { url } = z.object({ url: z.string() }).parse(await start.json())
    const back = provider.authorize(new URL(url))
    expect(back.href.startsWith('http://127.0.0.1:8787/api/auth/callback/oidc?')).toBe(true)
    return authentication.handler(new Request(back, { headers: { cookie: cookiesOf(start) } }))
  }

  it('signs the account with the same user name in, and nobody else', async () => {
    await createAccount(database(), {
      city: '990100',
      username: 'wang.min',
      name: '王敏',
      password: 'Zhi-heng-2026',
      roles: ['leader'],
    })
    const authentication = await createAuthentication(database(), {
      permissions: {},
      defaultCity: '990100',
      baseUrl: 'http://127.0.0.1:8787',
      identityProviders: [
        {
          id: 'oidc',
          name: '统一身份认证',
          discoveryUrl: `${provider.issuer}/.well-known/openid-configuration`,
          clientId: 'zhiheng',
          clientSecret: 'secret',
          usernameClaim: 'preferred_username',
        },
      ],
    })
    const options = await authentication.handler(new Request('http://127.0.0.1:8787/api/auth/options'))
    expect(await options.json()).toEqual({
      setUp: true,
      identityProviders: [{ id: 'oidc', name: '统一身份认证' }],
    })
    for (let again = 0; again < 2; again++) {
      const response = await signIn(authentication)
      const identity = await authentication.identityOf(new Headers({ cookie: cookiesOf(response) }))
      expect(identity).toMatchObject({ roles: ['leader'], actor: { name: '王敏' } })
    }
    provider.username = 'stranger'
    const refused = await signIn(authentication)
    expect(await authentication.identityOf(new Headers({ cookie: cookiesOf(refused) }))).toBeUndefined()
    expect(refused.headers.get('location')).toContain('error=')
    const { rows } = await sql<{ action: string }>`
      select action from audit_entry where action like 'access.sign-in%' order by sequence`.execute(
      database().kysely,
    )
    expect(rows.map((row) => row.action)).toEqual([
      'access.sign-in',
      'access.sign-in',
      'access.sign-in-refused',
    ])
  })
})
