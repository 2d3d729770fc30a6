/** The words of closed months and of what was corrected in them. */
import { defineMessages } from '#kernel/language/messages.ts'

export const closingMessages = defineMessages({
  'indicators.closing': { zh: '关账', en: 'Closed months' },
  'indicators.closing-lead': {
    zh: '数据已经对外使用的月份可以关账。关账后的更正照常进入数据，但逐笔列在下面并写入审计。',
    en: 'Months whose figures have been given out can be closed. Corrections still reach the figures, but each is listed below and put on the audit trail.',
  },
  'indicators.closing.through': { zh: '已关账至{month}', en: 'Closed up to {month}' },
  'indicators.closing.none': { zh: '还没有月份关账', en: 'No month is closed yet' },
  'indicators.closing.by': { zh: '{name} 于 {at} 设定', en: 'set by {name}, {at}' },
  'indicators.closing.month': { zh: '关账至', en: 'Close up to' },
  'indicators.closing.close': { zh: '关账', en: 'Close' },
  'indicators.closing.close-title': { zh: '关账至{month}？', en: 'Close up to {month}?' },
  'indicators.closing.close-consequence': {
    zh: '这个月及以前的记录再有改动，会作为关账后的更正列出。',
    en: 'Whatever changes in records of this month or earlier will be listed as a correction.',
  },
  'indicators.closing.reopen': { zh: '重新打开', en: 'Open again' },
  'indicators.closing.reopen-title': {
    zh: '重新打开{month}之后的月份？',
    en: 'Open the months after {month} again?',
  },
  'indicators.closing.reopen-all-title': { zh: '重新打开全部月份？', en: 'Open all months again?' },
  'indicators.closing.reopen-consequence': {
    zh: '打开期间的改动不再作为更正列出；已经列出的保留。',
    en: 'Changes made while they are open are not listed; what is listed stays.',
  },
  'indicators.closing.reopen-all': { zh: '全部打开', en: 'Open all' },
  'indicators.late-changes': { zh: '关账后的更正', en: 'Corrections of closed months' },
  'indicators.late-changes.none': { zh: '没有更正', en: 'No corrections' },
  'indicators.late-changes.none-hint': {
    zh: '关账以后，已关账月份的记录再有改动，会列在这里。',
    en: 'Once months are closed, changes of their records are listed here.',
  },
  'indicators.late-changes.measure': { zh: '度量', en: 'Measure' },
  'indicators.late-changes.month': { zh: '月份', en: 'Month' },
  'indicators.late-changes.region': { zh: '地区', en: 'Region' },
  'indicators.late-changes.part': { zh: '分项', en: 'Part' },
  'indicators.late-changes.difference': { zh: '变动', en: 'Change' },
  'indicators.late-changes.records': { zh: '记录', en: 'Records' },
  'indicators.late-changes.more-records': { zh: '等 {count} 条', en: '{count} in all' },
  'indicators.late-changes.many-records': { zh: '等 {count} 条以上', en: '{count} or more in all' },
  'indicators.late-changes.closed-records': {
    zh: '{count} 条（无权查看）',
    en: '{count} (not yours to read)',
  },
  'indicators.late-changes.changed': { zh: '更正', en: 'Corrected' },
  'indicators.late-changes.of-sum': {
    zh: '关账后更正 {count} 次',
    en: 'Corrected {count} times after closing',
  },
})
