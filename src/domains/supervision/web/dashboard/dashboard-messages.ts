/** The words of the supervision dashboard. */
import { defineMessages } from '#kernel/language/messages.ts'

export const words = defineMessages({
  'supervision.dashboard': { zh: '监督总览', en: 'Supervision overview' },
  'supervision.dashboard-lead': {
    zh: '{year} 年：计划 {planned} 批次，已判定 {judged} 批次，不合格 {failed} 批次；检查 {assigned} 家次，已完成 {recorded} 家次。',
    en: '{year}: {planned} batches planned, {judged} judged, {failed} failed; {assigned} inspections assigned, {recorded} done.',
  },
  'supervision.coverage': { zh: '计划完成情况', en: 'Coverage against plan' },
  'supervision.coverage-empty': { zh: '今年没有批准的抽查计划', en: 'No plan is adopted for this year' },
  'supervision.kind': { zh: '类型', en: 'Kind' },
  'supervision.planned': { zh: '计划', en: 'Planned' },
  'supervision.sampled': { zh: '已抽样', en: 'Sampled' },
  'supervision.judged': { zh: '已判定', en: 'Judged' },
  'supervision.failed': { zh: '不合格', en: 'Failed' },
  'supervision.batches': { zh: '批次', en: 'batches' },
  'supervision.own-part': {
    zh: '以下仅统计您权限范围内（本区县或本单位）的数据。',
    en: 'Counted is what lies within your reach: your district or unit.',
  },
  'supervision.follow-up': { zh: '不合格后续处理', en: 'Follow-up of failures' },
  'supervision.findings': { zh: '不合格最多的项目', en: 'Items that fail most' },
  'supervision.findings-empty': { zh: '今年没有不合格项目', en: 'Nothing has failed this year' },
  'supervision.item': { zh: '项目', en: 'Item' },
  'supervision.offenders': {
    zh: '两年内多次不合格或拒绝抽查',
    en: 'Failed or refused more than once in two years',
  },
  'supervision.offenders-empty': { zh: '没有', en: 'None' },
  'supervision.enterprise': { zh: '企业', en: 'Enterprise' },
  'supervision.failures': { zh: '不合格批次', en: 'Failures' },
  'supervision.refusals': { zh: '拒绝抽查', en: 'Refusals' },
  'supervision.last': { zh: '最近一次', en: 'Last' },
  'supervision.by-region': { zh: '各区县抽查不合格率', en: 'Failing batches by district' },
  'supervision.region': { zh: '区县', en: 'District' },
  'supervision.failing-rate': { zh: '不合格率', en: 'Failing' },
  'supervision.open': { zh: '未办结', en: 'Open follow-ups' },
  'supervision.no-map': {
    zh: '上传行政区边界后，这里会显示地图。',
    en: 'Once boundaries are uploaded a map is shown here.',
  },
  'supervision.inspections': { zh: '双随机检查', en: 'Inspections' },
  'supervision.assigned': { zh: '已分派', en: 'Assigned' },
  'supervision.recorded': { zh: '已完成', en: 'Done' },
  'supervision.problems': { zh: '发现问题', en: 'With findings' },
  'supervision.overdue': { zh: '逾期', en: 'Overdue' },
})
