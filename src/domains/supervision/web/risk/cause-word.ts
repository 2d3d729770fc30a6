import type { Message } from '#kernel/language/messages.ts'
import { riskWords } from './risk-words.ts'

const words: Readonly<Record<string, Message>> = {
  scorecard: riskWords['cause.scorecard'],
  daily: riskWords['cause.daily'],
  'by-hand': riskWords['cause.by-hand'],
  'new-fact': riskWords['cause.new-fact'],
  override: riskWords['cause.override'],
  list: riskWords['cause.list'],
}

/** Why a class changed. */
export const causeWord = (cause: string): Message => words[cause] ?? { zh: cause, en: cause }
