/** Tables that assign tasks: one row a task, with columns for the units that lead and those that take part. */
import type { Block } from '../outline/outline.ts'
import { type Cell, cellsOf, isRow } from '../targets/table-cells.ts'
import { splitUnits } from './responsibility.ts'

/** A row of such a table. */
export interface TaskRow {
  readonly heading: Cell
  readonly lead: readonly string[]
  readonly units: readonly string[]
}

interface Columns {
  readonly heading: number
  readonly lead: number
  readonly units: number
  readonly width: number
}

const LEAD = /^(?:牵头|主要责任|主办|主责)(?:责任)?(?:单位|部门)$/
const UNITS = /^(?:责任|配合|参与|协同|协办|实施|落实|承办)(?:责任)?(?:单位|部门)$/
const HEADING = /(?:任务|措施|事项|内容|项目|工作|举措)/

/** The task rows among the blocks, by index. */
export function taskRows(source: string, blocks: readonly Block[]): Map<number, TaskRow> {
  const rows = new Map<number, TaskRow>()
  let columns: Columns | undefined
  for (const [index, block] of blocks.entries()) {
    if (!isRow(source, block)) {
      columns = undefined
      continue
    }
    const cells = cellsOf(source, block)
    const header = columnsOf(cells)
    if (header !== undefined) columns = header
    else if (columns !== undefined && cells.length === columns.width) {
      const heading = cells[columns.heading]
      const lead = splitUnits(cells[columns.lead]?.text ?? '')
      const units = [...lead, ...splitUnits(cells[columns.units]?.text ?? '')]
      if (heading !== undefined && heading.text !== '' && units.length > 0)
        rows.set(index, { heading, lead, units })
    }
  }
  return rows
}

function columnsOf(cells: readonly Cell[]): Columns | undefined {
  const lead = cells.findIndex((cell) => LEAD.test(cell.text))
  const units = cells.findIndex((cell) => UNITS.test(cell.text))
  const heading = cells.findIndex((cell) => HEADING.test(cell.text) && cell.text.length < 10)
  if ((lead < 0 && units < 0) || heading < 0) return undefined
  return { heading, lead, units, width: cells.length }
}
