/** A sentence as the target rules see it: quoted names masked, clauses marked. */

/** One canonical sentence with its place in the passage. */
export interface Sentence {
  readonly text: string
  /** Offset of the sentence in the passage. */
  readonly offset: number
}

/** Splits a canonical passage at 。 ! ? outside of quotes; very long stretches also at semicolons and commas. */
export function sentencesOf(text: string, from: number): Sentence[] {
  const sentences: Sentence[] = []
  let start = from
  let depth = 0
  for (let i = from; i < text.length; i++) {
    const char = text[i]
    if (char === '“' || char === '《') depth++
    else if (char === '”' || char === '》') depth = Math.max(0, depth - 1)
    else if (endsSentence(char, i - start)) {
      if (depth > 0 && i - start < 300) continue
      sentences.push({ text: text.slice(start, i), offset: start })
      start = i + 1
      depth = 0
    }
  }
  if (start < text.length) sentences.push({ text: text.slice(start), offset: start })
  return sentences.filter((sentence) => sentence.text.length > 1)
}

// Lists without a full stop are read in stretches, so that work stays linear in length.
function endsSentence(char: string | undefined, length: number): boolean {
  if (char === '。' || char === '!' || char === '?') return true
  return (char === ';' && length > 500) || (char === ',' && length > 1200) || length > 1600
}

const QUOTED = 1
const BRACKETED = 2
// The bracket that closes a clause of its own.
const CLAUSE_END = 4

/** Marks of a sentence: which characters are quoted names, which stand in brackets, where clauses begin. */
export interface Marks {
  readonly quoted: (at: number) => boolean
  readonly bracketed: (at: number) => boolean
  /** Start of the clause that holds `at`. */
  readonly clauseStart: (at: number) => number
  /** End of the clause that holds `at`. */
  readonly clauseEnd: (at: number) => number
}

/** Marks quotes, brackets and clause boundaries. */
export function marksOf(text: string): Marks {
  const flags = new Uint8Array(text.length)
  markPairs(text, flags, '“', '”', QUOTED, 60)
  markPairs(text, flags, '《', '》', QUOTED, 120)
  markPairs(text, flags, '(', ')', BRACKETED, 200)
  const starts = new Int32Array(text.length + 1)
  const ends = new Int32Array(text.length + 1)
  let start = 0
  for (let i = 0; i < text.length; i++) {
    starts[i] = start
    if (isBoundary(text, flags, i)) start = i + 1
  }
  starts[text.length] = start
  let end = text.length
  for (let i = text.length - 1; i >= 0; i--) {
    if (starts[i + 1] === i + 1) end = i
    ends[i] = end
  }
  ends[text.length] = text.length
  return {
    quoted: (at) => ((flags[at] ?? 0) & QUOTED) !== 0,
    bracketed: (at) => ((flags[at] ?? 0) & BRACKETED) !== 0,
    clauseStart: (at) => starts[at] ?? 0,
    clauseEnd: (at) => ends[at] ?? text.length,
  }
}

// Brackets with a quantity of their own hold a clause: 98%以上(其中蔬菜99%以上), 检测中心(2个).
const QUANTITY_INSIDE = /^\([^()]{0,30}?\d[\d.]*(?:%|[个家项件张人户])[^()]{0,30}\)/

function isBoundary(text: string, flags: Uint8Array, at: number): boolean {
  const char = text[at]
  const flag = flags[at] ?? 0
  if (flag & QUOTED) return false
  if (char === '(') {
    const inside = QUANTITY_INSIDE.exec(text.slice(at, at + 80))
    if (inside === null) return false
    const close = at + inside[0].length - 1
    flags[close] = (flags[close] ?? 0) | CLAUSE_END
    return true
  }
  if (char === ')') return (flag & CLAUSE_END) !== 0
  if (char === ',' || char === ';' || char === ':') {
    // Commas inside brackets part the clauses inside the brackets only.
    return (flag & BRACKETED) === 0 || /\d/.test(text.slice(Math.max(0, at - 12), at + 12))
  }
  return false
}

function markPairs(
  text: string,
  flags: Uint8Array,
  open: string,
  close: string,
  flag: number,
  limit: number,
): void {
  for (let i = text.indexOf(open); i >= 0; i = text.indexOf(open, i + 1)) {
    const end = text.indexOf(close, i + 1)
    if (end < 0) return
    if (end - i > limit) continue
    for (let k = i; k <= end; k++) flags[k] = (flags[k] ?? 0) | flag
    i = end
  }
}
