/** The cells of table rows: pipe rows, tab rows, rows parted by blanks. */
import type { Block } from '../outline/outline.ts'

/** A cell with its range in the source; its text is half width and without blanks. */
export interface Cell {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Whether a paragraph is a row of a table. */
export const isRow = (source: string, block: Block): boolean => {
  const raw = source.slice(block.paragraph.start, block.paragraph.end)
  return /[|｜│┃].*[|｜│┃]|\t[^\t]*\t|^[|｜│┃]/.test(raw)
}

/** The cells of a pipe or tab row. */
export function cellsOf(source: string, block: Block): Cell[] {
  const { start, end } = block.paragraph
  const raw = source.slice(start, end)
  const separator = /[|｜│┃]/.test(raw) ? /[|｜│┃]/g : /\t/g
  const cells: Cell[] = []
  let from = 0
  for (const match of raw.matchAll(separator)) {
    cells.push(cellAt(raw, start, from, match.index))
    from = match.index + 1
  }
  cells.push(cellAt(raw, start, from, raw.length))
  if (cells[0]?.text === '' && /^[|｜│┃]/.test(raw)) cells.shift()
  if (cells.at(-1)?.text === '' && /[|｜│┃]$/.test(raw)) cells.pop()
  return cells
}

function cellAt(raw: string, offset: number, from: number, to: number): Cell {
  const text = raw.slice(from, to)
  return { text: canonicalCell(text), start: offset + from, end: offset + to }
}

/** Text of a cell for comparing: half width, no blanks, one kind of dash. */
export const canonicalCell = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[–—―−]/g, '-')

/** Cells of a line whose columns are parted by blanks; none for long lines. */
export function blankCells(source: string, block: Block | undefined): Cell[] {
  if (block === undefined || block.paragraph.end - block.paragraph.start > 160) return []
  const { start, end } = block.paragraph
  return [...source.slice(start, end).matchAll(/[^ \t\n]+/g)].map((match) => ({
    text: canonicalCell(match[0]),
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))
}
