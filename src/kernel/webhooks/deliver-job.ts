/** Sends what waits in the outbox of events; what fails waits longer each time, and is given up in the end. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { type Scope, withScope } from '../db/scope.ts'
import { defineJob, type JobContext } from '../jobs/job.ts'
import { type Network, networksFromEnvironment } from './addresses.ts'
import { cloudEvent } from './cloud-event.ts'
import { type CallOutcome, postEvent } from './post-event.ts'
import { openSecret } from './secrets.ts'
import { type DueDelivery, deleteEventsBefore, recordAttempt, takeDueDelivery } from './store.ts'

// 10, 20, 40 … minutes: the eighth failure, some 21 hours after the first, is the last.
const mostAttempts = 8
const retryMilliseconds = (attempts: number): number => 600_000 * 2 ** (attempts - 1)
// Longer than a call may take by far.
const leaseMilliseconds = 120_000
const keptMilliseconds = 90 * 24 * 3600 * 1000

async function send(
  due: DueDelivery,
  secret: string | undefined,
  at: Date,
  networks: readonly Network[],
): Promise<CallOutcome> {
  if (secret === undefined) return { status: null, failure: 'secret', answer: '' }
  const body = JSON.stringify(cloudEvent(due.event))
  return postEvent(due.url, { id: due.event.id, body, secret, at }, networks)
}

function recordOutcome(
  scope: Scope,
  due: DueDelivery,
  outcome: CallOutcome,
  milliseconds: number,
): Promise<void> {
  const accepted = outcome.failure === null
  const givenUp = !accepted && due.attempts >= mostAttempts
  return recordAttempt(
    scope,
    { ...outcome, id: newId(), delivery_id: due.id, at: scope.now, milliseconds },
    {
      state: accepted ? 'delivered' : givenUp ? 'failed' : 'waiting',
      due_at: new Date(scope.now.getTime() + retryMilliseconds(due.attempts)),
      delivered_at: accepted ? scope.now : null,
    },
  )
}

/**
 * Sends what is due in the job's city. A receiver that failed is left alone for the rest of the run, so that one that is
 * out of order costs one time limit and not one for each event. A crash after sending and before writing it down sends
 * again: the receiver can tell by the id. Returns how many calls were made.
 */
export async function deliverDueEvents(
  context: Pick<JobContext, 'database' | 'identity' | 'signal' | 'now'>,
  networks: readonly Network[],
): Promise<number> {
  const failed = new Set<string>()
  for (let count = 0; ; count++) {
    context.signal.throwIfAborted()
    const now = context.now()
    const inScope = <Result>(work: (scope: Scope) => Promise<Result>) =>
      withScope(context.database, context.identity, work, { now })
    const taken = await inScope(async (scope) => {
      const due = await takeDueDelivery(scope, new Date(now.getTime() + leaseMilliseconds), [...failed])
      return due && { due, secret: await openSecret(scope, due.webhook_id, due.secret) }
    })
    if (!taken) return count
    const started = performance.now()
    const outcome = await send(taken.due, taken.secret, now, networks)
    if (outcome.failure !== null) failed.add(taken.due.webhook_id)
    const milliseconds = Math.round(performance.now() - started)
    await inScope((scope) => recordOutcome(scope, taken.due, outcome, milliseconds))
  }
}

/** Runs when something happened, and every ten minutes for what could not be delivered. */
export const deliverEventsJob = defineJob({
  name: 'webhooks.deliver',
  title: { zh: '推送事件', en: 'Deliver events' },
  input: z.object({}),
  run: async (_input, context) => ({ count: await deliverDueEvents(context, networksFromEnvironment()) }),
  schedule: '*/10 * * * *',
})

/** Keeps the outbox short: what happened stands in the records themselves. */
export const removeOldEventsJob = defineJob({
  name: 'webhooks.remove-old-events',
  title: { zh: '清理过期事件', en: 'Remove old events' },
  input: z.object({}),
  run: async (_input, { database, identity, now }) =>
    withScope(database, identity, async (scope) => ({
      deleted: await deleteEventsBefore(scope, new Date(now().getTime() - keptMilliseconds)),
    })),
  schedule: '25 4 * * *',
})
