/** Which numbers of a sentence are targets, and the stretch of words that belongs to each. */
import { exclusionOf } from './exclusions.ts'
import { stripLinking, stripOpening } from './name-parts.ts'
import type { Quantity } from './quantity.ts'
import { governingAt, type Placed, type Reader } from './sentence-reading.ts'
import { ACTION_PREFIX, ACTION_SUFFIX } from './words.ts'

// How many characters on either side of a number, and how many numbers behind it, the rules see.
const WINDOW = 150
const LATER = 12

/** Drops what is no target and gives every quantity that stays its stretch of words. */
export function place(reader: Reader, quantities: readonly Quantity[]): Placed[] {
  const { text, deadlines } = reader
  const candidates = quantities.filter(
    (q) =>
      !deadlines.some((d) => q.numberStart < d.end && q.unitEnd > d.start) &&
      !governingAt(reader, q.start).past,
  )
  const kept = candidates.filter((_, i) => isTarget(reader, candidates, i))
  return boundListed(text, kept).map((quantity, i) => {
    const from = Math.max(reader.marks.clauseStart(quantity.numberStart), kept[i - 1]?.end ?? 0)
    const clauseEnd = reader.marks.clauseEnd(quantity.numberStart)
    const to = Math.min(clauseEnd, kept[i + 1]?.start ?? clauseEnd)
    const deadline = deadlines.filter((d) => d.end <= quantity.start).at(-1)
    return { quantity, from, to, deadline }
  })
}

function isTarget({ text, marks }: Reader, candidates: readonly Quantity[], i: number): boolean {
  const quantity = candidates[i]
  if (quantity === undefined) return false
  const clauseStart = Math.max(marks.clauseStart(quantity.numberStart), quantity.start - WINDOW)
  const clauseEnd = Math.min(marks.clauseEnd(quantity.numberStart), quantity.end + WINDOW)
  const later = candidates.slice(i + 1, i + LATER).filter((q) => q.start < clauseEnd)
  const left = text.slice(Math.max(clauseStart, candidates[i - 1]?.end ?? 0), quantity.start)
  const right = text.slice(
    quantity.end,
    Math.max(quantity.end, Math.min(clauseEnd, later[0]?.start ?? clauseEnd)),
  )
  const clause = text.slice(clauseStart, clauseEnd)
  if (isModifier(text, quantity, left, later, clauseEnd)) return false
  if (quantity.unitClass === 'none' && !/^(?:[,;。、()和与及]|以及|大关|$)/.test(right)) return false
  if (quantity.chinese && !isChineseCount(quantity, left, right, clause)) return false
  const context = {
    quantity,
    left: text.slice(clauseStart, quantity.start),
    right: text.slice(quantity.end, clauseEnd),
    clause,
    sentence: text.slice(Math.max(0, quantity.start - 2 * WINDOW), quantity.end + 2 * WINDOW),
    before: text.slice(Math.max(0, quantity.start - WINDOW), quantity.start),
  }
  return exclusionOf(context) === undefined
}

// 国家标准6项、地方标准10项以上: the bound behind the last number of a list is that of all its numbers.
function boundListed(text: string, quantities: readonly Quantity[]): Quantity[] {
  const listed = [...quantities]
  for (let i = listed.length - 2; i >= 0; i--) {
    const here = listed[i]
    const next = listed[i + 1]
    if (
      here === undefined ||
      next === undefined ||
      here.bounded ||
      !next.boundedAfter ||
      here.unit !== next.unit
    )
      continue
    if (!/^[、和与及][^,;:、\d]{2,30}$/.test(text.slice(here.end, next.start))) continue
    listed[i] = { ...here, comparator: next.comparator, bounded: true, boundedAfter: true }
  }
  return listed
}

// 主营业务收入超过10亿元的企业5家: the first number only says which enterprises.
function isModifier(
  text: string,
  q: Quantity,
  left: string,
  later: readonly Quantity[],
  clauseEnd: number,
): boolean {
  const right = text.slice(q.end, clauseEnd)
  const nextCount = later.find((other) => other.unitClass === 'count' || other.unitClass === 'size')
  if (q.unitClass === 'count') {
    // 全市36个乡镇达标率100%: the count belongs to the name of the rate.
    const next = later[0]
    if (next?.unitClass === 'rate' && !q.bounded && !ACTION_SUFFIX.test(left)) {
      if (/^[^,;、和与及]{3,40}$/.test(text.slice(q.end, next.start))) return true
    }
    if (nextCount === undefined) return false
    const gap = text.slice(q.end, nextCount.start)
    return /^[^、和与及,;]{1,20}的[^、和与及,;]+$/.test(gap) && !/^的/.test(gap)
  }
  if (q.unitClass === 'none') return false
  const listed =
    /^[、和或](?=\d)/.test(right) &&
    later[0] !== undefined &&
    /^的/.test(text.slice(later[0].end, clauseEnd)) &&
    later[0].unitClass === q.unitClass
  if (listed && nextCount !== undefined) return true
  if (/^的/.test(right)) {
    if (nextCount !== undefined) return true
    if (q.unitClass === 'rate')
      return (
        stripLinking(stripOpening(left)).length > 6 && !/(?:覆盖|惠及|培训|推动|实现|达到?|完成)$/.test(left)
      )
    return true
  }
  if (right === '' || /^[,;。、()和与及以并且]/.test(right)) return false
  return (
    nextCount !== undefined &&
    !/[、和与及,;]/.test(text.slice(q.end, nextCount.start)) &&
    q.unitClass !== 'rate'
  )
}

const ENUMERATED = /[、和与][^、和与]{1,24}$/

/** Whether a Chinese numeral counts things to be reached, rather than naming or numbering something. */
function isChineseCount(q: Quantity, left: string, right: string, clause: string): boolean {
  if (q.unitClass === 'rate' || q.unitClass === 'measure') return q.bounded || /%|成/.test(q.unit)
  if (q.unitClass !== 'count' || /^[次名类点县镇村]$/.test(q.unit))
    return q.bounded && q.unitClass === 'count'
  if (q.size !== undefined) return ACTION_PREFIX.test(stripOpening(left)) || ACTION_SUFFIX.test(left)
  if (q.bounded) return true
  if (/工程|行动|计划|活动|专项$/.test(right) && q.value >= 100) return false
  const verb = ACTION_SUFFIX.test(stripLinking(left))
  const trailing = right === '' || /^[、和与及]/.test(right)
  if (trailing && q.value > 1 && /(?:达到?|突破|超过|提高到|增加到|增至)$/.test(left)) return true
  if (trailing)
    return (
      ACTION_PREFIX.test(stripOpening(left)) &&
      !/[、和与][^、]*$/.test(left.slice(-6)) &&
      q.value > 1 &&
      left.length > 5
    )
  if (q.value >= 100) return verb
  if (q.value < 2) return false
  return (
    verb &&
    !ENUMERATED.test(left) &&
    /(?:国家级|省级|市级|区级|县级|全国|示范|基地|企业|中心|园区|标准|实验室|试点|机构)/.test(right) &&
    !/(?:体系|格局|机制|高地|方面|功能|环节|层面)$/.test(clause)
  )
}
