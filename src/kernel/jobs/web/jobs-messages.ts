import { defineMessages } from '../../language/messages.ts'

/** The words of the job panel and the page of background work. */
export const jobsMessages = defineMessages({
  'jobs.title': { zh: '后台任务', en: 'Background work' },
  'jobs.lead': {
    zh: '导入、识别、重算等耗时的工作在后台进行，可以离开页面，完成后会通知您。',
    en: 'Imports, readings and recalculations run in the background: leave the page, you will be told when they are done.',
  },
  'jobs.empty': { zh: '还没有后台任务', en: 'There is no background work yet' },
  'jobs.cancel': { zh: '取消任务', en: 'Cancel' },
  'jobs.cancel-title': { zh: '取消“{title}”？', en: 'Cancel “{title}”?' },
  'jobs.cancel-consequence': {
    zh: '任务会在当前步骤完成后停止，已完成的部分不会保留。',
    en: 'The work stops after its present step; what has been done so far is not kept.',
  },
  'jobs.cancelling': { zh: '正在取消…', en: 'Cancelling…' },
  'jobs.started': { zh: '{who} 于 {time} 发起', en: 'started by {who}, {time}' },
  'jobs.all': { zh: '全部任务', en: 'All work' },
  'jobs.mine': { zh: '我的任务', en: 'My work' },
})
