/** Telling programs outside that something happened. */
import { v7 as newId } from 'uuid'
import type { Scope } from '../db/scope.ts'
import { startJob } from '../jobs/jobs.ts'
import { deliverEventsJob } from './deliver-job.ts'
import { findSubscribers, insertEvents } from './store.ts'

/** Something that happened in a city. */
export interface OutgoingEvent {
  /** One that a module declares in `events`, module first: `indicators.target-state-changed`. */
  readonly type: string
  /** Id of what it happened to. */
  readonly subject: string
  /** What a receiver needs to know; JSON, no personal data. */
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * Writes events into the outbox, within the scope's transaction: they are sent if and only if it commits. One query and
 * nothing written when the city has no active subscription to them.
 *
 * @returns how many deliveries were asked for
 * @example
 * await emitEvents(scope, [{ type: 'indicators.target-state-changed', subject: targetId, data: { before, after } }])
 */
export async function emitEvents(scope: Scope, events: readonly OutgoingEvent[]): Promise<number> {
  if (events.length === 0) return 0
  const subscribers = await findSubscribers(scope, [...new Set(events.map((event) => event.type))])
  return queueEvents(scope, events, (type) =>
    subscribers.flatMap((one) => (one.event_types.includes(type) ? [one.id] : [])),
  ).then((ids) => ids.length)
}

/** Queues events for the subscriptions that `receivers` names; returns the ids of the deliveries. */
export async function queueEvents(
  scope: Scope,
  events: readonly OutgoingEvent[],
  receivers: (type: string) => readonly string[],
): Promise<string[]> {
  const wanted = events.flatMap((event) => {
    const webhooks = receivers(event.type)
    return webhooks.length > 0 ? [{ ...event, id: newId(), webhooks }] : []
  })
  if (wanted.length === 0) return []
  const deliveries = wanted.flatMap(({ id, webhooks }) =>
    webhooks.map((webhook) => ({ id: newId(), webhook_id: webhook, event_id: id })),
  )
  await insertEvents(scope, wanted, deliveries)
  await startJob(scope, deliverEventsJob, {}, { unlessQueued: true })
  return deliveries.map((delivery) => delivery.id)
}
