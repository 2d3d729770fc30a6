import { defineMessages } from '#kernel/language/messages.ts'

/** Words of draws that server and pages share. */
export const drawMessages = defineMessages({
  'supervision.draw.preparing': { zh: '正在冻结名录', en: 'Being prepared' },
  'supervision.draw.committed': { zh: '已公布承诺', en: 'Committed' },
  'supervision.draw.drawing': { zh: '正在抽取', en: 'Being drawn' },
  'supervision.draw.drawn': { zh: '已抽取', en: 'Drawn' },
  'supervision.draw.replaced': { zh: '已被重抽替代', en: 'Replaced' },
  'supervision.draw.cancelled': { zh: '已取消', en: 'Cancelled' },
  'supervision.draw.failed': { zh: '未能抽取', en: 'Failed' },
})
