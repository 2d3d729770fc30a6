/** From the browser's selection to offsets in the source text. Pieces carry the offset of their first letter. */
import type { Span } from '../../contract.ts'
import { trimSpan } from './passages.ts'

/**
 * The selected part of the text; undefined when nothing in it is selected, `elsewhere` when the person works in
 * another part of the page (a field of the form), which leaves the last selection as it was.
 */
export function selectedSpan(element: HTMLElement, text: string): Span | undefined | 'elsewhere' {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0) return 'elsewhere'
  const range = selection.getRangeAt(0)
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return 'elsewhere'
  if (selection.isCollapsed) return undefined
  const start = offsetOf(element, range.startContainer, range.startOffset, text.length)
  const end = offsetOf(element, range.endContainer, range.endOffset, text.length)
  return trimSpan(text, { start, end })
}

function offsetOf(element: HTMLElement, node: Node, offset: number, length: number): number {
  if (node instanceof Text) {
    const start = node.parentElement?.closest<HTMLElement>('[data-start]')?.dataset.start
    if (start !== undefined) return Number(start) + offset
  }
  // Between elements (a triple click ends before the next paragraph): the first piece that follows says where.
  const edge = document.createRange()
  edge.setStart(node, offset)
  for (const piece of element.querySelectorAll<HTMLElement>('[data-start]'))
    if (edge.comparePoint(piece, 0) >= 0) return Number(piece.dataset.start)
  return length
}
