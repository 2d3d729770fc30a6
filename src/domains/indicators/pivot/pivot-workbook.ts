/** A pivot as an Excel file, laid out as on the page. */
import Excel from 'exceljs'
import type { Locale } from '#kernel/db/scope.ts'
import { formatMessage } from '#kernel/language/messages.ts'
import { periodWordsOn } from '../period-messages.ts'
import { axisTitles, titleWithUnit } from './axis-messages.ts'
import { type PivotAnswer, type PivotAxis, pivotTable } from './pivot-contract.ts'

// A cell that begins with one of these would be taken for a formula by spreadsheet programs.
const plainText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

const words = {
  undivided: { zh: '不细分', en: 'not divided' },
  because: { zh: '不能细分：', en: ' cannot be broken down: ' },
}

/**
 * The workbook's bytes: titles down the side and along the top stay in sight; units stand with the names.
 *
 * @param day on which a period that is not over is marked as that
 */
export async function pivotWorkbook(
  answer: PivotAnswer,
  rows: readonly PivotAxis[],
  locale: Locale,
  day: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const titleOf = (axis: PivotAxis, index: number): string => {
    if (axis === 'period') return periodWordsOn(answer.periods[index] ?? '', day)[locale]
    if (axis === 'dimension') return answer.dimensions[index]?.title[locale] ?? ''
    if (axis === 'region') return answer.regions[index]?.title[locale] ?? ''
    const item = answer.items[index]
    if (!item) return ''
    const title = item.title[locale]
    if (!item.unit) return title
    return formatMessage(titleWithUnit, locale, { title, unit: item.unit })
  }
  const table = pivotTable(answer, rows, titleOf)
  const side = Math.max(1, ...table.rows.map((row) => row.titles.length))
  const top = Math.max(1, ...table.columns.map((column) => column.length))
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(locale === 'zh' ? '透视分析' : 'Pivot', {
    views: [{ state: 'frozen', xSplit: side, ySplit: top }],
  })
  for (let line = 0; line < top; line += 1) {
    const added = sheet.addRow([
      ...Array.from({ length: side }, (_, index) => {
        const axis = line === top - 1 ? table.sides[index] : undefined
        return axis ? axisTitles[axis][locale] : ''
      }),
      ...table.columns.map((column) => plainText(column[line] ?? '')),
    ])
    added.font = { bold: true }
  }
  table.rows.forEach((row, index) => {
    const cells = row.values.map((value, column) =>
      table.isOpen(index, column) ? value : words.undivided[locale],
    )
    const added = sheet.addRow([...row.titles.map(plainText), ...cells])
    row.values.forEach((_, column) => {
      const decimals = table.item(index, column)?.decimals
      if (decimals !== null && decimals !== undefined)
        added.getCell(side + column + 1).numFmt = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
    })
  })
  for (const { title, undivided } of answer.items)
    if (undivided)
      sheet.addRow([plainText(`${title[locale]}${words.because[locale]}${undivided[locale]}`)]).font = {
        italic: true,
      }
  for (let column = 1; column <= side + table.columns.length; column += 1)
    sheet.getColumn(column).width = column <= side ? 32 : 14
  return new Uint8Array(await book.xlsx.writeBuffer())
}
