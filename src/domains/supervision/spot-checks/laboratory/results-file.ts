/** Reads a laboratory's results file: one row a value, Excel or CSV, columns by their headings in either language. */

import type { Scope } from '#kernel/db/scope.ts'
import { type HeadedTable, headedTableOf } from '#kernel/exchange/headed-table.ts'
import { writeWorkbook } from '#kernel/exchange/write-table.ts'
import type { Message } from '#kernel/language/messages.ts'
import { spotCheckError } from '../errors.ts'

/** The columns of a results file, by their headings. */
const resultColumns = {
  blindCode: { zh: '样品编号', en: 'sample code' },
  reportNumber: { zh: '报告编号', en: 'report number' },
  unitNumber: { zh: '样品序号', en: 'unit' },
  item: { zh: '检验项目', en: 'item' },
  measured: { zh: '测定值', en: 'value' },
} as const
type ResultColumn = keyof typeof resultColumns

/** Without a column for them, all values are of the first unit. */
const neededColumns = ['blindCode', 'reportNumber', 'item', 'measured'] as const

/** A row of the file; texts as they stand there. */
export type FileRow = Readonly<Record<ResultColumn, string>> & {
  /** As a person sees it: the first row is 1, empty ones count. */
  readonly line: number
}

const mostRows = 50_000

async function tableOf(file: File, locale: Scope['locale']): Promise<HeadedTable> {
  const unreadable = (reason: Message) =>
    spotCheckError('spot-checks.file-unreadable', { name: file.name, reason: reason[locale] })
  // As shown: 12.5 % must not become a value of 0.125, nor a failed formula a missing value.
  const table = await headedTableOf(file, { asShown: true, most: mostRows }, unreadable)
  if (table.rows.length > mostRows)
    throw unreadable({ zh: `超过 ${mostRows} 行`, en: `it has more than ${mostRows} rows` })
  return table
}

/** Where each column stands; -1 for one that there is not. */
function placesOf(
  headings: readonly string[],
  name: string,
  locale: Scope['locale'],
): Record<ResultColumn, number> {
  const lower = headings.map((heading) => heading.toLowerCase())
  const placeOf = (column: ResultColumn): number => {
    const { zh, en } = resultColumns[column]
    return lower.findIndex((heading) => heading === zh || heading === en)
  }
  const missing = neededColumns.filter((column) => placeOf(column) === -1)
  if (missing.length > 0) {
    const titles = missing.map((column) => `“${resultColumns[column][locale]}”`)
    const reason = locale === 'zh' ? `缺少${titles.join('')}列` : `it has no column ${titles.join(', ')}`
    throw spotCheckError('spot-checks.file-unreadable', { name, reason })
  }
  return {
    blindCode: placeOf('blindCode'),
    reportNumber: placeOf('reportNumber'),
    unitNumber: placeOf('unitNumber'),
    item: placeOf('item'),
    measured: placeOf('measured'),
  }
}

/**
 * The rows of a file; empty ones left out.
 *
 * @param locale of the reason, where it cannot be read
 * @throws spot-checks.file-unreadable when it is no table with the columns
 */
export async function readResultsFile(file: File, locale: Scope['locale']): Promise<FileRow[]> {
  const { headings, rows } = await tableOf(file, locale)
  const places = placesOf(headings, file.name, locale)
  return rows.map(({ line, cells }) => {
    // The template quotes what spreadsheet programs would take for a formula.
    const cell = (column: ResultColumn): string => (cells[places[column]] ?? '').replace(/^'/, '').trim()
    return {
      line,
      blindCode: cell('blindCode').toUpperCase(),
      reportNumber: cell('reportNumber'),
      unitNumber: cell('unitNumber') || '1',
      item: cell('item'),
      measured: cell('measured'),
    }
  })
}

/** A workbook with a row for each value that is still to be measured. */
export function resultsTemplate(
  rows: ReadonlyArray<Pick<FileRow, 'blindCode' | 'unitNumber' | 'item'> & { readonly requirement: string }>,
): Promise<Uint8Array<ArrayBuffer>> {
  return writeWorkbook([
    {
      title: '检验结果',
      columns: [
        { title: resultColumns.blindCode.zh, width: 14 },
        { title: resultColumns.reportNumber.zh, width: 20 },
        { title: resultColumns.unitNumber.zh, width: 10 },
        { title: resultColumns.item.zh, width: 28 },
        { title: resultColumns.measured.zh, width: 16 },
        { title: '要求', width: 22 },
      ],
      rows: rows.map((row) => [row.blindCode, '', Number(row.unitNumber), row.item, '', row.requirement]),
    },
  ])
}
