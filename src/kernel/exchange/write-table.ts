/** Tables for people: Excel workbooks with headings, widths and lists to choose from. */
import type { Workbook, Worksheet } from 'exceljs'

/** One column of a sheet. */
export interface SheetColumn {
  readonly title: string
  /** Width in characters. */
  readonly width: number
  /** What may be chosen in the cells of a template. */
  readonly choices?: readonly string[]
  /** Note shown when a cell of a template is chosen. */
  readonly note?: string
}

export interface Sheet {
  readonly title: string
  readonly columns: readonly SheetColumn[]
  /** Cells in the order of the columns. */
  readonly rows: ReadonlyArray<ReadonlyArray<string | number | null>>
}

/** Media type of a workbook. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Rows of a template that have their lists to choose from. */
const templateRows = 1000

/** Name of the hidden sheet with the choices: written into the cells themselves they may have 255 characters only. */
const choiceSheet = 'choices'

/** A cell that begins so would be taken for a formula by spreadsheet programs. */
const plainText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

/**
 * A workbook of sheets, the first one in front. Loads the writer when first used: it is large.
 *
 * @example new File([await writeWorkbook([sheet])], '产品.xlsx', { type: workbookType })
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  for (const content of sheets) {
    const sheet = book.addWorksheet(content.title, { views: [{ state: 'frozen', ySplit: 1 }] })
    fill(sheet, content)
  }
  for (const [index, content] of sheets.entries()) {
    const sheet = book.worksheets[index]
    if (sheet) addChoices(book, sheet, content.columns)
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function fill(sheet: Worksheet, { columns, rows }: Sheet): void {
  sheet.columns = columns.map((column) => ({ header: column.title, width: column.width }))
  sheet.getRow(1).font = { bold: true }
  for (const row of rows)
    sheet.addRow(row.map((value) => (typeof value === 'string' ? plainText(value) : value)))
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
}

function addChoices(book: Workbook, sheet: Worksheet, columns: readonly SheetColumn[]): void {
  columns.forEach((column, index) => {
    const { choices, note } = column
    if (!choices && !note) return
    const rule = choices
      ? { type: 'list' as const, formulae: [listOf(book, choices)], showErrorMessage: true }
      : { type: 'custom' as const, formulae: ['TRUE'] }
    const prompt = note ? { showInputMessage: true, prompt: note.slice(0, 250) } : {}
    for (let row = 2; row <= templateRows; row++)
      sheet.getCell(row, index + 1).dataValidation = { ...rule, ...prompt, allowBlank: true }
  })
}

/** Writes choices into the next free column of the hidden sheet; gives the range that holds them. */
function listOf(book: Workbook, choices: readonly string[]): string {
  const lists = book.getWorksheet(choiceSheet) ?? book.addWorksheet(choiceSheet, { state: 'veryHidden' })
  const place = lists.columnCount + 1
  choices.forEach((choice, row) => {
    lists.getCell(row + 1, place).value = choice
  })
  const { letter } = lists.getColumn(place)
  return `${choiceSheet}!$${letter}$1:$${letter}$${choices.length}`
}
