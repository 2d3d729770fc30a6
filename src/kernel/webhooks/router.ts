/** Binds the webhooks contract to the service. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { cloudEvent, insideType, outsideType } from './cloud-event.ts'
import { webhooksContract } from './contract.ts'
import * as store from './store.ts'
import * as webhooks from './webhooks.ts'

const os = implement(webhooksContract).$context<RequestContext>().use(scoped)

const shownAttempts = 50

function paged<Row extends { readonly id: string }, View>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => View,
): { items: View[]; next: string | null } {
  const items = rows.slice(0, limit)
  return { items: items.map(view), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

export const webhooksRouter = os.router({
  listEventTypes: os.listEventTypes.handler(({ context: { modules } }) => ({
    items: webhooks.eventTypesOf(modules).map(({ type, title }) => ({ type: outsideType(type), title })),
  })),
  listWebhooks: os.listWebhooks.handler(async ({ input: { after, limit }, context: { scope } }) =>
    paged(await store.listWebhooks(scope, after, limit + 1), limit, (row) => ({
      id: row.id,
      url: row.url,
      eventTypes: row.event_types.map(outsideType),
      description: row.description,
      active: row.active,
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
      lastState: row.last_state,
    })),
  ),
  createWebhook: os.createWebhook.handler(({ input, context: { scope, modules } }) =>
    webhooks.createWebhook(scope, modules, { ...input, eventTypes: input.eventTypes.map(insideType) }),
  ),
  changeWebhook: os.changeWebhook.handler(async ({ input, context: { scope, modules } }) => {
    const { id, eventTypes, ...change } = input
    await webhooks.changeWebhook(scope, modules, id, {
      ...change,
      ...(eventTypes ? { eventTypes: eventTypes.map(insideType) } : {}),
    })
    return { changed: true as const }
  }),
  renewWebhookSecret: os.renewWebhookSecret.handler(async ({ input, context: { scope } }) => ({
    secret: await webhooks.renewSecret(scope, input.id),
  })),
  deleteWebhook: os.deleteWebhook.handler(async ({ input, context: { scope } }) => {
    await webhooks.deleteWebhook(scope, input.id)
    return { deleted: true as const }
  }),
  testWebhook: os.testWebhook.handler(async ({ input, context: { scope } }) => ({
    deliveryId: await webhooks.testWebhook(scope, input.id),
  })),
  listDeliveries: os.listDeliveries.handler(async ({ input, context: { scope } }) => {
    const { id, state, after, limit } = input
    const rows = await store.listDeliveries(scope, id, { state, after, limit: limit + 1 })
    return paged(rows, limit, (row) => ({
      id: row.id,
      eventId: row.event_id,
      type: outsideType(row.type),
      subject: row.subject,
      at: row.at.toISOString(),
      state: row.state,
      attempts: row.attempts,
      dueAt: row.state === 'waiting' ? row.due_at.toISOString() : null,
      lastAttempt: row.last_at && {
        at: row.last_at.toISOString(),
        status: row.last_status,
        failure: row.last_failure,
        answer: row.last_answer ?? '',
      },
    }))
  }),
  getDelivery: os.getDelivery.handler(async ({ input, context: { scope } }) => {
    const delivery = await store.findDelivery(scope, input.id)
    if (!delivery) throw kernelError('kernel.not-found')
    const attempts = await store.listAttempts(scope, delivery.id, shownAttempts)
    return {
      event: cloudEvent(await store.getEvent(scope, delivery.event_id)),
      attempts: attempts.map(({ id, at, milliseconds, status, failure, answer }) => ({
        id,
        at: at.toISOString(),
        milliseconds,
        status,
        failure,
        answer,
      })),
    }
  }),
  redeliver: os.redeliver.handler(async ({ input, context: { scope } }) => {
    await webhooks.redeliver(scope, input.id)
    return { queued: true as const }
  }),
})
