/** Records of a fact view in memory, and what they add to the sums: for changes of very many at once. */
import { CompiledQuery } from 'kysely'
import type { Scope } from '../db/scope.ts'
import { type Block, BlockSet, type GrowingBlock, toUnits } from './blocks.ts'
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

/** What sums change by when these rows take the place of those before; blocks in which none does are left out. */
export function differences(view: FactView, before: readonly FactRow[], after: readonly FactRow[]): Block[] {
  const dimensionsOf = dimensionsOfRows(view)
  const all = new BlockSet()
  /** By dimensions and year: the measures' blocks, found once for all rows that belong to them. */
  const found = new Map<string, readonly GrowingBlock[]>()
  const columns = view.measures.map((_, index) => `m${index}`)
  for (const [sign, rows] of [
    [-1, before],
    [1, after],
  ] as const)
    for (const row of rows) {
      const [region, at, dimensions] = [textOf(row, 'region'), textOf(row, 'at'), dimensionsOf(row)]
      const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5, 7)) - 1]
      const key = `${year}${dimensions}`
      const blocks = found.get(key) ?? view.measures.map(({ name }) => all.blockOf(name, dimensions, year))
      found.set(key, blocks)
      for (const [index, column] of columns.entries())
        blocks[index]?.add(region, month, sign * toUnits(Number(row[column] ?? 0)))
    }
  return [...all].filter(({ units }) => units.some((value) => value !== 0))
}
