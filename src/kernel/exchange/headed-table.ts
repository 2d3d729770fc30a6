/** Small tables that people send, CSV or Excel, in memory: headings, and rows of plain text beneath them. */
import { type NumberedRow, numberedRows } from './numbered-rows.ts'

/** A table as it was sent: headings of the first row with any content, then the rows. */
export interface HeadedTable {
  /** Without blanks around them and without the star of a required column. */
  readonly headings: readonly string[]
  /** Rows that have at least one filled cell; as many cells as there are headings, without blanks around them. */
  readonly rows: readonly NumberedRow[]
}

/** How a table with headings is read. */
export interface HeadedTableOptions {
  /** Gives percentages and failed formulas as a person sees them; as kept unless given, a failed formula being empty. */
  readonly asShown?: boolean
  /** Rows after which reading stops: one more is given, so that the caller sees that there are more. */
  readonly most?: number
}

/**
 * Reads a table of up to some ten thousand rows into memory; undefined for one without headings.
 *
 * @throws ZipError when a workbook is damaged
 * @throws NotATable when the file is neither CSV nor a workbook
 */
export async function readHeadedTable(
  content: Blob,
  { asShown = false, most = Number.POSITIVE_INFINITY }: HeadedTableOptions = {},
): Promise<HeadedTable | undefined> {
  const all: NumberedRow[] = []
  // As kept: a formula that failed is an empty cell, not the text `#N/A` for a name.
  for await (const rows of numberedRows(content, { asShown })) {
    all.push(...rows)
    if (all.length > most + 1) break
  }
  const [first, ...rest] = all
  const headings = first?.cells.map((cell) => cell.replace(/[\s*＊]+$/u, '').trim()) ?? []
  while (headings.at(-1) === '') headings.pop()
  if (headings.length === 0) return undefined
  const rows = rest.map(({ line, cells }) => ({
    line,
    cells: headings.map((_, index) => cells[index]?.trim() ?? ''),
  }))
  return { headings, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')).slice(0, most + 1) }
}
