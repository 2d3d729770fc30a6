/** A reporting period in words. */
import type { Message } from '#kernel/language/messages.ts'
import { firstMonth, kindOfPeriod, lastDay } from './period.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2026年10月, 2026年第三季度, 2026年; Oct 2026, Q3 2026, 2026. */
export function periodWords(period: string): Message {
  const year = period.slice(0, 4)
  const kind = kindOfPeriod(period)
  if (kind === 'year') return { zh: `${year}年`, en: year }
  const number = Number(period.slice(kind === 'month' ? 5 : 6))
  if (kind === 'month') return { zh: `${year}年${number}月`, en: `${months[number - 1]} ${year}` }
  return { zh: `${year}年第${'一二三四'[number - 1]}季度`, en: `Q${number} ${year}` }
}

/** As {@link periodWords}; of a period that has begun and is not over on a day: `2026年至今`, `2026 so far`. */
export function periodWordsOn(period: string, day: string): Message {
  const { zh, en } = periodWords(period)
  return firstMonth(period) <= day && day < lastDay(period)
    ? { zh: `${zh}至今`, en: `${en} so far` }
    : { zh, en }
}
