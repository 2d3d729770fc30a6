/** Why a target is in its state, in words, and by which rule; the codes are those of docs/guides/target-states.md. */
import type { Message } from '#kernel/language/messages.ts'
import type { Translate } from '#ui/language/language.ts'
import { targetMessages } from './target-messages.ts'

const reasons: Readonly<Record<string, Message>> = {
  'no-figures': targetMessages['indicators.reason.no-figures'],
  'figures-too-old': targetMessages['indicators.reason.figures-too-old'],
  'no-baseline': targetMessages['indicators.reason.no-baseline'],
  'goal-reached': targetMessages['indicators.reason.goal-reached'],
  'within-bound-so-far': targetMessages['indicators.reason.within-bound-so-far'],
  'missed-at-deadline': targetMessages['indicators.reason.missed-at-deadline'],
  'on-path': targetMessages['indicators.reason.on-path'],
  'little-below-path': targetMessages['indicators.reason.little-below-path'],
  'far-below-path': targetMessages['indicators.reason.far-below-path'],
  'little-outside-level': targetMessages['indicators.reason.little-outside-level'],
  'far-outside-level': targetMessages['indicators.reason.far-outside-level'],
  'forecast-misses': targetMessages['indicators.reason.forecast-misses'],
}

/** The sentence for a reason; the code itself for one that a later program gave. */
export function standingWords(reason: string, text: Translate): string {
  const message = reasons[reason]
  return message ? text(message) : reason
}

/** The rule behind a reason: one of the city's tolerances, or the rules as a whole. */
export function ruleOf(reason: string, text: Translate): string {
  if (reason.endsWith('-path'))
    return `${text(targetMessages['indicators.rule.path'])} (indicators.path-tolerance)`
  if (reason.endsWith('-level'))
    return `${text(targetMessages['indicators.rule.keep'])} (indicators.keep-tolerance)`
  return `${text(targetMessages['indicators.rule.states'])} (${reason})`
}
