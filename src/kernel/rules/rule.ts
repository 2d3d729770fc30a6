/**
 * A deadline, limit, rate, weight or form that comes from law or a standard, as dated data with its source:
 * looked up by the date that governs the case, never written into code.
 */
import type { Message } from '../language/messages.ts'

/** How sure we are of a value: read in its source, from memory, or still open. */
export type RuleConfidence = 'confirmed' | 'recalled' | 'to be confirmed'

/** A period counted by the calendar that the rule names. */
export interface Period {
  readonly count: number
  readonly unit: 'working-day' | 'day' | 'month' | 'year' | 'hour'
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
