import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { readResultsFile, resultsTemplate } from './results-file.ts'

const file = (...parts: BlobPart[]) => new File(parts, 'results')
const sample = { reportNumber: 'R-1', unitNumber: '1', item: '铅' }
const twoRows = [
  { ...sample, line: 2, blindCode: 'AB12', measured: '0.05' },
  { ...sample, line: 4, blindCode: 'CD34', measured: '1,5' },
]
const table = (sign: string, field = (text: string) => text) =>
  [
    ['样品编号 *', '报告编号', '检验项目', '测定值', '备注'],
    ['ab12', 'R-1', '铅', '0.05', ''],
    ['', '', '', '', ''],
    [' CD34 ', 'R-1', '铅', field('1,5'), '复核'],
  ]
    .map((row) => row.join(sign))
    .join('\r\n')

describe('a results file', () => {
  it('is parted by semicolons, tabs or commas, in any encoding, its rows counted as people see them', async () => {
    expect(await readResultsFile(file(table(';')), 'zh')).toEqual(twoRows)
    expect(await readResultsFile(file(`\ufeff${table(',', (text) => `"${text}"`)}`), 'zh')).toEqual(twoRows)
    const unicodeText = new Uint8Array(Buffer.from(`\ufeff${table('\t')}`, 'utf16le'))
    expect(await readResultsFile(file(unicodeText), 'zh')).toEqual(twoRows)
    // 样品编号,报告编号,检验项目,测定值 and 铅 as GB18030 writes them.
    const gb18030 = Buffer.concat([
      Buffer.from('d1f9c6b7b1e0bac52cb1a8b8e6b1e0bac52cbcecd1e9cfeec4bf2cb2e2b6a8d6b50a', 'hex'),
      Buffer.from('AB12,R-1,'),
      Buffer.from('c7a6', 'hex'),
      Buffer.from(',0.05\n'),
    ])
    expect(await readResultsFile(file(new Uint8Array(gb18030)), 'zh')).toEqual(twoRows.slice(0, 1))
  })

  it('is a workbook as well: numbers and percentages as shown, rows without content counted', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('1')
    sheet.getRow(2).values = ['sample code', 'report number', 'unit', 'item', 'value']
    sheet.getRow(5).values = ['AB12', 'R-1', 2, '水分', 0.125]
    sheet.getCell('E5').numFmt = '0.0%'
    sheet.getRow(6).values = ['AB12', 'R-1', 2, '铅', { error: '#DIV/0!' }]
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    const row = { blindCode: 'AB12', reportNumber: 'R-1', unitNumber: '2' }
    expect(await readResultsFile(file(bytes), 'en')).toEqual([
      { ...row, line: 5, item: '水分', measured: '12.5%' },
      { ...row, line: 6, item: '铅', measured: '#DIV/0!' },
    ])
  })

  it('is what the template was, filled in', async () => {
    const template = await resultsTemplate([
      { blindCode: 'AB12', unitNumber: '1', item: '=铅', requirement: '≤0.2 mg/kg' },
    ])
    expect(await readResultsFile(file(template), 'zh')).toEqual([
      { line: 2, blindCode: 'AB12', reportNumber: '', unitNumber: '1', item: '=铅', measured: '' },
    ])
  })

  it('says why it cannot be read', async () => {
    const reason = (content: File, locale: 'zh' | 'en' = 'zh') =>
      readResultsFile(content, locale).then(
        () => 'read',
        (error: { parameters?: { reason?: string } }) => error.parameters?.reason,
      )
    expect(await reason(file('样品编号,检验项目\nAB12,铅\n'))).toBe('缺少“报告编号”“测定值”列')
    expect(await reason(file('sample code,item\nAB12,铅\n'), 'en')).toBe(
      'it has no column “report number”, “value”',
    )
    expect(await reason(file(''))).toBe('没有表头')
    expect(await reason(file(new Uint8Array([0x25, 0x50, 0, 0, 1])))).toBe('既不是 Excel（.xlsx）也不是 CSV')
    expect(await reason(file('PK\u0003\u0004 broken'))).toBe('文件已损坏')
    expect(await reason(file(`${table(',').split('\r\n', 1)[0]}\n${'A,R,铅,1\n'.repeat(50_001)}`))).toBe(
      '超过 50000 行',
    )
  })
})
