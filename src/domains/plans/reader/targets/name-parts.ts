/** Taking the words before a number apart: deadline, scope, verb, name, link, change. */
import type { Comparator } from '../plan-reading.ts'
import type { Deadline } from './deadlines.ts'
import {
  ACTION_PREFIX,
  BASE_PHRASE,
  CHANGE_ADVERB,
  CHANGE_DOWN,
  CHANGE_UP,
  LINKING,
  MEASURE_TAIL,
  OPENING,
  SCOPE,
} from './words.ts'

/** How one value or several values are shared between coordinated names. */
export type Sharing = 'each' | 'in-turn' | undefined

/** The words before a number, taken apart. */
export interface NameParts {
  readonly name: string
  readonly action: string
  readonly scope: string | null
  /** A word such as 达到 stands between name and number. */
  readonly linked: boolean
  readonly change: Extract<Comparator, 'delta+' | 'delta-'> | undefined
  readonly sharing: Sharing
}

const SHARED = /(?<![年人户平月日])(均|都|皆|分别|依次|各自|各)(?=[^、,;]{0,10}$)/

// 由3家增加到5家, 从86提高到90: the value the change starts from is no part of the name.
const FROM_VALUE =
  /(?:由|从)(?:20\d\d年)?(?:底|末)?的?\d[^,;]{0,8}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短)?$/
// 推动…比例达到85%: a level is reached, whatever pushes it there.
const PROMOTING = /^(?:推动|推进|促进|带动|保障|保证|力促|提升|提高)+(?=.{4}|$)/

const LEADING_CHANGE = /^(压缩|压减|降低|减少|缩短|削减|节约|提高|提升|增加)([^,;]{2,})$/

/** Cuts the deadline phrases out of `text.slice(from, to)`. */
export function withoutDeadlines(
  text: string,
  from: number,
  to: number,
  deadlines: readonly Deadline[],
): string {
  let out = ''
  let at = from
  for (const deadline of deadlines) {
    if (deadline.end <= at || deadline.start >= to) continue
    out += text.slice(at, Math.max(at, deadline.start))
    at = Math.min(to, deadline.end)
  }
  return out + text.slice(at, to)
}

/** Removes opening words (力争, 全市, 到时 …) from the left. */
export function stripOpening(words: string): string {
  let out = words
  for (let i = 0; i < 12; i++) {
    const match = OPENING.exec(out)
    if (match === null || match[0].length === 0) break
    out = out.slice(match[0].length)
  }
  return out
}

/** Removes linking words (达到, 稳定在 …) from the right. */
export function stripLinking(words: string): string {
  let out = words
  for (let i = 0; i < 12; i++) {
    const tail = out.slice(-8)
    const match = LINKING.exec(tail)
    if (match === null) break
    out = out.slice(0, out.length - (tail.length - match.index))
  }
  return out
}

function changeOf(words: string): { change: 'delta+' | 'delta-'; rest: string; verb: string } | undefined {
  let out = words
  for (let i = 0; i < 4; i++) {
    const tail = out.slice(-10)
    const up = CHANGE_UP.exec(tail)
    const down = CHANGE_DOWN.exec(tail)
    const match = up ?? down
    if (match !== null) {
      return {
        change: up === null ? 'delta-' : 'delta+',
        rest: out.slice(0, out.length - match[0].length),
        verb: match[0],
      }
    }
    const adverb = CHANGE_ADVERB.exec(tail)
    if (adverb === null) return undefined
    out = out.slice(0, out.length - adverb[0].length)
  }
  return undefined
}

/** Takes the words before a number apart; `counted` when the unit counts things, so that a verb may open. */
export function nameParts(words: string, counted: boolean, mayChange: boolean): NameParts {
  const scope = SCOPE.exec(words)?.[0] ?? null
  const shared = SHARED.exec(words)?.[1]
  const sharing: Sharing = shared === undefined ? undefined : /均|都|皆/.test(shared) ? 'each' : 'in-turn'
  let rest = words
  let change: NameParts['change']
  let action = ''
  // 国际标准、国家标准分别新增5项、20项: the verb stands behind the sharing word.
  const behind = shared === undefined ? '' : words.slice(words.lastIndexOf(shared) + shared.length)
  const late = counted ? ACTION_PREFIX.exec(behind)?.[0] : undefined
  if (late !== undefined && !/^(?:实现|达成|完成|拥有|提升|提高)/.test(late)) {
    action = late
    rest = words.slice(0, words.lastIndexOf(shared ?? ''))
  }
  const changed = mayChange && action === '' ? changeOf(words) : undefined
  if (changed !== undefined && counted && /^(?:增加|净增|新增)/.test(changed.verb)) {
    action = changed.verb
    rest = changed.rest
  } else if (changed !== undefined) {
    change = changed.change
    rest = changed.rest
  }
  const before = rest
  rest = stripLinking(rest)
  const linked = before !== rest
  rest = stripLinking(rest.replace(BASE_PHRASE, '').replace(FROM_VALUE, ''))
  rest = stripOpening(rest)
  // 压缩检验周期30%: the verb of change opens the clause.
  const leading = !counted && mayChange && !linked ? LEADING_CHANGE.exec(rest) : null
  if (leading !== null && change === undefined) {
    change = /^[提增扩]/.test(leading[1] ?? '') ? 'delta+' : 'delta-'
    rest = leading[2] ?? rest
  }
  if (!counted) rest = stripOpening(rest.replace(PROMOTING, ''))
  if (counted && action === '') {
    const verb = ACTION_PREFIX.exec(rest)
    // 获得认证的企业达到5家: the verb is part of the name.
    if (verb !== null && linked && /^[^、的]{2,16}的[^、的]{2,10}$/.test(rest)) {
      action = ''
    } else if (verb !== null && verb[0].length < rest.length) {
      action = verb[0]
      rest = rest.slice(action.length).replace(/^(?:了|一批)/, '')
    } else if (verb !== null && rest.length <= 4) {
      action = rest
      rest = ''
    }
  }
  return { name: cleanName(rest), action, scope, linked, change, sharing }
}

/** A name without stray edges. */
export function cleanName(words: string): string {
  let name = words.replace(/^[的了、,;:和与及]+|[的、,;:和与及在]+$/g, '')
  // A bracket cut in two by the clause.
  if (name.includes(')') && !name.includes('(')) name = name.replace(/^[^)]*\)/, '')
  if (name.includes('(') && !name.includes(')')) name = name.replace(/\([^(]*$/, '')
  return name.length > 80 ? name.slice(-80) : name
}

/** The tail that names a rate or level (… 抽检合格率); empty when there is none. */
export function measureTail(name: string): string {
  return MEASURE_TAIL.exec(name.slice(-24))?.[0] ?? ''
}

/** Coordinated names, each completed by the tail or the noun they share. */
export function splitNames(name: string, count?: number): string[] {
  const attempts = [/(?:以及|[、和与及,])/, /[、,]|以及/, /和|与|及/]
  let parts = splitOutside(name, attempts[0] ?? /、/)
  if (count !== undefined && parts.length !== count) {
    parts =
      attempts.map((pattern) => splitOutside(name, pattern)).find((split) => split.length === count) ?? parts
  }
  const last = parts.at(-1)
  if (last === undefined || parts.length < 2) return parts
  const tail = measureTail(last)
  return parts.map((part, i) => (i === parts.length - 1 ? part : completed(part, last, tail)))
}

function completed(part: string, last: string, tail: string): string {
  const adjective = /(?:性|级|类|型|以上|式)$/.exec(part)?.[0]
  if (adjective !== undefined) {
    const at = last.indexOf(adjective)
    return at >= 0 ? part + last.slice(at + adjective.length) : part + (tail === '' ? last.slice(-4) : tail)
  }
  if (tail === '' || tail.length >= last.length) return part
  const own = measureTail(part)
  if (/(?:率|度|指数|比例|比重|占比|总数|数量|总量|数|量)$/.test(own)) return part
  // 食品抽检、药品抽检合格率: do not say 抽检 twice.
  for (let i = 0; i < tail.length; i++)
    if (part.endsWith(tail.slice(0, tail.length - i)) && tail.length - i >= 2)
      return part + tail.slice(tail.length - i)
  return part + tail
}

function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? ''
    if ('(“《'.includes(char)) depth++
    else if (')”》'.includes(char)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && separator.test(char)) {
      parts.push(text.slice(from, i))
      from = i + 1
    } else if (depth === 0 && text.startsWith('以及', i)) {
      parts.push(text.slice(from, i))
      from = i + 2
      i++
    }
  }
  parts.push(text.slice(from))
  return parts.map(cleanName).filter((part) => part !== '')
}
