import { call } from '@orpc/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { systemIdentity, withScope } from '../db/scope.ts'
import { defineDomain } from '../domain.ts'
import { kernelModules } from '../modules.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { announce } from './announce.ts'
import type { LiveMessage } from './contract.ts'
import { hubOf, type LiveEvent, mostConnections, type Subscription, startLive } from './hub.ts'
import { liveRouter } from './router.ts'

const city = '990100'
const bridges = defineDomain({
  name: 'bridges',
  title: { zh: '桥梁', en: 'Bridges' },
  permissions: {
    'bridges.read': { title: { zh: '查看', en: 'Read' }, roles: { leader: 'city', liaison: 'unit' } },
  },
  live: { bridges: 'bridges.read', culverts: 'bridges.read' },
})
const modules = [...kernelModules, bridges]
const person = (userId: string, role: 'leader' | 'liaison' | 'reviewer', where = city) =>
  personIdentity(where, modules, { userId, roles: [role] })

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `id-${index}`)

const say = (database: Database, changed: readonly string[], where = city, topic = 'bridges') =>
  withScope(database, systemIdentity(where, 'test'), async (scope) =>
    announce(scope, { topic, ids: changed }),
  )

const topics = new Map([['bridges', { named: true }]])

async function listening(database: Database): Promise<void> {
  const stop = await startLive(database)
  onTestFinished(stop)
}

/** What a connection hears until a message that was said last. */
async function heardUntil(subscription: Subscription, last: string): Promise<LiveEvent[]> {
  const events: LiveEvent[] = []
  for (;;) {
    const event = await subscription.next()
    if (!event) return events
    if (event.message.kind === 'changed' && event.message.ids?.includes(last)) return events
    events.push(event)
  }
}

const messages = (events: readonly LiveEvent[]): LiveMessage[] => events.map((event) => event.message)
const ready: LiveMessage = { kind: 'ready' }
const changed = (...changedIds: string[]): LiveMessage => ({
  kind: 'changed',
  topic: 'bridges',
  ids: changedIds,
})

describe.each(databaseKinds)('live on %s', (kind) => {
  const database = useTestDatabase(kind, modules)

  it('says what a transaction changed, once, when it commits', async () => {
    await listening(database())
    const own = hubOf(database()).subscribe({ city, personId: 'a', topics })
    await withScope(database(), systemIdentity(city, 'test'), async (scope) => {
      announce(scope, { topic: 'bridges', ids: ['one'] })
      announce(scope, { topic: 'bridges', ids: ['two', 'one'] })
      announce(scope, { topic: 'bridges', ids: [] })
    })
    await say(database(), ['last'])
    expect(messages(await heardUntil(own, 'last'))).toEqual([ready, changed('one', 'two')])
  })

  it('says nothing when the transaction rolls back', async () => {
    await listening(database())
    const own = hubOf(database()).subscribe({ city, personId: 'a', topics })
    const failing = withScope(database(), systemIdentity(city, 'test'), async (scope) => {
      announce(scope, { topic: 'bridges', ids: ['never'] })
      throw new RangeError('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await say(database(), ['last'])
    expect(messages(await heardUntil(own, 'last'))).toEqual([ready])
  })

  it('says nothing to another city, and nothing of other topics', async () => {
    await listening(database())
    const other = hubOf(database()).subscribe({ city: '990200', personId: 'a', topics })
    await say(database(), ['of 990100'])
    await say(database(), ['culvert'], '990200', 'culverts')
    await say(database(), ['last'], '990200')
    expect(messages(await heardUntil(other, 'last'))).toEqual([ready])
  })

  it('gives no ids when they are too many for a notification', async () => {
    await listening(database())
    const own = hubOf(database()).subscribe({ city, personId: 'a', topics })
    await say(database(), ids(10_000))
    await say(database(), ['last'])
    expect(messages(await heardUntil(own, 'last'))).toEqual([
      ready,
      { kind: 'changed', topic: 'bridges', ids: null },
    ])
  })

  it('goes on behind the last message heard, or tells to ask anew when that is not known', async () => {
    await listening(database())
    const hub = hubOf(database())
    const first = hub.subscribe({ city, personId: 'a', topics })
    await say(database(), ['heard'])
    await first.next()
    const heard = await first.next()
    first.end()
    const watch = hub.subscribe({ city, personId: 'b', topics })
    await say(database(), ['missed'])
    await heardUntil(watch, 'missed')
    const again = hub.subscribe({ city, personId: 'a', topics, after: heard?.id })
    const late = hub.subscribe({ city, personId: 'a', topics, after: 'of a process that has ended' })
    await say(database(), ['last'])
    expect(messages(await heardUntil(again, 'last'))).toEqual([ready, changed('missed')])
    expect(messages(await heardUntil(late, 'last'))).toEqual([ready, { kind: 'reload' }])
  })

  it('closes the oldest of too many connections of one person, and nobody else’s', async () => {
    const hub = hubOf(database())
    const others = hub.subscribe({ city, personId: 'b', topics })
    const [oldest, ...rest] = ids(mostConnections + 1).map(() =>
      hub.subscribe({ city, personId: 'a', topics }),
    )
    expect(
      [await oldest?.next(), await oldest?.next(), await oldest?.next()].map((one) => one?.message),
    ).toEqual([ready, { kind: 'closed' }, undefined])
    hub.receive({ id: 'x', city, topic: 'bridges', ids: ['last'] })
    for (const connection of [others, ...rest])
      expect(messages(await heardUntil(connection, 'last'))).toEqual([ready])
    hub.close()
  })

  it('tells a connection that does not keep up to ask anew', async () => {
    const hub = hubOf(database())
    const slow = hub.subscribe({ city, personId: 'a', topics })
    for (const id of ids(150)) hub.receive({ id, city, topic: 'bridges', ids: [id] })
    expect((await slow.next())?.message).toEqual({ kind: 'reload' })
    hub.close()
  })

  it('refuses topics without the permission, and names no ids to whose rights reach part of the city', async () => {
    await listening(database())
    const listen = async (who: ReturnType<typeof person>, topic = 'bridges') =>
      call(liveRouter.listen, { topics: topic }, { context: requestContext(database(), modules, who) })
    await expect(listen(person('c', 'reviewer'))).rejects.toMatchObject({ code: 'kernel.no-right' })
    await expect(listen(person('c', 'leader'), 'unheard-of')).rejects.toMatchObject({
      code: 'kernel.no-right',
    })
    const leader = await listen(person('d', 'leader'))
    const liaison = await listen(person('e', 'liaison'))
    await leader.next()
    await liaison.next()
    await say(database(), ['one'])
    expect((await leader.next()).value).toEqual(changed('one'))
    expect((await liaison.next()).value).toEqual({ kind: 'changed', topic: 'bridges', ids: null })
    await leader.return(undefined)
    await liaison.return(undefined)
  })
})

describe('live over processes', () => {
  const database = useTestDatabase('postgres', modules)

  it('reaches listeners of another process on the same database', async () => {
    const url = database().pool?.options.connectionString ?? ''
    const elsewhere = await openDatabase({ kind: 'postgres', url })
    onTestFinished(elsewhere.close)
    await listening(elsewhere)
    const far = hubOf(elsewhere).subscribe({ city, personId: 'a', topics })
    await say(database(), ['one'])
    await say(database(), ['last'])
    expect(messages(await heardUntil(far, 'last'))).toEqual([ready, changed('one')])
  })
})
