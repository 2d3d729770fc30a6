/**
 * Stage 4: the outline. Numbered paragraphs and boxes become nodes; every other paragraph hangs on the node
 * it stands under.
 */
import type { OutlineKind, Span } from '../plan-reading.ts'
import { sourceSpan } from '../text/canonical.ts'
import type { Paragraph } from '../text/paragraphs.ts'
import { notHeadings } from './not-headings.ts'
import { type HeadingNumber, headingNumber, type NumberingStyle } from './numbering.ts'

/** One numbered heading or box with the text before the first heading as root. */
export interface OutlineNode {
  readonly path: string
  readonly heading: string
  readonly kind: OutlineKind | 'root'
  readonly parent: OutlineNode | null
  readonly span: Span
}

/** A paragraph with the node it belongs to. */
export interface Block {
  readonly paragraph: Paragraph
  readonly node: OutlineNode
  /** First character of the canonical paragraph after number, heading or bullet mark. */
  readonly wordsStart: number
  readonly role: 'heading' | 'bullet' | 'text'
  /** Words of a bullet up to its first full stop; empty for other blocks. */
  readonly bulletHeading: string
}

export interface Outline {
  readonly root: OutlineNode
  /** In reading order, the root left out. */
  readonly nodes: readonly OutlineNode[]
  readonly blocks: readonly Block[]
}

const RANK: Readonly<Record<NumberingStyle, number>> = {
  part: 0,
  subpart: 1,
  chapter: 2,
  section: 3,
  item: 4,
  point: 5,
  circled: 6,
  box: 9,
}
const BULLET = /^(?:-{1,4}|[●■◆▪◇□★☆➢►▶]|·)(?![\d-])/
const OPENS_WITH_DEADLINE = /^(?:力争)?(?:到|至)20\d\d年/

/** Builds the outline of a document from its paragraphs. */
export function buildOutline(source: string, paragraphs: readonly Paragraph[]): Outline {
  const root: OutlineNode = { path: '', heading: '', kind: 'root', parent: null, span: { start: 0, end: 0 } }
  const numbers = paragraphs.map((paragraph) => headingNumber(paragraph.passage.text))
  const skipped = notHeadings(paragraphs, numbers)
  const hasParts = numbers.some((number) => number?.style === 'part')
  const nodes: OutlineNode[] = []
  const blocks: Block[] = []
  const stack: { node: OutlineNode; rank: number }[] = []
  let current = root
  for (const [index, paragraph] of paragraphs.entries()) {
    const number = skipped.has(index) ? undefined : numbers[index]
    if (number === undefined) {
      blocks.push(plainBlock(paragraph, ownerOf(paragraph, current)))
      continue
    }
    const rank = RANK[number.style]
    if (number.style !== 'box') {
      while (stack.length > 0 && (stack.at(-1)?.rank ?? 0) >= rank) stack.pop()
    }
    const parent = stack.at(-1)?.node ?? root
    const length = headingLength(source, paragraph, number.length)
    const node = nodeOf(source, paragraph, number, length, parent, kindOf(number.style, hasParts))
    nodes.push(node)
    if (number.style !== 'box') stack.push({ node, rank })
    current = node
    blocks.push({ paragraph, node, wordsStart: number.length, role: 'heading', bulletHeading: '' })
  }
  return { root, nodes, blocks }
}

function kindOf(style: NumberingStyle, hasParts: boolean): OutlineKind {
  if (style === 'box') return 'box'
  if (style === 'part') return 'chapter'
  if (style === 'chapter') return hasParts ? 'section' : 'chapter'
  if (style === 'subpart') return 'section'
  if (style === 'section') return 'section'
  return 'item'
}

function nodeOf(
  source: string,
  paragraph: Paragraph,
  number: HeadingNumber,
  length: number,
  parent: OutlineNode,
  kind: OutlineKind,
): OutlineNode {
  const { passage } = paragraph
  const words = sourceSpan(passage, number.length, number.length + length)
  const prefix = kind === 'box' || parent.path === '' ? '' : `${parent.path}/`
  return {
    path: `${prefix}${number.label}`,
    heading: source.slice(words.start, words.end).replace(/\s+/g, ' ').trim(),
    kind,
    parent,
    span: { start: sourceSpan(passage, 0, 1).start, end: words.end },
  }
}

// A paragraph that sets a deadline of its own after the last item of a goals section belongs to the section.
function ownerOf(paragraph: Paragraph, current: OutlineNode): OutlineNode {
  const section = current.parent
  if (current.kind !== 'item' || section === null || !/目标/.test(section.heading)) return current
  return OPENS_WITH_DEADLINE.test(paragraph.passage.text) ? section : current
}

function plainBlock(paragraph: Paragraph, node: OutlineNode): Block {
  const { text } = paragraph.passage
  const bullet = BULLET.exec(text)
  if (bullet === null) return { paragraph, node, wordsStart: 0, role: 'text', bulletHeading: '' }
  const wordsStart = bullet[0].length
  const stop = text.slice(wordsStart, wordsStart + 80).search(/[。:;]/)
  const bulletHeading = stop > 0 ? text.slice(wordsStart, wordsStart + stop) : ''
  return { paragraph, node, wordsStart, role: 'bullet', bulletHeading }
}

// A paragraph without a full stop is no heading from end to end.
const MAX_HEADING = 300
const TRAILING_LIST = /\((?:牵头|责任|配合|主要责任|市|区|县|省|各)[^()]*(?:\([^()]*\)[^()]*)*\)$/

/** Length of a heading's words: to the first full stop, or the whole paragraph when it stands alone. */
function headingLength(source: string, paragraph: Paragraph, from: number): number {
  const words = paragraph.passage.text.slice(from, from + 2 * MAX_HEADING)
  const stop = words.indexOf('。')
  let length = Math.min(stop >= 0 ? stop : words.length, MAX_HEADING)
  const label = words.slice(0, 13).indexOf(':')
  if (label >= 2 && length - label > 8 && !words.slice(0, label).includes('(')) length = label
  if (length > 30) length = labelLength(source, paragraph, from, length)
  const heading = words.slice(0, length)
  const list = /^.{2,}?(?=\()/.test(heading) ? TRAILING_LIST.exec(heading) : null
  if (list !== null && /责任|牵头|局|委|办|负责|配合/.test(list[0]) && list[0].length > 5) length = list.index
  return trimTail(words.slice(0, length)).length
}

// "(一)指导思想:以……" and "(一)指导思想  以……": a label, then a sentence that is no heading.
function labelLength(source: string, paragraph: Paragraph, from: number, length: number): number {
  const { passage } = paragraph
  const colon = passage.text.slice(from, from + 24).indexOf(':')
  if (colon >= 2) return colon
  for (let i = from + 2; i < from + 24 && i + 1 < passage.text.length; i++) {
    const gap = (passage.at[i] ?? 0) - (passage.at[i - 1] ?? 0)
    if (gap > 1 && /^[ \t]+$/.test(source.slice((passage.at[i - 1] ?? 0) + 1, passage.at[i] ?? 0)))
      return i - from
  }
  return length
}

const trimTail = (words: string): string => words.replace(/[:;,、。]+$/, '')
