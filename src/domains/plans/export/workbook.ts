/** Excel files of a version and of the board. */
import Excel from 'exceljs'
import { periodWords } from '#domains/indicators/contract.ts'
import type { Locale } from '#kernel/db/scope.ts'
import type { BoardRow, ResponsibilityMatrix, Target, VersionDetail } from '../contract.ts'
import { comparatorTexts, plansMessages, reviewTexts, targetStateTexts } from '../messages.ts'

interface Column<Row> {
  readonly title: { readonly zh: string; readonly en: string }
  /** Width in characters. */
  readonly width: number
  readonly value: (row: Row) => string | number | null
}

// A cell that begins with one of these would be taken for a formula by spreadsheet programs.
const plainText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

function addSheet<Row>(
  book: Excel.Workbook,
  title: string,
  columns: ReadonlyArray<Column<Row>>,
  rows: readonly Row[],
  locale: Locale,
): void {
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((column) => ({ header: column.title[locale], width: column.width }))
  sheet.getRow(1).font = { bold: true }
  for (const row of rows)
    sheet.addRow(
      columns.map((column) => {
        const value = column.value(row)
        return typeof value === 'string' ? plainText(value) : value
      }),
    )
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
}

const namesOf = (units: Target['units'], lead: boolean): string =>
  units
    .filter((unit) => unit.lead === lead)
    .map((unit) => unit.name)
    .join('、')

type TargetLike = Pick<
  Target,
  'indicator' | 'action' | 'comparator' | 'value' | 'valueHigh' | 'unit' | 'year' | 'path' | 'quote' | 'units'
>

const targetColumns = (locale: Locale): Array<Column<TargetLike>> => [
  { title: plansMessages['plans.section'], width: 12, value: (row) => row.path },
  { title: plansMessages['plans.action'], width: 10, value: (row) => row.action },
  { title: plansMessages['plans.indicator'], width: 40, value: (row) => row.indicator },
  { title: plansMessages['plans.bound'], width: 10, value: (row) => comparatorTexts[row.comparator][locale] },
  { title: plansMessages['plans.value'], width: 12, value: (row) => row.value },
  { title: plansMessages['plans.value-high'], width: 12, value: (row) => row.valueHigh },
  { title: plansMessages['plans.unit'], width: 12, value: (row) => row.unit },
  { title: plansMessages['plans.year'], width: 12, value: (row) => row.year },
  { title: plansMessages['plans.lead-units'], width: 24, value: (row) => namesOf(row.units, true) },
  { title: plansMessages['plans.other-units'], width: 40, value: (row) => namesOf(row.units, false) },
  { title: plansMessages['plans.quote'], width: 60, value: (row) => row.quote },
]

const toBytes = async (book: Excel.Workbook): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await book.xlsx.writeBuffer())

/** A version as a workbook: targets, tasks and the responsibility matrix, a sheet each. */
export async function versionWorkbook(
  detail: VersionDetail,
  matrix: ResponsibilityMatrix,
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const book = new Excel.Workbook()
  addSheet<Target>(
    book,
    plansMessages['plans.targets'][locale],
    [
      ...targetColumns(locale),
      { title: plansMessages['plans.state'], width: 12, value: (row) => reviewTexts[row.review][locale] },
    ],
    detail.targets,
    locale,
  )
  addSheet<VersionDetail['tasks'][number]>(
    book,
    plansMessages['plans.tasks'][locale],
    [
      { title: plansMessages['plans.section'], width: 12, value: (row) => row.path },
      { title: plansMessages['plans.heading'], width: 40, value: (row) => row.heading },
      { title: plansMessages['plans.lead-units'], width: 24, value: (row) => namesOf(row.units, true) },
      { title: plansMessages['plans.other-units'], width: 50, value: (row) => namesOf(row.units, false) },
      {
        title: plansMessages['plans.quote'],
        width: 80,
        value: (row) => detail.text.slice(row.span.start, row.span.end),
      },
    ],
    detail.tasks,
    locale,
  )
  addSheet<ResponsibilityMatrix['units'][number]>(
    book,
    plansMessages['plans.matrix'][locale],
    [
      { title: plansMessages['plans.other-units'], width: 30, value: (row) => row.name },
      ...matrix.sections.map((section) => ({
        title: { zh: `${section.path} ${section.heading}`, en: `${section.path} ${section.heading}` },
        width: 14,
        value: (row: ResponsibilityMatrix['units'][number]) => matrixCell(row, section.path, locale),
      })),
    ],
    matrix.units,
    locale,
  )
  return toBytes(book)
}

function matrixCell(row: ResponsibilityMatrix['units'][number], path: string, locale: Locale): string {
  const cell = row.cells.find((one) => one.path === path)
  if (!cell) return ''
  return cell.lead > 0 ? plansMessages['plans.lead-mark'][locale] : plansMessages['plans.part-mark'][locale]
}

/** The board as a workbook. */
export async function boardWorkbook(
  rows: readonly BoardRow[],
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const book = new Excel.Workbook()
  addSheet<BoardRow>(
    book,
    plansMessages['plans.board'][locale],
    [
      { title: plansMessages['plans.plan'], width: 40, value: (row) => row.planTitle },
      ...targetColumns(locale),
      { title: plansMessages['plans.current'], width: 12, value: (row) => row.current },
      {
        title: plansMessages['plans.current-period'],
        width: 16,
        value: (row) => (row.currentPeriod === null ? null : periodWords(row.currentPeriod)[locale]),
      },
      { title: plansMessages['plans.state'], width: 12, value: (row) => targetStateTexts[row.state][locale] },
    ],
    rows,
    locale,
  )
  return toBytes(book)
}
