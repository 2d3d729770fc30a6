/** A person's notifications over the API. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '../api/contract.ts'

export const NotificationView = z.object({
  id: z.uuid(),
  message: z.object({ zh: z.string(), en: z.string() }),
  link: z.string(),
  at: z.iso.datetime(),
  read: z.boolean(),
})
export type NotificationView = z.infer<typeof NotificationView>

const tags = ['notifications'] as const

export const notifyContract = {
  listNotifications: procedure({
    method: 'GET',
    path: '/notifications',
    permission: 'signed-in',
    summary: { zh: '我的通知', en: 'My notifications, newest first' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(NotificationView)),
  countUnreadNotifications: procedure({
    method: 'GET',
    path: '/notifications/unread',
    permission: 'signed-in',
    summary: { zh: '未读通知数', en: 'How many of my notifications are unread' },
    tags,
  }).output(
    z.object({
      /** Counted up to 100. */
      count: z.number().int(),
      /** True when there are that many or more. */
      capped: z.boolean(),
    }),
  ),
  markNotificationsRead: procedure({
    method: 'POST',
    path: '/notifications/read',
    permission: 'signed-in',
    summary: { zh: '标记通知为已读', en: 'Mark notifications as read: those given, or all' },
    tags,
  })
    .input(z.object({ ids: z.array(z.uuid()).max(200).optional() }))
    .output(z.object({ marked: z.number().int() })),
}
