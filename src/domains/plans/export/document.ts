/** A Word file of a version, laid out after GB/T 9704-2012. */
import { AlignmentType, Paragraph, type Table } from 'docx'
import type { Locale } from '#kernel/db/scope.ts'
import {
  officialFile,
  officialFonts,
  officialLine,
  officialList,
  officialRun,
  officialSizes,
  officialTitle,
} from '#kernel/documents/official-document.ts'
import { formatMessage, type Message } from '#kernel/language/messages.ts'
import type { Target, Task, VersionDetail } from '../contract.ts'
import { comparatorTexts, plansMessages } from '../messages.ts'

const heading = (message: Message, locale: Locale): Paragraph =>
  new Paragraph({
    spacing: officialLine,
    children: [officialRun(message[locale], { font: officialFonts.heading })],
  })

const table = <Row>(
  columns: ReadonlyArray<{ readonly title: Message; readonly text: (row: Row) => string }>,
  rows: readonly Row[],
  locale: Locale,
): Table =>
  officialList(
    columns.map((column) => column.title[locale]),
    rows.map((row) => columns.map((column) => column.text(row))),
  )

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
  return officialFile(plan.title, [
    officialTitle(plan.title),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: officialLine,
      children: [
        officialRun(
          [
            plan.issuer && formatMessage(plansMessages['plans.issued-by'], locale, { issuer: plan.issuer }),
            plan.docNumber,
            formatMessage(plansMessages['plans.version-line'], locale, {
              number: version.number,
              date: date.slice(0, 10),
            }),
          ]
            .filter(Boolean)
            .join('  '),
          { size: officialSizes.table },
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
  ])
}
