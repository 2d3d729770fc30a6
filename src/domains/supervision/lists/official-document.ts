/** A Word file of a notice or decision, laid out after GB/T 9704-2012. */
import { AlignmentType, BorderStyle, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import { chineseDate, type OfficialDocument } from './document-texts.ts'

// Half points: 2 号 = 22 pt, 3 号 = 16 pt, 4 号 = 14 pt; the issuer's name in red stands as large as fits (36 pt).
const size = { issuer: 72, title: 44, body: 32, page: 28 } as const
const font = { issuer: '方正小标宋简体', title: '方正小标宋简体', body: '仿宋_GB2312', page: '宋体' } as const
// 5.2.1: margins of A4 in twentieths of a point (37 mm above, 35 below, 28 left, 26 right).
const margin = { top: 2098, bottom: 1984, left: 1587, right: 1474 }
// 5.2.3: 22 lines a page, that is 28 pt a line.
const line = { line: 560, lineRule: 'exact' } as const
// 28 characters a line of 16 pt; a paragraph begins two characters in.
const indent = { firstLine: 640 }
const red = 'FF0000'

const run = (text: string, options: { font?: string; size?: number; color?: string } = {}): TextRun =>
  new TextRun({
    text,
    font: options.font ?? font.body,
    size: options.size ?? size.body,
    color: options.color ?? '000000',
  })

/** Long names of issuers are set smaller, so that they stay on one line of 156 mm. */
const issuerSize = (issuer: string): number => Math.min(size.issuer, Math.floor(442 / issuer.length) * 2)

function head(document: OfficialDocument): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 400, after: 400 },
      children: [run(document.issuer, { font: font.issuer, size: issuerSize(document.issuer), color: red })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: line,
      // 7.2.7: a red line 4 mm below the number.
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 11 } },
      children: [run(document.number)],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 560, after: 560 },
      children: [run(document.name, { font: font.title, size: size.title })],
    }),
  ]
}

function signature(document: OfficialDocument): Paragraph[] {
  const end = (text: string, right: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: line,
      indent: { right },
      keepLines: true,
      children: [run(text)],
    })
  return [
    new Paragraph({ spacing: line, children: [run('')] }),
    // 7.3.5: the date four characters from the right edge, the issuer centred over it.
    end(document.issuer, 640),
    end(chineseDate(document.date), 1280),
  ]
}

/** The document as the bytes of a Word file. */
export async function documentFile(document: OfficialDocument): Promise<Uint8Array<ArrayBuffer>> {
  const file = new Document({
    creator: '质衡 Zhiheng',
    title: document.name,
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({
                    font: font.page,
                    size: size.page,
                    children: ['— ', PageNumber.CURRENT, ' —'],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          ...head(document),
          new Paragraph({ spacing: line, children: [run(`${document.addressee}：`)] }),
          ...document.paragraphs.map(
            (text) => new Paragraph({ spacing: line, indent, children: [run(text)] }),
          ),
          ...signature(document),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}
