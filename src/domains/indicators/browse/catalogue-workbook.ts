/** The catalogue as an Excel file. */
import Excel from 'exceljs'
import type { Locale } from '#kernel/db/scope.ts'
import { catalogueMessages, categoryWords } from '../catalogue-messages.ts'
import { periodWords } from '../period-messages.ts'
import type { CatalogueRow } from './browse-contract.ts'

// A cell that begins with one of these would be taken for a formula by spreadsheet programs.
const plainText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

/** One sheet, a row per indicator, in the language of who asks. */
export async function catalogueWorkbook(
  rows: readonly CatalogueRow[],
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const word = (key: keyof typeof catalogueMessages) => catalogueMessages[key][locale]
  const columns: ReadonlyArray<
    readonly [title: string, width: number, (row: CatalogueRow) => string | number | null]
  > = [
    [word('indicators.code'), 32, (row) => row.code],
    [word('indicators.name-zh'), 40, (row) => row.nameZh],
    [word('indicators.name-en'), 40, (row) => row.nameEn],
    [word('indicators.category'), 14, (row) => categoryWords(row.category)[locale]],
    [word('indicators.unit'), 12, (row) => row.unit],
    [word('indicators.period'), 10, (row) => word(`indicators.period.${row.period}`)],
    [word('indicators.computation'), 12, (row) => word(`indicators.computation.${row.computation}`)],
    [word('indicators.owner'), 24, (row) => row.owner?.title[locale] ?? null],
    [
      word('indicators.latest-period'),
      14,
      (row) => (row.latest ? periodWords(row.latest.period)[locale] : null),
    ],
    [word('indicators.latest-value'), 14, (row) => row.latest?.value ?? null],
    [word('indicators.freshness'), 12, (row) => word(`indicators.freshness.${row.freshness}`)],
    [word('indicators.targets'), 10, (row) => row.targets],
    [word('indicators.source-standard'), 24, (row) => row.sourceStandard],
  ]
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(word('indicators.catalogue'), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(([header, width]) => ({ header, width }))
  sheet.getRow(1).font = { bold: true }
  for (const row of rows)
    sheet.addRow(
      columns.map(([, , value]) => {
        const cell = value(row)
        return typeof cell === 'string' ? plainText(cell) : cell
      }),
    )
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
