/** The parts of official papers with tables, as Word files laid out after GB/T 9704-2012. */
import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

// Half points: 2 号 = 22 pt, 3 号 = 16 pt, tables in 小四 = 12 pt; margins and line as GB/T 9704-2012, 5.2.1 and 5.2.3.
const size = { title: 44, body: 32, table: 24 } as const
const font = { title: '方正小标宋简体', heading: '黑体', body: '仿宋_GB2312' } as const
const margin = { top: 2098, bottom: 1984, left: 1587, right: 1474 }
const line = { line: 560, lineRule: 'exact' } as const

/** What a paper is made of, from above to below. */
export type PaperPart = Paragraph | Table

const run = (text: string, options: { readonly font?: string; readonly size?: number } = {}): TextRun =>
  new TextRun({ text, font: options.font ?? font.body, size: options.size ?? size.body })

export const title = (text: string): PaperPart =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 280 },
    children: [run(text, { font: font.title, size: size.title })],
  })

/** The number of the paper, below its title. */
export const numbered = (text: string): PaperPart =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: line, children: [run(text)] })

/** A paragraph of the body: two characters of indent, or none for the addressee. */
export const body = (text: string, indent = true): PaperPart =>
  new Paragraph({
    spacing: line,
    ...(indent ? { indent: { firstLine: 640 } } : {}),
    children: [run(text)],
  })

/** Who issued the paper, and when. */
export const closing = (text: string): PaperPart =>
  new Paragraph({ alignment: AlignmentType.RIGHT, spacing: line, children: [run(text)] })

const cell = (text: string, heading = false, span = 1): TableCell =>
  new TableCell({
    columnSpan: span,
    children: [
      new Paragraph({
        children: [run(text, { size: size.table, ...(heading ? { font: font.heading } : {}) })],
      }),
    ],
  })

const wholeWidth = { size: 100, type: WidthType.PERCENTAGE } as const

/** A form: each row one pair of a heading and its value, or two. What is not known is a stroke. */
export const form = (
  rows: ReadonlyArray<readonly [string, string | number | null, string?, (string | number | null)?]>,
): PaperPart =>
  new Table({
    width: wholeWidth,
    rows: rows.map(
      ([heading, value, otherHeading, otherValue]) =>
        new TableRow({
          children:
            otherHeading === undefined
              ? [cell(heading, true), cell(stroke(value), false, 3)]
              : [
                  cell(heading, true),
                  cell(stroke(value)),
                  cell(otherHeading, true),
                  cell(stroke(otherValue ?? null)),
                ],
        }),
    ),
  })

/** A list with its headings, which come again on every page. */
export const list = (headings: readonly string[], rows: ReadonlyArray<readonly string[]>): PaperPart =>
  new Table({
    width: wholeWidth,
    rows: [
      new TableRow({ tableHeader: true, children: headings.map((heading) => cell(heading, true)) }),
      ...rows.map((row) => new TableRow({ children: row.map((text) => cell(text)) })),
    ],
  })

/** `2026-05-06` as papers write it. */
export const dateInWords = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** What papers write where there is nothing to write. */
export const stroke = (value: string | number | null): string =>
  value === null || value === '' ? '/' : String(value)

/** The paper as the bytes of a Word file. */
export async function paperFile(
  name: string,
  children: readonly PaperPart[],
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    creator: '质衡 Zhiheng',
    title: name,
    sections: [
      { properties: { page: { size: { width: 11906, height: 16838 }, margin } }, children: [...children] },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
