/** Words that say a number: 全覆盖 (100 %), 清零 (0), 基本消灭 (about 0). Each rule carries an example. */
import type { Comparator } from '../plan-reading.ts'
import { stripLinking, stripOpening } from './name-parts.ts'
import type { Marks } from './sentence.ts'

/** A target said in words; the name is empty where an earlier clause has it. */
export interface ImpliedTarget {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly target: {
    readonly action: string
    readonly comparator: Comparator
    readonly value: number
    readonly valueHigh: null
    readonly unit: string
    readonly scope: string | null
  }
}

interface ImpliedRule {
  readonly pattern: RegExp
  readonly comparator: Comparator
  readonly value: number
  readonly unit: string
  /** What may not follow, because the words then describe something else. */
  readonly notBefore: RegExp
  readonly example: { readonly text: string; readonly target: string }
}

export const IMPLIED_RULES: readonly ImpliedRule[] = [
  {
    pattern: /全覆盖/g,
    comparator: '=',
    value: 100,
    unit: '%',
    notBefore: /^(?:率|的|式|、|监管|检查|抽查|监督|监测|体系|网络|行动|宣传|排查|培训|工程|[一-龥]{2})/,
    example: { text: '食品小作坊视频监管实现全覆盖。', target: '食品小作坊视频监管 = 100%' },
  },
  {
    pattern: /(?:动态|全部|基本)?清零/g,
    comparator: '=',
    value: 0,
    unit: '',
    notBefore: /^(?:的|行动|机制|、|工作|攻坚|专项)/,
    example: { text: '存量不合格电梯实现动态清零。', target: '存量不合格电梯 = 0' },
  },
  {
    pattern: /(?:实现|保持)?零发生/g,
    comparator: '=',
    value: 0,
    unit: '',
    notBefore: /^(?:的|、|率)/,
    example: { text: '重大质量安全事故零发生。', target: '重大质量安全事故 = 0' },
  },
  {
    pattern: /全部(?:达标|持证上岗|整改到位|建成投用|聘任到位|培训到位)/g,
    comparator: '=',
    value: 100,
    unit: '%',
    notBefore: /^(?:的|[一-龥])/,
    example: { text: '规上企业首席质量官全部持证上岗。', target: '规上企业首席质量官 = 100%' },
  },
  {
    pattern: /(?:全面|全部|彻底)(?:消灭|消除)/g,
    comparator: '=',
    value: 0,
    unit: '',
    notBefore: /^(?:的|了)/,
    example: { text: '城市建成区全面消除黑臭水体。', target: '城市建成区黑臭水体 = 0' },
  },
  {
    pattern: /基本(?:消灭|消除)/g,
    comparator: '~',
    value: 0,
    unit: '',
    notBefore: /^(?:的|了)/,
    example: { text: '县级以上河段基本消除黑臭水体。', target: '县级以上河段黑臭水体 ~ 0' },
  },
]

// 基本消除黑臭水体: what is done away with stands behind the verb.
const TAKES_OBJECT = /消灭|消除/

/** The targets of a sentence that are said in words. */
export function readImplied(text: string, marks: Marks): ImpliedTarget[] {
  const found: ImpliedTarget[] = []
  for (const rule of IMPLIED_RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      const at = match.index
      const behind = at + match[0].length
      if (marks.quoted(at) || marks.bracketed(at)) continue
      const object = TAKES_OBJECT.test(match[0]) ? /^[^,;。、和与]{2,12}/.exec(text.slice(behind))?.[0] : ''
      if (object === undefined || (object === '' && rule.notBefore.test(text.slice(behind, behind + 4))))
        continue
      if (object !== '' && !/类|水体|危房|天气|隐患/.test(object)) continue
      const start = marks.clauseStart(at)
      const words = text.slice(start, at)
      if (/\d+(?:\.\d+)?%$/.test(words) || /[^一-龥]\d/.test(words.replace(/20\d\d年/g, ''))) continue
      const name = nameBefore(words) + object
      found.push({
        name: name.length < 2 ? '' : name,
        start: start,
        end: behind + object.length,
        target: {
          action: match[0],
          comparator: rule.comparator,
          value: rule.value,
          valueHigh: null,
          unit: rule.unit,
          scope: /全[市省区县]/.exec(words)?.[0] ?? null,
        },
      })
    }
  }
  return found
}

function nameBefore(words: string): string {
  const bare = stripOpening(
    words.replace(/(?:到|至)20\d\d年(?:底|末)?,?/g, '').replace(/20\d\d年(?:底|末)?前?/g, ''),
  )
  const linked = stripLinking(bare)
  const verb = /^(?:实施|推进|推动|实现|完成|推行|开展|做到|确保|加快|对)+/.exec(linked)
  return stripOpening(verb === null ? linked : linked.slice(verb[0].length)).replace(/(?:的|在|,|、)$/, '')
}
