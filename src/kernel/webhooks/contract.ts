/** Webhooks over the API: subscriptions of programs outside, and what was sent to them. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '../api/contract.ts'

export const WebhookView = z.object({
  id: z.uuid(),
  url: z.string(),
  eventTypes: z.array(z.string()),
  description: z.string(),
  active: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  /** State of the delivery made last; null before the first. */
  lastState: z.enum(['waiting', 'delivered', 'failed']).nullable(),
})
export type WebhookView = z.infer<typeof WebhookView>

const WebhookFields = z.object({
  /** `https://…`; `http://` only in networks that the installation lists. */
  url: z.url({ protocol: /^https?$/ }).max(1000),
  /** As `GET /webhooks/event-types` lists them: `org.zhiheng.indicators.target-state-changed`. */
  eventTypes: z.array(z.string().max(100)).min(1).max(50),
  description: z.string().trim().max(200),
  active: z.boolean(),
})

export const AttemptView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  milliseconds: z.number().int(),
  /** HTTP status; null when none came. */
  status: z.number().int().nullable(),
  /** Null when the receiver accepted. */
  failure: z.enum(['refused', 'redirect', 'time-limit', 'address', 'connection', 'secret']).nullable(),
  /** Beginning of the answer, or what went wrong. */
  answer: z.string(),
})
export type AttemptView = z.infer<typeof AttemptView>

export const DeliveryView = z.object({
  id: z.uuid(),
  /** Id of the event: `id` of the CloudEvent and `webhook-id` of the call, the same at every attempt. */
  eventId: z.uuid(),
  /** As in the CloudEvent: `org.zhiheng.indicators.target-state-changed`. */
  type: z.string(),
  subject: z.string(),
  at: z.iso.datetime(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  /** Since it was asked for, or asked for again by hand. */
  attempts: z.number().int(),
  /** When it is tried next; null unless it waits. */
  dueAt: z.iso.datetime().nullable(),
  /** What came of the attempt made last; null before the first. */
  lastAttempt: AttemptView.omit({ id: true, milliseconds: true }).nullable(),
})
export type DeliveryView = z.infer<typeof DeliveryView>

const ById = z.object({ id: z.uuid() })
/** Signs what is sent (`whsec_…`, Standard Webhooks); given this once and never again. */
const secret = z.string()
const permission = 'webhooks.manage'
const tags = ['webhooks'] as const

export const webhooksContract = {
  listEventTypes: procedure({
    method: 'GET',
    path: '/webhooks/event-types',
    permission,
    summary: { zh: '可订阅的事件', en: 'Events that can be subscribed to' },
    tags,
  }).output(
    z.object({
      items: z.array(z.object({ type: z.string(), title: z.object({ zh: z.string(), en: z.string() }) })),
    }),
  ),
  listWebhooks: procedure({
    method: 'GET',
    path: '/webhooks',
    permission,
    summary: { zh: '事件订阅', en: 'Subscriptions, newest first' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(WebhookView)),
  createWebhook: procedure({
    method: 'POST',
    path: '/webhooks',
    permission,
    summary: { zh: '新建订阅', en: 'Add a subscription; the answer holds its secret, once' },
    tags,
    successStatus: 201,
  })
    .input(WebhookFields)
    .output(z.object({ id: z.uuid(), secret })),
  changeWebhook: procedure({
    method: 'PATCH',
    path: '/webhooks/{id}',
    permission,
    summary: { zh: '修改、启用或停用订阅', en: 'Change a subscription, switch it on or off' },
    tags,
  })
    .input(WebhookFields.partial().extend({ id: z.uuid() }))
    .output(z.object({ changed: z.literal(true) })),
  renewWebhookSecret: procedure({
    method: 'POST',
    path: '/webhooks/{id}/secret',
    permission,
    summary: { zh: '更换签名密钥', en: 'Make a new secret; the old one signs nothing from then on' },
    tags,
  })
    .input(ById)
    .output(z.object({ secret })),
  deleteWebhook: procedure({
    method: 'DELETE',
    path: '/webhooks/{id}',
    permission,
    summary: { zh: '删除订阅及其发送记录', en: 'Delete a subscription with the log of what was sent' },
    tags,
  })
    .input(ById)
    .output(z.object({ deleted: z.literal(true) })),
  testWebhook: procedure({
    method: 'POST',
    path: '/webhooks/{id}/test',
    permission,
    summary: { zh: '发送测试事件', en: 'Send an event of type org.zhiheng.webhooks.test' },
    tags,
  })
    .input(ById)
    .output(z.object({ deliveryId: z.uuid() })),
  listDeliveries: procedure({
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    permission,
    summary: { zh: '发送记录', en: 'What was sent to a subscription, newest first' },
    tags,
  })
    .input(PageRequest.extend({ id: z.uuid(), state: DeliveryView.shape.state.optional() }))
    .output(pageOf(DeliveryView)),
  getDelivery: procedure({
    method: 'GET',
    path: '/webhook-deliveries/{id}',
    permission,
    summary: {
      zh: '事件内容和每次发送的结果',
      en: 'The event as it is sent and its last 50 attempts, newest first',
    },
    tags,
  })
    .input(ById)
    .output(z.object({ event: z.record(z.string(), z.unknown()), attempts: z.array(AttemptView) })),
  redeliver: procedure({
    method: 'POST',
    path: '/webhook-deliveries/{id}/redeliver',
    permission,
    summary: { zh: '重新发送', en: 'Send it again now' },
    tags,
  })
    .input(ById)
    .output(z.object({ queued: z.literal(true) })),
}
