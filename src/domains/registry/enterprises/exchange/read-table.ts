/** The rows of a file that is to be taken in, checked one by one. */
import type { TableRow } from '#kernel/exchange/csv-rows.ts'
import { numberedRows } from '#kernel/exchange/numbered-rows.ts'
import type { FieldProblem } from '#kernel/language/errors.ts'
import { enterpriseError } from '../enterprise-errors.ts'
import { checkEnterprise, type RuleContext } from '../enterprise-rules.ts'
import type { EnterpriseFields } from '../enterprise-schemas.ts'
import { findColumns, type Places, readRow } from './columns.ts'

/** One row of a file. */
export interface ReadRow {
  /** In the file as a person sees it: the first row is 1, empty ones count. */
  readonly line: number
  readonly fields: EnterpriseFields
  readonly problems: readonly FieldProblem[]
}

/**
 * Reads and checks all rows, some thousand at a time.
 *
 * @throws registry.import-columns-missing, registry.import-empty
 */
export async function* readEnterprises(content: Blob, context: RuleContext): AsyncGenerator<ReadRow[]> {
  let places: Places | undefined
  let isEmpty = true
  // As kept: a formula that failed is an empty cell, not the text `#N/A` for a name.
  for await (const rows of numberedRows(content, { asShown: false })) {
    const read: ReadRow[] = []
    for (const { line, cells } of rows) {
      if (places === undefined) {
        places = placesOf(cells)
        continue
      }
      const { fields, problems } = readRow(cells, places)
      const failed = checkEnterprise(fields, context)
      read.push({ line, fields, problems: problems.length === 0 ? failed : [...problems, ...failed] })
    }
    if (read.length === 0) continue
    isEmpty = false
    yield read
  }
  if (isEmpty) throw enterpriseError('registry.import-empty')
}

function placesOf(heads: TableRow): Places {
  const found = findColumns(heads)
  if ('places' in found) return found.places
  throw enterpriseError('registry.import-columns-missing', {
    columns: found.missing.map(({ zh }) => zh).join('、'),
    columnsInEnglish: found.missing.map(({ en }) => en).join(', '),
  })
}
