/** Binds the notifications contract to the store. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { notifyContract } from './contract.ts'
import { countUnread, listNotifications, markRead } from './store.ts'

const os = implement(notifyContract).$context<RequestContext>().use(scoped)

const countCap = 100

export const notifyRouter = os.router({
  listNotifications: os.listNotifications.handler(async ({ input: { after, limit }, context: { scope } }) => {
    const { userId } = scope.actor
    if (userId === undefined) return { items: [], next: null }
    const rows = await listNotifications(scope, userId, after, limit + 1)
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      message: { zh: row.message_zh, en: row.message_en },
      link: row.link,
      at: row.created_at.toISOString(),
      read: row.read_at !== null,
    }))
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  }),
  countUnreadNotifications: os.countUnreadNotifications.handler(async ({ context: { scope } }) => {
    const { userId } = scope.actor
    const count = userId === undefined ? 0 : await countUnread(scope, userId, countCap)
    return { count, capped: count >= countCap }
  }),
  markNotificationsRead: os.markNotificationsRead.handler(async ({ input, context: { scope } }) => {
    const { userId } = scope.actor
    return { marked: userId === undefined ? 0 : await markRead(scope, userId, input.ids) }
  }),
})
