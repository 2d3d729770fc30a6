/** A target's figure in words, as the documents say it: 不低于 98.5%, 3—4 家, 下降 9%. */
import type { Comparator } from '../contract.ts'
import { comparatorTexts } from '../messages.ts'

export interface TargetFigure {
  readonly comparator: Comparator
  readonly value: number
  readonly valueHigh: number | null
  readonly unit: string
}

export interface FigureWords {
  /** The bound: 不低于; empty for ranges, whose two values say it. */
  readonly bound: string
  /** The value or values, grouped by thousands. */
  readonly value: string
  readonly unit: string
}

const grouped = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6, roundingMode: 'halfEven' })

/** The parts of a figure, to be set apart in type. Values stand as the document gives them; nothing is rounded. */
export function figureWords(figure: TargetFigure, locale: 'zh' | 'en'): FigureWords {
  if (figure.comparator === 'range' && figure.valueHigh !== null)
    return {
      bound: '',
      value: `${grouped.format(figure.value)}–${grouped.format(figure.valueHigh)}`,
      unit: figure.unit,
    }
  return {
    bound: comparatorTexts[figure.comparator][locale],
    value: grouped.format(figure.value),
    unit: figure.unit,
  }
}

/** Units that stand at the figure without a space. */
const tight = /^[%‰℃]/

/** The figure as one string: `不低于 98.5%`, `at least 60 家`. */
export function figureSentence(figure: TargetFigure, locale: 'zh' | 'en'): string {
  const { bound, value, unit } = figureWords(figure, locale)
  const amount = tight.test(unit) || unit === '' ? `${value}${unit}` : `${value} ${unit}`
  return bound ? `${bound} ${amount}` : amount
}
