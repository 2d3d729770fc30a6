/** Reads and writes notifications, what was read of them, and the outbox. */
import { type RawBuilder, sql } from 'kysely'
import { withinReach } from '../access/reach.ts'
import type { Locale, Scope } from '../db/scope.ts'

export type NotificationRow = {
  city: string
  id: string
  account_id: string | null
  permission: string | null
  unit_id: string | null
  region: string | null
  message_zh: string
  message_en: string
  link: string
  created_at: Date
}

export type DeliveryRow = {
  city: string
  id: string
  notification_id: string
  channel: 'email' | 'webhook'
  address: string | null
  locale: Locale
  state: 'waiting' | 'delivered' | 'expanded' | 'failed'
  attempts: number
  due_at: Date
  last_error: string | null
  delivered_at: Date | null
}

type NotifyTables = {
  notification: NotificationRow
  notification_read: { city: string; notification_id: string; account_id: string; read_at: Date }
  notification_delivery: DeliveryRow
}

const tables = (scope: Scope) => scope.tx.withTables<NotifyTables>()

// Older ones are history: nobody who takes over a post wants to be told of them.
const shownDays = 90

export async function insertNotifications(
  scope: Scope,
  notifications: ReadonlyArray<Omit<NotificationRow, 'city' | 'created_at'>>,
): Promise<void> {
  if (notifications.length === 0) return
  await tables(scope)
    .insertInto('notification')
    .values(notifications.map((one) => ({ ...one, city: scope.city, created_at: scope.now })))
    .execute()
}

function addressedTo(scope: Scope, accountId: string): RawBuilder<boolean> {
  const since = new Date(scope.now.getTime() - shownDays * 24 * 3600 * 1000)
  const reach = withinReach(scope, {
    permission: sql`n.permission`,
    unitId: sql`n.unit_id`,
    region: sql`n.region`,
  })
  const everyone = sql`n.unit_id is null and n.region is null
    and n.permission = any(${[...scope.permissions.keys()]}::text[])`
  return sql<boolean>`n.city = ${scope.city} and n.created_at > ${since}
    and (n.account_id = ${accountId}::uuid or ${reach} or (${everyone}))`
}

/** Notifications addressed to an account with the scope's rights, the newest first, with when it read them. */
export async function listNotifications(
  scope: Scope,
  accountId: string,
  before: string | undefined,
  limit: number,
): Promise<Array<NotificationRow & { read_at: Date | null }>> {
  const older = before === undefined ? sql`true` : sql`n.id < ${before}::uuid`
  const { rows } = await sql<NotificationRow & { read_at: Date | null }>`
    select n.*, r.read_at from notification n
    left join notification_read r
      on r.city = n.city and r.notification_id = n.id and r.account_id = ${accountId}::uuid
    where ${addressedTo(scope, accountId)} and ${older}
    order by n.id desc limit ${limit}`.execute(scope.tx)
  return rows
}

const unread = (scope: Scope, accountId: string) => sql`
  from notification n
  where ${addressedTo(scope, accountId)} and not exists (
    select from notification_read r
    where r.city = n.city and r.notification_id = n.id and r.account_id = ${accountId}::uuid)`

/** How many are unread, counted up to `cap`. */
export async function countUnread(scope: Scope, accountId: string, cap: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 ${unread(scope, accountId)} limit ${cap}) as found`.execute(
    scope.tx,
  )
  return rows[0]?.count ?? 0
}

/** Marks notifications as read: those given, or all. Only those addressed to the account. */
export async function markRead(
  scope: Scope,
  accountId: string,
  ids: readonly string[] | undefined,
): Promise<number> {
  const chosen = ids === undefined ? sql`true` : sql`n.id = any(${[...ids]}::uuid[])`
  const { rows } = await sql<{ notification_id: string }>`
    insert into notification_read (city, notification_id, account_id, read_at)
    select n.city, n.id, ${accountId}::uuid, ${scope.now} ${unread(scope, accountId)} and ${chosen}
    on conflict do nothing returning notification_id`.execute(scope.tx)
  return rows.length
}

export async function insertDeliveries(
  scope: Scope,
  deliveries: ReadonlyArray<Pick<DeliveryRow, 'id' | 'notification_id' | 'channel' | 'address' | 'locale'>>,
): Promise<void> {
  if (deliveries.length === 0) return
  await tables(scope)
    .insertInto('notification_delivery')
    .values(
      deliveries.map((delivery) => ({
        ...delivery,
        city: scope.city,
        state: 'waiting' as const,
        attempts: 0,
        due_at: scope.now,
        last_error: null,
        delivered_at: null,
      })),
    )
    .execute()
}

/**
 * Takes one delivery that is due: counts the attempt and puts the delivery off until `leaseUntil`, so that no other
 * process sends it meanwhile and a crash in the middle only delays it.
 */
export async function takeDueDelivery(
  scope: Scope,
  leaseUntil: Date,
): Promise<(DeliveryRow & { notification: NotificationRow }) | undefined> {
  const due = await tables(scope)
    .selectFrom('notification_delivery')
    .select('id')
    .where('city', '=', scope.city)
    .where('state', '=', 'waiting')
    .where('due_at', '<=', scope.now)
    .orderBy('due_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!due) return undefined
  const delivery = await tables(scope)
    .updateTable('notification_delivery')
    .set((set) => ({ attempts: set('attempts', '+', 1), due_at: leaseUntil }))
    .where('city', '=', scope.city)
    .where('id', '=', due.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const notification = await tables(scope)
    .selectFrom('notification')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', delivery.notification_id)
    .executeTakeFirstOrThrow()
  return { ...delivery, notification }
}

export async function updateDelivery(
  scope: Scope,
  id: string,
  change: Partial<Pick<DeliveryRow, 'state' | 'due_at' | 'last_error' | 'delivered_at'>>,
): Promise<void> {
  await tables(scope)
    .updateTable('notification_delivery')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}
