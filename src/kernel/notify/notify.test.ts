import { createServer as createHttpServer } from 'node:http'
import { createServer as createTcpServer, type Server } from 'node:net'
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { accessModule } from '../access/access-module.ts'
import { insertAccount, replaceRoles } from '../access/store.ts'
import { auditModule } from '../audit/audit-module.ts'
import { type Identity, type Scope, systemIdentity, withScope } from '../db/scope.ts'
import { defineDomain } from '../domain.ts'
import { jobsModule } from '../jobs/jobs-module.ts'
import { orgModule } from '../org/org-module.ts'
import { insertUnit } from '../org/store.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import {
  type Channel,
  channelsFromEnvironment,
  emailChannel,
  webhookChannel,
  webhookSignature,
} from './channels.ts'
import { deliverDue } from './deliver-job.ts'
import { notify, type Recipients } from './notify.ts'
import { notifyModule } from './notify-module.ts'
import { notifyRouter } from './router.ts'

const testModule = defineDomain({
  name: 'test',
  title: { zh: '测试', en: 'Test' },
  permissions: {
    'test.act': {
      title: { zh: '办理', en: 'Act' },
      roles: { clerk: 'city', inspector: 'district', liaison: 'unit' },
    },
  },
})
const modules = [auditModule, orgModule, accessModule, jobsModule, notifyModule, testModule]
const message = { zh: '有新的待办', en: 'Something to do' }

describe('channels', () => {
  it('come from the environment, and never by half', () => {
    expect(channelsFromEnvironment({})).toEqual([])
    const mail = { ZHIHENG_SMTP_URL: 'smtp://127.0.0.1:25', ZHIHENG_MAIL_FROM: 'q@example.org' }
    const hook = { ZHIHENG_WEBHOOK_URL: 'http://127.0.0.1/', ZHIHENG_WEBHOOK_SECRET: 'x'.repeat(24) }
    expect(channelsFromEnvironment({ ...mail, ...hook }).map((one) => one.name)).toEqual(['email', 'webhook'])
    expect(() => channelsFromEnvironment({ ZHIHENG_SMTP_URL: 'smtp://127.0.0.1' })).toThrow(
      'ZHIHENG_MAIL_FROM',
    )
    expect(() => channelsFromEnvironment({ ...hook, ZHIHENG_WEBHOOK_SECRET: 'short' })).toThrow(
      '24 characters',
    )
  })
  it('sign a webhook by the published scheme', () => {
    // The test vector of the Standard Webhooks specification.
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    expect(
      webhookSignature(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}'),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
})

/** An SMTP server that takes every message and remembers it. */
async function mailServer(): Promise<{ url: string; received: string[]; server: Server }> {
  const received: string[] = []
  const server = createTcpServer((socket) => {
    let data: string | undefined
    socket.write('220 test\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      const text = String(chunk)
      if (data !== undefined) {
        data += text
        if (data.endsWith('\r\n.\r\n')) {
          received.push(data)
          data = undefined
          socket.write('250 taken\r\n')
        }
      } else if (text.startsWith('DATA')) {
        data = ''
        socket.write('354 go on\r\n')
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return { url: `smtp://127.0.0.1:${address.port}`, received, server }
}

describe.each(databaseKinds)('notifications on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const closing: Array<() => void> = []
  afterAll(() => {
    for (const close of closing) close()
  })
  let counter = 0
  const freshCity = () => `9904${String(++counter).padStart(2, '0')}`
  const inCity = <Result>(city: string, work: (scope: Scope) => Promise<Result>, now?: Date) =>
    withScope(database(), systemIdentity(city, 'test'), work, now ? { now } : {})
  const person = (
    city: string,
    role: 'clerk' | 'inspector' | 'liaison' | 'leader',
    place: Partial<Identity> = {},
  ) => ({
    ...personIdentity(city, modules, { userId: crypto.randomUUID(), roles: [role], regions: [] }),
    ...place,
  })
  const contextOf = (identity: Identity | undefined) => requestContext(database(), modules, identity)
  const unreadOf = async (identity: Identity) =>
    (await call(notifyRouter.countUnreadNotifications, undefined, { context: contextOf(identity) })).count
  const tell = (city: string, recipients: Recipients, link = '/x') =>
    inCity(city, (scope) => notify(scope, { recipients, message, link }, []))

  it('reach whoever holds the permission as far as it goes, and nobody else', async () => {
    const city = freshCity()
    const [unit, other] = [crypto.randomUUID(), crypto.randomUUID()]
    const people = {
      clerk: person(city, 'clerk'),
      ownLiaison: person(city, 'liaison', { units: [unit] }),
      otherLiaison: person(city, 'liaison', { units: [other] }),
      ownInspector: person(city, 'inspector', { regions: ['990402'] }),
      otherInspector: person(city, 'inspector', { regions: ['990403'] }),
      leader: person(city, 'leader', { units: [unit], regions: ['990402'] }),
      stranger: person(freshCity(), 'clerk'),
    }
    const counts = async () =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(people).map(async ([name, identity]) => [name, await unreadOf(identity)] as const),
        ),
      )
    const nobody = {
      clerk: 0,
      ownLiaison: 0,
      otherLiaison: 0,
      ownInspector: 0,
      otherInspector: 0,
      leader: 0,
      stranger: 0,
    }
    expect(await counts()).toEqual(nobody)
    await tell(city, { permission: 'test.act', unitId: unit, region: '990402' })
    expect(await counts()).toEqual({ ...nobody, clerk: 1, ownLiaison: 1, ownInspector: 1 })
    await tell(city, { permission: 'test.act' })
    expect(await counts()).toEqual({
      ...nobody,
      clerk: 2,
      ownLiaison: 2,
      otherLiaison: 1,
      ownInspector: 2,
      otherInspector: 1,
    })
    await tell(city, { users: [people.leader.actor.userId ?? '', people.leader.actor.userId ?? ''] })
    expect((await counts()).leader).toBe(1)
  })
  it('are listed newest first, and read by each person for himself', async () => {
    const city = freshCity()
    const [one, two] = [person(city, 'clerk'), person(city, 'clerk')]
    for (let i = 0; i < 3; i++) await tell(city, { permission: 'test.act' }, `/${i}`)
    const context = contextOf(one)
    const first = await call(notifyRouter.listNotifications, { limit: 2 }, { context })
    expect(first.items.map((item) => [item.link, item.read])).toEqual([
      ['/2', false],
      ['/1', false],
    ])
    const rest = await call(
      notifyRouter.listNotifications,
      { limit: 2, after: first.next ?? '' },
      { context },
    )
    expect(rest).toMatchObject({ items: [{ link: '/0', message }], next: null })
    const ids = first.items.slice(0, 1).map((item) => item.id)
    expect(await call(notifyRouter.markNotificationsRead, { ids }, { context })).toEqual({ marked: 1 })
    expect(await call(notifyRouter.markNotificationsRead, { ids }, { context })).toEqual({ marked: 0 })
    expect([await unreadOf(one), await unreadOf(two)]).toEqual([2, 3])
    expect(await call(notifyRouter.markNotificationsRead, {}, { context })).toEqual({ marked: 2 })
    expect([await unreadOf(one), await unreadOf(two)]).toEqual([0, 3])
    // Nobody marks what is not addressed to him.
    const stranger = contextOf(person(city, 'leader'))
    expect(await call(notifyRouter.markNotificationsRead, { ids }, { context: stranger })).toEqual({
      marked: 0,
    })
  })
  it('need a session', async () => {
    const context = contextOf(undefined)
    await expect(call(notifyRouter.listNotifications, {}, { context })).rejects.toThrow('not-signed-in')
    await expect(call(notifyRouter.countUnreadNotifications, undefined, { context })).rejects.toThrow(
      'not-signed-in',
    )
    await expect(call(notifyRouter.markNotificationsRead, {}, { context })).rejects.toThrow('not-signed-in')
  })
  it('vanish with the transaction', async () => {
    const city = freshCity()
    const clerk = person(city, 'clerk')
    const failing = inCity(city, async (scope) => {
      await notify(scope, { recipients: { permission: 'test.act' }, message, link: '/x' }, ['webhook'])
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect(await unreadOf(clerk)).toBe(0)
  })

  const deliver = (city: string, channels: readonly Channel[], now = new Date()) =>
    deliverDue(
      {
        database: database(),
        identity: systemIdentity(city, 'notify'),
        modules,
        signal: new AbortController().signal,
        now: () => now,
      },
      channels,
    )
  const deliveries = async (city: string) => {
    const { rows } = await sql<{ channel: string; address: string | null; state: string; attempts: number }>`
      select channel, address, state, attempts from notification_delivery where city = ${city}
      order by channel, address nulls first`.execute(database().kysely)
    return rows
  }
  it('go out by e-mail to the people concerned, each in his language', async () => {
    const city = freshCity()
    const unitId = crypto.randomUUID()
    await inCity(city, async (scope) => {
      await insertUnit(scope, {
        id: unitId,
        name: '市场监管局',
        shortName: '市场监管局',
        type: undefined,
        parentId: undefined,
        region: city,
        active: true,
      })
      const add = async (
        username: string,
        role: 'clerk' | 'liaison',
        locale: 'zh' | 'en',
        member: boolean,
      ) => {
        const id = await insertAccount(scope, {
          username: `${username}${kind}${counter}`,
          name: username,
          email: `${username}@example.org`,
          locale,
          mustChangePassword: false,
          passwordHash: 'x',
        })
        if (id === undefined) throw new Error('name taken')
        await replaceRoles(scope, id, [role])
        if (member)
          await sql`insert into unit_member (city, unit_id, account_id, since)
            values (${city}, ${unitId}, ${id}, now())`.execute(scope.tx)
      }
      await add('clerk', 'clerk', 'en', false)
      await add('liaison', 'liaison', 'zh', true)
      await add('elsewhere', 'liaison', 'zh', false)
      const recipients = { permission: 'test.act', unitId }
      await notify(scope, { recipients, message, link: '/cases/1' }, ['email'])
    })
    const mail = await mailServer()
    closing.push(() => mail.server.close())
    await deliver(city, [emailChannel(mail.url, 'q@example.org', 'https://q.example.org')])
    expect(await deliveries(city)).toMatchObject([
      { address: null, state: 'expanded' },
      { address: 'clerk@example.org', state: 'delivered', attempts: 1 },
      { address: 'liaison@example.org', state: 'delivered', attempts: 1 },
    ])
    expect(mail.received).toHaveLength(2)
    const english = mail.received.find((one) => one.includes('To: clerk@example.org'))
    expect(english).toContain('Subject: Something to do')
    expect(english).toContain('https://q.example.org/cases/1')
    // A job was asked for, once.
    const runs = await sql`select from job_run where city = ${city} and job = 'notify.deliver'`.execute(
      database().kysely,
    )
    expect(runs.rows).toHaveLength(1)
  })
  it('go out by a signed webhook, and again until they arrive', async () => {
    const city = freshCity()
    const secret = 'a secret of some length'
    const calls: Array<{ headers: Record<string, string | string[] | undefined>; body: string }> = []
    const server = createHttpServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        calls.push({ headers: request.headers, body })
        response.writeHead(calls.length === 1 ? 503 : 204).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const address = server.address()
    if (!address || typeof address === 'string') throw new Error('no port')
    const channel = webhookChannel(`http://127.0.0.1:${address.port}/`, secret, 'https://q.example.org')
    const start = new Date()
    await inCity(
      city,
      (scope) => notify(scope, { recipients: { permission: 'test.act' }, message, link: '/x' }, ['webhook']),
      start,
    )
    expect(await deliver(city, [channel], start)).toBe(1)
    expect(await deliveries(city)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    expect(await deliver(city, [channel], new Date(start.getTime() + 59_000))).toBe(0)
    expect(await deliver(city, [channel], new Date(start.getTime() + 61_000))).toBe(1)
    expect(await deliveries(city)).toMatchObject([{ state: 'delivered', attempts: 2 }])
    const [first, second] = calls
    expect(second?.body).toBe(first?.body)
    const headers = second?.headers ?? {}
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
    expect(headers['webhook-signature']).toBe(
      webhookSignature(
        secret,
        String(headers['webhook-id']),
        Number(headers['webhook-timestamp']),
        second?.body ?? '',
      ),
    )
    expect(JSON.parse(second?.body ?? '')).toMatchObject({
      specversion: '1.0',
      id: headers['webhook-id'],
      source: `urn:zhiheng:${city}`,
      type: 'org.zhiheng.notification',
      data: { message, link: 'https://q.example.org/x' },
    })
  })
  it('are given up after ten failures', async () => {
    const city = freshCity()
    await inCity(city, (scope) =>
      notify(scope, { recipients: { permission: 'test.act' }, message, link: '/x' }, ['webhook']),
    )
    const down: Channel = {
      name: 'webhook',
      send: async () => {
        throw new Error('down')
      },
    }
    let now = Date.now() + 1000
    for (let i = 0; i < 12; i++) {
      await deliver(city, [down], new Date(now))
      now += 24 * 3600 * 1000
    }
    expect(await deliveries(city)).toMatchObject([{ state: 'failed', attempts: 10 }])
  })
})
