import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with closing months. */
export const closingError = defineErrors({
  'indicators.month-not-over': {
    status: 422,
    zh: '{month} 还没有结束，最晚可以关账至 {latest}。',
    en: '{month} is not over yet; {latest} is the last month that can be closed.',
  },
  'indicators.reopening-reason': {
    status: 422,
    zh: '重新打开已关账的月份，须写明原因。',
    en: 'Opening closed months again needs a reason.',
  },
})
