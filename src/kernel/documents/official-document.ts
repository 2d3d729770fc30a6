/**
 * Word files laid out as official documents are: 《党政机关公文格式》 GB/T 9704-2012. What the standard measures in
 * millimetres stands here in twentieths of a point, what it gives in Chinese type sizes in half points.
 */
import {
  AlignmentType,
  Document,
  type ISectionOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

/**
 * Sizes of type in half points: title 2 号 = 22 pt (7.3.1), body 3 号 = 16 pt (5.2.2, 7.3.3), page numbers 4 号 = 14 pt
 * (7.5). Ours, since the standard leaves them open: the issuer's name 36 pt at most (7.2.4 asks for a striking one),
 * tables in 小四 = 12 pt.
 */
export const officialSizes = { issuer: 72, title: 44, body: 32, page: 28, table: 24 } as const

/**
 * Founts: the issuer's name and the title in 小标宋 (7.2.4, 7.3.1), the body in 仿宋 (5.2.2), headings of the first order
 * in 黑体 (7.3.3), page numbers in 宋体 (7.5).
 */
export const officialFonts = {
  issuer: '方正小标宋简体',
  title: '方正小标宋简体',
  heading: '黑体',
  body: '仿宋_GB2312',
  page: '宋体',
} as const

/** Red, of the issuer's name and the line below the number (7.2.4, 7.2.7). */
export const officialRed = 'FF0000'
/** All that the standard does not set in another colour is black (5.2.4). */
const black = '000000'

/** 22 lines on a page 225 mm high (5.2.1, 5.2.3), that is 28 pt a line. */
export const officialLine = { line: 560, lineRule: 'exact' } as const

/** The width of a character of the body: 28 of them fill a line of 156 mm (5.2.1, 5.2.3). */
export const characterWidth = 320

/** A paragraph begins two characters in (7.3.3). */
export const paragraphIndent = { firstLine: 2 * characterWidth } as const

/** A4 (5.1), with 37 mm above, 28 mm left and a type area of 156 × 225 mm (5.2.1): so 35 mm below, 26 mm right. */
const page = {
  size: { width: 11906, height: 16838 },
  margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 },
}

/** Text, as the body is set unless a fount, a size in half points or a colour is named. */
export const officialRun = (
  text: string,
  options: { readonly font?: string; readonly size?: number; readonly color?: string } = {},
): TextRun =>
  new TextRun({
    text,
    font: options.font ?? officialFonts.body,
    size: options.size ?? officialSizes.body,
    color: options.color ?? black,
  })

/** The title of a document that begins with it, without the issuer's name above. */
export const officialTitle = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 280 },
    children: [officialRun(text, { font: officialFonts.title, size: officialSizes.title })],
  })

/** A cell of a table: its text as of a heading, or over several columns. */
export const officialCell = (text: string, heading = false, span = 1): TableCell =>
  new TableCell({
    columnSpan: span,
    children: [
      new Paragraph({
        children: [
          officialRun(text, {
            size: officialSizes.table,
            font: heading ? officialFonts.heading : officialFonts.body,
          }),
        ],
      }),
    ],
  })

/** A table as wide as the type area. */
export const officialTable = (rows: readonly TableRow[]): Table =>
  new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [...rows] })

/** A table of texts under headings, which come again on every page. */
export const officialList = (headings: readonly string[], rows: ReadonlyArray<readonly string[]>): Table =>
  officialTable([
    new TableRow({ tableHeader: true, children: headings.map((heading) => officialCell(heading, true)) }),
    ...rows.map((row) => new TableRow({ children: row.map((text) => officialCell(text)) })),
  ])

/**
 * The bytes of a Word file of one section.
 *
 * @param name the title among the file's properties
 */
export async function officialFile(
  name: string,
  children: ReadonlyArray<Paragraph | Table>,
  footers: ISectionOptions['footers'] = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    creator: '质衡 Zhiheng',
    title: name,
    sections: [{ properties: { page }, footers, children: [...children] }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
