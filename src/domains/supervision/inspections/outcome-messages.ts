import type { Message } from '#kernel/language/messages.ts'
import type { Outcome } from './record-contract.ts'

/** Results of inspections as the public system words them. */
export const outcomeTitles = {
  'nothing-found': { zh: '未发现问题', en: 'Nothing found' },
  'not-disclosed': { zh: '未按规定公示应当公示的信息', en: 'Required information not published' },
  'false-information': {
    zh: '公示信息隐瞒真实情况、弄虚作假',
    en: 'Published information conceals facts or is false',
  },
  unreachable: {
    zh: '通过登记的住所（经营场所）无法联系',
    en: 'Cannot be reached at its registered address',
  },
  'ordered-to-correct': { zh: '发现问题已责令改正', en: 'Findings, correction ordered' },
  refused: { zh: '不配合检查情节严重', en: 'Refused to be inspected' },
  'no-such-business': {
    zh: '未发现开展本次抽查涉及的经营活动',
    en: 'Does not carry on the business inspected',
  },
  'further-handling': { zh: '发现问题待后续处理', en: 'Findings, further handling' },
} as const satisfies Readonly<Record<Outcome, Message>>
