import type { WebhookEventRow } from './store.ts'
import { webhookError } from './webhook-errors.ts'

/**
 * Stands before every type that leaves the program (CloudEvents 1.0, `type`: “should be prefixed with a reverse-DNS
 * name”): it names who defines what the event means, which is this program and not the city that runs it. Never changed,
 * since receivers compare it.
 */
const typePrefix = 'org.zhiheng.'

/** The type of an event as programs outside know it. */
export const outsideType = (type: string): string => `${typePrefix}${type}`

/** The type as modules declare it. @throws webhooks.unknown-event-type */
export function insideType(type: string): string {
  if (!type.startsWith(typePrefix)) throw webhookError('webhooks.unknown-event-type', { type })
  return type.slice(typePrefix.length)
}

/** An event as it goes out: CloudEvents 1.0, structured mode, JSON format. */
export function cloudEvent(event: WebhookEventRow): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: event.id,
    source: `urn:zhiheng:${event.city}`,
    type: outsideType(event.type),
    subject: event.subject,
    time: event.at.toISOString(),
    datacontenttype: 'application/json',
    data: event.data,
  }
}
