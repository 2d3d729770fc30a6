/** Small tables that people send, CSV or Excel, in memory: headings, and rows of plain text beneath them. */
import type { Message } from '../language/messages.ts'
import { NotATable } from './csv-rows.ts'
import { type NumberedRow, numberedRows } from './numbered-rows.ts'
import { ZipError } from './zip-entries.ts'

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

const reasons = {
  form: { zh: '既不是 Excel（.xlsx）也不是 CSV', en: 'it is neither Excel (.xlsx) nor CSV' },
  damaged: { zh: '文件已损坏', en: 'the file is damaged' },
  empty: { zh: '没有表头', en: 'it has no headings' },
} as const

/**
 * Reads a table that must be one, as {@link readHeadedTable} does.
 *
 * @param refused makes the error for a file that is none, from the reason as a part of a sentence
 */
export async function headedTableOf(
  content: Blob,
  options: HeadedTableOptions,
  refused: (reason: Message) => Error,
): Promise<HeadedTable> {
  try {
    const table = await readHeadedTable(content, options)
    if (table) return table
  } catch (error) {
    if (error instanceof NotATable) throw refused(reasons.form)
    if (error instanceof ZipError) throw refused(reasons.damaged)
    throw error
  }
  throw refused(reasons.empty)
}
