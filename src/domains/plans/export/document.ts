/** A Word file of a version, laid out after GB/T 9704-2012 (title 2 号小标宋, body 3 号仿宋, headings 黑体 and 楷体). */
import {
  AlignmentType,
  Document,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Locale } from '#kernel/db/scope.ts'
import { formatMessage, type Message } from '#kernel/language/messages.ts'
import type { Target, Task, VersionDetail } from '../contract.ts'
import { comparatorTexts, plansMessages } from '../messages.ts'

// Half points: 2 号 = 22 pt, 3 号 = 16 pt, tables in 小四 = 12 pt.
const size = { title: 44, body: 32, table: 24 } as const
const font = { title: '方正小标宋简体', heading: '黑体', body: '仿宋_GB2312' } as const
// GB/T 9704-2012, 5.2.1: margins of A4 in twentieths of a point (37 mm above, 35 below, 28 left, 26 right).
const margin = { top: 2098, bottom: 1984, left: 1587, right: 1474 }
// 5.2.3: 22 lines a page, that is 28 pt a line.
const line = { line: 560, lineRule: 'exact' } as const

const run = (text: string, options: { font?: string; size?: number; bold?: boolean } = {}): TextRun =>
  new TextRun({
    text,
    font: options.font ?? font.body,
    size: options.size ?? size.body,
    bold: options.bold ?? false,
  })

const heading = (message: Message, locale: Locale): Paragraph =>
  new Paragraph({ spacing: line, children: [run(message[locale], { font: font.heading })] })

const cell = (children: ParagraphChild[]): TableCell =>
  new TableCell({ children: [new Paragraph({ children })] })

function table<Row>(
  columns: ReadonlyArray<{ readonly title: Message; readonly text: (row: Row) => string }>,
  rows: readonly Row[],
  locale: Locale,
): Table {
  const header = new TableRow({
    tableHeader: true,
    children: columns.map((column) =>
      cell([run(column.title[locale], { size: size.table, font: font.heading })]),
    ),
  })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      header,
      ...rows.map(
        (row) =>
          new TableRow({
            children: columns.map((column) => cell([run(column.text(row), { size: size.table })])),
          }),
      ),
    ],
  })
}

const figure = (target: Target, locale: Locale): string =>
  `${comparatorTexts[target.comparator][locale]} ${target.value}${target.valueHigh === null ? '' : `–${target.valueHigh}`}${target.unit}`

const units = (item: Target | Task, lead: boolean): string =>
  item.units
    .filter((unit) => unit.lead === lead)
    .map((unit) => unit.name)
    .join('、')

/** The targets and tasks of a version as an official document. */
export async function versionDocument(
  detail: VersionDetail,
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const { plan, version } = detail
  const date = version.publishedAt ?? version.createdAt
  const document = new Document({
    creator: '质衡 Zhiheng',
    title: plan.title,
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin } },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 280 },
            children: [run(plan.title, { font: font.title, size: size.title })],
          }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: line,
            children: [
              run(
                [
                  plan.issuer &&
                    formatMessage(plansMessages['plans.issued-by'], locale, { issuer: plan.issuer }),
                  plan.docNumber,
                  formatMessage(plansMessages['plans.version-line'], locale, {
                    number: version.number,
                    date: date.slice(0, 10),
                  }),
                ]
                  .filter(Boolean)
                  .join('  '),
                { size: size.table },
              ),
            ],
          }),
          heading(plansMessages['plans.targets'], locale),
          table<Target>(
            [
              { title: plansMessages['plans.section'], text: (row) => row.path },
              { title: plansMessages['plans.indicator'], text: (row) => `${row.action}${row.indicator}` },
              { title: plansMessages['plans.value'], text: (row) => figure(row, locale) },
              {
                title: plansMessages['plans.year'],
                text: (row) => (row.year === null ? '—' : String(row.year)),
              },
              {
                title: plansMessages['plans.lead-units'],
                text: (row) => units(row, true) || units(row, false) || '—',
              },
            ],
            detail.targets,
            locale,
          ),
          heading(plansMessages['plans.tasks'], locale),
          table<Task>(
            [
              { title: plansMessages['plans.section'], text: (row) => row.path },
              { title: plansMessages['plans.heading'], text: (row) => row.heading },
              { title: plansMessages['plans.lead-units'], text: (row) => units(row, true) || '—' },
              { title: plansMessages['plans.other-units'], text: (row) => units(row, false) || '—' },
            ],
            detail.tasks,
            locale,
          ),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
