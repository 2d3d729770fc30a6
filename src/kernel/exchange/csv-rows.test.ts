import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvCutter, csvField, csvRows } from './csv-rows.ts'

const field = fc.string({ unit: fc.constantFrom('甲', 'b', ',', '"', '\n', '\r', ' ', '1'), maxLength: 6 })
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })

describe('CSV rows', () => {
  it('are what was written, wherever the text is cut', () => {
    fc.assert(
      fc.property(table, fc.nat(60), fc.boolean(), (rows, cut, lastLineEnd) => {
        // Quoted throughout, or a lone field of blanks would be told apart by no reader.
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\r\n')
        const whole = lastLineEnd ? `${text}\r\n` : text
        const cutter = new CsvCutter()
        const read = [...cutter.push(whole.slice(0, cut)), ...cutter.push(whole.slice(cut)), ...cutter.end()]
        expect(read).toEqual(rows)
      }),
    )
  })
  it('agree with csv-parse where quotes are used only where needed', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = `${rows.map((row) => row.map(csvField).join(',')).join('\n')}\n`
        const cutter = new CsvCutter()
        const expected: string[][] = parse(text, { relax_column_count: true, record_delimiter: '\n' })
        expect([...cutter.push(text), ...cutter.end()]).toEqual(expected)
      }),
    )
  })
  it('leave out empty lines and a byte order mark, and read GBK', async () => {
    const rows: (readonly string[])[] = []
    for await (const some of csvRows(new Blob(['\ufeffa,b\n\n1,2\n']))) rows.push(...some)
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    const gbk: (readonly string[])[] = []
    for await (const some of csvRows(new Blob([Uint8Array.from([0xd6, 0xd0, 0x2c, 0xb9, 0xfa, 0x0a])])))
      gbk.push(...some)
    expect(gbk).toEqual([['中', '国']])
  })
})
