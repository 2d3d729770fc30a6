/**
 * The demo city's plan as a Word file, laid out as such documents are: centred title, chapter and
 * section headings, boxes (专栏) as bordered frames, the indicator table as a table.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { officialSizes, paragraphIndent } from '#kernel/documents/official-document.ts'
import { type PlanGold, type PlanText, readPlanGold } from './gold.ts'

type Block = Paragraph | Table

const SIGNED_ON = /^\d{4}年\d{1,2}月\d{1,2}日$/

const border = { style: BorderStyle.SINGLE, size: 6, color: '808080' }
const borders = { top: border, bottom: border, left: border, right: border }

/** Body text; the heading words before the first full stop are bold, as printed plans set them. */
const bodyRuns = (line: string, bold: boolean): TextRun[] => {
  const stop = line.indexOf('。')
  if (!bold || stop < 0) return [new TextRun({ text: line, bold })]
  return [new TextRun({ text: line.slice(0, stop + 1), bold: true }), new TextRun(line.slice(stop + 1))]
}

const paragraph = (line: string): Paragraph =>
  new Paragraph({
    children: bodyRuns(line, false),
    indent: paragraphIndent,
    spacing: { line: 480 },
  })

/** A heading that shares its paragraph with the text is set bold in it; one that stands alone is a Word heading. */
const headed = (line: string, { kind, heading }: PlanGold['outline'][number]): Paragraph => {
  if (kind === 'chapter') return new Paragraph({ text: line, heading: HeadingLevel.HEADING_1 })
  if (line.endsWith(heading) || line.endsWith(`${heading}。`))
    return new Paragraph({ text: line, heading: HeadingLevel.HEADING_2 })
  return new Paragraph({ children: bodyRuns(line, true), indent: paragraphIndent, spacing: { line: 480 } })
}

const table = (rows: string[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row
            .split('\t')
            .map((cell) => new TableCell({ borders, children: [new Paragraph(cell)] })),
        }),
    ),
  })

const frame = (lines: string[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        children: [
          new TableCell({
            borders,
            children: lines.map((line, i) =>
              i === 0
                ? new Paragraph({
                    alignment: AlignmentType.CENTER,
                    children: [new TextRun({ text: line, bold: true })],
                  })
                : new Paragraph({
                    children: bodyRuns(line, line.startsWith('——')),
                    indent: { firstLine: 480 },
                  }),
            ),
          }),
        ],
      }),
    ],
  })

const centred = (line: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: line, bold: true, size: 36 })],
    spacing: { after: 240 },
  })

/** The text before the first chapter: the notice's title, the notice, then the plan's own title. */
const opening = (lines: string[]): Block[] => {
  const signed = lines.findIndex((line) => SIGNED_ON.test(line))
  return lines.map((line, i) => (i === 0 || i === signed + 1 ? centred(line) : paragraph(line)))
}

const layout = (lines: { line: string; head: PlanGold['outline'][number] | undefined }[]): Block[] => {
  const blocks: Block[] = []
  let i = 0
  while (i < lines.length) {
    const { line = '', head } = lines[i] ?? {}
    const boxed = head?.kind === 'box'
    const tabbed = line.includes('\t')
    let end = i + 1
    if (boxed) while (end < lines.length && !lines[end]?.head) end++
    if (tabbed) while (lines[end]?.line.includes('\t')) end++
    const block = lines.slice(i, end).map((entry) => entry.line)
    blocks.push(boxed ? frame(block) : tabbed ? table(block) : head ? headed(line, head) : paragraph(line))
    i = end
  }
  return blocks
}

/**
 * Builds the Word file of one of the demo texts, the main plan unless another is named.
 *
 * @returns the bytes of a .docx file whose text is that of the source, line for line
 */
export const buildPlanDocx = async (text: PlanText = 'plan.txt'): Promise<Uint8Array> => {
  const { text: source, gold } = await readPlanGold(text)
  const heads = new Map(gold.outline.map((entry) => [entry.line, entry]))
  const lines = source
    .split('\n')
    .map((line, i) => ({ line, head: heads.get(i + 1) }))
    .filter(({ line }) => line.trim() !== '')
  const first = lines.findIndex(({ head }) => head)
  const children = [...opening(lines.slice(0, first).map(({ line }) => line)), ...layout(lines.slice(first))]
  const document = new Document({
    creator: '澄州市（虚构）',
    title: gold.title,
    styles: { default: { document: { run: { font: 'FangSong', size: officialSizes.body } } } },
    sections: [{ children }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
