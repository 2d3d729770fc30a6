import { defineMessages } from '../language/messages.ts'

/** What people are told about cases. */
export const caseMessages = defineMessages({
  'cases.your-turn': {
    zh: '待办：{type}“{title}”，{state}',
    en: 'For you to do: {type} "{title}", {state}',
  },
  'cases.due-soon': {
    zh: '即将到期：{type}“{title}”，{state}，期限 {date}',
    en: 'Due soon: {type} "{title}", {state}, due on {date}',
  },
  'cases.overdue': {
    zh: '已超期：{type}“{title}”，{state}，期限 {date}',
    en: 'Overdue: {type} "{title}", {state}, was due on {date}',
  },
  'cases.done': {
    zh: '已办结：{type}“{title}”，{state}',
    en: 'Done: {type} "{title}", {state}',
  },
  'cases.hand-over': { zh: '移交', en: 'Hand over' },
  'cases.opened': { zh: '发起', en: 'Opened' },
  'cases.reminder': { zh: '到期提醒', en: 'Reminder' },
  'cases.escalation': { zh: '超期督办', en: 'Escalation' },
})
