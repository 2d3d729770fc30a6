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
