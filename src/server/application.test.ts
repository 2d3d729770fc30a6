import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestDatabase } from '#kernel/testing/test-database.ts'
import { mountedProcedures } from './api.ts'
import { modules } from './domains.ts'
import {
  buildTestApplication,
  operatorToken,
  type TestApplication,
  testPassword,
} from './testing/test-application.ts'

const Problem = z.object({
  code: z.string(),
  title: z.string(),
  status: z.number(),
  requestId: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

describe('the HTTP face', () => {
  let application: TestApplication
  let clerk = ''
  let close: () => Promise<void> = async () => {}

  beforeAll(async () => {
    const database = await openTestDatabase('pglite', modules)
    application = await buildTestApplication(database)
    clerk = await application.signIn('clerk')
    close = async () => {
      await application.close()
      await database.close()
    }
  })
  afterAll(() => close())

  it('answers failures with a code, the caller’s language and the id to quote', async () => {
    const chinese = await application.send('GET', '/api/plans')
    expect(chinese.status).toBe(401)
    expect(chinese.headers['content-type']).toContain('application/problem+json')
    const problem = Problem.parse(chinese.body)
    expect(problem).toMatchObject({ code: 'kernel.not-signed-in', title: '请先登录。', status: 401 })
    expect(chinese.headers['x-request-id']).toBe(problem.requestId)
    const english = Problem.parse((await application.send('GET', '/api/plans', { language: 'en' })).body)
    expect(english.title).toBe('Please sign in first.')
  })

  it('names each field that does not fit, in the caller’s language', async () => {
    const answer = await application.send('GET', '/api/plans?limit=1000', { cookie: clerk })
    expect(answer.status).toBe(422)
    const problem = Problem.parse(answer.body)
    expect(problem.code).toBe('kernel.bad-input')
    expect(problem.fields?.[0]).toMatchObject({ path: 'limit', message: expect.stringContaining('200') })
    const english = Problem.parse(
      (await application.send('GET', '/api/plans?limit=1000', { cookie: clerk, language: 'en' })).body,
    )
    expect(english.fields?.[0]?.message).toBe('must be 200 or less')
  })

  it('takes malformed bodies and unknown addresses for what they are', async () => {
    const malformed = await application.app.inject({
      method: 'POST',
      url: '/api/plans/imports',
      headers: {
        cookie: clerk,
        'content-type': 'application/json',
        origin: 'http://127.0.0.1:8787',
        host: '127.0.0.1:8787',
      },
      payload: '{"text":',
    })
    expect([malformed.statusCode, Problem.parse(malformed.json()).code]).toEqual([422, 'kernel.bad-input'])
    const unknown = await application.send('GET', '/api/no-such-thing', { cookie: clerk })
    expect([unknown.status, Problem.parse(unknown.body).code]).toEqual([404, 'kernel.not-found'])
  })

  it('refuses a body that is too large or of unknown length before reading it', async () => {
    const large = await application.app.inject({
      method: 'POST',
      url: '/api/cases/x/comments',
      headers: {
        cookie: clerk,
        'content-type': 'application/json',
        'content-length': String(2 * 1024 * 1024),
      },
    })
    expect([large.statusCode, Problem.parse(large.json()).code]).toEqual([413, 'kernel.too-large'])
    const endless = await application.app.inject({
      method: 'POST',
      url: '/api/plans/imports',
      headers: { cookie: clerk, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    })
    expect([endless.statusCode, Problem.parse(endless.json()).code]).toEqual([411, 'kernel.length-required'])
  })

  it.each([
    ['/healthz', 200],
    ['/api/overview/summary', 401],
    ['/api/no-such-thing', 404],
  ])('sends the protecting headers with every answer: %s', async (path, status) => {
    const { headers, status: given } = await application.send('GET', path)
    expect(given).toBe(status)
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['content-security-policy']).not.toContain("script-src 'unsafe-inline'")
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' })
    expect(headers['x-powered-by']).toBeUndefined()
  })

  it('keeps answers of the API out of caches', async () => {
    const answer = await application.send('GET', '/api/overview/summary', { cookie: clerk })
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store'])
  })

  it('tells whether it lives and whether it can work, and gives figures by route', async () => {
    expect((await application.send('GET', '/healthz')).body).toEqual({ status: 'alive' })
    expect((await application.send('GET', '/readyz')).body).toEqual({ status: 'ready', database: 'pglite' })
    const metrics = await application.send('GET', '/metrics')
    expect(metrics.body).toContain(
      'zhiheng_http_request_duration_seconds_count{method="GET",route="/healthz"',
    )
  })

  it('describes every procedure in OpenAPI 3.1, and serves the page to browse it without foreign hosts', async () => {
    const Description = z.object({
      openapi: z.string(),
      paths: z.record(z.string(), z.record(z.string(), z.unknown())),
    })
    const description = Description.parse((await application.send('GET', '/api/openapi.json')).body)
    expect(description.openapi).toMatch(/^3\.1/)
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const mounted = mountedProcedures(modules).map((procedure) => `${procedure.method} ${procedure.path}`)
    expect(described.toSorted()).toEqual(mounted.toSorted())
    const page = await application.send('GET', '/api/reference/')
    expect(page.status).toBe(200)
    expect(String(page.body)).not.toMatch(/src="https?:/)
    // A browser runs the script that starts the page only if the policy names it.
    const [, script = ''] = /<script(?![^>]*src=)[^>]*>([\s\S]*?)<\/script>/.exec(String(page.body)) ?? []
    const policy = (await application.app.inject('/api/reference/')).headers['content-security-policy']
    expect(script).toContain('/api/openapi.json')
    expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
  })

  it('runs operator commands only for the holder of the token', async () => {
    const send = (token: string) =>
      application.app.inject({
        method: 'POST',
        url: '/operator/audit-verify',
        headers: { 'x-operator-token': token },
      })
    expect((await send('guess')).statusCode).toBe(404)
    const answer = await send(operatorToken)
    expect(answer.json()).toMatchObject({ result: [{ city: '990100' }] })
    expect(answer.json().result[0].fault).toBeUndefined()
  })

  it('does not sign in across sites', async () => {
    const answer = await application.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      headers: {
        'content-type': 'application/json',
        origin: 'https://evil.example',
        host: '127.0.0.1:8787',
        cookie: clerk,
      },
      payload: JSON.stringify({ username: 'clerk', password: testPassword }),
    })
    // The password is right; the foreign origin alone is why there is no session.
    expect([401, 403]).toContain(answer.statusCode)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('limits', () => {
  it('tells a caller who asks too often when to come back', async () => {
    const database = await openTestDatabase('pglite', modules)
    const application = await buildTestApplication(database, { ZHIHENG_REQUESTS_PER_MINUTE: '10' })
    let last = await application.send('GET', '/api/regions')
    for (let i = 0; i < 12; i++) last = await application.send('GET', '/api/regions')
    expect([last.status, Problem.parse(last.body).code]).toEqual([429, 'kernel.too-many-requests'])
    await application.close()
    await database.close()
  })
})
