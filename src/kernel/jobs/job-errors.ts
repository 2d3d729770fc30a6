import { defineErrors } from '../language/errors.ts'
import { defineMessages } from '../language/messages.ts'

/** Failures of asking for work. */
export const jobError = defineErrors({
  'jobs.already-finished': {
    status: 409,
    zh: '该任务已结束，不能取消。',
    en: 'This work has already ended and cannot be cancelled.',
  },
})

/** What a run says about itself when it did not end well. */
export const jobMessages = defineMessages({
  'jobs.unexpected': {
    zh: '任务执行中出现意外错误，已记录。请稍后重试；如仍出现，请把任务编号 {id} 告诉系统管理员。',
    en: 'The work met an unexpected error, which has been recorded. Try again later; if it stays, tell the system administrator the run {id}.',
  },
  'jobs.interrupted': {
    zh: '任务执行中程序被中断，已重试 {count} 次仍未完成。请重新发起，或把任务编号 {id} 告诉系统管理员。',
    en: 'The program was interrupted during this work, {count} times in a row. Start it again, or tell the system administrator the run {id}.',
  },
  'jobs.unknown': {
    zh: '本版本程序没有名为“{job}”的任务。',
    en: 'This version of the program has no job named "{job}".',
  },
  'jobs.retrying': {
    zh: '执行中断，稍后自动重试。',
    en: 'Interrupted; it will be tried again shortly.',
  },
})
