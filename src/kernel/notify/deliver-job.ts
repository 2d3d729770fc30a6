/** Sends what waits in the outbox; what fails waits longer each time. */
import { v7 } from 'uuid'
import { z } from 'zod'
import type { PermissionDeclarations } from '../access/roles.ts'
import { type Scope, withScope } from '../db/scope.ts'
import { defineJob, type JobContext } from '../jobs/job.ts'
import { type Channel, channelsFromEnvironment } from './channels.ts'
import { accountsAddressed } from './recipients.ts'
import {
  type DeliveryRow,
  insertDeliveries,
  type NotificationRow,
  takeDueDelivery,
  updateDelivery,
} from './store.ts'

type DueDelivery = DeliveryRow & { readonly notification: NotificationRow }

// 1, 2, 4, … minutes; the tenth failure, some eight hours after the first, is the last.
const mostAttempts = 10
// Longer than a channel's own limit by far.
const leaseMilliseconds = 120_000
const retryMilliseconds = (attempts: number) => 60_000 * 2 ** (attempts - 1)

/** An e-mail to whoever it concerns becomes one delivery an address. */
async function expand(scope: Scope, declarations: PermissionDeclarations, due: DueDelivery): Promise<void> {
  const accounts = await accountsAddressed(scope, declarations, due.notification)
  const byAddress = new Map(
    accounts.flatMap(({ email, locale }) => (email ? [[email, locale] as const] : [])),
  )
  await insertDeliveries(
    scope,
    [...byAddress].map(([address, locale]) => ({
      id: v7(),
      notification_id: due.notification_id,
      channel: 'email',
      address,
      locale,
    })),
  )
  await updateDelivery(scope, due.id, { state: 'expanded' })
}

type Outcome = Parameters<typeof updateDelivery>[2]

/** Sends one delivery, outside any transaction since it may take seconds; returns what to write down. */
async function send(channel: Channel | undefined, due: DueDelivery, now: Date): Promise<Outcome> {
  const { notification } = due
  try {
    if (!channel) throw new Error(`This installation no longer has the channel ${due.channel}`)
    await channel.send({
      id: due.id,
      city: due.city,
      at: notification.created_at,
      message: { zh: notification.message_zh, en: notification.message_en },
      link: notification.link,
      address: due.address ?? undefined,
      locale: due.locale,
    })
    return { state: 'delivered', delivered_at: now, last_error: null }
  } catch (error) {
    return {
      state: due.attempts < mostAttempts ? 'waiting' : 'failed',
      due_at: new Date(now.getTime() + retryMilliseconds(due.attempts)),
      last_error: String(error).slice(0, 500),
    }
  }
}

/**
 * Sends what is due in the job's city through the channels. Returns how many deliveries were looked at. A crash
 * after sending and before writing it down sends again; nothing is lost.
 */
export async function deliverDue(
  context: Pick<JobContext, 'database' | 'identity' | 'modules' | 'signal' | 'now'>,
  channels: readonly Channel[],
): Promise<number> {
  const declarations: PermissionDeclarations = Object.assign(
    {},
    ...context.modules.map((module) => module.permissions),
  )
  for (let count = 0; ; count++) {
    context.signal.throwIfAborted()
    const now = context.now()
    const inScope = <Result>(work: (scope: Scope) => Promise<Result>) =>
      withScope(context.database, context.identity, work, { now })
    const due = await inScope(async (scope) => {
      const taken = await takeDueDelivery(scope, new Date(now.getTime() + leaseMilliseconds))
      if (taken?.channel === 'email' && taken.address === null) await expand(scope, declarations, taken)
      return taken
    })
    if (!due) return count
    if (due.channel === 'email' && due.address === null) continue
    const outcome = await send(
      channels.find((channel) => channel.name === due.channel),
      due,
      now,
    )
    await inScope((scope) => updateDelivery(scope, due.id, outcome))
  }
}

/** Runs when something is told, and every ten minutes for what could not be delivered. */
export const deliverJob = defineJob({
  name: 'notify.deliver',
  title: { zh: '发送通知', en: 'Deliver notifications' },
  input: z.object({}),
  run: async (_input, context) => ({ count: await deliverDue(context, channelsFromEnvironment()) }),
  schedule: '*/10 * * * *',
})
