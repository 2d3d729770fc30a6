/** Small tables that people send: the first sheet of an Excel workbook, or CSV, as rows of plain text. */
import { parse } from 'csv-parse/sync'

/** A table as it was sent: headings of the first row, then the rows with their numbers in the file. */
export interface SentTable {
  readonly headings: readonly string[]
  /** Rows that have at least one filled cell; as many cells as there are headings. */
  readonly rows: ReadonlyArray<{
    /** Number of the row in the file, the headings being row 1. */
    readonly number: number
    readonly cells: readonly string[]
  }>
}

/** Why a file gave no table: not one of the two forms, damaged, or without headings. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable'
  readonly reason: 'form' | 'damaged' | 'empty'

  constructor(reason: 'form' | 'damaged' | 'empty', cause?: unknown) {
    super(`The table cannot be read: ${reason}`, { cause })
    this.reason = reason
  }
}

/**
 * Reads a table of up to some ten thousand rows into memory. Dates of Excel become `2025-03-04`, numbers their plain
 * digits, formulas their last result. CSV may be UTF-8 or GB 18030, with commas, semicolons or tabs.
 *
 * @throws {TableUnreadable}
 */
export async function readTable(bytes: Uint8Array): Promise<SentTable> {
  // A workbook is a ZIP file ("PK"); anything else that is no text is refused by the decoder.
  const rows = bytes[0] === 0x50 && bytes[1] === 0x4b ? await workbookRows(bytes) : csvRows(bytes)
  const [first, ...rest] = rows
  const headings = first?.cells.map((cell) => cell.replace(/[\s*＊]+$/u, '').trim()) ?? []
  while (headings.length > 0 && headings.at(-1) === '') headings.pop()
  if (!first || headings.length === 0) throw new TableUnreadable('empty')
  return {
    headings,
    rows: rest
      .filter((row) => row.cells.some((cell) => cell !== ''))
      .map((row) => ({ ...row, cells: headings.map((_, index) => row.cells[index] ?? '') })),
  }
}

type NumberedRow = { readonly number: number; readonly cells: readonly string[] }

function csvRows(bytes: Uint8Array): NumberedRow[] {
  const text = decode(bytes)
  const [firstLine = ''] = text.split(/\r?\n/, 1)
  const delimiter = ['\t', ';', ','].find((sign) => firstLine.includes(sign)) ?? ','
  let records: string[][]
  try {
    records = parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: false })
  } catch (error) {
    throw new TableUnreadable('damaged', error)
  }
  return records.map((cells, index) => ({ number: index + 1, cells: cells.map((cell) => cell.trim()) }))
}

function decode(bytes: Uint8Array): string {
  // Control characters that no text has: a picture or a document, not a table.
  if (bytes.subarray(0, 4096).includes(0)) throw new TableUnreadable('form')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    } catch (error) {
      throw new TableUnreadable('form', error)
    }
  }
}

async function workbookRows(bytes: Uint8Array): Promise<NumberedRow[]> {
  // Loaded when the first workbook comes: it is large.
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  try {
    await book.xlsx.load(new Uint8Array(bytes).buffer)
  } catch (error) {
    throw new TableUnreadable('damaged', error)
  }
  const sheet = book.worksheets[0]
  if (!sheet) throw new TableUnreadable('empty')
  const rows: NumberedRow[] = []
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = cellText(cell.value)
    })
    rows.push({ number, cells: Array.from(cells, (cell) => cell ?? '') })
  })
  return rows
}

/** A cell as people read it. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value !== 'object') return String(value)
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText
      .map((part: { text?: string }) => part.text ?? '')
      .join('')
      .trim()
  if ('result' in value) return cellText(value.result)
  if ('text' in value) return cellText(value.text)
  return ''
}

/** A number without an exponent: codes that were typed as numbers keep their digits. */
const plainNumber = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : String(value)
