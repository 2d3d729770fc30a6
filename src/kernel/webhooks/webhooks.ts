/** Subscriptions of programs outside: making, changing, ending them, and sending by hand. All of it is on record. */
import { v7 as newId } from 'uuid'
import { recordAudit } from '../audit/audit.ts'
import type { Json } from '../audit/store.ts'
import type { Scope } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import { startJob } from '../jobs/jobs.ts'
import { kernelError } from '../language/kernel-errors.ts'
import type { Message } from '../language/messages.ts'
import { checkWebhookUrl, networksFromEnvironment } from './addresses.ts'
import { outsideType } from './cloud-event.ts'
import { deliverEventsJob } from './deliver-job.ts'
import { queueEvents } from './emit-events.ts'
import { newWebhookSecret, sealSecret } from './secrets.ts'
import * as store from './store.ts'
import { webhookError } from './webhook-errors.ts'

const mostWebhooks = 50

/** What whoever subscribes says. */
export interface WebhookInput {
  readonly url: string
  readonly eventTypes: readonly string[]
  readonly description: string
  readonly active: boolean
}

/** The events that the modules of the program declare. */
export function eventTypesOf(
  modules: readonly DomainDefinition[],
): Array<{ readonly type: string; readonly title: Message }> {
  return modules.flatMap((module) => Object.entries(module.events).map(([type, title]) => ({ type, title })))
}

function check(input: Partial<WebhookInput>, modules: readonly DomainDefinition[]): void {
  if (input.url !== undefined) checkWebhookUrl(input.url, networksFromEnvironment())
  const known = new Set(eventTypesOf(modules).map((event) => event.type))
  const unknown = input.eventTypes?.find((type) => !known.has(type))
  if (unknown !== undefined) throw webhookError('webhooks.unknown-event-type', { type: outsideType(unknown) })
}

function record(
  scope: Scope,
  action: string,
  webhook: Pick<store.WebhookRow, 'id' | 'url'>,
  detail: Readonly<Record<string, Json>> = {},
): void {
  recordAudit(scope, {
    action: `webhooks.${action}`,
    objectType: 'webhook',
    objectId: webhook.id,
    objectLabel: webhook.url,
    detail,
  })
}

async function getWebhook(scope: Scope, id: string): Promise<store.WebhookRow> {
  const webhook = await store.findWebhook(scope, id)
  if (!webhook) throw kernelError('kernel.not-found')
  return webhook
}

/**
 * Adds a subscription. Its secret is in the answer and nowhere else again.
 *
 * @throws `webhooks.https-required`, `webhooks.address-refused`, `webhooks.unknown-event-type`, `webhooks.too-many`
 */
export async function createWebhook(
  scope: Scope,
  modules: readonly DomainDefinition[],
  input: WebhookInput,
): Promise<{ id: string; secret: string }> {
  check(input, modules)
  const present = await store.listWebhooks(scope, undefined, mostWebhooks)
  if (present.length >= mostWebhooks) throw webhookError('webhooks.too-many', { limit: mostWebhooks })
  const id = newId()
  const secret = newWebhookSecret()
  await store.insertWebhook(scope, {
    id,
    url: input.url,
    event_types: [...new Set(input.eventTypes)],
    description: input.description,
    active: input.active,
    secret: await sealSecret(scope, id, secret),
    created_at: scope.now,
    created_by: scope.actor.name,
  })
  record(scope, 'create', { id, url: input.url }, { events: [...input.eventTypes], active: input.active })
  return { id, secret }
}

/**
 * Changes what is given of a subscription.
 *
 * @throws `kernel.not-found` and what {@link createWebhook} throws
 */
export async function changeWebhook(
  scope: Scope,
  modules: readonly DomainDefinition[],
  id: string,
  input: { readonly [Key in keyof WebhookInput]?: WebhookInput[Key] | undefined },
): Promise<void> {
  const before = await getWebhook(scope, id)
  const after: WebhookInput = {
    url: input.url ?? before.url,
    eventTypes: input.eventTypes ?? before.event_types,
    description: input.description ?? before.description,
    active: input.active ?? before.active,
  }
  check(after, modules)
  await store.updateWebhook(scope, id, {
    url: after.url,
    event_types: [...new Set(after.eventTypes)],
    description: after.description,
    active: after.active,
  })
  record(scope, 'change', before, {
    before: { url: before.url, events: before.event_types, active: before.active },
    after: { url: after.url, events: [...after.eventTypes], active: after.active },
  })
}

/** Makes a new secret; what is sent from now on is signed with it. */
export async function renewSecret(scope: Scope, id: string): Promise<string> {
  const webhook = await getWebhook(scope, id)
  const secret = newWebhookSecret()
  await store.updateWebhook(scope, id, { secret: await sealSecret(scope, id, secret) })
  record(scope, 'renew-secret', webhook)
  return secret
}

/** Ends a subscription; what waits for it is not sent any more. */
export async function deleteWebhook(scope: Scope, id: string): Promise<void> {
  const webhook = await getWebhook(scope, id)
  await store.deleteWebhook(scope, id)
  record(scope, 'delete', webhook, { events: webhook.event_types })
}

async function getActiveWebhook(scope: Scope, id: string): Promise<store.WebhookRow> {
  const webhook = await getWebhook(scope, id)
  if (!webhook.active) throw webhookError('webhooks.inactive')
  return webhook
}

/**
 * Sends an event of type `webhooks.test`. Returns the id of the delivery.
 *
 * @throws `kernel.not-found`, `webhooks.inactive`
 */
export async function testWebhook(scope: Scope, id: string): Promise<string> {
  const webhook = await getActiveWebhook(scope, id)
  const event = { type: 'webhooks.test', subject: id, data: { description: webhook.description } }
  const [deliveryId] = await queueEvents(scope, [event], () => [id])
  if (deliveryId === undefined) throw new TypeError('The test event was not queued')
  record(scope, 'test', webhook)
  return deliveryId
}

/**
 * Sends a delivery again, with the whole row of attempts before it.
 *
 * @throws `kernel.not-found`, `webhooks.inactive`
 */
export async function redeliver(scope: Scope, deliveryId: string): Promise<void> {
  const delivery = await store.findDelivery(scope, deliveryId)
  if (!delivery) throw kernelError('kernel.not-found')
  const webhook = await getActiveWebhook(scope, delivery.webhook_id)
  await store.restartDelivery(scope, deliveryId)
  await startJob(scope, deliverEventsJob, {}, { unlessQueued: true })
  record(scope, 'redeliver', webhook, { delivery: deliveryId })
}
