import { defineMessages } from '#kernel/language/messages.ts'

/** Words of draws that server and pages share. */
export const drawMessages = defineMessages({
  'supervision.draw.preparing': { zh: '正在冻结名录', en: 'being prepared' },
  'supervision.draw.committed': { zh: '已公布承诺', en: 'committed' },
  'supervision.draw.drawing': { zh: '正在抽取', en: 'being drawn' },
  'supervision.draw.drawn': { zh: '已抽取', en: 'drawn' },
  'supervision.draw.replaced': { zh: '已被重抽替代', en: 'replaced' },
  'supervision.draw.cancelled': { zh: '已取消', en: 'cancelled' },
  'supervision.draw.failed': { zh: '未能抽取', en: 'failed' },
})
