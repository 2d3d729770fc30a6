import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with lists and credit repair, in words that say what to do. */
export const listError = defineErrors({
  'lists.no-such-enterprise': {
    status: 404,
    zh: '没有找到这家企业，或不在您的权限范围内。',
    en: 'This enterprise could not be found, or lies outside what you may see.',
  },
  'lists.ground-does-not-fit': {
    status: 422,
    zh: '所选的列入事由不属于这一名单，请重新选择。',
    en: 'This ground does not belong to the list; choose another one.',
  },
  'lists.already-listed': {
    status: 409,
    zh: '这家企业已因同一事由在列，不能重复列入。',
    en: 'This enterprise is on the list for the same ground already.',
  },
  'lists.already-proposed': {
    status: 409,
    zh: '这家企业同一事由的列入正在办理中。',
    en: 'An entry of this enterprise for the same ground is under way.',
  },
  'lists.needs-two-mailings': {
    status: 422,
    zh: '以无法联系为由列入，须先邮寄两次专用信函，两次间隔不少于{days}日。',
    en: 'For an address that cannot be reached two letters must have been sent, at least {days} days apart.',
  },
  'lists.needs-penalty': {
    status: 422,
    zh: '列入严重违法失信名单须以较重行政处罚为前提，请填写处罚决定书文号。',
    en: 'An entry of serious dishonesty follows a heavier penalty; give the number of its decision.',
  },
  'lists.delivered-in-the-future': {
    status: 422,
    zh: '送达日期不能晚于今天（{date}）；陈述、申辩和要求听证的期限自送达之日起算。',
    en: 'The notice cannot have been delivered after today ({date}); the time to be heard runs from delivery.',
  },
  'lists.not-listed': {
    status: 409,
    zh: '这条列入记录已经结束，无需再申请。',
    en: 'This entry has ended already; there is nothing to apply for.',
  },
  'lists.wrong-way-out': {
    status: 422,
    zh: '移出经营异常名录请申请“移出”，严重违法失信名单请申请“信用修复”。',
    en: 'Entries of abnormal operations end by correction, those of serious dishonesty by credit repair.',
  },
  'lists.too-early': {
    status: 409,
    zh: '尚在最短公示期内，{date}起方可申请信用修复。',
    en: 'The minimum time of publication still runs; repair may be applied for from {date}.',
  },
  'lists.objection-too-late': {
    status: 409,
    zh: '异议应在列入公示之日起30日内提出，期限已于{date}届满。您仍可依法申请行政复议或提起诉讼。',
    en: 'An objection is raised within 30 days of publication; the period ended on {date}. Review or action in court remain open.',
  },
  'lists.conditions-not-met': {
    status: 422,
    zh: '申请须确认已改正并履行义务、消除危害后果，并作出信用承诺。',
    en: 'The application must state that duties are fulfilled, harm is removed, and give the public credit commitment.',
  },
  'lists.already-repaired': {
    status: 409,
    zh: '这条处罚记录已于 {date} 修复或撤回。',
    en: 'The penalty was repaired or withdrawn on {date}.',
  },
  'lists.publication-over': {
    status: 409,
    zh: '最长公示期已于 {date} 届满，记录已自动停止公示，不需要修复。',
    en: 'The longest time of publication ended on {date}; nothing is left to repair.',
  },
  'lists.already-applied': {
    status: 409,
    zh: '这条记录已有正在办理的同类申请。',
    en: 'Such an application for this entry is under way already.',
  },
  'lists.no-such-document': {
    status: 409,
    zh: '这份文书在当前环节尚不能生成。',
    en: 'This document cannot be made at this stage yet.',
  },
  'lists.no-such-account': {
    status: 422,
    zh: '没有用户名为“{username}”的企业用户。',
    en: 'There is no enterprise account named “{username}”.',
  },
})
