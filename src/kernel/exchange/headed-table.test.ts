import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { NotATable } from './csv-rows.ts'
import { readHeadedTable } from './headed-table.ts'
import { writeWorkbook } from './write-table.ts'
import { ZipError } from './zip-entries.ts'

const workbook = async (fill: (sheet: ExcelJS.Worksheet) => void): Promise<Blob> => {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('1'))
  book.addWorksheet('填写说明').addRow(['另一张表'])
  return new Blob([new Uint8Array(await book.xlsx.writeBuffer())])
}

describe('a table with headings', () => {
  it('is read without blanks and stars, each row with its number and as wide as the headings', async () => {
    const text = ' 代码 * ;名称＊;;\n\n 1 ; 甲 ;多余;再多\n;;不算\n2\n'
    expect(await readHeadedTable(new Blob([text]))).toEqual({
      headings: ['代码', '名称'],
      rows: [
        { line: 3, cells: ['1', '甲'] },
        { line: 5, cells: ['2', ''] },
      ],
    })
  })

  it('comes from the first sheet of a workbook as people see it: days, long numbers, formulas, rich text', async () => {
    const content = await workbook((sheet) => {
      sheet.addRow(['编号 *', '日期', '数量', '合计', '说明'])
      sheet.addRow([])
      sheet.addRow([
        913301060000000,
        new Date('2025-03-04T00:00:00Z'),
        0.1 + 0.2,
        { formula: 'C3*2', result: 0.6 },
        { richText: [{ text: '甲' }, { font: { bold: true }, text: '乙 ' }] },
      ])
      sheet.addRow(['x', null, true, { text: '官网', hyperlink: 'https://example.org' }, { error: '#N/A' }])
    })
    expect(await readHeadedTable(content)).toEqual({
      headings: ['编号', '日期', '数量', '合计', '说明'],
      rows: [
        { line: 3, cells: ['913301060000000', '2025-03-04', '0.3', '0.6', '甲乙'] },
        { line: 4, cells: ['x', '', 'TRUE', '官网', ''] },
      ],
    })
  })

  it('is what our own workbooks hold', async () => {
    const bytes = await writeWorkbook([
      {
        title: '证书',
        columns: [
          { title: '编号 *', width: 10 },
          { title: '数', width: 10 },
        ],
        rows: [['SC1', 12.5]],
      },
    ])
    expect(await readHeadedTable(new Blob([bytes]))).toEqual({
      headings: ['编号', '数'],
      rows: [{ line: 2, cells: ['SC1', '12.5'] }],
    })
  })

  it('is none without headings, and a damaged or foreign file says so', async () => {
    expect(await readHeadedTable(new Blob(['']))).toBeUndefined()
    expect(await readHeadedTable(new Blob([' \n,,\n']))).toBeUndefined()
    await expect(readHeadedTable(new Blob(['PK\u0003\u0004 broken']))).rejects.toThrow(ZipError)
    await expect(readHeadedTable(new Blob([Uint8Array.from([1, 0, 2])]))).rejects.toThrow(NotATable)
  })
})
