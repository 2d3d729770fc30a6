/** What is wrong with a file, as a file: row, column, what it says, what is wrong, what would be right. */
import type { Locale } from '#kernel/db/scope.ts'
import { csvField } from '#kernel/exchange/csv-rows.ts'
import type { ImportFinding } from './import-contract.ts'
import { columnTitles, reportWords } from './import-texts.ts'

/** Findings listed; a file with more has one cause. */
const mostListed = 100_000

// A cell that begins with one of these would be taken for a formula by spreadsheet programs; numbers may.
const plainText = (value: string): string =>
  /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value

/** The list of findings as CSV in a person's language; undefined when there are none. */
export function importReport(
  findings: readonly ImportFinding[],
  locale: Locale,
): Uint8Array<ArrayBuffer> | undefined {
  if (findings.length === 0) return undefined
  const word = (key: keyof typeof reportWords) => reportWords[key][locale]
  const heads = [
    word('imports.report.line'),
    word('imports.report.column'),
    word('imports.report.found'),
    word('imports.report.severity'),
    word('imports.report.problem'),
    word('imports.report.remedy'),
  ]
  const rows = findings
    .slice(0, mostListed)
    .map(({ line, column, found, severity, message, remedy }) => [
      String(line),
      column === null ? '' : columnTitles[column][locale],
      plainText(found),
      word(`imports.report.${severity}`),
      message[locale],
      remedy?.[locale] ?? '',
    ])
  const text = [heads, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n')
  return new TextEncoder().encode(`\ufeff${text}\r\n`)
}
