import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { type NumberedRow, numberedRows } from './numbered-rows.ts'

const read = async (content: Blob): Promise<NumberedRow[]> => {
  const rows: NumberedRow[] = []
  for await (const some of numberedRows(content)) rows.push(...some)
  return rows
}

describe('numbered rows', () => {
  it('count empty lines of CSV, and take a row with line ends within quotes for one', async () => {
    const rows = await read(new Blob(['a,b\r\n\r\n"x\ny",2\r\n,,\r\n3,4']))
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x\ny', '2'] },
      { line: 5, cells: ['3', '4'] },
    ])
  })
  it('count empty rows of a workbook as its program does; percentages are read as shown', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('1')
    sheet.getRow(2).values = ['a', 'b']
    // A row that has a height and no cells.
    sheet.getRow(4).height = 30
    sheet.getRow(7).values = ['x', 0.963]
    sheet.getCell('B7').numFmt = '0.0%'
    const rows = await read(new Blob([new Uint8Array(await book.xlsx.writeBuffer())]))
    expect(rows).toEqual([
      { line: 2, cells: ['a', 'b'] },
      { line: 7, cells: ['x', '96.3%'] },
    ])
  })
})
