/** Binds the live contract to the hub. */
import { implement, withEventMeta } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { type LiveMessage, liveContract } from './contract.ts'
import { hubOf, type Subscription, topicsFor } from './hub.ts'

const os = implement(liveContract).$context<RequestContext>().use(scoped)

/** Milliseconds after which a connection ends, so that a session that has ended hears nothing for longer. */
const longest = 5 * 60_000

/** Milliseconds after which a browser whose connection ended comes back. */
const retry = 3_000

export const liveRouter = os.router({
  listen: os.listen.handler(({ input, context: { database, modules, scope }, lastEventId, signal }) => {
    const permissions = new Map(modules.flatMap((module) => Object.entries(module.live)))
    const topics = topicsFor(scope, input.topics.split(','), permissions)
    if ('missing' in topics) throw kernelError('kernel.no-right', { permission: topics.missing })
    const subscription = hubOf(database).subscribe({
      city: scope.city,
      personId: scope.actor.userId ?? '',
      topics,
      after: lastEventId ?? input.after,
    })
    signal?.addEventListener('abort', subscription.end, { once: true })
    return events(subscription)
  }),
})

async function* events(subscription: Subscription): AsyncGenerator<LiveMessage, void, undefined> {
  const end = setTimeout(subscription.end, longest)
  try {
    for (let event = await subscription.next(); event; event = await subscription.next())
      yield withEventMeta(event.message, { id: event.id, retry })
  } finally {
    clearTimeout(end)
    subscription.end()
  }
}
