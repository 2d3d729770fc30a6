import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { describe, expect, test } from 'vitest'
import { READ_ERROR_MESSAGES } from '../messages.ts'
import { PlanReadError } from '../read-error.ts'
import { readPlanFile } from '../read-plan.ts'
import { MAX_FILE_BYTES } from './decode-file.ts'

/** Two-byte codes of GB18030, turned around from the decoder's table. */
const GB_CODES = new Map<string, readonly number[]>()
for (let high = 0x81; high <= 0xfe; high++) {
  for (let low = 0x40; low <= 0xfe; low++) {
    const char = new TextDecoder('gb18030').decode(new Uint8Array([high, low]))
    if (char.length === 1 && char !== '\ufffd') GB_CODES.set(char, [high, low])
  }
}
function encode(text: string, encoding: string): Uint8Array {
  if (encoding.startsWith('gb')) {
    return new Uint8Array([...text].flatMap((char) => GB_CODES.get(char) ?? [char.charCodeAt(0)]))
  }
  if (encoding === 'utf-8') return Buffer.from(text)
  const bytes = Buffer.from(text, 'utf16le')
  return encoding === 'utf-16be' ? bytes.swap16() : bytes
}

const PLAN = '云岭市质量强市建设方案\n一、主要目标\n到2027年,抽检合格率达到98%以上。(责任单位:市市场监管局)'
const read = (name: string, bytes: Uint8Array) => readPlanFile({ name, bytes })
const found = async (name: string, bytes: Uint8Array): Promise<unknown> => {
  const { outline, targets, tasks } = await read(name, bytes)
  return [
    outline.map((o) => o.heading),
    targets.map((t) => [t.indicator, t.value, t.year]),
    tasks.map((t) => t.units),
  ]
}
const EXPECTED = [['主要目标'], [['抽检合格率', 98, 2027]], [['市市场监管局']]]
const code = async (name: string, bytes: Uint8Array): Promise<string> => {
  try {
    await read(name, bytes)
  } catch (error) {
    if (error instanceof PlanReadError) return error.code
    throw error
  }
  return 'read'
}

describe('text in every encoding Chinese files come in', () => {
  test.each(['utf-8', 'gb18030', 'gbk', 'utf-16le', 'utf-16be'])('%s', async (encoding) => {
    expect(
      await found('plan.txt', encode(encoding.startsWith('utf-16') ? `\ufeff${PLAN}` : PLAN, encoding)),
    ).toEqual(EXPECTED)
  })
  test('UTF-8 with a byte order mark', async () => {
    expect(await found('plan.txt', encode(`\ufeff${PLAN}`, 'utf-8'))).toEqual(EXPECTED)
  })
  test('bytes that fit no encoding are replaced and reported', async () => {
    const bytes = new Uint8Array([...Buffer.from(PLAN), 0xff, 0xfe, 0x80])
    const reading = await read('plan.txt', bytes)
    expect(reading.warnings).toContain('replaced-characters')
    expect(reading.targets).toHaveLength(1)
  })
})

describe('web pages', () => {
  const page = (charset: string): string =>
    `<!DOCTYPE html><html><head><meta charset="${charset}"><title>云岭市</title><style>p{top:98%}</style></head><body><script>var a='到2030年,合格率达到99%'</script><div><p>云岭市质量强市建设方案</p><p>一、主要目标</p><p>到2027年,抽检<b>合格率</b>达到98%以上。(责任单位:市市场监管局)</p></div></body></html>`
  test.each(['utf-8', 'gb2312'])('%s', async (charset) => {
    expect(await found('plan.html', encode(page(charset), charset))).toEqual(EXPECTED)
  })
  test('a table', async () => {
    const html =
      '<table><tr><th>指标</th><th>单位</th><th>2027年</th></tr><tr><td>抽检合格率</td><td>%</td><td>98</td></tr></table>'
    expect(await found('table.htm', Buffer.from(html))).toEqual([[], [['抽检合格率', 98, 2027]], []])
  })
  test('elements nested beyond the call stack', async () => {
    const deep = `${'<span>'.repeat(400)}到2027年,抽检合格率达到98%。${'</span>'.repeat(400)}`
    expect((await read('deep.html', Buffer.from(`<html>${deep}</html>`))).targets).toHaveLength(1)
  })
})

test('Word documents, tables included', async () => {
  const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] })
  const table = new Table({
    rows: [
      new TableRow({ children: ['指标', '单位', '2027年'].map(cell) }),
      new TableRow({ children: ['返修率', '%', '≤2'].map(cell) }),
    ],
  })
  const document = new Document({
    sections: [{ children: [...PLAN.split('\n').map((line) => new Paragraph(line)), table] }],
  })
  const bytes = new Uint8Array(await Packer.toBuffer(document))
  expect(await found('plan.docx', bytes)).toEqual([
    ['主要目标'],
    [
      ['抽检合格率', 98, 2027],
      ['返修率', 2, 2027],
    ],
    [['市市场监管局']],
  ])
  expect(await code('cut.docx', bytes.slice(0, bytes.length / 2))).toBe('damaged')
})

/** A PDF with lines of Chinese text in a font that every viewer has (no font embedded). */
function pdf(lines: readonly string[], extra = ''): Buffer {
  const hex = (text: string): string => Buffer.from(encode(text, 'utf-16be')).toString('hex')
  const content = `BT /F1 12 Tf 72 760 Td 18 TL ${lines.map((line) => `<${hex(line)}> Tj T*`).join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = body.length
    body += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = body.length
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(body, 'latin1')
}

describe('PDF', () => {
  test('text', async () => {
    const lines = [
      '云岭市质量强市建设方案',
      '一、主要目标',
      '到2027年,抽检合格率达到98%以上。(责任单位:市市场监管局)',
    ]
    expect(await found('plan.pdf', pdf(lines))).toEqual(EXPECTED)
  })
  test('with a password', async () => {
    const key = '0'.repeat(64)
    const encrypted = pdf(
      ['一'],
      `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -44 >> /ID [<00> <00>]`,
    )
    expect(await code('locked.pdf', encrypted)).toBe('encrypted')
  })
  test('without text', async () => {
    expect(await code('scan.pdf', pdf([]))).toBe('no-text')
  })
  test('damaged', async () => {
    expect(await code('cut.pdf', Buffer.from('%PDF-1.4 nothing more'))).toBe('damaged')
  })
})

describe('files that are no documents', () => {
  test.each([
    ['empty', new Uint8Array(0)],
    ['empty', Buffer.from(' \n\u3000\r\n ')],
    ['binary', new Uint8Array(400).map((_, i) => (i * 37) % 256)],
    ['unsupported', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0])],
    ['unsupported', Buffer.from('PK\u0003\u0004 xl/workbook.xml', 'latin1')],
    ['old-word', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['damaged', Buffer.from('PK\u0003\u0004 word/document.xml', 'latin1')],
  ])('%s', async (expected, bytes) => {
    expect(await code('file', bytes)).toBe(expected)
  })
  test('larger than the limit', async () => {
    expect(await code('huge.txt', new Uint8Array(MAX_FILE_BYTES + 1))).toBe('too-large')
  })
  test('every error has a text in both languages', () => {
    for (const { zh, en } of Object.values(READ_ERROR_MESSAGES))
      expect(zh.length * en.length).toBeGreaterThan(0)
  })
})
