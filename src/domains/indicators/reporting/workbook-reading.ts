/** Reads a filled-in workbook: by its hidden keys where they are left, else by its headings and names. Pure. */
import Excel from 'exceljs'
import type { Message } from '#kernel/language/messages.ts'
import { placeKey } from '../figure-engine.ts'
import type { FigurePlace, ReportFigure, WorkbookProblem } from './reporting-contract.ts'
import { cellText, readFigureCell } from './workbook-cells.ts'
import { type ColumnKey, columnKeys, metaSheet, type WorkbookReport } from './workbook-template.ts'
import { workbookTexts } from './workbook-texts.ts'

/** One figure as the workbook has it, and where. */
export interface WorkbookRow {
  readonly place: FigurePlace
  readonly value: number | null
  readonly explanation: string | null
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly found: string
}

/** What a workbook says, and what is wrong with it. */
export interface WorkbookReading {
  readonly rows: readonly WorkbookRow[]
  readonly problems: readonly WorkbookProblem[]
}

const mostRows = 20_000
const headingRows = 20
const longestExplanation = 1000

const normal = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

const problemIn = (
  at: { readonly sheet: string; readonly row?: number; readonly column?: string; readonly found?: string },
  severity: WorkbookProblem['severity'],
  message: Message,
): WorkbookProblem => ({
  sheet: at.sheet,
  row: at.row ?? null,
  column: at.column ?? null,
  found: (at.found ?? '').slice(0, 200),
  severity,
  message,
})

interface Layout {
  readonly sheet: Excel.Worksheet
  readonly columns: ReadonlyMap<ColumnKey, number>
  /** Last row of the heading. */
  readonly heading: number
  readonly hasKeys: boolean
}

const headingNames: ReadonlyMap<string, ColumnKey> = new Map(
  columnKeys.flatMap((key) =>
    Object.values(workbookTexts.columns[key]).map((title): [string, ColumnKey] => [normal(title), key]),
  ),
)

/** Columns that a row names, by hidden keys or by headings. */
function columnsIn(row: Excel.Row, nameOf: (text: string) => ColumnKey | undefined): Map<ColumnKey, number> {
  const found = new Map<ColumnKey, number>()
  row.eachCell((cell, number) => {
    const key = nameOf(cellText(cell.value))
    if (key && !found.has(key)) found.set(key, number)
  })
  return found
}

function layoutOf(sheet: Excel.Worksheet): Layout | undefined {
  const last = Math.min(sheet.rowCount, headingRows)
  let titles: Layout | undefined
  for (let number = 1; number <= last; number += 1) {
    const row = sheet.getRow(number)
    const keys = columnsIn(row, (text) => columnKeys.find((key) => key === text))
    if (keys.has('key') && keys.has('value'))
      return { sheet, columns: keys, heading: number + 1, hasKeys: true }
    const named = columnsIn(row, (text) => headingNames.get(normal(text)))
    if (!titles && named.has('name') && named.has('value'))
      titles = { sheet, columns: named, heading: number, hasKeys: false }
  }
  return titles
}

/** Which figure the words in a row mean; without a period or region where the report has only one. */
function placeByWords(
  report: WorkbookReport,
  words: Readonly<Record<'code' | 'name' | 'region' | 'period', string>>,
): ReportFigure[] {
  const same = (given: string, ...names: string[]) => names.some((name) => normal(name) === normal(given))
  return report.items.filter(
    (item) =>
      // The code is hidden beside the key and stays with it when rows are sorted: it proves nothing of the name.
      (words.name !== '' || words.code === '' || same(words.code, item.code)) &&
      (words.name === '' || same(words.name, item.nameZh, item.nameEn)) &&
      (words.region === '' || same(words.region, item.regionName, item.region)) &&
      (words.period === '' || same(words.period, item.period)),
  )
}

/** The rows of one workbook, read into figures and problems. */
class SheetReader {
  readonly rows: WorkbookRow[] = []
  readonly problems: WorkbookProblem[] = []
  readonly #report: WorkbookReport
  readonly #layout: Layout
  readonly #byKey: ReadonlyMap<string, ReportFigure>
  readonly #seen = new Map<string, number>()

  constructor(report: WorkbookReport, layout: Layout) {
    this.#report = report
    this.#layout = layout
    this.#byKey = new Map(
      report.items.map((item) => [placeKey(item.indicatorId, item.region, item.period), item]),
    )
  }

  read(): void {
    const { sheet, heading } = this.#layout
    this.#checkHeadings()
    if (sheet.rowCount > mostRows) {
      this.#add({}, 'error', {
        zh: `工作表有 ${sheet.rowCount} 行，超过 ${mostRows} 行，请只保留填报表的内容。`,
        en: `The sheet has ${sheet.rowCount} rows, more than ${mostRows}; keep only what belongs to the form.`,
      })
      return
    }
    for (let number = heading + 1; number <= sheet.rowCount; number += 1) this.#readRow(number)
    const missing = this.#report.items.length - this.#seen.size
    if (missing > 0)
      this.#add({}, 'notice', {
        zh: `表中缺少 ${missing} 行，这些指标保持原有草稿不变。`,
        en: `${missing} rows are not in the sheet; these figures stay as they are.`,
      })
  }

  #letter(key: ColumnKey): string {
    return this.#layout.sheet.getColumn(this.#layout.columns.get(key) ?? 1).letter
  }

  #add(
    at: { row?: number; column?: string; found?: string },
    severity: WorkbookProblem['severity'],
    message: Message,
  ): void {
    this.problems.push(problemIn({ sheet: this.#layout.sheet.name, ...at }, severity, message))
  }

  #cell(number: number, key: ColumnKey): Excel.Cell | undefined {
    const column = this.#layout.columns.get(key)
    return column === undefined ? undefined : this.#layout.sheet.getRow(number).getCell(column)
  }

  #text(number: number, key: ColumnKey): string {
    return cellText(this.#cell(number, key)?.value ?? null).trim()
  }

  /** With the keys in place a changed heading does no harm, but may mean that something else was meant. */
  #checkHeadings(): void {
    const { hasKeys, heading } = this.#layout
    if (!hasKeys) {
      this.#add({ row: heading }, 'notice', {
        zh: '隐藏的标识行已被删除，按表头和名称读取。',
        en: 'The hidden keys are gone; the sheet is read by its headings and names.',
      })
      return
    }
    for (const key of ['value', 'explanation'] as const) {
      const found = this.#text(heading, key)
      const { zh, en } = workbookTexts.columns[key]
      if (headingNames.get(normal(found)) === key || !this.#layout.columns.has(key)) continue
      this.#add({ row: heading, column: this.#letter(key), found }, 'notice', {
        zh: `表头“${found}”已被改动，这一列仍按“${zh}”读取。`,
        en: `The heading “${found}” was changed; the column is still read as “${en}”.`,
      })
    }
  }

  #readRow(number: number): void {
    const words = {
      code: this.#text(number, 'code'),
      name: this.#text(number, 'name'),
      region: this.#text(number, 'region'),
      period: this.#text(number, 'period'),
    }
    const key = this.#text(number, 'key')
    const raw = this.#text(number, 'value')
    const explanation = this.#text(number, 'explanation')
    if ([key, words.name, words.region, raw, explanation].every((text) => text === '')) return
    const item = this.#itemOf(number, key, words)
    if (!item) return
    const place = placeKey(item.indicatorId, item.region, item.period)
    const before = this.#seen.get(place)
    if (before !== undefined) {
      this.#add({ row: number, column: this.#letter('name'), found: words.name }, 'error', {
        zh: `与第 ${before} 行是同一指标、地区、时期，请只保留一行。`,
        en: `The same indicator, region and period as row ${before}; keep only one.`,
      })
      return
    }
    this.#seen.set(place, number)
    this.#readFigure(number, item, raw, explanation)
  }

  #readFigure(number: number, item: ReportFigure, raw: string, explanation: string): void {
    const cell = this.#cell(number, 'value')
    const column = this.#letter('value')
    const at = { row: number, column, found: raw }
    const reading = readFigureCell(cell?.value ?? null, cell?.numFmt ?? '', item.unit)
    if (reading.kind === 'problem') this.#add(at, 'error', reading.message)
    else if (reading.kind === 'number' && reading.note) this.#add(at, 'notice', reading.note)
    if (explanation.length > longestExplanation)
      this.#add({ row: number, column: this.#letter('explanation'), found: explanation }, 'error', {
        zh: `说明有 ${explanation.length} 字，请控制在 ${longestExplanation} 字以内。`,
        en: `The explanation has ${explanation.length} characters; keep it within ${longestExplanation}.`,
      })
    // A cell that cannot be read says nothing, not that there is no figure.
    if (reading.kind === 'problem') return
    const { indicatorId, region, period } = item
    this.rows.push({
      place: { indicatorId, region, period },
      value: reading.kind === 'number' ? reading.value : null,
      explanation: explanation === '' ? null : explanation,
      sheet: this.#layout.sheet.name,
      ...at,
    })
  }

  /** The figure of a row: by its key, which must agree with the words beside it; else by the words. */
  #itemOf(
    number: number,
    key: string,
    words: Readonly<Record<'code' | 'name' | 'region' | 'period', string>>,
  ): ReportFigure | undefined {
    const keyed = this.#byKey.get(key)
    const named = placeByWords(this.#report, words)
    const at = { row: number, column: this.#letter('name'), found: `${words.name} ${words.region}`.trim() }
    if (keyed && (named.includes(keyed) || named.length === 0)) {
      if (named.length === 0)
        this.#add(at, 'notice', {
          zh: `名称已被改动，这一行仍按“${keyed.nameZh}”（${keyed.regionName}）读取。`,
          en: `The name was changed; the row is still read as “${keyed.nameEn}” (${keyed.regionName}).`,
        })
      return keyed
    }
    if (keyed) {
      this.#add(at, 'error', {
        zh: `这一行的隐藏标识是“${keyed.nameZh}”（${keyed.regionName}），与名称不一致，可能是排序时没有选中隐藏列；请重新下载填报表，或整行移动。`,
        en: `The row's hidden key says “${keyed.nameEn}” (${keyed.regionName}), its name says otherwise: rows were probably sorted without the hidden column. Download the form again, or move whole rows.`,
      })
      return undefined
    }
    const [only, ...others] = words.name === '' ? [] : named
    if (only && others.length === 0) return only
    this.#add(at, 'error', this.#unknown(words, others.length > 0))
    return undefined
  }

  #unknown(words: Readonly<Record<'name' | 'region', string>>, isAmbiguous: boolean): Message {
    if (isAmbiguous)
      return {
        zh: '不能确定是哪个地区或时期的数据，请补上地区和时期。',
        en: 'It is not clear which region or period is meant; fill these in.',
      }
    const sameName = this.#report.items.filter((item) =>
      [item.nameZh, item.nameEn].some((name) => normal(name) === normal(words.name)),
    )
    const regions = [...new Set(sameName.map((item) => item.regionName))].slice(0, 12)
    if (regions.length > 0)
      return {
        zh: `本表没有地区或时期“${words.region}”，该指标的地区有：${regions.join('、')}。`,
        en: `The form has no such region or period “${words.region}”; the indicator's regions are: ${regions.join(', ')}.`,
      }
    return {
      zh: `本表没有指标“${words.name}”，请使用下载的填报表，不要增加行。`,
      en: `The form has no indicator “${words.name}”; use the form as downloaded and add no rows.`,
    }
  }
}

/** The report that a workbook says it was made for; undefined when it does not say. */
function madeFor(book: Excel.Workbook): { id: string; period: string } | undefined {
  const meta = book.getWorksheet(metaSheet)
  if (!meta) return undefined
  return { id: cellText(meta.getCell('B1').value), period: cellText(meta.getCell('B3').value) }
}

/** Reads a workbook for a report. Never throws for what people may hand in. */
export async function readReportWorkbook(
  bytes: Uint8Array,
  report: WorkbookReport,
  fileName: string,
): Promise<WorkbookReading> {
  const whole = (message: Message): WorkbookReading => ({
    rows: [],
    problems: [problemIn({ sheet: fileName }, 'error', message)],
  })
  const book = new Excel.Workbook()
  try {
    await book.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    // Whatever the library stumbles over: the file is no workbook that it can read.
    return whole({
      zh: '文件无法作为 Excel 工作簿读取，可能已损坏；请使用下载的填报表（.xlsx）。',
      en: 'The file cannot be read as a workbook; it may be damaged. Use the form as downloaded (.xlsx).',
    })
  }
  const made = madeFor(book)
  if (made && made.id !== report.id)
    return whole({
      zh: `这是另一项任务（${made.period}）的填报表，本任务是 ${report.period}；请下载本任务的填报表。`,
      en: `This is the form of another task (${made.period}); the task here is of ${report.period}. Download its own form.`,
    })
  const layouts = book.worksheets
    .filter((sheet) => sheet.name !== metaSheet)
    .flatMap((sheet) => layoutOf(sheet) ?? [])
  const layout = layouts.find((one) => one.hasKeys) ?? layouts[0]
  if (!layout) {
    const { name, value } = workbookTexts.columns
    return whole({
      zh: `没有找到填报表：应有一张工作表，表头含“${name.zh}”“${value.zh}”两列；请使用下载的填报表。`,
      en: `No form was found: a sheet with the headings “${name.en}” and “${value.en}” is expected. Use the form as downloaded.`,
    })
  }
  const reader = new SheetReader(report, layout)
  reader.read()
  return { rows: reader.rows, problems: reader.problems }
}
