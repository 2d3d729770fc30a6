/**
 * Indicator tables: pipe or tab rows, and tables copied from a page with one cell a line. The header names the
 * columns; each cell of a target year gives one target.
 */
import type { Block } from '../outline/outline.ts'
import type { PlanTarget } from '../plan-reading.ts'
import type { PlanPeriod } from './deadlines.ts'
import { cleanName } from './name-parts.ts'
import { findQuantities } from './quantity.ts'
import { restorer } from './restore-characters.ts'
import { blankCells, type Cell, canonicalCell, cellsOf, isRow } from './table-cells.ts'

/** The targets of the tables and the blocks that belong to them. */
export interface TableReading {
  readonly targets: readonly PlanTarget[]
  readonly rows: ReadonlySet<number>
}

interface Column {
  readonly role: 'name' | 'unit' | 'target' | 'other'
  readonly year: number | null
  /** The earlier of two years five years apart: a state of things unless its cell has a bound. */
  readonly maybeBase?: boolean
}

const NAME_HEADER =
  /^(?:主要|具体|核心|发展|工作|考核|质量)?(?:指标(?:名称|内容|项目)?|目标(?:名称|内容|指标)|名称|项目(?:名称)?|内容|(?:一|二|三)级指标)$/
const CATEGORY_HEADER = /^(?:类别|分类|领域|维度|指标类别|目标类别)$/
const UNIT_HEADER = /^(?:计量|指标)?单位$/
const BASE_HEADER = /现状|基期|基数|基准|实际|完成(?:值|情况)|当前|已达|底数|历史/
const TARGET_HEADER = /目标(?:值)?|20\d\d年?|规划值|预期值|“?十[四五六]五”?末/

/** Reads all tables of a document. */
export function readTables(source: string, blocks: readonly Block[], period: PlanPeriod): TableReading {
  const targets: PlanTarget[] = []
  const rows = new Set<number>()
  const add = (from: number, length: number): void => {
    for (let k = 0; k < length; k++) rows.add(from + k)
  }
  for (let i = 0; i < blocks.length; ) {
    const block = blocks[i]
    if (block === undefined) break
    if (isRow(source, block)) {
      const { length, hasHeader } = rowTable(source, blocks, i, period, targets)
      if (hasHeader) add(i, length)
      // Rows without a header among them have none from any later one on either.
      i += length
      continue
    }
    const length =
      blankTable(source, blocks, i, period, targets) || lineTable(source, blocks, i, period, targets)
    add(i, length)
    i += Math.max(1, length)
  }
  return { targets, rows }
}

/** Columns of a header row; undefined when the row is none. */
function columnsOf(cells: readonly Cell[], period: PlanPeriod): Column[] | undefined {
  const columns = cells.map((cell) => columnOf(cell.text, period))
  const named = columns.findIndex((column) => column.role === 'name')
  if (named < 0 || !columns.some((column) => column.role === 'target')) return undefined
  // With several levels of indicators the last one names the row.
  const last = columns.findLastIndex((column) => column.role === 'name')
  return columns.map((column, i) =>
    column.role === 'name' && i !== last ? { ...column, role: 'other' } : column,
  )
}

function columnOf(text: string, period: PlanPeriod): Column {
  const bare = text.replace(/\([^()]*\)/g, '')
  if (UNIT_HEADER.test(bare)) return { role: 'unit', year: null }
  if (NAME_HEADER.test(bare)) return { role: 'name', year: null }
  const year = /(20\d\d)/.exec(text)?.[1]
  const isBase =
    BASE_HEADER.test(text) ||
    (year !== undefined && period.issued !== undefined && Number(year) < period.issued && !/目标/.test(text))
  if (TARGET_HEADER.test(text) && !isBase && text.length < 24) {
    const plan = /十([四五六])五/.exec(text)?.[1]
    const planYear = plan === undefined ? null : 2025 + 5 * '四五六'.indexOf(plan)
    return {
      role: 'target',
      year: year === undefined ? (planYear ?? period.last ?? null) : Number(year),
    }
  }
  return { role: 'other', year: null }
}

function rowTable(
  source: string,
  blocks: readonly Block[],
  from: number,
  period: PlanPeriod,
  targets: PlanTarget[],
): { readonly length: number; readonly hasHeader: boolean } {
  let end = from
  let columns: Column[] | undefined
  const rows: { block: Block; cells: Cell[] }[] = []
  while (end < blocks.length) {
    const block = blocks[end]
    if (block === undefined || !isRow(source, block)) break
    const cells = cellsOf(source, block)
    const header = columns === undefined ? columnsOf(cells, period) : undefined
    if (header !== undefined) columns = latestOnly(header)
    else if (columns !== undefined && cells.some((cell) => /[^\-:]/.test(cell.text)))
      rows.push({ block, cells })
    end++
  }
  if (columns !== undefined) for (const row of rows) readRow(source, row.block, row.cells, columns, targets)
  return { length: end - from, hasHeader: columns !== undefined }
}

// Of several years the earliest is the state of things unless the document says when it was issued.
function latestOnly(columns: readonly Column[]): Column[] {
  const years = columns.flatMap((column) =>
    column.role === 'target' && column.year !== null ? [column.year] : [],
  )
  const first = Math.min(...years)
  const hasFiveYearStep = years.length === 2 && Math.max(...years) - first === 5 && first % 5 === 0
  return columns.map((column) =>
    hasFiveYearStep && column.year === first ? { ...column, maybeBase: true } : column,
  )
}

function readRow(
  source: string,
  block: Block,
  cells: readonly Cell[],
  columns: readonly Column[],
  targets: PlanTarget[],
): void {
  // A merged category cell in front leaves a row one cell short.
  const shift = columns.length - cells.length
  const at = (role: Column['role']): Cell | undefined => {
    const index = columns.findIndex((column) => column.role === role)
    return index < 0 ? undefined : cells[index - Math.max(shift, 0)]
  }
  const nameCell = at('name')
  if (nameCell === undefined || nameCell.text === '') return
  const unitCell = at('unit')?.text ?? ''
  for (const [index, column] of columns.entries()) {
    if (column.role !== 'target') continue
    const cell = cells[index - Math.max(shift, 0)]
    if (cell === undefined) continue
    pushCell(
      source,
      block,
      {
        name: nameCell,
        unit: unitCell,
        value: cell,
        year: column.year,
        maybeBase: column.maybeBase === true,
      },
      targets,
    )
  }
}

interface TargetCell {
  readonly name: Cell
  readonly unit: string
  readonly value: Cell
  readonly year: number | null
  readonly maybeBase: boolean
}

function pushCell(source: string, block: Block, cell: TargetCell, targets: PlanTarget[]): void {
  const bare = cell.value.text.replace(/^[〔[(](.*)[〕\])]$/, '$1')
  const quantity = findQuantities(bare.replace(/^([<>≤≥])/, '$1'), () => false)[0]
  if (quantity === undefined || quantity.start > 6 || (cell.maybeBase && !quantity.bounded)) return
  // (%) behind the name is its unit, and so is a word after a comma.
  const label = /[((]([^()()]{1,10})[))]$/.exec(cell.name.text)
  const isUnit =
    label !== null &&
    /^(?:%|‰|[万亿千百]?(?:个|家|项|件|张|分|元|人|户|批次|亩|吨|天|微克|公里)|[^,]{0,4}\/[^,]{1,6})/.test(
      label[1] ?? '',
    )
  const unit = /^[-/\\]*$/.test(cell.unit) ? quantity.unit || (isUnit ? (label?.[1] ?? '') : '') : cell.unit
  const words = isUnit ? cell.name.text.slice(0, label?.index) : cell.name.text
  const change = /(?:降低|下降|减少)(?:率|幅度)?$/.exec(words) ?? /(?:增长|提高)$/.exec(words)
  const comparator = change === null ? quantity.comparator : /^[降下减]/.test(change[0]) ? 'delta-' : 'delta+'
  const restore = restorer(source, block)
  const span = {
    start: Math.min(cell.name.start, cell.value.start),
    end: Math.max(cell.name.end, cell.value.end),
  }
  targets.push({
    indicator: restore(cleanName(change === null ? words : words.slice(0, change.index))),
    action: '',
    comparator,
    value: quantity.value,
    valueHigh: quantity.valueHigh,
    unit: unit.replace(/^[((]|[))]$/g, ''),
    year: cell.year,
    path: block.node.path,
    quote: source.slice(span.start, span.end).trim(),
    scope: /^[〔[]/.test(cell.value.text) ? '累计' : null,
    span,
  })
}

/** Columns parted by blanks only, as copied from print. */
function blankTable(
  source: string,
  blocks: readonly Block[],
  from: number,
  period: PlanPeriod,
  targets: PlanTarget[],
): number {
  const header = blankCells(source, blocks[from])
  if (header.length < 3) return 0
  const columns = columnsOf(header, period)
  if (columns === undefined) return 0
  const settled = latestOnly(columns)
  let end = from + 1
  for (; end < blocks.length; end++) {
    const block = blocks[end]
    const cells = blankCells(source, block)
    if (block === undefined || cells.length !== columns.length) break
    readRow(source, block, cells, settled, targets)
  }
  return end - from > 1 ? end - from : 0
}

/** One cell a line: header lines, then rows of as many lines. Returns how many blocks belong to the table. */
function lineTable(
  source: string,
  blocks: readonly Block[],
  from: number,
  period: PlanPeriod,
  targets: PlanTarget[],
): number {
  const first = blocks[from]?.paragraph.passage.text ?? ''
  if (!/^序号$/.test(first) && !NAME_HEADER.test(first) && !CATEGORY_HEADER.test(first)) return 0
  const cells: { cell: Cell; block: Block }[] = []
  for (let i = from; i < blocks.length; i++) {
    const block = blocks[i]
    if (
      block === undefined ||
      block.paragraph.passage.text.length > 42 ||
      /[。]$/.test(block.paragraph.passage.text)
    )
      break
    const { start, end } = block.paragraph
    cells.push({ cell: { text: canonicalCell(source.slice(start, end)), start, end }, block })
  }
  const width = headerWidth(
    cells.map(({ cell }) => cell),
    first,
    period,
  )
  if (width === undefined) return 0
  const columns = columnsOf(
    cells.slice(0, width).map(({ cell }) => cell),
    period,
  )
  if (columns === undefined) return 0
  let at = width
  const settled = latestOnly(columns)
  while (at + width <= cells.length + 1 && at < cells.length) {
    // A category that several rows share stands in the first of them only.
    const name = settled.findIndex((column) => column.role === 'name')
    const merged = first !== '序号' && isValue(cells[at + name]?.cell.text)
    const row = cells.slice(at, at + width - (merged ? 1 : 0))
    if (first === '序号' && !/^\d{1,3}$/.test(row[0]?.cell.text ?? '')) {
      // A category line between the rows.
      if (!/^\d{1,3}$/.test(cells[at + 1]?.cell.text ?? '')) break
      at++
      continue
    }
    const block = row[0]?.block
    if (block !== undefined)
      readRow(
        source,
        block,
        row.map(({ cell }) => cell),
        settled,
        targets,
      )
    at += row.length
  }
  return at
}

const isValue = (text: string | undefined): boolean =>
  text !== undefined && /^[〔[(≥≤<>]?\d[\d.,]*[^\d]{0,6}$/.test(text)

function headerWidth(cells: readonly Cell[], first: string, period: PlanPeriod): number | undefined {
  const limit = Math.min(cells.length, 10)
  if (first === '序号') {
    for (let i = 2; i < limit; i++) if (/^1$/.test(cells[i]?.text ?? '')) return i
    for (let i = 2; i < limit; i++) if (/^1$/.test(cells[i + 1]?.text ?? '')) return i
    return undefined
  }
  let last = -1
  for (let i = 0; i < limit; i++) {
    const column = columnOf(cells[i]?.text ?? '', period)
    if (column.role !== 'other') last = i
    else if (!/类别|分类|领域|维度|属性|责任|备注|类型|性质|现状|\d{4}|部门/.test(cells[i]?.text ?? '')) break
    else last = i
  }
  return last >= 1 ? last + 1 : undefined
}
