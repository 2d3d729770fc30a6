/** A table that people send, CSV or Excel, read as it comes, each row with its number in the file. */
import { csvRows, type RowOptions, type TableRow } from './csv-rows.ts'
import { workbookRows } from './workbook-rows.ts'

/** A row with any content. */
export interface NumberedRow {
  /** As a person sees it in a spreadsheet program: the first row is 1, empty ones count. */
  readonly line: number
  readonly cells: TableRow
}

const isWorkbook = async (content: Blob): Promise<boolean> => (await content.slice(0, 2).text()) === 'PK'

const isBlank = (cell: string): boolean => cell.trim() === ''

/**
 * The rows of a CSV file or of a workbook's first sheet, some thousand at a time, the head among them. Rows without
 * content are left out.
 *
 * @throws ZipError when a workbook is damaged
 * @throws NotATable when the file is neither of the two
 */
export async function* numberedRows(
  content: Blob,
  { asShown = true }: Pick<RowOptions, 'asShown'> = {},
): AsyncGenerator<NumberedRow[]> {
  const options = { keepEmpty: true, asShown }
  let line = 0
  for await (const rows of (await isWorkbook(content))
    ? workbookRows(content, options)
    : csvRows(content, options)) {
    const filled: NumberedRow[] = []
    for (const cells of rows) {
      line += 1
      if (!cells.every(isBlank)) filled.push({ line, cells })
    }
    if (filled.length > 0) yield filled
  }
}
