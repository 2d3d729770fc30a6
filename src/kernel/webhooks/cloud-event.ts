import type { WebhookEventRow } from './store.ts'

/** An event as it goes out: CloudEvents 1.0, structured mode, JSON format. */
export function cloudEvent(event: WebhookEventRow): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: event.id,
    source: `urn:zhiheng:${event.city}`,
    type: event.type,
    subject: event.subject,
    time: event.at.toISOString(),
    datacontenttype: 'application/json',
    data: event.data,
  }
}
