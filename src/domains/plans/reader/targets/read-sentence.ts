/**
 * Stage 6: the targets of one sentence. Numbers are found, those that are no targets drop out, and each that
 * stays gets its indicator from the words before it (A达到98%, 培育B12家) or behind it (培育12家B).
 */
import { findDeadlines, type PlanPeriod } from './deadlines.ts'
import { readImplied } from './implied.ts'
import {
  isListed,
  RANK_ONLY,
  subjectBefore,
  subjectFor,
  withElidedHead,
  withElidedNoun,
  withNounAhead,
  wordsFrom,
} from './missing-names.ts'
import {
  cleanName,
  measureTail,
  type NameParts,
  nameParts,
  stripLinking,
  stripOpening,
  withoutDeadlines,
} from './name-parts.ts'
import { place } from './place-quantities.ts'
import { findQuantities } from './quantity.ts'
import { marksOf, type Sentence } from './sentence.ts'
import {
  emit,
  type Governing,
  governingAt,
  type Placed,
  type Reader,
  type SentenceTarget,
} from './sentence-reading.ts'
import { readEach, readInTurn } from './shared-values.ts'
import { ACTION_PREFIX, ACTION_SUFFIX, INDEX_NAME } from './words.ts'

/** The targets of a sentence and the deadline that governs the next one. */
export interface SentenceReading {
  readonly targets: readonly SentenceTarget[]
  readonly governing: Governing
}

// Most sentences hold neither a number with a unit nor a word for one, and need no closer look.
const MAY_HOLD_TARGET =
  /\d|百分之|[一二两三四五六七八九十百千万](?:余|多)?(?:[个家项件条所座名类种张户台套部批份处场人亿成]|千?万|百)|全覆盖|清零|消灭|消除|零发生|全部/

/** Reads one sentence. */
export function readSentence(sentence: Sentence, governing: Governing, period: PlanPeriod): SentenceReading {
  const { text } = sentence
  const deadlines = findDeadlines(text, period)
  const last = deadlines.at(-1)
  if (!MAY_HOLD_TARGET.test(text))
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
    head: '',
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

// More values than this are no list that names are shared out over.
const MAX_RUN = 24

/** Reads the quantity at `i` together with those that share its names; returns how many were read. */
function readRun(reader: Reader, placed: readonly Placed[], i: number): number {
  const first = placed[i]
  if (first === undefined) return 1
  const parts = partsOf(reader, first)
  if (parts.sharing === 'in-turn') {
    let count = 1
    while (count < MAX_RUN && isContinuation(reader.text, placed[i + count - 1], placed[i + count])) count++
    if (readInTurn(reader, placed.slice(i, i + count), parts)) return count
  }
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
    (unitClass === 'measure' && !/分$|\//.test(item.quantity.unit))
  return nameParts(words, counted, unitClass !== 'none' || false)
}

/** One number with one name. */
function readOne(reader: Reader, item: Placed, parts: NameParts): void {
  const { quantity } = item
  const right = reader.text.slice(quantity.end, item.to)
  const trailing =
    right === '' || /^(?:[,;。、()和与及]|以及|并|且|大关|的?(?:目标|水平|标准)(?:$|[,;。、]))/.test(right)
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
  if (quantity.unitClass === 'count') name = withNounAhead(reader, item, name)
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

/** 打造10个X, 推动150家企业导入Y, 7个县(市、区)全部创建Z. */
function readNumberFirst(reader: Reader, item: Placed, right: string): void {
  const { quantity } = item
  const words = withoutDeadlines(reader.text, wordsFrom(reader, item), quantity.start, reader.deadlines)
  reader.numberFirst = quantity.end
  const opened = stripOpening(stripLinking(words))
  const verb = ACTION_SUFFIX.exec(opened.slice(-16))
  const listed = ACTION_PREFIX.exec(opened)
  if (verb === null && opened.length > 1 && !/(?:对|把|将|组织对|有|各|每|个|等|从|在)$/.test(opened)) {
    // 打造A、B、C三个千亿级产业: what is counted was listed first. 省级5个创新中心: its rank was.
    const ranked = RANK_ONLY.test(opened)
    if (!ranked && (quantity.size === undefined || listed === null)) return
  }
  if (quantity.size !== undefined && verb === null && listed === null && opened !== '' && !/、$/.test(words))
    return
  const rank = RANK_ONLY.test(opened) ? opened : ''
  const name = withNounAhead(reader, item, rank + cleanName(stripName(right)))
  if (name.length < 2) return
  const previous = reader.targets.at(-1)
  const inherited =
    (opened === '' || rank !== '') &&
    previous !== undefined &&
    isListed(reader.text, previous.end - reader.offset, item)
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
