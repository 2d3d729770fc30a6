/**
 * Numbered paragraphs that are no headings: tables of contents, lists of annexes, and numbered points inside
 * a box (专栏), after which the true numbering goes on.
 */
import type { Paragraph } from '../text/paragraphs.ts'
import type { HeadingNumber } from './numbering.ts'

type Numbers = ReadonlyArray<HeadingNumber | undefined>

/** Indices of the paragraphs whose number opens no heading. */
export function notHeadings(paragraphs: readonly Paragraph[], numbers: Numbers): Set<number> {
  const skipped = new Set<number>()
  skipContents(paragraphs, numbers, skipped)
  skipAnnexList(paragraphs, numbers, skipped)
  skipRows(paragraphs, skipped)
  skipBoxPoints(numbers, skipped)
  return skipped
}

// Lines of a table of contents end in a page number behind dots, or stand a second time further down.
function skipContents(paragraphs: readonly Paragraph[], numbers: Numbers, skipped: Set<number>): void {
  for (const [index, paragraph] of paragraphs.entries()) {
    const { text } = paragraph.passage
    if (
      numbers[index] !== undefined &&
      text.length < 80 &&
      /(?:\.{3,}|…{1,}|·{3,}|-{4,})\d{1,3}$/.test(text)
    ) {
      skipped.add(index)
    }
  }
  const contents = paragraphs.findIndex((paragraph) => /^目(?:录|次)$/.test(paragraph.passage.text))
  if (contents < 0) return
  const first = numbers.findIndex((number, index) => index > contents && number !== undefined)
  const words = paragraphs[first]?.passage.text.slice(0, 12)
  if (words === undefined) return
  const again = paragraphs.findIndex(
    (paragraph, index) => index > first && paragraph.passage.text.slice(0, words.length) === words,
  )
  for (let index = first; index < again; index++) skipped.add(index)
}

function skipAnnexList(paragraphs: readonly Paragraph[], numbers: Numbers, skipped: Set<number>): void {
  let inList = false
  for (const [index, paragraph] of paragraphs.entries()) {
    const { text } = paragraph.passage
    if (/^附件[:：]/.test(text)) inList = true
    else if (inList && numbers[index]?.style === 'item' && text.length < 50 && !text.includes('。')) {
      skipped.add(index)
    } else inList = false
  }
}

function skipRows(paragraphs: readonly Paragraph[], skipped: Set<number>): void {
  for (const [index, paragraph] of paragraphs.entries()) {
    if (/\|.*\|/.test(paragraph.passage.text)) skipped.add(index)
  }
}

// Inside a box only the number that continues the document's own numbering is a heading again, and not even
// that one when the same number comes once more before the next chapter.
function skipBoxPoints(numbers: Numbers, skipped: Set<number>): void {
  const last = { chapter: 0, section: 0 }
  let inBox = false
  for (const [index, number] of numbers.entries()) {
    if (number === undefined || skipped.has(index)) continue
    if (number.style === 'box') {
      inBox = true
    } else if (number.style === 'chapter' || number.style === 'section') {
      const style = number.style
      const restarts = style === 'section' && number.value === 1 && last.section === 0
      const continues = number.value === last[style] + 1 || restarts
      if (inBox && (!continues || repeats(numbers, index, skipped))) {
        skipped.add(index)
        continue
      }
      inBox = false
      last[style] = number.value
      if (style === 'chapter' && !runsThrough(numbers, index)) last.section = 0
    } else if (number.style === 'part' || number.style === 'subpart') {
      inBox = false
      last.chapter = 0
      last.section = 0
    } else if (inBox) {
      skipped.add(index)
    }
  }
}

// Whether sections count on through the document rather than restart in the chapter that opens at `index`.
function runsThrough(numbers: Numbers, index: number): boolean {
  for (let i = index + 1; i < Math.min(numbers.length, index + 400); i++) {
    const number = numbers[i]
    if (number?.style === 'section') return number.value !== 1
    if (number?.style === 'chapter') return false
  }
  return false
}

function repeats(numbers: Numbers, index: number, skipped: Set<number>): boolean {
  const here = numbers[index]
  if (here === undefined) return false
  for (let i = index + 1; i < Math.min(numbers.length, index + 400); i++) {
    const number = numbers[i]
    if (number === undefined || skipped.has(i)) continue
    if (number.style === 'chapter' && here.style === 'section') return false
    if (number.style === here.style && number.value === here.value) return true
    // The next box has points of its own.
    if (number.style === 'box') return false
  }
  return false
}
