/** Why a target is in its state, in words, and by which rule; the codes are those of docs/guides/target-states.md. */
import type { Message } from '#kernel/language/messages.ts'
import type { StateReason } from '../../progress/target-progress.ts'
import { targetMessages } from './target-messages.ts'

interface ReasonWords {
  readonly reason: Message
  readonly rule: Message
}

const path = targetMessages['indicators.rule.path']
const keep = targetMessages['indicators.rule.keep']
const noData = targetMessages['indicators.rule.no-data']
const met = targetMessages['indicators.rule.met']

const words: Readonly<Record<StateReason, ReasonWords>> = {
  'no-figures': { reason: targetMessages['indicators.reason.no-figures'], rule: noData },
  'figures-too-old': { reason: targetMessages['indicators.reason.figures-too-old'], rule: noData },
  'no-baseline': { reason: targetMessages['indicators.reason.no-baseline'], rule: noData },
  'goal-reached': { reason: targetMessages['indicators.reason.goal-reached'], rule: met },
  'within-bound-so-far': {
    reason: targetMessages['indicators.reason.within-bound-so-far'],
    rule: targetMessages['indicators.rule.bound'],
  },
  'missed-at-deadline': {
    reason: targetMessages['indicators.reason.missed-at-deadline'],
    rule: targetMessages['indicators.rule.deadline'],
  },
  'on-path': { reason: targetMessages['indicators.reason.on-path'], rule: path },
  'little-below-path': { reason: targetMessages['indicators.reason.little-below-path'], rule: path },
  'far-below-path': { reason: targetMessages['indicators.reason.far-below-path'], rule: path },
  'little-outside-level': { reason: targetMessages['indicators.reason.little-outside-level'], rule: keep },
  'far-outside-level': { reason: targetMessages['indicators.reason.far-outside-level'], rule: keep },
  'forecast-misses': {
    reason: targetMessages['indicators.reason.forecast-misses'],
    rule: targetMessages['indicators.rule.forecast'],
  },
}

/** The sentence for a reason and that of the rule behind it; general ones for a reason that a later program gave. */
export function reasonWords(reason: string): ReasonWords {
  const known: Readonly<Record<string, ReasonWords>> = words
  return (
    known[reason] ?? {
      reason: targetMessages['indicators.reason.other'],
      rule: targetMessages['indicators.rule.states'],
    }
  )
}
