/** Reads a laboratory's results file: one row a value, Excel or CSV, columns by their headings in either language. */
import { parse } from 'csv-parse/sync'
import Excel from 'exceljs'
import { inspectFile } from '#kernel/files/inspect.ts'
import { spotCheckError } from '../errors.ts'

/** The columns of a results file and the headings that they go by. */
const resultColumns = {
  blindCode: ['样品编号', 'sample code'],
  reportNumber: ['报告编号', 'report number'],
  unitNumber: ['样品序号', 'unit'],
  item: ['检验项目', 'item'],
  measured: ['测定值', 'value'],
} as const
type ResultColumn = keyof typeof resultColumns

/** A row of the file; texts as they stand there. */
export type FileRow = Readonly<Record<ResultColumn, string>> & {
  /** Row in the file, the header being 1. */
  readonly row: number
}

const mostRows = 50_000

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

async function tableOf(bytes: Uint8Array, name: string): Promise<string[][]> {
  const { kind } = await inspectFile(bytes, name, ['csv', 'text', 'spreadsheet'])
  if (kind !== 'spreadsheet')
    return parse(decode(bytes), { bom: true, relax_column_count: true, skip_empty_lines: false })
  const book = new Excel.Workbook()
  // The typings ask for the Buffer of another version of Node's types; an ArrayBuffer is what it reads.
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  const [sheet] = book.worksheets
  const table: string[][] = []
  sheet?.eachRow({ includeEmpty: true }, (row) => {
    const width = Math.min(row.cellCount, 20)
    table.push(Array.from({ length: width }, (_, index) => row.getCell(index + 1).text))
  })
  return table
}

/**
 * The rows of a file; empty ones left out.
 *
 * @throws spot-checks.file-unreadable when it is no table with the columns; the `files.*` errors
 */
export async function readResultsFile(bytes: Uint8Array, name: string): Promise<FileRow[]> {
  let table: string[][]
  try {
    table = await tableOf(bytes, name)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('files.')) throw error
    throw spotCheckError('spot-checks.file-unreadable', { name })
  }
  const header = (table[0] ?? []).map((cell) => cell.trim().toLowerCase())
  const columnOf = (column: ResultColumn): number => {
    const titles: readonly string[] = resultColumns[column]
    return header.findIndex((cell) => titles.includes(cell))
  }
  const places = {
    blindCode: columnOf('blindCode'),
    reportNumber: columnOf('reportNumber'),
    unitNumber: columnOf('unitNumber'),
    item: columnOf('item'),
    measured: columnOf('measured'),
  }
  const needed = [places.blindCode, places.reportNumber, places.item, places.measured]
  if (needed.includes(-1) || table.length - 1 > mostRows)
    throw spotCheckError('spot-checks.file-unreadable', { name })
  const cell = (row: readonly string[], place: number): string =>
    place < 0 ? '' : (row[place] ?? '').replace(/^'/, '').trim()
  return table.slice(1).flatMap((cells, index) => {
    if (cells.every((one) => one.trim() === '')) return []
    return [
      {
        row: index + 2,
        blindCode: cell(cells, places.blindCode).toUpperCase(),
        reportNumber: cell(cells, places.reportNumber),
        unitNumber: cell(cells, places.unitNumber) || '1',
        item: cell(cells, places.item),
        measured: cell(cells, places.measured),
      },
    ]
  })
}

/** A workbook with a row for each value that is still to be measured. */
export async function resultsTemplate(
  rows: ReadonlyArray<Pick<FileRow, 'blindCode' | 'unitNumber' | 'item'> & { readonly requirement: string }>,
): Promise<Uint8Array<ArrayBuffer>> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('检验结果', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [
    { header: resultColumns.blindCode[0], width: 14 },
    { header: resultColumns.reportNumber[0], width: 20 },
    { header: resultColumns.unitNumber[0], width: 10 },
    { header: resultColumns.item[0], width: 28 },
    { header: resultColumns.measured[0], width: 16 },
    { header: '要求', width: 22 },
  ]
  sheet.getRow(1).font = { bold: true }
  for (const row of rows)
    sheet.addRow([row.blindCode, '', Number(row.unitNumber), row.item, '', row.requirement])
  return new Uint8Array(await book.xlsx.writeBuffer())
}
