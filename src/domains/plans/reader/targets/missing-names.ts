/** Names that a number takes over: from the clause before, the target before, or the head they share. */
import {
  cleanName,
  measureTail,
  type NameParts,
  stripLinking,
  stripOpening,
  withoutDeadlines,
} from './name-parts.ts'
import type { Placed, Reader, SentenceTarget } from './sentence-reading.ts'

// 农产品合格率达到98%,食品达到99%; 合格率方面,农产品达到98%.
export function withElidedHead(
  reader: Reader,
  item: Placed,
  name: string,
  previous: SentenceTarget | undefined,
): string {
  const before = reader.text.slice(0, item.from)
  const fronted = /([^,;:]{1,16}(?:率|度|指数|比例|比重|占比))(?:方面|上)?[,:]$/.exec(before)
  if (fronted?.[1] !== undefined && !/\d/.test(fronted[1])) reader.head = fronted[1]
  if (reader.head !== '') return name + reader.head
  if (previous === undefined || previous.unit !== item.quantity.unit || name.length > 12) return name
  return name + measureTail(previous.indicator)
}

/** A name that is only a rank: 国家级, 省级, 领军型. */
export const RANK_ONLY = /^.{1,5}(?:级|型)$/

// 2个国家级、5个省级创新中心; 国家级2个、省级5个创新中心: the noun comes last.
export function withNounAhead(reader: Reader, item: Placed, name: string): string {
  if (!RANK_ONLY.test(name)) return name
  const ahead = reader.text.slice(item.quantity.end, reader.marks.clauseEnd(item.quantity.numberStart))
  const noun = /^[、和与及](?:\d{1,4}[个家项]?.{1,5}级|.{1,5}级\d{1,4}[个家项])([^、,;\d]{2,24})/.exec(
    ahead,
  )?.[1]
  const direct = /^(?:.{1,5}级)?[、和与及]\d{1,4}[个家项]?.{1,5}级([^、,;\d]{2,24})/.exec(ahead)?.[1]
  return name + (noun ?? direct ?? '')
}

// 省级以上绿色工厂150家,其中国家级20家: the noun is that of the list before.
export function withElidedNoun(name: string, previous: string): string {
  if (!/^.{1,6}(?:级|型|类)(?:以上)?$/.test(name)) return name
  const noun = /^.{1,6}?(?:级|型|类)(?:以上)?(.{2,})$/.exec(previous)?.[1] ?? previous
  return name + noun
}

/** The subject of a number without a name of its own: the indicator before, or the clause before. */
export function subjectFor(reader: Reader, item: Placed, parts: NameParts): string {
  const previous = reader.targets.at(-1)
  const hasYear = reader.deadlines.some((d) => d.start >= item.from - 1 && d.end <= item.quantity.start)
  if (previous !== undefined && (hasYear || parts.change !== undefined)) return previous.indicator
  return subjectBefore(reader, item.from)
}

const TREND_TAIL =
  /(?:持续|不断|稳步|显著|明显|大幅|逐步|进一步|稳定|全面)*(?:提升|提高|增强|增长|扩大|优化|改善|上升|下降|降低|减少|增加|加强|健全|完善|稳定|向好|加快|推进)$/

export function subjectBefore(reader: Reader, from: number): string {
  if (from < 2) return ''
  const start = reader.marks.clauseStart(from - 2)
  const clause = withoutDeadlines(reader.text, start, Math.max(start, from - 1), reader.deadlines)
  if (/\d/.test(clause) && reader.targets.length > 0) return reader.targets.at(-1)?.indicator ?? ''
  return cleanName(stripOpening(stripLinking(clause).replace(TREND_TAIL, '')))
}

// In a list the verb of the first member governs those after it.
export function isListed(text: string, previousEnd: number, item: Placed): boolean {
  return (
    previousEnd <= item.quantity.start &&
    /^[^,;。]{0,24}[、,和与及]?$/.test(text.slice(previousEnd, item.from))
  )
}

// Behind 5个A、… the A is taken: the words of the next number start after the separator.
export function wordsFrom(reader: Reader, item: Placed): number {
  if (item.from !== reader.numberFirst) return item.from
  const words = reader.text.slice(item.from, item.quantity.start)
  const separator = words.search(/[、,;]|以及|和(?=[^和、]*$)/)
  return separator < 0 ? item.from : item.from + separator
}
