import { createHmac, timingSafeEqual } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { hostname } from 'node:os'
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { accessModule } from '../access/access-module.ts'
import { auditModule } from '../audit/audit-module.ts'
import { type Scope, systemIdentity, withScope } from '../db/scope.ts'
import { defineDomain } from '../domain.ts'
import { jobsModule } from '../jobs/jobs-module.ts'
import { orgModule } from '../org/org-module.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { type Network, networksFromEnvironment } from './addresses.ts'
import { deliverDueEvents } from './deliver-job.ts'
import { emitEvents } from './emit-events.ts'
import { postEvent } from './post-event.ts'
import { webhooksRouter as router } from './router.ts'
import { webhooksModule } from './webhooks-module.ts'

const type = 'test.door-opened'
const outsideType = 'org.zhiheng.test.door-opened'
const modules = [
  auditModule,
  orgModule,
  accessModule,
  jobsModule,
  webhooksModule,
  defineDomain({
    name: 'test',
    title: { zh: '测试', en: 'Test' },
    events: { [type]: { zh: '门开了', en: 'A door opened' }, 'test.other': { zh: '其他', en: 'Other' } },
  }),
]
const loopback = networksFromEnvironment({ ZHIHENG_WEBHOOK_NETWORKS: '127.0.0.0/8' })
const minutes = (count: number) => count * 60_000

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver that remembers what came and answers what the test says: /moved points at /taken. */
function receiver() {
  const received: Received[] = []
  const answers: number[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body })
      const status = answers.shift() ?? 204
      response.writeHead(status, status === 302 ? { location: '/taken' } : {})
      response.end(status === 204 ? undefined : `answer ${status}${' long'.repeat(1000)}`)
    })
  })
  return { server, received, answers }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new TypeError('The receiver has no port')
  return address.port
}

/** Verifies as the specification of Standard Webhooks tells receivers to, apart from our own signing. */
function isSigned(secret: string, one: Received): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const content = `${one.headers['webhook-id']}.${one.headers['webhook-timestamp']}.${one.body}`
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(content).digest('base64')}`)
  const given = Buffer.from(String(one.headers['webhook-signature']))
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** The attributes that CloudEvents 1.0 requires and those that we promise. */
const CloudEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().min(1),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  data: z.unknown(),
})

describe.each(databaseKinds)('webhooks on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const outside = receiver()
  let url = ''
  let counter = 0
  let city = ''
  let now = new Date()
  beforeAll(async () => {
    url = `http://127.0.0.1:${await listen(outside.server)}/hook`
    vi.stubEnv('ZHIHENG_WEBHOOK_NETWORKS', '127.0.0.0/8')
  })
  beforeEach(() => {
    city = `9905${String(++counter).padStart(2, '0')}`
    now = new Date('2026-05-20T03:00:00Z')
    outside.received.length = 0
    outside.answers.length = 0
  })
  afterAll(() => {
    vi.unstubAllEnvs()
    outside.server.close()
  })
  const administrator = (inCity = city) => ({
    context: requestContext(
      database(),
      modules,
      personIdentity(inCity, modules, { userId: crypto.randomUUID(), roles: ['system-administrator'] }),
      now,
    ),
  })
  const within = <Result>(work: (scope: Scope) => Promise<Result>, inCity = city) =>
    withScope(database(), systemIdentity(inCity, 'test'), work, { now })
  const subscribe = (more: { active?: boolean; url?: string; eventTypes?: string[] } = {}) =>
    call(
      router.createWebhook,
      { url, eventTypes: [outsideType], description: '大屏', active: true, ...more },
      administrator(),
    )
  const emit = (subject = 'door 1', inCity = city) =>
    within((scope) => emitEvents(scope, [{ type, subject, data: { before: '关', after: '开' } }]), inCity)
  const deliver = (networks: readonly Network[] = loopback, inCity = city) =>
    deliverDueEvents(
      {
        database: database(),
        identity: systemIdentity(inCity, 'timer'),
        signal: new AbortController().signal,
        now: () => now,
      },
      networks,
    )
  const deliveriesOf = async (id: string) =>
    (await call(router.listDeliveries, { id }, administrator())).items
  const attemptsOf = async (id: string) => (await call(router.getDelivery, { id }, administrator())).attempts

  it('deliver an event as a signed CloudEvent, once', async () => {
    const { id, secret } = await subscribe()
    expect(await emit()).toBe(1)
    expect([await deliver(), await deliver()]).toEqual([1, 0])
    const [one, ...more] = outside.received
    if (!one) throw new TypeError('Nothing came')
    expect(more).toEqual([])
    expect(isSigned(secret, one)).toBe(true)
    expect(isSigned(secret, { ...one, body: one.body.replace('开', '关') })).toBe(false)
    expect(one.headers['content-type']).toContain('application/cloudevents+json')
    const event = CloudEvent.parse(JSON.parse(one.body))
    expect(event).toMatchObject({
      source: `urn:zhiheng:${city}`,
      type: outsideType,
      subject: 'door 1',
      time: now.toISOString(),
      data: { before: '关', after: '开' },
    })
    expect(one.headers['webhook-id']).toBe(event.id)
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered', attempts: 1, eventId: event.id }])
  })

  it('try again after a failure, under the same id, and later each time', async () => {
    const { id } = await subscribe()
    await emit()
    outside.answers.push(500, 503)
    await deliver()
    const [first] = await deliveriesOf(id)
    expect(first).toMatchObject({
      state: 'waiting',
      attempts: 1,
      type: outsideType,
      lastAttempt: { status: 500, failure: 'refused', answer: expect.stringContaining('answer 500') },
    })
    expect(await deliver()).toBe(0)
    now = new Date(now.getTime() + minutes(10))
    await deliver()
    now = new Date(now.getTime() + minutes(19))
    expect(await deliver()).toBe(0)
    now = new Date(now.getTime() + minutes(1))
    await deliver()
    expect(new Set(outside.received.map((one) => one.headers['webhook-id'])).size).toBe(1)
    const attempts = await attemptsOf(first?.id ?? '')
    expect(attempts.map((one) => [one.status, one.failure])).toEqual([
      [204, null],
      [503, 'refused'],
      [500, 'refused'],
    ])
    expect(attempts[2]?.answer).toMatch(/^answer 500 long/)
    expect(attempts[2]?.answer.length).toBeLessThanOrEqual(300)
  })

  it('give up in the end, and are sent again by hand', async () => {
    const { id } = await subscribe()
    await emit()
    outside.answers.push(...Array.from({ length: 8 }, () => 500))
    for (let attempt = 0; attempt < 9; attempt++) {
      await deliver()
      now = new Date(now.getTime() + minutes(60 * 24))
    }
    expect(outside.received).toHaveLength(8)
    const [failed] = await deliveriesOf(id)
    expect(failed).toMatchObject({ state: 'failed', attempts: 8, dueAt: null })
    await call(router.redeliver, { id: failed?.id ?? '' }, administrator())
    await deliver()
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered', attempts: 1 }])
    expect(await attemptsOf(failed?.id ?? '')).toHaveLength(9)
  })

  it('leave a receiver that fails alone until the next run, and serve the others', async () => {
    const broken = await subscribe()
    outside.answers.push(500)
    await emit('a')
    await emit('b')
    expect(await deliver()).toBe(1)
    await call(router.changeWebhook, { id: broken.id, active: false }, administrator())
    const sound = await subscribe()
    expect(await emit('c')).toBe(1)
    expect(await deliver()).toBe(1)
    expect(await deliveriesOf(sound.id)).toMatchObject([{ subject: 'c', state: 'delivered' }])
    expect((await deliveriesOf(broken.id)).map((one) => one.state)).toEqual(['waiting', 'waiting'])
    await call(router.changeWebhook, { id: broken.id, active: true }, administrator())
    now = new Date(now.getTime() + minutes(10))
    expect(await deliver()).toBe(2)
  })

  it('say nothing when the transaction rolls back', async () => {
    const { id } = await subscribe()
    const failing = within(async (scope) => {
      await emitEvents(scope, [{ type, subject: 'x', data: {} }])
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect([await deliver(), await deliveriesOf(id)]).toEqual([0, []])
    expect(outside.received).toEqual([])
  })

  it('write nothing when nobody has subscribed to the type', async () => {
    await subscribe({ active: false })
    await subscribe({ eventTypes: ['org.zhiheng.test.other'] })
    expect(await emit()).toBe(0)
    const written = await within((scope) =>
      sql<{ n: number }>`select count(*)::int as n from webhook_event`.execute(scope.tx),
    )
    expect(written.rows).toEqual([{ n: 0 }])
  })

  it('tell no other city, and show it nothing', async () => {
    const { id } = await subscribe()
    const other = '990599'
    expect(await emit('elsewhere', other)).toBe(0)
    await emit()
    expect(await deliver(loopback, other)).toBe(0)
    const stranger = administrator(other)
    expect((await call(router.listWebhooks, {}, stranger)).items).toEqual([])
    await expect(call(router.deleteWebhook, { id }, stranger)).rejects.toThrow('not-found')
    const [delivery] = await deliveriesOf(id)
    await expect(call(router.getDelivery, { id: delivery?.id ?? '' }, stranger)).rejects.toThrow('not-found')
    await expect(call(router.redeliver, { id: delivery?.id ?? '' }, stranger)).rejects.toThrow('not-found')
  })

  it('refuse private addresses when entered and when sent, also behind a name', async () => {
    const { port } = new URL(url)
    const { id } = await subscribe()
    await emit()
    await deliver([])
    const [delivery] = await deliveriesOf(id)
    expect(await attemptsOf(delivery?.id ?? '')).toMatchObject([{ status: null, failure: 'address' }])
    vi.stubEnv('ZHIHENG_WEBHOOK_NETWORKS', '')
    await expect(subscribe()).rejects.toThrow('https-required')
    await expect(subscribe({ url: `https://127.0.0.1:${port}/` })).rejects.toThrow('address-refused')
    vi.stubEnv('ZHIHENG_WEBHOOK_NETWORKS', '127.0.0.0/8')
    const event = { id: 'a', body: '{}', secret: 'whsec_AAAA', at: now }
    expect((await postEvent(`https://localhost:${port}/`, event, [])).failure).toBe('address')
    // This machine's own name stands for one of its own addresses, where it stands for anything.
    const known = await lookup(hostname()).then(
      () => true,
      () => false,
    )
    const byName = await postEvent(`https://${hostname()}:${port}/`, event, [])
    expect(byName.failure).toBe(known ? 'address' : 'connection')
    expect(outside.received).toEqual([])
  })

  it('follow no redirect', async () => {
    const { id } = await subscribe()
    outside.answers.push(302)
    await emit()
    await deliver()
    const [delivery] = await deliveriesOf(id)
    expect(await attemptsOf(delivery?.id ?? '')).toMatchObject([{ status: 302, failure: 'redirect' }])
    expect(outside.received.map((one) => one.path)).toEqual(['/hook'])
  })

  it('keep the secret encrypted, and sign with the new one once it is renewed', async () => {
    const { id, secret } = await subscribe()
    const kept = await within((scope) =>
      sql<{ secret: string }>`select secret from webhook where id = ${id}`.execute(scope.tx),
    )
    expect(kept.rows[0]?.secret).not.toContain(secret.slice(6))
    const renewed = await call(router.renewWebhookSecret, { id }, administrator())
    await call(router.testWebhook, { id }, administrator())
    await deliver()
    const [one] = outside.received
    if (!one) throw new TypeError('Nothing came')
    expect([isSigned(renewed.secret, one), isSigned(secret, one)]).toEqual([true, false])
    expect(JSON.parse(one.body)).toMatchObject({ type: 'org.zhiheng.webhooks.test' })
    const trail = await within((scope) =>
      sql<{ action: string; detail: unknown }>`
        select action, detail from audit_entry where object_id = ${id} order by sequence`.execute(scope.tx),
    )
    expect(trail.rows.map((row) => row.action)).toEqual([
      'webhooks.create',
      'webhooks.renew-secret',
      'webhooks.test',
    ])
    expect(JSON.stringify(trail.rows)).not.toContain('whsec_')
    vi.stubEnv('ZHIHENG_SECRET', 'another key of the installation, set later')
    await call(router.testWebhook, { id }, administrator())
    await deliver()
    vi.stubEnv('ZHIHENG_SECRET', undefined)
    const [unsigned] = await deliveriesOf(id)
    expect(await attemptsOf(unsigned?.id ?? '')).toMatchObject([{ status: null, failure: 'secret' }])
  })

  it('end with what they sent', async () => {
    const { id } = await subscribe()
    for (const unknown of ['org.zhiheng.test.unknown', type])
      await expect(subscribe({ eventTypes: [unknown] })).rejects.toThrow('unknown-event-type')
    await emit()
    outside.answers.push(500)
    await deliver()
    await call(router.deleteWebhook, { id }, administrator())
    now = new Date(now.getTime() + minutes(10))
    expect([await deliver(), await deliveriesOf(id)]).toEqual([0, []])
  })

  it('are the business of the system administrator alone', async () => {
    const clerk = {
      context: requestContext(
        database(),
        modules,
        personIdentity(city, modules, { userId: crypto.randomUUID(), roles: ['clerk'] }),
      ),
    }
    await expect(call(router.listWebhooks, {}, clerk)).rejects.toThrow('no-right')
  })
})
