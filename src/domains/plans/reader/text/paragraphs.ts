/**
 * Stage 3: paragraphs. In most sources one line is one paragraph; texts copied from print break their lines at
 * a fixed width, and those lines are put together again.
 */
import { type Passage, passageOf } from './canonical.ts'
import { chineseNumber } from './chinese-number.ts'

/** One paragraph of the source in canonical characters, with the raw range it came from. */
export interface Paragraph {
  readonly passage: Passage
  readonly start: number
  readonly end: number
}

interface Line {
  readonly start: number
  readonly end: number
  /** Characters without the blanks around. */
  readonly length: number
  readonly indented: boolean
  readonly blankBefore: boolean
}

const TERMINAL = /[。;；:：!！?？)）】”》|｜]$/
// A line that opens like one of these begins a paragraph of its own, however full the line before it is.
const OPENER =
  /^(?:第[一二三四五六七八九十]{1,3}[章节篇]|[一二三四五六七八九十]{1,3}[、.．]|[(（]\s?[一二三四五六七八九十\d]{1,3}\s?[)）]|\d{1,2}[.．、](?!\d)|专栏|附件|——|——|[●■◆•▪]|[①-⑳])/

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let blankBefore = false
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf('\n', from)
    const to = newline < 0 ? text.length : newline
    let start = from
    let end = to
    while (start < end && isBlank(text.charCodeAt(start))) start++
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--
    if (end > start) lines.push({ start, end, length: end - start, indented: start - from >= 2, blankBefore })
    blankBefore = end === start
    from = to + 1
  }
  return lines
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09

/** Width at which the text was broken into lines; undefined when its lines are whole paragraphs. */
function wrapWidth(text: string, lines: readonly Line[]): number | undefined {
  if (lines.length < 6) return undefined
  const lengths = lines.map((line) => line.length).sort((a, b) => a - b)
  const width = lengths[Math.floor(lengths.length * 0.75)] ?? 0
  if (width < 18 || width > 70) return undefined
  const full = lines.filter((line) => line.length >= width - 4)
  const open = full.filter((line) => !TERMINAL.test(text.slice(line.end - 1, line.end)))
  return full.length >= lines.length * 0.35 && open.length >= full.length * 0.6 ? width : undefined
}

/** The paragraphs of a normalised text, in order; blank ones left out. */
export function paragraphsOf(text: string): Paragraph[] {
  const lines = linesOf(text)
  const width = wrapWidth(text, lines)
  const usesIndent = lines.filter((line) => line.indented).length > lines.length * 0.1
  const paragraphs: Paragraph[] = []
  let from = 0
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    const next = lines[i + 1]
    if (line === undefined) break
    if (next !== undefined && width !== undefined && continues(text, line, next, width, usesIndent)) continue
    const first = lines[from] ?? line
    paragraphs.push({ passage: passageOf(text, first.start, line.end), start: first.start, end: line.end })
    from = i + 1
  }
  return paragraphs
    .filter((paragraph) => paragraph.passage.text !== '')
    .flatMap((paragraph) => splitHeadings(text, paragraph))
}

function continues(text: string, line: Line, next: Line, width: number, usesIndent: boolean): boolean {
  if (next.blankBefore || line.length < width - 5) return false
  if (next.indented && usesIndent) return false
  if (OPENER.test(text.slice(next.start, next.start + 8))) return false
  return usesIndent || !TERMINAL.test(text.slice(line.end - 1, line.end))
}

const CHAPTER_THEN_SECTION =
  /^[一二三四五六七八九十]{1,3}、[^。;:,()]{2,24}(?=\([一二三四五六七八九十]{1,3}\)[^。;]{2,40}(?:。|$))/
const NEXT_SECTION = /[。)]\(([一二三四五六七八九十]{1,3})\)(?=[^。;,()]{2,24}。)/g

// 一、总体要求(一)指导思想。…(二)主要目标。…: headings run together on one line. Only a paragraph that opens
// with a heading is parted, and only where the next number of its own series follows.
function splitHeadings(source: string, paragraph: Paragraph): Paragraph[] {
  const { text } = paragraph.passage
  const opens = /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))/.exec(text)
  if (opens === null) return [paragraph]
  const cuts: number[] = []
  const chapter = CHAPTER_THEN_SECTION.exec(text)
  if (chapter !== null) cuts.push(chapter[0].length)
  const first = /^\(([^)]{1,3})\)/.exec(text.slice(cuts[0] ?? 0, (cuts[0] ?? 0) + 5))
  let number = first === null ? undefined : chineseNumber(first[1] ?? '')
  if (number !== undefined) {
    for (const match of text.matchAll(NEXT_SECTION)) {
      if (chineseNumber(match[1] ?? '') !== number + 1) continue
      number++
      cuts.push(match.index + 1)
    }
  }
  if (cuts.length === 0) return [paragraph]
  const bounds = [0, ...cuts, text.length]
  return bounds.slice(1).map((to, i) => {
    const from = bounds[i] ?? 0
    const start = paragraph.passage.at[from] ?? paragraph.start
    const end = to === text.length ? paragraph.end : (paragraph.passage.at[to] ?? paragraph.end)
    return { passage: passageOf(source, start, end), start, end }
  })
}
