/** What people leave in cells, as figures: text numbers, percentages, full-width digits, formulas. Pure. */
import type { CellValue } from 'exceljs'
import type { Message } from '#kernel/language/messages.ts'

/** A cell that has been understood, or what is wrong with it. */
export type CellReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'number'; readonly value: number; readonly note?: Message }
  | { readonly kind: 'problem'; readonly message: Message }

// Ways of saying that there is no figure.
const blanks = new Set(['', '-', '--', '—', '——', '/', '无', '暂无', '暂无数据', '无数据', 'n/a', 'na'])

const problem = (zh: string, en: string): CellReading => ({ kind: 'problem', message: { zh, en } })

const tidy = (value: number): number => Number(value.toPrecision(15))

// A formula that failed, in a cell formatted as a date, comes out of the library as a date that is none.
const isNoDate = (value: Date): boolean => Number.isNaN(value.getTime())

/** The text of a cell, whatever it is made of; formulas by their result. */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return isNoDate(value) ? '' : value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('text' in value) return cellText(value.text)
  if ('error' in value) return value.error
  if ('result' in value || 'formula' in value || 'sharedFormula' in value)
    return 'result' in value ? cellText(value.result) : ''
  return ''
}

const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/
const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

function fromText(given: string, unit: string): CellReading {
  const text = given.normalize('NFKC').replaceAll(/\s/g, '').replaceAll('−', '-').replaceAll('。', '.')
  if (blanks.has(text.toLowerCase())) return { kind: 'blank' }
  const isPercent = text.endsWith('%')
  if (isPercent && unit !== '%')
    return problem(
      `“${given}”带百分号，而该指标的单位是“${unit}”，请填写数值。`,
      `“${given}” is a percentage, but the indicator is in “${unit}”; enter the number.`,
    )
  const bare = isPercent
    ? text.slice(0, -1)
    : unit !== '' && text.endsWith(unit)
      ? text.slice(0, -unit.length)
      : text
  if (!plain.test(bare) && !grouped.test(bare))
    return problem(
      `“${given}”不是数值，请只填数字，例如 1234.5；没有数据的留空，并在说明栏写明原因。`,
      `“${given}” is no number; enter digits only, such as 1234.5. If there is no figure, leave it empty and say why.`,
    )
  const value = Number(bare.replaceAll(',', ''))
  if (!Number.isFinite(value))
    return problem(`“${given}”超出可以表示的范围。`, `“${given}” is too large to be kept.`)
  return {
    kind: 'number',
    value,
    note: {
      zh: `单元格是文本“${given}”，按 ${value} 读取。`,
      en: `The cell is the text “${given}”, read as ${value}.`,
    },
  }
}

function fromNumber(value: number, format: string, unit: string): CellReading {
  if (!Number.isFinite(value)) return problem('单元格没有有效的数值。', 'The cell holds no valid number.')
  // A cell formatted as a percentage shows 96.3% and holds 0.963.
  if (!/%/.test(format.replaceAll(/"[^"]*"|\\./g, ''))) return { kind: 'number', value: tidy(value) }
  const shown = tidy(value * 100)
  if (unit !== '%')
    return problem(
      `单元格是百分比格式（显示为 ${shown}%），而该指标的单位是“${unit}”，请改为常规格式并填写数值。`,
      `The cell is formatted as a percentage (${shown} %), but the indicator is in “${unit}”; enter a plain number.`,
    )
  return {
    kind: 'number',
    value: shown,
    note: {
      zh: `单元格是百分比格式，按 ${shown} 读取。`,
      en: `The cell is formatted as a percentage, read as ${shown}.`,
    },
  }
}

/**
 * Reads a cell as a figure in a unit.
 *
 * @param format the cell's number format, which tells 0.963 from 96.3%
 */
export function readFigureCell(value: CellValue, format: string, unit: string): CellReading {
  if (value === null || value === undefined) return { kind: 'blank' }
  if (typeof value === 'number') return fromNumber(value, format, unit)
  if (typeof value === 'boolean')
    return problem('单元格是逻辑值，请填写数值。', 'The cell is true or false; enter a number.')
  if (value instanceof Date && isNoDate(value))
    return problem(
      '单元格没有有效的数值，请把格式改为“常规”后重新填写。',
      'The cell holds no valid number; set the format to General and enter the number again.',
    )
  if (value instanceof Date)
    return problem(
      '单元格被 Excel 识别为日期，请把格式改为“常规”后重新填写数值。',
      'Excel took it for a date; set the format to General and enter the number again.',
    )
  if (typeof value === 'string') return fromText(value, unit)
  if ('error' in value)
    return problem(
      `单元格是错误值 ${value.error}，请填写数值。`,
      `The cell holds the error ${value.error}; enter a number.`,
    )
  if ('richText' in value || 'text' in value) return fromText(cellText(value), unit)
  const result = 'result' in value ? value.result : undefined
  if (result === undefined || result === null)
    return problem(
      '单元格是公式，且没有计算结果，请改为数值。',
      'The cell is a formula without a result; enter the number.',
    )
  const reading = readFigureCell(result, format, unit)
  if (reading.kind !== 'number') return reading
  return {
    ...reading,
    note: {
      zh: `单元格是公式，取其结果 ${reading.value}。`,
      en: `The cell is a formula; its result ${reading.value} is taken.`,
    },
  }
}
