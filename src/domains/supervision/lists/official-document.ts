/** A Word file of a notice or decision, laid out after GB/T 9704-2012. */
import { AlignmentType, BorderStyle, Footer, PageNumber, Paragraph, TextRun } from 'docx'
import {
  characterWidth,
  officialFile,
  officialFonts,
  officialLine,
  officialRed,
  officialRun,
  officialSizes,
  paragraphIndent,
} from '#kernel/documents/official-document.ts'
import { dateInWords } from '../papers/words.ts'
import type { OfficialDocument } from './document-texts.ts'

/** Long names of issuers are set smaller, so that they stay on one line of 156 mm. */
const issuerSize = (issuer: string): number =>
  Math.min(officialSizes.issuer, Math.floor(442 / issuer.length) * 2)

function head(document: OfficialDocument): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 400, after: 400 },
      children: [
        officialRun(document.issuer, {
          font: officialFonts.issuer,
          size: issuerSize(document.issuer),
          color: officialRed,
        }),
      ],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: officialLine,
      // 7.2.7: a red line 4 mm below the number.
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: officialRed, space: 11 } },
      children: [officialRun(document.number)],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 560, after: 560 },
      children: [officialRun(document.name, { font: officialFonts.title, size: officialSizes.title })],
    }),
  ]
}

function signature(document: OfficialDocument): Paragraph[] {
  const end = (text: string, right: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: officialLine,
      indent: { right },
      keepLines: true,
      children: [officialRun(text)],
    })
  return [
    new Paragraph({ spacing: officialLine, children: [officialRun('')] }),
    // 7.3.5: the date four characters from the right edge, the issuer centred over it.
    end(document.issuer, 2 * characterWidth),
    end(dateInWords(document.date), 4 * characterWidth),
  ]
}

/** 7.5: the number of the page between two strokes. */
const pageNumber = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            font: officialFonts.page,
            size: officialSizes.page,
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  })

/** The document as the bytes of a Word file. */
export const documentFile = (document: OfficialDocument): Promise<Uint8Array<ArrayBuffer>> =>
  officialFile(
    document.name,
    [
      ...head(document),
      new Paragraph({ spacing: officialLine, children: [officialRun(`${document.addressee}：`)] }),
      ...document.paragraphs.map(
        (text) =>
          new Paragraph({ spacing: officialLine, indent: paragraphIndent, children: [officialRun(text)] }),
      ),
      ...signature(document),
    ],
    { default: pageNumber() },
  )
