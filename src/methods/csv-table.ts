/** CSV text in and out of the methods: RFC 4180 quoting, header line first, blank lines skipped. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { MethodRow } from './method.ts'

/** A CSV table with its header and one record of text cells a data row. */
export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** Line of the text on which each data row ends, counted from 1. */
  readonly lines: readonly number[]
}

/**
 * Reads CSV text whose first line holds the column names; cells are trimmed, a byte-order mark is dropped.
 * @throws {CsvError} of csv-parse, naming the line, when quotes do not close or a row has too many or too few cells
 * @throws {RangeError} when the header is missing or names a column twice
 */
export function parseCsvTable(text: string): CsvTable {
  const lines: number[] = []
  const records: string[][] = parse(text, {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    on_record: (record: string[], { lines: line }) => {
      lines.push(line)
      return record
    },
  })
  const [columns, ...cellRows] = records
  if (columns === undefined) throw new RangeError('the CSV has no header line')
  const repeated = columns.find((column, index) => columns.indexOf(column) !== index)
  if (repeated !== undefined) throw new RangeError(`the CSV header names the column "${repeated}" twice`)
  const rows = cellRows.map((cells) =>
    Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
  )
  return { columns, rows, lines: lines.slice(1) }
}

/** Writes result rows as CSV with a header; columns in the order they first appear, null as a blank cell. */
export function formatCsvTable(rows: readonly MethodRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return stringify(
    rows.map((row) => columns.map((column) => row[column] ?? '')),
    { header: true, columns, cast: { boolean: (value) => String(value) } },
  )
}
