import Excel, { type CellValue } from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReportFigure } from './reporting-contract.ts'
import { readFigureCell } from './workbook-cells.ts'
import { readReportWorkbook } from './workbook-reading.ts'
import {
  headingRow,
  keyRow,
  problemWorkbook,
  reportWorkbook,
  type WorkbookReport,
} from './workbook-template.ts'

const id = (number: number) => `0190bbbb-0000-7000-8000-${String(number).padStart(12, '0')}`
const item = (number: number, parts: Partial<ReportFigure> = {}): ReportFigure => ({
  indicatorId: id(number),
  region: '990100',
  period: '2026-10',
  code: `indicator-${number}`,
  nameZh: `指标${number}`,
  nameEn: `Indicator ${number}`,
  definitionZh: '定义',
  definitionEn: 'Definition',
  unit: '项',
  decimals: 1,
  minimum: 0,
  maximum: null,
  regionName: '澄州市',
  value: null,
  explanation: null,
  evidence: null,
  previous: { period: '2026-09', value: 12 },
  lastYear: null,
  published: null,
  ...parts,
})
const report = (items: readonly ReportFigure[]): WorkbookReport => ({
  id: id(900),
  round: 1,
  unitName: '市农业农村局',
  period: '2026-10',
  dueOn: '2026-11-13',
  items,
})

/** The form, opened, changed as somebody would change it, and saved. */
async function filledIn(
  form: WorkbookReport,
  change: (sheet: Excel.Worksheet, book: Excel.Workbook) => void,
): Promise<Uint8Array> {
  const book = new Excel.Workbook()
  await book.xlsx.load((await reportWorkbook(form, 'zh')).buffer)
  const [sheet] = book.worksheets
  if (!sheet) throw new Error('the form has no sheet')
  change(sheet, book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const read = (bytes: Uint8Array, form: WorkbookReport) => readReportWorkbook(bytes, form, 'form.xlsx')
const [valueColumn, explanationColumn] = ['I', 'J']
const rowOf = (index: number) => headingRow + 1 + index

// Up to nine digits with up to six decimals: what statistics are reported in.
const value = fc
  .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, decimals]) => Number(`${digits}e-${decimals}`))
const filled = fc.record({
  value: fc.option(value),
  explanation: fc.option(fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map((text) => text.trim())),
})

describe('the workbook of a report', () => {
  it('comes back as it was filled in, however rows and columns are moved', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(filled, { minLength: 1, maxLength: 12 })
          .chain((rows) =>
            fc.tuple(
              fc.constant(rows),
              fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }),
              fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { minLength: 10 }),
            ),
          ),
        async ([rows, rowOrder, columnOrder]) => {
          const form = report(rows.map((_, index) => item(index, { region: `99010${index % 3}` })))
          const bytes = await filledIn(form, (sheet) => {
            for (const [index, row] of rows.entries()) {
              sheet.getCell(`${valueColumn}${rowOf(index)}`).value = row.value
              sheet.getCell(`${explanationColumn}${rowOf(index)}`).value = row.explanation
            }
            const table = Array.from({ length: headingRow + rows.length }, (_, index) =>
              columnOrder.map((column) => sheet.getRow(index + 1).getCell(column).value),
            )
            const moved = [
              ...table.slice(0, headingRow),
              ...rowOrder.map((index) => table[headingRow + index] ?? []),
            ]
            for (const [index, cells] of moved.entries())
              for (const [column, cell] of cells.entries())
                sheet.getRow(index + 1).getCell(column + 1).value = cell
          })
          const { rows: found, problems } = await read(bytes, form)
          expect(problems).toEqual([])
          expect(found.map((one) => [one.place.indicatorId, one.value, one.explanation]).toSorted()).toEqual(
            rows.map((row, index) => [id(index), row.value, row.explanation || null]).toSorted(),
          )
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  it('is read by headings and names when the hidden keys are gone', async () => {
    const form = report([item(1), item(2)])
    const bytes = await filledIn(form, (sheet) => {
      sheet.getCell(`${valueColumn}${rowOf(1)}`).value = 7
      sheet.spliceRows(keyRow, 1)
      sheet.spliceColumns(1, 2)
    })
    const { rows, problems } = await read(bytes, form)
    expect(rows.map((row) => [row.place.indicatorId, row.value])).toEqual([
      [id(1), null],
      [id(2), 7],
    ])
    expect(problems.map((problem) => problem.severity)).toEqual(['notice'])
  })

  it('names the sheet, the row and the column of what is wrong, and what would be right', async () => {
    const form = report([item(1), item(2), item(3, { unit: '%' }), item(4)])
    const bytes = await filledIn(form, (sheet) => {
      sheet.getCell(`${valueColumn}${rowOf(0)}`).value = '约100'
      sheet.getCell(`${valueColumn}${rowOf(1)}`).value = new Date('2026-01-05')
      // A style of its own: once read from a file, cells that look alike share one.
      const dated = sheet.getCell(`${valueColumn}${rowOf(1)}`)
      dated.style = { ...dated.style, numFmt: 'yyyy-mm-dd' }
      sheet.getCell(`${valueColumn}${rowOf(2)}`).value = { formula: '1/0', result: { error: '#DIV/0!' } }
      sheet.getCell(`A${rowOf(3)}`).value = sheet.getCell(`A${rowOf(0)}`).value
      sheet.getCell(`C${rowOf(3)}`).value = '指标1'
    })
    const { problems } = await read(bytes, form)
    const errors = problems.filter((problem) => problem.severity === 'error')
    expect(errors.map(({ sheet, row, column }) => `${sheet} ${column}${row}`)).toEqual([
      '填报 I5',
      '填报 I6',
      '填报 I7',
      '填报 C8',
    ])
    expect(errors.map((error) => error.message.zh)).toEqual([
      expect.stringContaining('请只填数字'),
      expect.stringContaining('日期'),
      expect.stringContaining('#DIV/0!'),
      expect.stringContaining('第 5 行'),
    ])
    const list = new Excel.Workbook()
    await list.xlsx.load((await problemWorkbook(problems, 'zh')).buffer)
    expect(list.worksheets[0]?.getCell('C2').value).toBe('I')
  })

  it('takes a failed formula in a cell formatted as a date for what it is', async () => {
    const form = report([item(1)])
    const bytes = await filledIn(form, (sheet) => {
      const cell = sheet.getCell(`${valueColumn}${rowOf(0)}`)
      cell.value = { formula: '1/0', result: { error: '#DIV/0!' } }
      cell.numFmt = 'yyyy-mm-dd'
    })
    const { rows, problems } = await read(bytes, form)
    expect(rows).toEqual([])
    expect(problems.map(({ column, row, severity }) => `${severity} ${column}${row}`)).toEqual(['error I5'])
    expect(problems[0]?.message.zh).toContain('没有有效的数值')
  })

  it('refuses rows whose hidden key and name have come apart: sorted without the hidden column', async () => {
    const form = report([item(1), item(2)])
    const bytes = await filledIn(form, (sheet) => {
      for (const column of ['C', valueColumn]) {
        const [first, second] = [sheet.getCell(`${column}${rowOf(0)}`), sheet.getCell(`${column}${rowOf(1)}`)]
        const kept = first.value
        first.value = second.value
        second.value = kept
      }
    })
    const { rows, problems } = await read(bytes, form)
    expect(rows).toEqual([])
    expect(problems.filter((problem) => problem.severity === 'error')).toHaveLength(2)
  })

  it('says of another report’s form, of a foreign workbook and of a damaged file what they are', async () => {
    const form = report([item(1)])
    const other = await reportWorkbook({ ...form, id: id(901), period: '2026-09' }, 'zh')
    const foreign = new Excel.Workbook()
    foreign.addWorksheet('x').addRow(['a', 'b'])
    const texts = await Promise.all(
      [other, new Uint8Array(await foreign.xlsx.writeBuffer()), new Uint8Array([80, 75, 3, 4, 0])].map(
        async (bytes) => (await read(bytes, form)).problems.map((problem) => problem.message.zh).join(),
      ),
    )
    expect(texts[0]).toContain('2026-09')
    expect(texts[1]).toContain('本期数值')
    expect(texts[2]).toContain('损坏')
  })
})

describe('a cell', () => {
  const cases: ReadonlyArray<readonly [CellValue, string, string, number | 'blank' | 'problem']> = [
    [96.3, 'General', '%', 96.3],
    [0.963, '0.0%', '%', 96.3],
    [0.963, '0.0%', '项', 'problem'],
    ['９６．３％', '', '%', 96.3],
    ['1,234.5', '', '项', 1234.5],
    ['12,34', '', '项', 'problem'],
    ['１２项', '', '项', 12],
    [' — ', '', '项', 'blank'],
    ['暂无', '', '项', 'blank'],
    ['约100', '', '项', 'problem'],
    ['96.3%', '', '项', 'problem'],
    [{ formula: 'A1*2', result: 24 }, 'General', '项', 24],
    [{ formula: 'A1*2' } as CellValue, 'General', '项', 'problem'],
    [{ richText: [{ text: '4' }, { text: '2' }] }, '', '项', 42],
    [true, '', '项', 'problem'],
    ['-3', '', '项', -3],
    ['−3', '', '项', -3],
  ]
  it.each(cases)('%j with format %j in %s is read as %s', (given, format, unit, expected) => {
    const reading = readFigureCell(given, format, unit)
    expect(reading.kind === 'number' ? reading.value : reading.kind).toBe(expected)
  })

  it('keeps every number that is typed, as a number or as text', () => {
    fc.assert(
      fc.property(value, (one) => {
        for (const given of [one, String(one), one.toLocaleString('en-US', { maximumFractionDigits: 20 })]) {
          const reading = readFigureCell(given, 'General', '项')
          expect(reading.kind === 'number' && reading.value).toBe(one)
        }
      }),
    )
  })
})
