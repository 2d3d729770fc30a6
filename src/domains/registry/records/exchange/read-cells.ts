/** Cells of a file as fields of a record, and back. */
import type { Message } from '#kernel/language/messages.ts'
import { recordMessages } from '../messages.ts'
import type { ExchangeColumn, FieldValue } from '../record-kind.ts'

/** A cell as a value, or what is wrong with it and what would be right. */
export type ReadCell = { readonly value: FieldValue } | { readonly problem: Message }

const yes = ['是', '有', 'y', 'yes', 'true', '1', '√']
const no = ['否', '无', 'n', 'no', 'false', '0', '×']

/** Reads a cell; an empty one is null. */
export function readCell(column: ExchangeColumn, cell: string): ReadCell {
  const text = cell.trim()
  if (text === '')
    return column.required
      ? {
          problem: {
            zh: `“${column.title.zh}”必须填写。`,
            en: `“${column.title.en}” must be filled in.`,
          },
        }
      : { value: null }
  switch (column.type) {
    case 'text':
      return { value: text }
    case 'date':
      return readDate(text)
    case 'number':
      return readNumber(text)
    case 'yes-or-no':
      return readYesOrNo(text)
    case 'choice':
      return readChoice(column, text)
  }
}

/** `2025-03-04`, `2025/3/4`, `2025.3.4`, `20250304` and `2025年3月4日` are all written. */
function readDate(text: string): ReadCell {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?$/.exec(text)
  const [, year = '', month = '', dayOfMonth = ''] = match ?? []
  const date = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const exists = match !== null && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true
  return exists
    ? { value: date }
    : {
        problem: {
          zh: `“${text}”不是日期，应写作 2025-03-04。`,
          en: `“${text}” is no date; write it as 2025-03-04.`,
        },
      }
}

function readNumber(text: string): ReadCell {
  const value = Number(text.replaceAll(/[,，\s]/g, ''))
  return Number.isFinite(value)
    ? { value }
    : { problem: { zh: `“${text}”不是数字。`, en: `“${text}” is no number.` } }
}

function readYesOrNo(text: string): ReadCell {
  if (yes.includes(text.toLowerCase())) return { value: true }
  if (no.includes(text.toLowerCase())) return { value: false }
  return { problem: { zh: `“${text}”应为“是”或“否”。`, en: `“${text}” should be yes or no.` } }
}

function readChoice(column: Extract<ExchangeColumn, { type: 'choice' }>, text: string): ReadCell {
  const found = column.options.find(
    ({ value, title }) =>
      value === text || title.zh === text || title.en.toLowerCase() === text.toLowerCase(),
  )
  if (found) return { value: found.value }
  return {
    problem: {
      zh: `“${text}”不在可选范围内：${column.options.map(({ title }) => title.zh).join('、')}。`,
      en: `“${text}” is none of: ${column.options.map(({ title }) => title.en).join(', ')}.`,
    },
  }
}

/** A field as it is written into a file. */
export function writeCell(
  column: ExchangeColumn,
  value: unknown,
  locale: 'zh' | 'en',
): string | number | null {
  if (value === null || value === undefined) return null
  if (column.type === 'choice')
    return column.options.find((option) => option.value === value)?.title[locale] ?? String(value)
  if (column.type === 'yes-or-no')
    return recordMessages[value === true ? 'registry.yes' : 'registry.no'][locale]
  return typeof value === 'number' ? value : String(value)
}
