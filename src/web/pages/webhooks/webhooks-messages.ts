import { defineMessages } from '#kernel/language/messages.ts'

export const webhooksMessages = defineMessages({
  'webhooks.title': { zh: '事件推送', en: 'Webhooks' },
  'webhooks.lead': {
    zh: '有事件发生时通知外部程序：内容为 CloudEvents 1.0，按 Standard Webhooks 签名，发送失败自动重试。',
    en: 'Programs outside are told when something happens: CloudEvents 1.0, signed by Standard Webhooks, tried again on failure.',
  },
  'webhooks.empty': { zh: '还没有订阅', en: 'There are no subscriptions yet' },
  'webhooks.add': { zh: '新建订阅', en: 'Add a subscription' },
  'webhooks.url': { zh: '接收地址', en: 'Address' },
  'webhooks.url-help': {
    zh: '以 https:// 开头，不能是本机或内网地址（安装设置允许的网段除外）。',
    en: 'Starts with https://; not of this machine or a private network, unless the installation allows it.',
  },
  'webhooks.events': { zh: '事件', en: 'Events' },
  'webhooks.description': { zh: '说明', en: 'Description' },
  'webhooks.secret': { zh: '签名密钥（只显示这一次，请立即保存）', en: 'Secret (shown only now; keep it)' },
  'webhooks.active': { zh: '启用', en: 'On' },
  'webhooks.switch': { zh: '启用订阅 {url}', en: 'Subscription to {url} is on' },
  'webhooks.test': { zh: '发送测试事件', en: 'Send a test' },
  'webhooks.renew': { zh: '更换密钥', en: 'Renew the secret' },
  'webhooks.renew-title': { zh: '更换签名密钥？', en: 'Renew the secret?' },
  'webhooks.renew-consequence': {
    zh: '此后发送的事件用新密钥签名，接收方须同时更换。',
    en: 'Events are signed with the new secret from now on; the receiver must change too.',
  },
  'webhooks.delete': { zh: '删除', en: 'Delete' },
  'webhooks.delete-title': { zh: '删除该订阅？', en: 'Delete the subscription?' },
  'webhooks.delete-consequence': {
    zh: '待发送的事件不再发送，发送记录一并删除。',
    en: 'What waits is not sent any more, and the log of what was sent is deleted.',
  },
  'webhooks.deliveries': { zh: '发送记录', en: 'Deliveries' },
  'webhooks.no-deliveries': { zh: '还没有发送过', en: 'Nothing has been sent yet' },
  'webhooks.redeliver': { zh: '重新发送', en: 'Send again' },
  'webhooks.attempts': { zh: '第 {count} 次', en: 'Attempt {count}' },
  'webhooks.state.waiting': { zh: '待发送', en: 'Waiting' },
  'webhooks.state.delivered': { zh: '已送达', en: 'Delivered' },
  'webhooks.state.failed': { zh: '已放弃', en: 'Given up' },
})
