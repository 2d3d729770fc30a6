/** A reporting period in words. */
import type { Message } from '#kernel/language/messages.ts'
import { kindOfPeriod } from './period.ts'

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
