import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvCutter, csvField, csvRows, delimiterOf, NotATable } from './csv-rows.ts'

const field = fc.string({
  unit: fc.constantFrom('甲', 'b', ',', ';', '\t', '"', '\n', '\r', ' ', '1'),
  maxLength: 6,
})
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })

describe('CSV rows', () => {
  it('are what was written, wherever the text is cut', () => {
    fc.assert(
      fc.property(
        table,
        fc.nat(60),
        fc.boolean(),
        fc.constantFrom(',', ';', '\t'),
        (rows, cut, lastLineEnd, sign) => {
          // Quoted throughout, or a lone field of blanks would be told apart by no reader.
          const text = rows
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(sign))
            .join('\r\n')
          const whole = lastLineEnd ? `${text}\r\n` : text
          const cutter = new CsvCutter({}, sign)
          const read = [
            ...cutter.push(whole.slice(0, cut)),
            ...cutter.push(whole.slice(cut)),
            ...cutter.end(),
          ]
          expect(read).toEqual(rows)
        },
      ),
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

  const read = async (...parts: BlobPart[]) => {
    const rows: (readonly string[])[] = []
    for await (const some of csvRows(new Blob(parts))) rows.push(...some)
    return rows
  }
  it('are parted by what parts the most fields of the first line', async () => {
    expect(['代码,名称', '代码\t名称', '代码;名称', '代码', '"a;b;c",d', 'a,b;c,d'].map(delimiterOf)).toEqual(
      [',', '\t', ';', ',', ',', ','],
    )
    expect(await read('a;b\n"1;2";3,4\n')).toEqual([
      ['a', 'b'],
      ['1;2', '3,4'],
    ])
    expect(await read('a\tb\r\n1,2\t"3\t4"')).toEqual([
      ['a', 'b'],
      ['1,2', '3\t4'],
    ])
  })
  it('come from UTF-16 with its mark, as spreadsheet programs write Unicode text', async () => {
    const bytes = Buffer.from('\ufeff代码\t名称\r\n1\t甲\r\n', 'utf16le')
    expect(await read(new Uint8Array(bytes))).toEqual([
      ['代码', '名称'],
      ['1', '甲'],
    ])
    expect(await read(new Uint8Array(Buffer.from(bytes).swap16()))).toEqual([
      ['代码', '名称'],
      ['1', '甲'],
    ])
  })
  it('are refused where the file is no text', async () => {
    await expect(read(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).rejects.toThrow(NotATable)
    // How workbooks of before 2007 begin.
    await expect(
      read(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])),
    ).rejects.toThrow(NotATable)
  })
})
