/** The rows of a file that is to be taken in, checked one by one. */
import { csvRows, type TableRow } from '#kernel/exchange/csv-rows.ts'
import { workbookRows } from '#kernel/exchange/workbook-rows.ts'
import type { FieldProblem } from '#kernel/language/errors.ts'
import { enterpriseError } from '../enterprise-errors.ts'
import { checkEnterprise, type RuleContext } from '../enterprise-rules.ts'
import type { EnterpriseFields } from '../enterprise-schemas.ts'
import { findColumns, type Places, readRow } from './columns.ts'

/** One row of a file. */
export interface ReadRow {
  /** In the file as a person sees it: the head is 1. */
  readonly line: number
  readonly fields: EnterpriseFields
  readonly problems: readonly FieldProblem[]
}

const isWorkbook = async (content: Blob): Promise<boolean> => (await content.slice(0, 2).text()) === 'PK'

/** The raw rows of a table, CSV or Excel, the head among them. */
export async function* tableRows(content: Blob): AsyncGenerator<TableRow[]> {
  yield* (await isWorkbook(content)) ? workbookRows(content) : csvRows(content)
}

/**
 * Reads and checks all rows, some thousand at a time.
 *
 * @throws registry.import-columns-missing, registry.import-empty
 */
export async function* readEnterprises(content: Blob, context: RuleContext): AsyncGenerator<ReadRow[]> {
  let places: Places | undefined
  let line = 0
  for await (const rows of tableRows(content)) {
    const read: ReadRow[] = []
    for (const row of rows) {
      line += 1
      if (places === undefined) {
        places = placesOf(row)
        continue
      }
      const { fields, problems } = readRow(row, places)
      const failed = checkEnterprise(fields, context)
      read.push({ line, fields, problems: problems.length === 0 ? failed : [...problems, ...failed] })
    }
    if (read.length > 0) yield read
  }
  if (line < 2) throw enterpriseError('registry.import-empty')
}

function placesOf(heads: TableRow): Places {
  const found = findColumns(heads)
  if ('places' in found) return found.places
  throw enterpriseError('registry.import-columns-missing', {
    columns: found.missing.map(({ zh }) => zh).join('、'),
  })
}
