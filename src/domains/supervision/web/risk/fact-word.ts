import type { Message } from '#kernel/language/messages.ts'
import { sizeTitles } from '../../risk/risk-messages.ts'

const words: Readonly<Record<string, Message>> = {
  ...sizeTitles,
  active: { zh: '存续', en: 'Active' },
  suspended: { zh: '停业', en: 'Suspended' },
  revoked: { zh: '吊销', en: 'Licence revoked' },
  true: { zh: '是', en: 'Yes' },
  false: { zh: '否', en: 'No' },
}

/** A fact of a factor in words; numbers stay as they are. */
export const factWord = (fact: string): Message => words[fact] ?? { zh: fact, en: fact }
