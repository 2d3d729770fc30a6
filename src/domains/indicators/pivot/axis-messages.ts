/** What the axes of a pivot and its items are called, on the page and in files. */
import type { Message } from '#kernel/language/messages.ts'
import type { PivotAxis } from './pivot-contract.ts'

export const axisTitles: Readonly<Record<PivotAxis, Message>> = {
  item: { zh: '指标', en: 'Indicator' },
  region: { zh: '地区', en: 'Region' },
  period: { zh: '时期', en: 'Period' },
  dimension: { zh: '维度', en: 'Dimension' },
}

/** An item with its unit. */
export const titleWithUnit: Message = { zh: '{title}（{unit}）', en: '{title} ({unit})' }
