/**
 * Stage 6: the targets of one sentence. Numbers are found, those that are no targets drop out, and each that
 * stays gets its indicator from the words before it (A达到98%, 培育B12家) or behind it (培育12家B).
 */
import type { Comparator } from '../plan-reading.ts'
import { type Deadline, findDeadlines, type PlanPeriod } from './deadlines.ts'
import { exclusionOf } from './exclusions.ts'
import { readImplied } from './implied.ts'
import {
  cleanName,
  measureTail,
  type NameParts,
  nameParts,
  splitNames,
  stripLinking,
  stripOpening,
  withoutDeadlines,
} from './name-parts.ts'
import { findQuantities, type Quantity } from './quantity.ts'
import { type Marks, marksOf, type Sentence } from './sentence.ts'
import { ACTION_PREFIX, ACTION_SUFFIX, INDEX_NAME } from './words.ts'

/** A target with its quote as a range of the passage. */
export interface SentenceTarget {
  readonly indicator: string
  readonly action: string
  readonly comparator: Comparator
  readonly value: number
  readonly valueHigh: number | null
  readonly unit: string
  readonly year: number | null
  readonly scope: string | null
  readonly start: number
  readonly end: number
  readonly doubtful?: string
}

/** What a sentence takes over from the ones before it. */
export interface Governing {
  readonly year: number | null
  /** The governing year lies behind the document: numbers report results. */
  readonly past: boolean
}

/** The targets of a sentence and the deadline that governs the next one. */
export interface SentenceReading {
  readonly targets: readonly SentenceTarget[]
  readonly governing: Governing
}

interface Placed {
  readonly quantity: Quantity
  readonly from: number
  readonly to: number
  readonly deadline: Deadline | undefined
}

interface Reader {
  readonly text: string
  readonly marks: Marks
  readonly deadlines: readonly Deadline[]
  readonly governing: Governing
  readonly offset: number
  readonly targets: SentenceTarget[]
  /** End of the last quantity whose noun stands behind it. */
  numberFirst: number
}

/** Reads one sentence. */
export function readSentence(sentence: Sentence, governing: Governing, period: PlanPeriod): SentenceReading {
  const { text } = sentence
  const deadlines = findDeadlines(text, period)
  const last = deadlines.at(-1)
  if (!/[\d一二两三四五六七八九十百千]|全覆盖|清零|消灭|消除/.test(text))
    return {
      targets: [],
      governing: last === undefined || last.past ? governing : { year: last.year, past: false },
    }
  const marks = marksOf(text)
  const reader: Reader = {
    text,
    marks,
    deadlines,
    governing,
    offset: sentence.offset,
    targets: [],
    numberFirst: -1,
  }
  const quantities = findQuantities(text, marks.quoted)
  // A year of the past governs the next sentence only when this one reports figures.
  const reports = quantities.some((quantity) => governingAt(reader, quantity.start).past)
  const next =
    last === undefined || (last.past && !reports) ? governing : { year: last.year, past: last.past }
  const placed = place(reader, quantities)
  for (let i = 0; i < placed.length; ) i += readRun(reader, placed, i)
  for (const implied of readImplied(text, marks)) {
    const at = governingAt(reader, implied.end)
    if (at.past) continue
    const name = implied.name === '' ? subjectBefore(reader, implied.start) : implied.name
    if (name.length < 2) continue
    reader.targets.push({
      ...implied.target,
      indicator: name,
      year: at.year,
      start: sentence.offset + implied.start,
      end: sentence.offset + implied.end,
    })
  }
  return { targets: reader.targets, governing: next }
}

function governingAt(reader: Reader, at: number): Governing {
  let found = reader.governing
  for (const deadline of reader.deadlines) {
    if (deadline.end <= at) found = { year: deadline.year, past: deadline.past }
  }
  return found
}

/** Drops what is no target and gives every quantity that stays its stretch of words. */
function place(reader: Reader, quantities: readonly Quantity[]): Placed[] {
  const { text, marks, deadlines } = reader
  const candidates = quantities.filter(
    (q) =>
      !deadlines.some((d) => q.numberStart < d.end && q.unitEnd > d.start) &&
      !governingAt(reader, q.start).past,
  )
  const kept = candidates.filter((quantity, i) => {
    const clauseStart = marks.clauseStart(quantity.numberStart)
    const previous = candidates[i - 1]
    const from = Math.max(clauseStart, previous?.end ?? 0)
    const clauseEnd = marks.clauseEnd(quantity.numberStart)
    const later = candidates.slice(i + 1).filter((q) => q.start < clauseEnd)
    const left = text.slice(from, quantity.start)
    const right = text.slice(quantity.end, Math.min(clauseEnd, later[0]?.start ?? clauseEnd))
    if (isModifier(text, quantity, left, later, clauseEnd)) return false
    if (quantity.unitClass === 'none' && !/^(?:[,;。、)和与及]|以及|大关|$)/.test(right)) return false
    if (quantity.chinese && !isChineseCount(quantity, left, right, text.slice(clauseStart, clauseEnd)))
      return false
    return (
      exclusionOf({
        quantity,
        left: text.slice(clauseStart, quantity.start),
        right: text.slice(quantity.end, clauseEnd),
        clause: text.slice(clauseStart, clauseEnd),
        sentence: text,
        before: text.slice(0, quantity.start),
        inBrackets: marks.bracketed(quantity.numberStart),
      }) === undefined
    )
  })
  return boundListed(text, kept).map((quantity, i) => {
    const from = Math.max(marks.clauseStart(quantity.numberStart), kept[i - 1]?.end ?? 0)
    const clauseEnd = marks.clauseEnd(quantity.numberStart)
    const to = Math.min(clauseEnd, kept[i + 1]?.start ?? clauseEnd)
    const deadline = deadlines.filter((d) => d.end <= quantity.start).at(-1)
    return { quantity, from, to, deadline }
  })
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
  if (right === '' || /^[,;。、)和与及以并且]/.test(right)) return false
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

/** Reads the quantity at `i` together with those that share its names; returns how many were read. */
function readRun(reader: Reader, placed: readonly Placed[], i: number): number {
  const first = placed[i]
  if (first === undefined) return 1
  let count = 1
  while (isContinuation(reader.text, placed[i + count - 1], placed[i + count])) count++
  const run = placed.slice(i, i + count)
  const parts = partsOf(reader, first)
  if (parts.sharing === 'in-turn' && readInTurn(reader, run, parts)) return count
  if (parts.sharing === 'each' && readEach(reader, first, parts)) return 1
  readOne(reader, first, parts)
  return 1
}

function isContinuation(text: string, here: Placed | undefined, next: Placed | undefined): boolean {
  if (here === undefined || next === undefined) return false
  return /^(?:[、和与及,;]|以及)?(?:达到?|达)?$/.test(text.slice(here.quantity.end, next.quantity.start))
}

function partsOf(reader: Reader, item: Placed): NameParts {
  const words = withoutDeadlines(reader.text, wordsFrom(reader, item), item.quantity.start, reader.deadlines)
  const { unitClass } = item.quantity
  const counted =
    unitClass === 'count' ||
    unitClass === 'size' ||
    (unitClass === 'measure' && !/分$/.test(item.quantity.unit))
  return nameParts(words, counted, unitClass !== 'none' || false)
}

// Behind 5个A、… the A is taken: the words of the next number start after the separator.
function wordsFrom(reader: Reader, item: Placed): number {
  if (item.from !== reader.numberFirst) return item.from
  const words = reader.text.slice(item.from, item.quantity.start)
  const separator = words.search(/[、,;]|以及|和(?=[^和、]*$)/)
  return separator < 0 ? item.from : item.from + separator
}

/** A和B均达98%: every name gets the value. */
function readEach(reader: Reader, item: Placed, parts: NameParts): boolean {
  let name = parts.name
  // 农产品合格率,食品合格率均达到98%: names in the clauses before.
  let from = item.from
  while (from > 1 && reader.text[from - 1] === ',') {
    const start = reader.marks.clauseStart(from - 2)
    const clause = withoutDeadlines(reader.text, start, from - 1, reader.deadlines)
    if (!/(?:率|度|指数|比例|比重)$/.test(clause) || clause.length > 24) break
    name = `${clause}、${name}`
    from = start
  }
  const names = splitNames(name)
  if (names.length < 2) return false
  for (const indicator of names) emit(reader, item, { ...parts, name: indicator }, from)
  return true
}

/** A、B分别达94%、92%; 2026年、2027年分别达到5个、8个. */
function readInTurn(reader: Reader, run: readonly Placed[], parts: NameParts): boolean {
  const first = run[0]
  const last = run.at(-1)
  if (first === undefined || last === undefined) return false
  const shared = sharedComparator(run)
  const end = last.quantity.end
  const years = listedYears(reader, first.quantity.start)
  const names = run.length === 1 ? splitNames(parts.name) : splitNames(parts.name, run.length)
  if (years.length === run.length && run.length > 1 && names.length !== run.length) {
    run.forEach((item, k) =>
      emit(reader, item, parts, first.from, end, { comparator: shared(item), year: years[k]?.year }),
    )
    return true
  }
  const classes = sizedNames(parts.name, run.length)
  const list = classes ?? names
  if (run.length === 1) {
    if (list.length < 2) return false
    for (const name of list) emit(reader, first, { ...parts, name }, first.from)
    return true
  }
  run.forEach((item, k) => {
    const name =
      list.length === run.length
        ? (list[k] ?? parts.name)
        : (list[Math.max(0, list.length - run.length) + k] ?? parts.name)
    emit(reader, item, { ...parts, name }, first.from, end, { comparator: shared(item) })
  })
  return true
}

// 到2026年、2027年: the last deadlines before a number that stand in one list.
function listedYears(reader: Reader, before: number): Deadline[] {
  const listed: Deadline[] = []
  for (const deadline of reader.deadlines.filter((d) => d.end <= before).reverse()) {
    const next = listed[0]
    if (next !== undefined && !/^[、和与及]?$/.test(reader.text.slice(deadline.end, next.start))) break
    listed.unshift(deadline)
  }
  return listed
}

// 年销售收入超10亿元、50亿元的品牌企业分别达到6家和1家: the size classes part the name.
function sizedNames(name: string, count: number): string[] | undefined {
  const match = /^(.*?)((?:\d[\d.]*[^、和\d]{1,6}[、和]?){2,6})(以上)?的(.+)$/.exec(name)
  if (match === null) return undefined
  const sizes = (match[2] ?? '').split(/[、和]/).filter((size) => size !== '')
  if (sizes.length !== count) return undefined
  return sizes.map((size) => `${match[1] ?? ''}${size}${match[3] ?? ''}的${match[4] ?? ''}`)
}

// 以上 after the last number of a list governs all of it, and so does 不低于 before the first.
function sharedComparator(run: readonly Placed[]): (item: Placed) => Comparator {
  const last = run.at(-1)?.quantity
  const first = run[0]?.quantity
  return ({ quantity }) => {
    if (quantity.bounded) return quantity.comparator
    if (last?.boundedAfter === true) return last.comparator
    return first?.bounded === true && !first.boundedAfter && first.comparator !== 'range'
      ? first.comparator
      : quantity.comparator
  }
}

/** One number with one name. */
function readOne(reader: Reader, item: Placed, parts: NameParts): void {
  const { quantity } = item
  const right = reader.text.slice(quantity.end, item.to)
  const trailing =
    right === '' || /^(?:[,;。、)和与及]|以及|并|且|大关|的?(?:目标|水平|标准)(?:$|[,;。、]))/.test(right)
  if (quantity.unitClass === 'none') {
    const name = parts.name === '' ? subjectFor(reader, item, parts) : parts.name
    if (!trailing || !(parts.linked || quantity.bounded) || !INDEX_NAME.test(name) || name.length < 2) return
    emit(reader, item, { ...parts, name }, item.from)
    return
  }
  if (trailing || (quantity.unitClass !== 'count' && quantity.unitClass !== 'size')) {
    readNounFirst(reader, item, parts, trailing ? '' : right)
    return
  }
  if (parts.linked && parts.name.length > 2 && !parts.action) {
    readNounFirst(reader, item, parts, '')
    return
  }
  readNumberFirst(reader, item, right)
}

function readNounFirst(reader: Reader, item: Placed, parts: NameParts, right: string): void {
  const { quantity } = item
  let { name, action } = parts
  let extra = 0
  const previous = reader.targets.at(-1)
  if (name === '' || (name.length < 2 && parts.linked)) {
    // 覆盖90%的主体, 推动80%以上规上企业…: a share of what follows.
    if (right.length > 2 && quantity.unitClass === 'rate') {
      name = cleanName(right)
      extra = right.length
    } else name = subjectFor(reader, item, parts)
  } else if (quantity.unitClass === 'rate' && right !== '' && !parts.linked && !/^[较比]/.test(right)) {
    extra = right.length <= 16 ? right.length : 0
    name = cleanName(name + right.slice(0, extra))
  } else if (quantity.unitClass === 'rate' && parts.change === undefined && measureTail(name) === '') {
    name = withElidedHead(reader, item, name, previous)
  }
  if (previous !== undefined && /^占(?!比)/.test(name)) name = previous.indicator + name
  if (previous !== undefined && quantity.unitClass === 'count')
    name = withElidedNoun(name, previous.indicator)
  if (name.length < 2) return
  if (
    quantity.unitClass === 'count' &&
    action === '' &&
    previous !== undefined &&
    previous.action !== '' &&
    !parts.linked &&
    parts.change === undefined &&
    isListed(reader.text, previous.end - reader.offset, item)
  ) {
    action = previous.action
  }
  emit(reader, item, { ...parts, name, action }, item.from, quantity.end + extra)
}

// In a list the verb of the first member governs those after it.
function isListed(text: string, previousEnd: number, item: Placed): boolean {
  return (
    previousEnd <= item.quantity.start &&
    /^[^,;。]{0,24}[、,和与及]?$/.test(text.slice(previousEnd, item.from))
  )
}

// 农产品合格率达到98%,食品达到99%; 合格率方面,农产品达到98%.
function withElidedHead(
  reader: Reader,
  item: Placed,
  name: string,
  previous: SentenceTarget | undefined,
): string {
  const before = reader.text.slice(0, item.from)
  const fronted = /([^,;:]{1,16}(?:率|度|指数|比例|比重|占比))(?:方面|上)?[,:]$/.exec(before)
  if (fronted !== null && !/\d/.test(fronted[1] ?? '')) return name + (fronted[1] ?? '')
  if (previous === undefined || previous.unit !== item.quantity.unit || name.length > 12) return name
  return name + measureTail(previous.indicator)
}

// 省级以上绿色工厂150家,其中国家级20家: the noun is that of the list before.
function withElidedNoun(name: string, previous: string): string {
  if (!/^.{1,6}(?:级|型|类)(?:以上)?$/.test(name)) return name
  const noun = /^.{1,6}?(?:级|型|类)(?:以上)?(.{2,})$/.exec(previous)?.[1] ?? previous
  return name + noun
}

/** The subject of a number without a name of its own: the indicator before, or the clause before. */
function subjectFor(reader: Reader, item: Placed, parts: NameParts): string {
  const previous = reader.targets.at(-1)
  const hasYear = reader.deadlines.some((d) => d.start >= item.from - 1 && d.end <= item.quantity.start)
  if (previous !== undefined && (hasYear || parts.change !== undefined)) return previous.indicator
  return subjectBefore(reader, item.from)
}

const TREND_TAIL =
  /(?:持续|不断|稳步|显著|明显|大幅|逐步|进一步|稳定|全面)*(?:提升|提高|增强|增长|扩大|优化|改善|上升|下降|降低|减少|增加|加强|健全|完善|稳定|向好|加快|推进)$/

function subjectBefore(reader: Reader, from: number): string {
  if (from < 2) return ''
  const start = reader.marks.clauseStart(from - 2)
  const clause = withoutDeadlines(reader.text, start, Math.max(start, from - 1), reader.deadlines)
  if (/\d/.test(clause) && reader.targets.length > 0) return reader.targets.at(-1)?.indicator ?? ''
  return cleanName(stripOpening(stripLinking(clause).replace(TREND_TAIL, '')))
}

/** 打造10个X, 推动150家企业导入Y, 7个县(市、区)全部创建Z. */
function readNumberFirst(reader: Reader, item: Placed, right: string): void {
  const { quantity } = item
  const words = withoutDeadlines(reader.text, wordsFrom(reader, item), quantity.start, reader.deadlines)
  reader.numberFirst = quantity.end
  const opened = stripOpening(stripLinking(words))
  const verb = ACTION_SUFFIX.exec(opened.slice(-16))
  const listed = ACTION_PREFIX.exec(opened)
  if (verb === null && opened.length > 1 && !/(?:对|把|将|组织对|有|各|每|个|等|从|在)$/.test(opened)) {
    // 打造A、B、C三个千亿级产业: what is counted was listed first.
    if (quantity.size === undefined || listed === null) return
  }
  if (quantity.size !== undefined && verb === null && listed === null && opened !== '' && !/、$/.test(words))
    return
  const name = cleanName(stripName(right))
  if (name.length < 2) return
  const previous = reader.targets.at(-1)
  const inherited =
    opened === '' && previous !== undefined && isListed(reader.text, previous.end - reader.offset, item)
      ? previous.action
      : ''
  const action = verb?.[0] ?? listed?.[0] ?? inherited
  const scope = nameParts(words, false, false).scope
  const parts: NameParts = { name, action, scope, linked: false, change: undefined, sharing: undefined }
  const end = quantity.end + stripTail(right).length
  emit(reader, item, parts, item.from, end)
  if (quantity.size !== undefined) {
    const industry = name.replace(
      /^(?:\d+|[一二三四五六七八九十百千]+)?(?:万亿|千亿|百亿|十亿|亿|千万|百万)(?:元)?级别?/,
      '',
    )
    emit(reader, item, { ...parts, name: `${industry}(规模)` }, item.from, end, {
      comparator: '=',
      value: quantity.size.value,
      unit: quantity.size.unit,
    })
  }
}

// The noun behind a number ends where the next thing is joined on.
function stripTail(right: string): string {
  const cut = right.search(/(?:并|且)(?=[一-龥])|以及/)
  return (cut > 2 ? right.slice(0, cut) : right).replace(/[、,;和与及]+[一-龥]{0,6}$/, (tail) =>
    /[、,;和与及]$/.test(tail) || ACTION_PREFIX.test(tail.slice(1)) ? '' : tail,
  )
}

const stripName = (right: string): string =>
  stripTail(right)
    .replace(/^(?:的|以上|左右)+/, '')
    .replace(/^(?:高效|高质量|高水平|高标准|实用|成熟|优秀|具有[^的]{1,20})+的/, '')

function emit(
  reader: Reader,
  item: Placed,
  parts: NameParts,
  from: number,
  to: number = item.quantity.end,
  override: { comparator?: Comparator; year?: number | undefined; value?: number; unit?: string } = {},
): void {
  const { quantity } = item
  if (/^每[届次年月季周]度?$/.test(parts.name)) return
  let start = from
  while (start < to && /[,;:、。\s和与及]/.test(reader.text[start] ?? '')) start++
  const comparator = override.comparator ?? quantity.comparator
  const value = override.value ?? quantity.value
  const doubtful = quantity.doubtful ?? doubtOf(quantity, parts)
  reader.targets.push({
    indicator: parts.name,
    action: parts.action,
    comparator: parts.change !== undefined && override.value === undefined ? parts.change : comparator,
    value,
    valueHigh: override.value === undefined ? quantity.valueHigh : null,
    unit: override.unit ?? quantity.unit,
    year: override.year ?? governingAt(reader, quantity.start).year,
    scope: parts.scope,
    start: reader.offset + start,
    end: reader.offset + to,
    ...(doubtful === undefined ? {} : { doubtful }),
  })
}

// A share above 100 % is a lost decimal point or a misprint: report it, do not repair it.
function doubtOf(quantity: Quantity, parts: NameParts): string | undefined {
  if (
    quantity.unit === '%' &&
    quantity.value > 100 &&
    parts.change === undefined &&
    /(?:率|占比|比例|比重)$/.test(parts.name)
  ) {
    return 'share-above-hundred'
  }
  return undefined
}
