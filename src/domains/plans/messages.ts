/** The words of the plans domain that are used on the server as well as on its pages. */
import { defineMessages } from '#kernel/language/messages.ts'
import type { Comparator, Review, TargetState } from './contract.ts'

export const plansMessages = defineMessages({
  'plans.indicator': { zh: '指标', en: 'Indicator' },
  'plans.action': { zh: '动作', en: 'Action' },
  'plans.bound': { zh: '要求', en: 'Bound' },
  'plans.value': { zh: '目标值', en: 'Target value' },
  'plans.value-high': { zh: '上限值', en: 'Upper value' },
  'plans.unit': { zh: '计量单位', en: 'Unit' },
  'plans.year': { zh: '时限（年）', en: 'Deadline (year)' },
  'plans.section': { zh: '章节', en: 'Section' },
  'plans.quote': { zh: '原文', en: 'Passage' },
  'plans.lead-units': { zh: '牵头单位', en: 'Lead units' },
  'plans.other-units': { zh: '责任单位', en: 'Answerable units' },
  'plans.heading': { zh: '任务', en: 'Task' },
  'plans.state': { zh: '状态', en: 'State' },
  'plans.current': { zh: '当前值', en: 'Current value' },
  'plans.current-period': { zh: '当前值所属时期', en: 'Period of the current value' },
  'plans.plan': { zh: '规划', en: 'Plan' },
  'plans.targets': { zh: '目标', en: 'Targets' },
  'plans.tasks': { zh: '任务', en: 'Tasks' },
  'plans.matrix': { zh: '责任矩阵', en: 'Responsibility matrix' },
  'plans.outline': { zh: '提纲', en: 'Outline' },
  'plans.board': { zh: '目标看板', en: 'Target board' },
  'plans.issued-by': { zh: '发文机关：{issuer}', en: 'Issued by {issuer}' },
  'plans.version-line': { zh: '第 {number} 版 · {date}', en: 'Version {number} · {date}' },
  'plans.lead-mark': { zh: '牵头', en: 'lead' },
  'plans.part-mark': { zh: '参与', en: 'part' },
  'plans.no-year': { zh: '未定时限', en: 'No deadline' },
})

export const comparatorTexts: Readonly<Record<Comparator, { zh: string; en: string }>> = {
  '>=': { zh: '不低于', en: 'at least' },
  '<=': { zh: '不高于', en: 'at most' },
  '=': { zh: '达到', en: 'equal to' },
  '>': { zh: '超过', en: 'above' },
  '<': { zh: '低于', en: 'below' },
  '~': { zh: '约', en: 'about' },
  range: { zh: '区间', en: 'between' },
  'delta+': { zh: '提高', en: 'up by' },
  'delta-': { zh: '下降', en: 'down by' },
}

export const reviewTexts: Readonly<Record<Review, { zh: string; en: string }>> = {
  unread: { zh: '未审阅', en: 'Unread' },
  accepted: { zh: '已接受', en: 'Accepted' },
  corrected: { zh: '已更正', en: 'Corrected' },
  added: { zh: '人工补充', en: 'Added by hand' },
  rejected: { zh: '已退回', en: 'Rejected' },
}

/** As in the glossary, and on pages by the tag of states. */
export const targetStateTexts: Readonly<Record<TargetState, { zh: string; en: string }>> = {
  met: { zh: '已达成', en: 'Met' },
  'on-track': { zh: '按期推进', en: 'On track' },
  'at-risk': { zh: '有风险', en: 'At risk' },
  behind: { zh: '滞后', en: 'Behind' },
  'no-data': { zh: '暂无数据', en: 'No data' },
}
