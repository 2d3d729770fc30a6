/**
 * A deadline, limit, rate, weight or form that comes from law or a standard, as dated data with its source:
 * looked up by the date that governs the case, never written into code.
 */
import type { Message } from '../language/messages.ts'

/** How sure we are of a value: read in its source, from memory, or still open. */
export const ruleConfidences = ['confirmed', 'recalled', 'to be confirmed'] as const
export type RuleConfidence = (typeof ruleConfidences)[number]

/** Units of a period, as rules write them: 工作日, 日, 月, 年, 小时. */
export const periodUnits = ['working-day', 'day', 'month', 'year', 'hour'] as const

/** A period counted by the calendar that the rule names. */
export interface Period {
  readonly count: number
  readonly unit: (typeof periodUnits)[number]
}

export type RuleValue =
  | number
  | string
  | boolean
  | Period
  | ReadonlyArray<number | string>
  | Readonly<Record<string, number | string>>

export interface RuleDeclaration {
  /** Dotted name, module first: `plans.review-period`. The same key may appear once per validity interval. */
  readonly key: string
  readonly title: Message
  readonly value: RuleValue
  /** Document number and title; for rules of our own, the word `Zhiheng` and the reason. */
  readonly source: string
  readonly clause?: string
  /** First day on which it governs, ISO date. */
  readonly effectiveFrom: string
  /** First day on which it no longer governs, ISO date. */
  readonly effectiveTo?: string
  readonly confidence: RuleConfidence
  /** Whether the law lets a city set its own value. */
  readonly cityMayOverride: boolean
}

/** What kind of value a rule has; an override must keep it. */
export type RuleValueKind = 'number' | 'text' | 'yes-or-no' | 'period' | 'list' | 'table'

/** True for `{ count, unit }` with a whole count of at least 1 and a unit we know. */
export function isPeriod(value: RuleValue): value is Period {
  return (
    typeof value === 'object' &&
    'count' in value &&
    'unit' in value &&
    typeof value.count === 'number' &&
    Number.isInteger(value.count) &&
    value.count >= 1 &&
    periodUnits.some((unit) => unit === value.unit)
  )
}

/** The kind of a value. */
export function kindOfRuleValue(value: RuleValue): RuleValueKind {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'yes-or-no'
  if (Array.isArray(value)) return 'list'
  return isPeriod(value) ? 'period' : 'table'
}
