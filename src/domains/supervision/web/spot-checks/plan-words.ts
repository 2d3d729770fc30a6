/** The words of drafting, approving and revising spot-check plans. */
import { defineMessages } from '#kernel/language/messages.ts'

export const planWords = defineMessages({
  'spot-checks.overspent': { zh: '超支 {amount} 元', en: '{amount} yuan over' },
  'spot-checks.plan-withdrawn': { zh: '已放弃', en: 'Given up' },
  'spot-checks.plan-approving': { zh: '待批准', en: 'Awaiting approval' },
  'spot-checks.plan-revising': { zh: '修订中', en: 'Being revised' },
  'spot-checks.plan-revision-approving': { zh: '修订待批准', en: 'Revision awaits approval' },
  'spot-checks.purchase': { zh: '每批次购样费（元）', en: 'Samples, yuan a batch' },
  'spot-checks.per-batch': { zh: '每批次检验＋购样（元）', en: 'Testing + samples, yuan a batch' },
  'spot-checks.purchase-help': {
    zh: '检验样品和备用样品的购买费用；不购买的填 0',
    en: 'What the samples of a batch cost, reserve included; 0 where they are not bought',
  },
  'spot-checks.draft-first': { zh: '计划草案', en: 'Draft of the plan' },
  'spot-checks.draft-revision': { zh: '修订草案（第 {number} 版）', en: 'Draft revision (version {number})' },
  'spot-checks.draft-lead': {
    zh: '编制完成后提交领导批准；编制人、提交人不能自己批准。',
    en: 'Once it is complete it is submitted to the leader; who draws up or submits does not adopt.',
  },
  'spot-checks.draft-revision-lead': {
    zh: '修订批准前，计划按已批准的明细执行。',
    en: 'Until the revision is adopted the plan holds as it is.',
  },
  'spot-checks.draft-by': { zh: '编制人：{name}', en: 'Drawn up by {name}' },
  'spot-checks.draft-returned': { zh: '已退回：{reason}', en: 'Returned: {reason}' },
  'spot-checks.draft-total': {
    zh: '合计 {batches} 批次、{budget} 元',
    en: '{batches} batches and {budget} yuan in all',
  },
  'spot-checks.draft-empty': { zh: '还没有明细', en: 'There are no lines yet' },
  'spot-checks.submit-plan': { zh: '提交批准', en: 'Submit for approval' },
  'spot-checks.submit-plan-question': { zh: '提交“{title}”？', en: 'Submit “{title}”?' },
  'spot-checks.submit-plan-consequence': {
    zh: '{batches} 批次、{budget} 元；提交后由领导批准，批准或退回前不能修改。',
    en: '{batches} batches and {budget} yuan; the leader adopts or returns it, and it does not change meanwhile.',
  },
  'spot-checks.give-up': { zh: '放弃草案', en: 'Give the draft up' },
  'spot-checks.give-up-question': { zh: '放弃这份草案？', en: 'Give this draft up?' },
  'spot-checks.give-up-first': { zh: '这份计划不再使用。', en: 'The plan is no longer used.' },
  'spot-checks.give-up-revision': {
    zh: '计划仍按已批准的明细执行。',
    en: 'The plan holds as it was adopted.',
  },
  'spot-checks.approval': { zh: '批准', en: 'Approval' },
  'spot-checks.revise': { zh: '修订计划', en: 'Revise the plan' },
  'spot-checks.revise-question': { zh: '修订“{title}”？', en: 'Revise “{title}”?' },
  'spot-checks.revise-consequence': {
    zh: '按现行明细起草修订，经领导批准后生效；原因和改动留存。',
    en: 'A draft begins with the lines as they are and holds once the leader adopts it; reason and changes are kept.',
  },
  'spot-checks.line-change': { zh: '修改', en: 'Change' },
  'spot-checks.line-change-of': { zh: '修改“{name}”的明细', en: 'Change the line of “{name}”' },
  'spot-checks.given': { zh: '已下达批次', en: 'Given out' },
  'spot-checks.changes': { zh: '改动', en: 'Changes' },
  'spot-checks.changes-none': { zh: '与现行计划相同', en: 'Nothing is changed' },
  'spot-checks.change-before': { zh: '原定', en: 'Before' },
  'spot-checks.change-after': { zh: '改为', en: 'After' },
  'spot-checks.change-terms': {
    zh: '{batches} 批次，检验 {cost} 元＋购样 {purchase} 元',
    en: '{batches} batches at {cost} yuan for testing and {purchase} for samples',
  },
  'spot-checks.change-new': { zh: '无', en: 'None' },
  'spot-checks.change-removed': { zh: '删除', en: 'Removed' },
  'spot-checks.revisions': { zh: '修订记录', en: 'Revisions' },
  'spot-checks.revision-by': {
    zh: '第 {number} 版：{reason}（{drafter} 编制，{adopter} 于 {date} 批准）',
    en: 'Version {number}: {reason} (drawn up by {drafter}, adopted by {adopter} on {date})',
  },
})
