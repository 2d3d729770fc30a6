/** A target's wording in words: the bound before its value. */
import type { Formats } from '#ui/language/format.ts'
import type { Translate } from '#ui/language/language.ts'
import type { TargetSummary } from '../../contract.ts'
import { targetMessages } from './target-messages.ts'

type Wording = Pick<TargetSummary, 'comparator' | 'value' | 'valueHigh' | 'unit'>

const bounds = {
  '>=': targetMessages['indicators.bound.at-least'],
  '<=': targetMessages['indicators.bound.at-most'],
  '>': targetMessages['indicators.bound.above'],
  '<': targetMessages['indicators.bound.below'],
  '~': targetMessages['indicators.bound.about'],
  'delta+': targetMessages['indicators.bound.up'],
  'delta-': targetMessages['indicators.bound.down'],
} as const

/** `不低于 96 %`, `3–5 %`. */
export function targetWords(target: Wording, text: Translate, formats: Formats): string {
  const value = formats.number(target.value)
  const number = target.comparator === 'range' ? `${value}–${formats.number(target.valueHigh)}` : value
  const bound =
    target.comparator === 'range' || target.comparator === '=' ? '' : text(bounds[target.comparator])
  return [bound, number, target.unit].filter(Boolean).join(' ')
}

/** `2026 年 5 月`, `2026 年第二季度`, `2026 年`. */
export function periodWords(period: string, text: Translate, formats: Formats): string {
  if (period.length === 4) return text(targetMessages['indicators.period.year'], { year: period })
  if (!period.includes('Q')) return formats.month(period)
  return text(targetMessages['indicators.period.quarter'], {
    year: period.slice(0, 4),
    quarter: period.slice(6),
  })
}
