import { defineMessages } from '#kernel/language/messages.ts'

export const auditMessages = defineMessages({
  'audit.title': { zh: '审计记录', en: 'Audit trail' },
  'audit.lead': {
    zh: '每一次写入和每一次查看个人信息都在此留痕，只增不改；各条以 SM3 哈希相连，改动任何一条都会在校验时发现。',
    en: 'Every change and every look at personal data is kept here, added to and never altered; entries are chained by SM3 hashes, so that a change to any of them shows when the chain is verified.',
  },
  'audit.empty': { zh: '还没有审计记录', en: 'There are no entries yet' },
  'audit.sequence': { zh: '序号', en: 'No.' },
  'audit.at': { zh: '时间', en: 'When' },
  'audit.actor': { zh: '操作人', en: 'Who' },
  'audit.action': { zh: '操作', en: 'Action' },
  'audit.object': { zh: '对象', en: 'Object' },
  'audit.detail': { zh: '详情', en: 'Details' },
  'audit.hash': { zh: '哈希', en: 'Hash' },
  'audit.show-detail': { zh: '查看', en: 'Show' },
  'audit.filter-action': { zh: '操作代码，如 plans.publish', en: 'Action code, such as plans.publish' },
  'audit.filter-dates': { zh: '日期', en: 'Days' },
  'audit.verify': { zh: '校验审计链', en: 'Verify the chain' },
  'audit.verified': {
    zh: '校验通过：{count} 条记录完整相连，末条哈希 {hash}。',
    en: 'Verified: {count} entries are chained without a gap; last hash {hash}.',
  },
  'audit.fault': {
    zh: '校验发现问题：第 {sequence} 条（{kind}）。请立即保全数据并核查。',
    en: 'The chain is broken at entry {sequence} ({kind}). Secure the data and look into it at once.',
  },
  'audit.export': { zh: '导出（JSON）', en: 'Export (JSON)' },
})
