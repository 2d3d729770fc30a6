import { defineErrors } from '../language/errors.ts'

/** Refusals of subscriptions and of sending by hand. */
export const webhookError = defineErrors({
  'webhooks.https-required': {
    status: 422,
    zh: '接收地址应以 https:// 开头，不含用户名和密码。http:// 只可用于安装设置 ZHIHENG_WEBHOOK_NETWORKS 列出的网段。',
    en: 'The address must start with https:// and hold no user name or password. http:// is only for networks that the setting ZHIHENG_WEBHOOK_NETWORKS of the installation lists.',
  },
  'webhooks.address-refused': {
    status: 422,
    zh: '不能向本机或内部网络地址 {host} 发送。确需发送的，请在安装设置 ZHIHENG_WEBHOOK_NETWORKS 中列出该网段。',
    en: 'Nothing may be sent to {host}, an address of this machine or of a private network. If it must be, list its network in the setting ZHIHENG_WEBHOOK_NETWORKS of the installation.',
  },
  'webhooks.unknown-event-type': {
    status: 422,
    zh: '没有“{type}”这种事件，请从事件清单中选择。',
    en: 'There is no event of type "{type}"; choose from the list of events.',
  },
  'webhooks.too-many': {
    status: 409,
    zh: '每个城市最多可有 {limit} 个订阅，请先删除不再使用的。',
    en: 'A city may have {limit} subscriptions at most; delete one that is no longer used.',
  },
  'webhooks.inactive': {
    status: 409,
    zh: '该订阅已停用，启用后才能发送。',
    en: 'This subscription is switched off; switch it on to send.',
  },
})
