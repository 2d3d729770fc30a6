/** How a rule's value is written. */
import { isPeriod, type RuleValue } from '#kernel/rules/rule.ts'
import type { Formats } from '#ui/language/format.ts'
import type { Translate } from '#ui/language/language.ts'
import { rulesMessages } from './rules-messages.ts'

/** `7 个工作日`, `0.05`, `是`, a list, or name and value pairs. */
export function writeRuleValue(value: RuleValue, text: Translate, formats: Formats): string {
  if (typeof value === 'number') return formats.number(value)
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return text(rulesMessages[value ? 'rules.yes' : 'rules.no'])
  if (isPeriod(value)) return text(rulesMessages[`rules.period.${value.unit}`], { count: value.count })
  return Object.entries(value)
    .map(([name, part]) => (Array.isArray(value) ? String(part) : `${name} ${part}`))
    .join(' · ')
}
