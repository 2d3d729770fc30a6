/** SQL of subscriptions, the outbox of events, and what became of each delivery. */
import { sql } from 'kysely'
import type { Scope } from '../db/scope.ts'

export type WebhookRow = {
  city: string
  id: string
  url: string
  event_types: string[]
  description: string
  active: boolean
  /** Encrypted. */
  secret: string
  created_at: Date
  created_by: string
}

export type WebhookEventRow = {
  city: string
  id: string
  type: string
  subject: string
  data: unknown
  at: Date
}

export type DeliveryRow = {
  city: string
  id: string
  webhook_id: string
  event_id: string
  state: 'waiting' | 'delivered' | 'failed'
  attempts: number
  due_at: Date
  delivered_at: Date | null
}

export type AttemptRow = {
  city: string
  id: string
  delivery_id: string
  at: Date
  milliseconds: number
  status: number | null
  failure: 'refused' | 'redirect' | 'time-limit' | 'address' | 'connection' | 'secret' | null
  answer: string
}

type WebhookTables = {
  webhook: WebhookRow
  webhook_event: WebhookEventRow
  webhook_delivery: DeliveryRow
  webhook_attempt: AttemptRow
}

const tables = (scope: Scope) => scope.tx.withTables<WebhookTables>()

/** Subscriptions, newest first, each with the state of the delivery made last. */
export async function listWebhooks(
  scope: Scope,
  after: string | undefined,
  limit: number,
): Promise<Array<WebhookRow & { last_state: DeliveryRow['state'] | null }>> {
  const older = after === undefined ? sql`true` : sql`w.id < ${after}::uuid`
  const { rows } = await sql<WebhookRow & { last_state: DeliveryRow['state'] | null }>`
    select w.*, (select d.state from webhook_delivery d where d.city = w.city and d.webhook_id = w.id
      order by d.id desc limit 1) as last_state
    from webhook w where w.city = ${scope.city} and ${older} order by w.id desc limit ${limit}`.execute(
    scope.tx,
  )
  return rows
}

export const findWebhook = (scope: Scope, id: string): Promise<WebhookRow | undefined> =>
  tables(scope)
    .selectFrom('webhook')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()

/** Active subscriptions to any of these types. */
export function findSubscribers(
  scope: Scope,
  types: readonly string[],
): Promise<Array<Pick<WebhookRow, 'id' | 'event_types'>>> {
  return tables(scope)
    .selectFrom('webhook')
    .select(['id', 'event_types'])
    .where('city', '=', scope.city)
    .where('active', '=', true)
    .where(sql<boolean>`event_types && ${[...types]}::text[]`)
    .execute()
}

export async function insertWebhook(scope: Scope, webhook: Omit<WebhookRow, 'city'>): Promise<void> {
  await tables(scope)
    .insertInto('webhook')
    .values({ ...webhook, city: scope.city })
    .execute()
}

export async function updateWebhook(
  scope: Scope,
  id: string,
  change: Partial<Pick<WebhookRow, 'url' | 'event_types' | 'description' | 'active' | 'secret'>>,
): Promise<void> {
  await tables(scope)
    .updateTable('webhook')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Deletes a subscription with its deliveries and their attempts. */
export async function deleteWebhook(scope: Scope, id: string): Promise<void> {
  await tables(scope).deleteFrom('webhook').where('city', '=', scope.city).where('id', '=', id).execute()
}

/** Writes events and who is to receive them. */
export async function insertEvents(
  scope: Scope,
  events: ReadonlyArray<Pick<WebhookEventRow, 'id' | 'type' | 'subject' | 'data'>>,
  deliveries: ReadonlyArray<Pick<DeliveryRow, 'id' | 'webhook_id' | 'event_id'>>,
): Promise<void> {
  await sql`
    insert into webhook_event (city, id, type, subject, data, at)
    select ${scope.city}, given.id, given.type, given.subject, given.data::jsonb, ${scope.now}::timestamptz
    from unnest(${events.map((one) => one.id)}::uuid[], ${events.map((one) => one.type)}::text[],
      ${events.map((one) => one.subject)}::text[], ${events.map((one) => JSON.stringify(one.data))}::text[])
      given (id, type, subject, data)`.execute(scope.tx)
  await sql`
    insert into webhook_delivery (city, id, webhook_id, event_id, state, due_at)
    select ${scope.city}, given.*, 'waiting', ${scope.now}::timestamptz
    from unnest(${deliveries.map((one) => one.id)}::uuid[], ${deliveries.map((one) => one.webhook_id)}::uuid[],
      ${deliveries.map((one) => one.event_id)}::uuid[]) given`.execute(scope.tx)
}

/** What a delivery needs to be sent. */
export interface DueDelivery {
  readonly id: string
  readonly webhook_id: string
  readonly attempts: number
  readonly url: string
  readonly secret: string
  readonly event: WebhookEventRow
}

/**
 * Takes the delivery that is due longest and whose subscription is active and not among `skipped`: counts the attempt
 * and puts it off until `leaseUntil`, so that no other process sends it meanwhile and a crash only delays it.
 */
export async function takeDueDelivery(
  scope: Scope,
  leaseUntil: Date,
  skipped: readonly string[],
): Promise<DueDelivery | undefined> {
  const { rows } = await sql<Omit<DueDelivery, 'event'> & Omit<WebhookEventRow, 'id'> & { event_id: string }>`
    with due as (
      select d.id from webhook_delivery d join webhook w on w.city = d.city and w.id = d.webhook_id and w.active
      where d.city = ${scope.city} and d.state = 'waiting' and d.due_at <= ${scope.now}
        and d.webhook_id <> all(${[...skipped]}::uuid[])
      order by d.due_at, d.id limit 1 for update of d skip locked)
    update webhook_delivery d set attempts = d.attempts + 1, due_at = ${leaseUntil}
    from due, webhook w, webhook_event e
    where d.city = ${scope.city} and d.id = due.id and w.city = d.city and w.id = d.webhook_id
      and e.city = d.city and e.id = d.event_id
    returning d.id, d.webhook_id, d.attempts, w.url, w.secret, e.city, e.id as event_id, e.type, e.subject, e.data, e.at`.execute(
    scope.tx,
  )
  const [row] = rows
  if (!row) return undefined
  const { id, webhook_id, attempts, url, secret, event_id, ...event } = row
  return { id, webhook_id, attempts, url, secret, event: { ...event, id: event_id } }
}

/** Writes an attempt down, unless the subscription was deleted meanwhile. */
export async function recordAttempt(
  scope: Scope,
  attempt: Omit<AttemptRow, 'city'>,
  delivery: Pick<DeliveryRow, 'state' | 'due_at' | 'delivered_at'>,
): Promise<void> {
  const known = await tables(scope)
    .updateTable('webhook_delivery')
    .set(delivery)
    .where('city', '=', scope.city)
    .where('id', '=', attempt.delivery_id)
    .returning('id')
    .executeTakeFirst()
  if (!known) return
  await tables(scope)
    .insertInto('webhook_attempt')
    .values({ ...attempt, city: scope.city })
    .execute()
}

/** A delivery with its event and what came of the attempt made last. */
export type ListedDelivery = DeliveryRow &
  Pick<WebhookEventRow, 'type' | 'subject' | 'at'> & {
    readonly last_at: Date | null
    readonly last_status: AttemptRow['status']
    readonly last_failure: AttemptRow['failure']
    readonly last_answer: string | null
  }

/** Deliveries of a subscription with their events, newest first. */
export async function listDeliveries(
  scope: Scope,
  webhookId: string,
  filter: {
    readonly state?: DeliveryRow['state'] | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<ListedDelivery[]> {
  const { state, after, limit } = filter
  const { rows } = await sql<ListedDelivery>`
    select d.*, e.type, e.subject, e.at, last.at as last_at, last.status as last_status,
      last.failure as last_failure, last.answer as last_answer
    from webhook_delivery d
    join webhook_event e on e.city = d.city and e.id = d.event_id
    left join lateral (select a.at, a.status, a.failure, a.answer from webhook_attempt a
      where a.city = d.city and a.delivery_id = d.id order by a.id desc limit 1) last on true
    where d.city = ${scope.city} and d.webhook_id = ${webhookId}
      and ${state === undefined ? sql`true` : sql`d.state = ${state}`}
      and ${after === undefined ? sql`true` : sql`d.id < ${after}::uuid`}
    order by d.id desc limit ${limit}`.execute(scope.tx)
  return rows
}

export const findDelivery = (scope: Scope, id: string): Promise<DeliveryRow | undefined> =>
  tables(scope)
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()

export const getEvent = (scope: Scope, id: string): Promise<WebhookEventRow> =>
  tables(scope)
    .selectFrom('webhook_event')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Attempts of a delivery, newest first. */
export const listAttempts = (scope: Scope, deliveryId: string, limit: number): Promise<AttemptRow[]> =>
  tables(scope)
    .selectFrom('webhook_attempt')
    .selectAll()
    .where('city', '=', scope.city)
    .where('delivery_id', '=', deliveryId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Puts a delivery back to the beginning, due now. */
export async function restartDelivery(scope: Scope, id: string): Promise<void> {
  await tables(scope)
    .updateTable('webhook_delivery')
    .set({ state: 'waiting', attempts: 0, due_at: scope.now, delivered_at: null })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Deletes events from before an instant, with their deliveries, unless one still waits. */
export async function deleteEventsBefore(scope: Scope, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from webhook_event e where e.city = ${scope.city} and e.at < ${before} and not exists (
      select from webhook_delivery d where d.city = e.city and d.event_id = e.id and d.state = 'waiting')
    returning e.id`.execute(scope.tx)
  return rows.length
}
