/** Records of a fact view in memory, and what they add to the sums: for changes of very many at once. */
import { CompiledQuery } from 'kysely'
import type { Scope } from '../db/scope.ts'
import { type Delta, toUnits } from './blocks.ts'
import { dimensionsTextOf } from './dimensions.ts'
import { factStatements } from './fact-statements.ts'
import type { FactView } from './fact-view.ts'

/** A record's row: region, day, dimensions `d0` …, measures `m0` …. */
export type FactRow = Readonly<Record<string, string | number | null>>

/** The rows of records as they are now; a record may have several, and one that is not there has none. */
export async function readFactRows(
  scope: Scope,
  view: FactView,
  ids: readonly string[],
): Promise<readonly FactRow[]> {
  const { statements, records } = factStatements(view, ids)
  const found = await scope.tx.executeQuery<FactRow>(
    CompiledQuery.raw(statements.rows, [scope.city, records]),
  )
  return found.rows
}

const textOf = (row: FactRow, column: string): string => String(row[column] ?? '')

/** The dimensions of rows as text, made once for each combination. */
function dimensionsOfRows(view: FactView): (row: FactRow) => string {
  const known = new Map<string, string>()
  return (row) => {
    const values = view.dimensions.map((_, index) => textOf(row, `d${index}`))
    const key = values.join('\n')
    const text =
      known.get(key) ?? dimensionsTextOf(view.dimensions.map((name, index) => [name, values[index] ?? '']))
    known.set(key, text)
    return text
  }
}

/** What sums change by when these rows take the place of those before; sums that do not change are left out. */
export function differences(view: FactView, before: readonly FactRow[], after: readonly FactRow[]): Delta[] {
  const dimensionsOf = dimensionsOfRows(view)
  const changes = new Map<string, { -readonly [Key in keyof Delta]: Delta[Key] }>()
  for (const [sign, rows] of [
    [-1, before],
    [1, after],
  ] as const)
    for (const row of rows) {
      const [region, month] = [textOf(row, 'region'), `${textOf(row, 'at').slice(0, 7)}-01`]
      const dimensions = dimensionsOf(row)
      for (const [index, { name: measure }] of view.measures.entries()) {
        const units = sign * toUnits(Number(row[`m${index}`] ?? 0))
        const key = `${measure}\n${region}\n${month}\n${dimensions}`
        const change = changes.get(key)
        if (change) change.units += units
        else changes.set(key, { measure, region, month, dimensions, units })
      }
    }
  return [...changes.values()].filter(({ units }) => units !== 0)
}
