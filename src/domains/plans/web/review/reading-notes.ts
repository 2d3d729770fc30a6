/** The reader's warnings and doubts in words. Codes that are not known here are shown as they came. */
import type { Message } from '#kernel/language/messages.ts'
import { PLAN_WARNING_MESSAGES } from '../../reader/messages.ts'

const warnings = new Map<string, Message>(Object.entries(PLAN_WARNING_MESSAGES))

const doubts = new Map<string, Message>([
  [
    'share-above-hundred',
    {
      zh: '比率超过 100%，可能漏了小数点或原文有误',
      en: 'a share above 100 %: a lost decimal point or a misprint',
    },
  ],
  [
    'letter-in-number',
    {
      zh: '数字中夹有字母（如 O、l），已按数字读出，请核对',
      en: 'letters stand among the digits (O, l); they were read as digits',
    },
  ],
])

/** The words of a warning about the whole document. */
export function warningText(warning: string, locale: 'zh' | 'en'): string {
  return warnings.get(warning)?.[locale] ?? warning
}

/** Why an entry should be looked at twice. */
export function doubtText(doubt: string, locale: 'zh' | 'en'): string {
  return doubts.get(doubt)?.[locale] ?? doubt
}
