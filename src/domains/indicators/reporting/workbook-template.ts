/** The workbook that a unit fills in, and the list of what is wrong with one. */
import Excel from 'exceljs'
import type { Locale } from '#kernel/db/scope.ts'
import { placeKey } from '../figure-engine.ts'
import { periodWords } from '../period-messages.ts'
import type { ReportFigure, WorkbookProblem } from './reporting-contract.ts'
import { workbookTexts } from './workbook-texts.ts'

/** What a workbook is made for. */
export interface WorkbookReport {
  readonly id: string
  readonly round: number
  readonly unitName: string
  readonly period: string
  readonly dueOn: string
  readonly items: readonly ReportFigure[]
}

/** Names of the columns, which stand hidden above their headings. */
export type ColumnKey = (typeof columnKeys)[number]
/** The columns in the order of the form. */
export const columnKeys = [
  'key',
  'code',
  'name',
  'unit',
  'region',
  'period',
  'previous',
  'lastYear',
  'value',
  'explanation',
] as const

/** Names that stay the same in every language, so that a reading finds them. */
export const metaSheet = '_zhiheng'
/** Row of the hidden column names. */
export const keyRow = 3
/** Row of the headings; the figures follow. */
export const headingRow = 4

const widths: Record<ColumnKey, number> = {
  key: 10,
  code: 10,
  name: 44,
  unit: 10,
  region: 16,
  period: 12,
  previous: 14,
  lastYear: 14,
  value: 16,
  explanation: 44,
}

const edge = { style: 'thin' as const, color: { argb: 'FFB8C0CC' } }
const frame = { top: edge, left: edge, bottom: edge, right: edge }
const fill = (argb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } })

function cellsOf(item: ReportFigure, locale: Locale): Record<ColumnKey, string | number | null> {
  return {
    key: placeKey(item.indicatorId, item.region, item.period),
    code: item.code,
    name: locale === 'zh' ? item.nameZh : item.nameEn,
    unit: item.unit,
    region: item.regionName,
    period: item.period,
    previous: item.previous?.value ?? null,
    lastYear: item.lastYear?.value ?? null,
    value: item.value,
    explanation: item.explanation,
  }
}

/** Excel says at once what would be refused later. */
function validation(item: ReportFigure, locale: Locale): Excel.DataValidation {
  const { minimum, maximum } = item
  const range = [minimum, maximum].map((bound) => bound ?? '…').join(' – ')
  return {
    type: 'decimal',
    operator: 'between',
    allowBlank: true,
    formulae: [minimum ?? -1e15, maximum ?? 1e15],
    showErrorMessage: true,
    errorTitle: workbookTexts.notValid[locale],
    error: `${workbookTexts.numberOnly[locale]} ${range} ${item.unit}`.slice(0, 250),
  }
}

const numberFormat = (decimals: number): string =>
  decimals === 0 ? '#,##0.##########' : `#,##0.${'0'.repeat(decimals)}#######`

function fillSheet(sheet: Excel.Worksheet, report: WorkbookReport, locale: Locale): void {
  sheet.columns = columnKeys.map((key) => ({ width: widths[key], hidden: key === 'key' || key === 'code' }))
  sheet.getCell('C1').value =
    `${report.unitName} ${periodWords(report.period)[locale]} ${workbookTexts.title[locale]}`
  sheet.getCell('C1').font = { bold: true, size: 14 }
  sheet.getCell('C2').value = `${workbookTexts.hint[locale]} ${workbookTexts.due[locale]} ${report.dueOn}`
  sheet.getRow(keyRow).values = [...columnKeys]
  sheet.getRow(keyRow).hidden = true
  const headings = sheet.getRow(headingRow)
  headings.values = columnKeys.map((key) => workbookTexts.columns[key][locale])
  headings.eachCell((cell) => {
    cell.font = { bold: true }
    cell.fill = fill('FFEAF2FB')
    cell.border = frame
    cell.alignment = { vertical: 'middle', wrapText: true }
  })
  for (const [index, item] of report.items.entries()) {
    const cells = cellsOf(item, locale)
    const row = sheet.getRow(headingRow + 1 + index)
    row.values = columnKeys.map((key) => cells[key])
    row.eachCell({ includeEmpty: true }, (cell, number) => {
      const key = columnKeys[number - 1]
      cell.border = frame
      if (key === 'previous' || key === 'lastYear' || key === 'value')
        cell.numFmt = numberFormat(item.decimals)
      if (key !== 'value' && key !== 'explanation') return
      cell.protection = { locked: false }
      cell.fill = fill('FFFFFDE7')
      if (key === 'value') cell.dataValidation = validation(item, locale)
      else cell.alignment = { wrapText: true }
    })
  }
}

const bytesOf = async (book: Excel.Workbook): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await book.xlsx.writeBuffer())

/**
 * The report as a workbook: headings and what is known are locked, value and explanation open. A hidden key in each
 * row and above each column finds its place again, however rows and columns are moved.
 */
export async function reportWorkbook(
  report: WorkbookReport,
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(workbookTexts.sheet[locale], {
    views: [{ state: 'frozen', ySplit: headingRow, xSplit: 3 }],
  })
  fillSheet(sheet, report, locale)
  // Against slips, not against people: no password.
  await sheet.protect('', {
    formatColumns: true,
    formatRows: true,
    sort: true,
    autoFilter: true,
    selectLockedCells: true,
    selectUnlockedCells: true,
  })
  const guide = book.addWorksheet(workbookTexts.guideSheet[locale])
  guide.columns = [{ width: 100 }]
  for (const line of workbookTexts.guide) guide.addRow([line[locale]]).alignment = { wrapText: true }
  const meta = book.addWorksheet(metaSheet, { state: 'veryHidden' })
  meta.addRow(['report', report.id])
  meta.addRow(['round', report.round])
  meta.addRow(['period', report.period])
  return bytesOf(book)
}

// A cell that begins with one of these would be taken for a formula by spreadsheet programs.
const plainText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

/** What is wrong with a workbook, a row each, for whoever has to put it right. */
export async function problemWorkbook(
  problems: readonly WorkbookProblem[],
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(workbookTexts.problems[locale], { views: [{ state: 'frozen', ySplit: 1 }] })
  const { problemColumns } = workbookTexts
  sheet.columns = [
    { header: problemColumns.sheet[locale], width: 14 },
    { header: problemColumns.row[locale], width: 8 },
    { header: problemColumns.column[locale], width: 8 },
    { header: problemColumns.found[locale], width: 24 },
    { header: problemColumns.severity[locale], width: 14 },
    { header: problemColumns.message[locale], width: 100 },
  ]
  sheet.getRow(1).font = { bold: true }
  for (const problem of problems)
    sheet.addRow([
      plainText(problem.sheet),
      problem.row,
      problem.column,
      plainText(problem.found),
      workbookTexts.severities[problem.severity][locale],
      plainText(problem.message[locale]),
    ])
  return bytesOf(book)
}
