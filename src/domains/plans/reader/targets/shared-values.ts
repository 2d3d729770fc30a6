/** One value for several names (均), several values for several names or years (分别). */
import type { Comparator } from '../plan-reading.ts'
import type { Deadline } from './deadlines.ts'
import { type NameParts, splitNames, withoutDeadlines } from './name-parts.ts'
import { emit, type Placed, type Reader } from './sentence-reading.ts'

/** A和B均达98%: every name gets the value. */
export function readEach(reader: Reader, item: Placed, parts: NameParts): boolean {
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
export function readInTurn(reader: Reader, run: readonly Placed[], parts: NameParts): boolean {
  const first = run[0]
  const last = run.at(-1)
  if (first === undefined || last === undefined) return false
  const shared = sharedComparator(run)
  const end = last.quantity.end
  const years = listedYears(reader, first.quantity.start)
  const names = run.length === 1 ? splitNames(parts.name) : splitNames(parts.name, run.length)
  if (years.length === run.length && run.length > 1 && names.length !== run.length) {
    for (const [k, item] of run.entries()) {
      emit(reader, item, parts, first.from, end, { comparator: shared(item), year: years[k]?.year })
    }
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
