/** Telling people: in the application, and through the channels of the installation. */
import { v7 } from 'uuid'
import type { Scope } from '../db/scope.ts'
import { startJob } from '../jobs/jobs.ts'
import type { Message } from '../language/messages.ts'
import { channelsFromEnvironment } from './channels.ts'
import { deliverJob } from './deliver-job.ts'
import { insertDeliveries, insertNotifications } from './store.ts'

/** Whom it is for: accounts, or whoever holds a permission that reaches a unit or region (everyone who holds it when neither is given). */
export type Recipients =
  | { readonly users: readonly string[] }
  | {
      readonly permission: string
      readonly unitId?: string | undefined
      readonly region?: string | undefined
    }

export interface Notice {
  readonly recipients: Recipients
  readonly message: Message
  /** Path of the page that it is about, such as `/cases/…`. */
  readonly link: string
}

/**
 * Tells people something, within the scope's transaction: they are told if and only if it commits. E-mail and
 * webhook, where the installation has them, are sent by a job afterwards.
 *
 * @example
 * await notify(scope, { recipients: { permission: 'plans.review', unitId }, message: messages['plans.submitted'], link })
 */
export async function notify(
  scope: Scope,
  notice: Notice,
  channels: ReadonlyArray<'email' | 'webhook'> = channelsFromEnvironment().map((channel) => channel.name),
): Promise<void> {
  const { recipients, message, link } = notice
  const common = { message_zh: message.zh, message_en: message.en, link }
  const nobody = { account_id: null, permission: null, unit_id: null, region: null }
  const notifications =
    'users' in recipients
      ? [...new Set(recipients.users)].map((user) => ({ ...common, ...nobody, id: v7(), account_id: user }))
      : [
          {
            ...common,
            ...nobody,
            id: v7(),
            permission: recipients.permission,
            unit_id: recipients.unitId ?? null,
            region: recipients.region ?? null,
          },
        ]
  await insertNotifications(scope, notifications)
  if (channels.length === 0 || notifications.length === 0) return
  await insertDeliveries(
    scope,
    notifications.flatMap(({ id }) =>
      channels.map((channel) => ({
        id: v7(),
        notification_id: id,
        channel,
        address: null,
        locale: 'zh' as const,
      })),
    ),
  )
  await startJob(scope, deliverJob, {}, { unlessQueued: true })
}
