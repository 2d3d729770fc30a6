import { defineMessages } from '#kernel/language/messages.ts'

export const notifyMessages = defineMessages({
  'notify.title': { zh: '消息', en: 'Notifications' },
  'notify.empty': { zh: '还没有消息', en: 'There are no notifications yet' },
  'notify.empty-hint': {
    zh: '有待办到期、后台任务完成或需要您知晓的事项时，会在这里通知您。',
    en: 'Deadlines, finished background work and matters for your attention appear here.',
  },
  'notify.mark-all': { zh: '全部标为已读', en: 'Mark all as read' },
  'notify.unread': { zh: '未读', en: 'Unread' },
  'notify.more': { zh: '加载更多', en: 'Load more' },
})
