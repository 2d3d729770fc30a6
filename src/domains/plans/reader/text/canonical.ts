/**
 * Characters in one form for the rules to match: full-width letters, digits and punctuation, the many
 * dashes and quotation marks, traditional characters. Always one character for one character, so that
 * offsets stay.
 */
import { TRADITIONAL_PAIRS } from './traditional.ts'

const PUNCTUATION: Readonly<Record<string, string>> = {
  '，': ',',
  '､': '、',
  '：': ':',
  '︰': ':',
  '；': ';',
  '！': '!',
  '？': '?',
  '（': '(',
  '）': ')',
  '﹙': '(',
  '﹚': ')',
  '〔': '(',
  '〕': ')',
  '【': '(',
  '】': ')',
  '［': '(',
  '］': ')',
  '[': '(',
  ']': ')',
  '｡': '。',
  '．': '.',
  '％': '%',
  '﹪': '%',
  '＋': '+',
  '–': '-',
  '—': '-',
  '―': '-',
  '─': '-',
  '－': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '﹣': '-',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '˜': '~',
  '“': '“',
  '”': '”',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '〝': '“',
  '〞': '”',
  '＜': '<',
  '＞': '>',
  '≧': '≥',
  '≦': '≤',
  '⩾': '≥',
  '⩽': '≤',
  '／': '/',
  '∕': '/',
  '｜': '|',
  '│': '|',
  '┃': '|',
  '㎡': '㎡',
  '•': '·',
  '‧': '·',
  '・': '·',
  '∙': '·',
  '⋅': '·',
  '﹒': '·',
}

const TABLE = (() => {
  const table = new Uint16Array(65_536)
  for (let code = 0; code < 65_536; code++) table[code] = code
  for (let code = 0xff21; code <= 0xff3a; code++) table[code] = code - 0xfee0
  for (let code = 0xff41; code <= 0xff5a; code++) table[code] = code - 0xfee0
  for (let code = 0xff10; code <= 0xff19; code++) table[code] = code - 0xfee0
  for (const [from, to] of Object.entries(PUNCTUATION)) table[from.charCodeAt(0)] = to.charCodeAt(0)
  for (let i = 0; i + 1 < TRADITIONAL_PAIRS.length; i += 2) {
    table[TRADITIONAL_PAIRS.charCodeAt(i)] = TRADITIONAL_PAIRS.charCodeAt(i + 1)
  }
  return table
})()

const DOT = 0x2e
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isLatin = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
const isWord = (code: number): boolean => isDigit(code) || isLatin(code)
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a

/** A stretch of the source in canonical characters without blanks, each with its offset in the source. */
export interface Passage {
  readonly text: string
  /** Source offset of each character of `text`; one more entry marks the end. */
  readonly at: Int32Array
}

/**
 * The canonical passage of `source[start, end)`. Blanks go unless they part two Latin words; an ASCII full
 * stop after a Chinese character ends a sentence as 。 does; straight quotation marks open and close in turn.
 */
export function passageOf(source: string, start: number, end: number): Passage {
  const codes = new Uint16Array(end - start)
  const at = new Int32Array(end - start + 1)
  let length = 0
  let straightOpen = false
  for (let i = start; i < end; i++) {
    i = behindPinyin(source, i, end)
    if (i >= end) break
    let code = TABLE[source.charCodeAt(i)] ?? 0
    if (isBlank(code)) {
      const before = length > 0 ? (codes[length - 1] ?? 0) : 0
      const after = i + 1 < end ? (TABLE[source.charCodeAt(i + 1)] ?? 0) : 0
      if (!(isLatin(before) && isWord(after)) && !(isDigit(before) && (isDigit(after) || isLatin(after))))
        continue
      code = 0x20
    } else if (code === 0x22) {
      code = straightOpen ? 0x201d : 0x201c
      straightOpen = !straightOpen
    } else if (code === DOT && length > 0 && (codes[length - 1] ?? 0) > 0x2e80) {
      const after = i + 1 < end ? source.charCodeAt(i + 1) : 0
      if (!isWord(TABLE[after] ?? 0)) code = 0x3002
    }
    codes[length] = code
    at[length++] = i
  }
  at[length] = length > 0 ? (at[length - 1] ?? start) + 1 : end
  return { text: decodeCodes(codes, length), at: at.subarray(0, length + 1) }
}

// 產(chǎn)品: pages that convert characters leave the reading in brackets. Only letters with a tone mark count.
const PINYIN = /[(（][a-zü]{0,5}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zāáǎàōóǒòēéěèīíǐìūúǔù]{0,5}[)）]/y

function behindPinyin(source: string, at: number, end: number): number {
  const code = source.charCodeAt(at)
  if (code !== 0x28 && code !== 0xff08) return at
  let behind = at
  for (let i = 0; i < 4; i++) {
    PINYIN.lastIndex = behind
    const match = PINYIN.exec(source)
    if (match === null) break
    behind += match[0].length
  }
  return Math.min(end, behind)
}

// String.fromCharCode takes its arguments on the stack: long passages go in slices.
function decodeCodes(codes: Uint16Array, length: number): string {
  if (length <= 8192) return String.fromCharCode(...codes.subarray(0, length))
  const parts: string[] = []
  for (let i = 0; i < length; i += 8192) {
    parts.push(String.fromCharCode(...codes.subarray(i, Math.min(length, i + 8192))))
  }
  return parts.join('')
}

/** Source span of `passage.text[from, to)`; empty ranges give an empty span at `from`. */
export function sourceSpan(passage: Passage, from: number, to: number): { start: number; end: number } {
  const start = passage.at[Math.min(from, passage.text.length)] ?? 0
  if (to <= from) return { start, end: start }
  return { start, end: (passage.at[to - 1] ?? start) + 1 }
}

/** Canonical form of a short string, blanks dropped: for comparing names. */
export function canonicalText(text: string): string {
  return passageOf(text, 0, text.length).text
}
