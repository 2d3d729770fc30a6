/** Workbooks of this room: the template of credit records, reading one that was filled in, lists of classes. */
import ExcelJS from 'exceljs'
import type { Locale } from '#kernel/db/scope.ts'
import type { Message } from '#kernel/language/messages.ts'
import { CreditRecordFields, creditRecordKinds, type EnterpriseClassItem } from './risk-contract.ts'
import { riskError } from './risk-errors.ts'
import { classTitles, creditColumns, creditKindTitles, sizeTitles } from './risk-messages.ts'

/** Most rows of one workbook. */
const rowLimit = 20_000

type Field = keyof typeof creditColumns
const isField = (name: string): name is Field => name in creditColumns
const fields = Object.keys(creditColumns).filter(isField)
const required: readonly Field[] = ['creditCode', 'kind', 'number', 'decidedOn', 'authority']

/** One row that was read: its number in the sheet, and what it says or why it cannot be taken. */
export interface ReadRow {
  readonly row: number
  readonly record?: CreditRecordFields
  readonly problem?: Message
}

const bytesOf = async (workbook: ExcelJS.Workbook): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await workbook.xlsx.writeBuffer())

/** A workbook to fill in, with one example row. */
export async function creditRecordTemplate(locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(locale === 'zh' ? '信用记录' : 'Credit records')
  sheet.columns = fields.map((field) => ({ header: creditColumns[field][locale], key: field, width: 24 }))
  sheet.getRow(1).font = { bold: true }
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  const kinds = creditRecordKinds.map((kind) => creditKindTitles[kind][locale])
  for (let row = 2; row <= 500; row += 1)
    sheet.getCell(row, fields.indexOf('kind') + 1).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`"${kinds.join(',')}"`],
    }
  return bytesOf(workbook)
}

function cellText(cell: ExcelJS.Cell): string {
  const { value } = cell
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return cell.text.trim()
}

/** `2026/5/3`, `2026年5月3日`, `2026.5.3` as ISO; other texts stay as they are. */
function isoDate(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (!match) return text
  const [, year, month = '', day = ''] = match
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const kindOf = (text: string): string =>
  creditRecordKinds.find(
    (kind) => kind === text || creditKindTitles[kind].zh === text || creditKindTitles[kind].en === text,
  ) ?? text

function readRow(row: number, texts: ReadonlyMap<Field, string>): ReadRow {
  const amount = texts.get('amount')?.replaceAll(',', '')
  const parsed = CreditRecordFields.safeParse({
    creditCode: texts.get('creditCode')?.toUpperCase(),
    kind: kindOf(texts.get('kind') ?? ''),
    number: texts.get('number'),
    decidedOn: isoDate(texts.get('decidedOn') ?? ''),
    authority: texts.get('authority'),
    summary: texts.get('summary') ?? '',
    amount: amount ? Number(amount) : null,
  })
  if (parsed.success) return { row, record: parsed.data }
  const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))].filter(isField)
  return {
    row,
    problem: {
      zh: `${wrong.map((field) => `“${creditColumns[field].zh}”`).join('、')}未填写或不符合要求`,
      en: `Missing or not valid: ${wrong.map((field) => creditColumns[field].en).join(', ')}`,
    },
  }
}

/**
 * Reads a filled-in workbook: first sheet, columns found by their heads in either language.
 *
 * @throws `risk.workbook-not-readable`, `risk.workbook-columns-missing`, `risk.workbook-too-long`
 */
export async function readCreditRecords(bytes: Uint8Array): Promise<ReadRow[]> {
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    throw riskError('risk.workbook-not-readable')
  }
  const [sheet] = workbook.worksheets
  if (!sheet) throw riskError('risk.workbook-not-readable')
  const columns = new Map<Field, number>()
  sheet.getRow(1).eachCell((cell, column) => {
    const head = cellText(cell)
    const field = fields.find((one) => creditColumns[one].zh === head || creditColumns[one].en === head)
    if (field) columns.set(field, column)
  })
  const missing = required.filter((field) => !columns.has(field))
  if (missing.length > 0)
    throw riskError('risk.workbook-columns-missing', {
      columns: missing.map((field) => creditColumns[field].zh).join('、'),
    })
  if (sheet.rowCount > rowLimit + 1) throw riskError('risk.workbook-too-long', { limit: rowLimit })
  const rows: ReadRow[] = []
  sheet.eachRow((row, number) => {
    if (number === 1) return
    const texts = new Map([...columns].map(([field, column]) => [field, cellText(row.getCell(column))]))
    if ([...texts.values()].some((text) => text !== '')) rows.push(readRow(number, texts))
  })
  return rows
}

/** A list of enterprises by class as a sheet. */
export async function classWorkbook(
  items: readonly EnterpriseClassItem[],
  locale: Locale,
): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = new ExcelJS.Workbook()
  const zh = locale === 'zh'
  const sheet = workbook.addWorksheet(zh ? '企业风险类别' : 'Risk classes')
  sheet.columns = [
    { header: zh ? '企业名称' : 'Enterprise', key: 'name', width: 40 },
    { header: zh ? '统一社会信用代码' : 'Credit code', key: 'creditCode', width: 22 },
    { header: zh ? '区划' : 'Region', key: 'region', width: 10 },
    { header: zh ? '行业' : 'Industry', key: 'industry', width: 10 },
    { header: zh ? '规模' : 'Size', key: 'size', width: 10 },
    { header: zh ? '类别' : 'Class', key: 'class', width: 16 },
    { header: zh ? '得分' : 'Score', key: 'score', width: 10 },
    { header: zh ? '自何时起' : 'Since', key: 'since', width: 12 },
  ]
  sheet.getRow(1).font = { bold: true }
  for (const item of items)
    sheet.addRow({
      ...item,
      size: sizeTitles[item.size]?.[locale] ?? item.size,
      class: classTitles[item.class][locale],
    })
  return bytesOf(workbook)
}
