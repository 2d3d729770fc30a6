/** The parts of official papers with tables. */
import { AlignmentType, Paragraph, type Table, TableRow } from 'docx'
import {
  officialCell,
  officialLine,
  officialRun,
  officialTable,
  paragraphIndent,
} from '#kernel/documents/official-document.ts'
import { stroke } from './words.ts'

/** What a paper is made of, from above to below. */
export type PaperPart = Paragraph | Table

/** The number of the paper, below its title. */
export const numbered = (text: string): PaperPart =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: officialLine, children: [officialRun(text)] })

/** A paragraph of the body: two characters of indent, or none for the addressee. */
export const body = (text: string, indent = true): PaperPart =>
  new Paragraph({
    spacing: officialLine,
    ...(indent ? { indent: paragraphIndent } : {}),
    children: [officialRun(text)],
  })

/** Who issued the paper, and when. */
export const closing = (text: string): PaperPart =>
  new Paragraph({ alignment: AlignmentType.RIGHT, spacing: officialLine, children: [officialRun(text)] })

/** A form: each row one pair of a heading and its value, or two. What is not known is a stroke. */
export const form = (
  rows: ReadonlyArray<readonly [string, string | number | null, string?, (string | number | null)?]>,
): PaperPart =>
  officialTable(
    rows.map(
      ([heading, value, otherHeading, otherValue]) =>
        new TableRow({
          children:
            otherHeading === undefined
              ? [officialCell(heading, true), officialCell(stroke(value), false, 3)]
              : [
                  officialCell(heading, true),
                  officialCell(stroke(value)),
                  officialCell(otherHeading, true),
                  officialCell(stroke(otherValue ?? null)),
                ],
        }),
    ),
  )
