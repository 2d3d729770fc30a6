/** What is known while the targets of one sentence are read, and how a target is written down. */
import type { Comparator } from '../plan-reading.ts'
import type { Deadline } from './deadlines.ts'
import type { NameParts } from './name-parts.ts'
import type { Quantity } from './quantity.ts'
import type { Marks } from './sentence.ts'

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

export interface Placed {
  readonly quantity: Quantity
  readonly from: number
  readonly to: number
  readonly deadline: Deadline | undefined
}

export interface Reader {
  readonly text: string
  readonly marks: Marks
  readonly deadlines: readonly Deadline[]
  readonly governing: Governing
  readonly offset: number
  readonly targets: SentenceTarget[]
  /** End of the last quantity whose noun stands behind it. */
  numberFirst: number
  /** The head that stands before a list of names (合格率方面, 优良路率:). */
  head: string
}

export function governingAt(reader: Reader, at: number): Governing {
  let found = reader.governing
  for (const deadline of reader.deadlines) {
    if (deadline.end <= at) found = { year: deadline.year, past: deadline.past }
  }
  return found
}

export function emit(
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
