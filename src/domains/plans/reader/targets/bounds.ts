/** Words before and after a number that say how the value binds, each with an example. */
import type { Comparator } from '../plan-reading.ts'

interface BoundRule {
  readonly words: string
  readonly comparator: Comparator
  readonly example: string
}

/** Bounds that stand before the number. */
export const BOUNDS_BEFORE: readonly BoundRule[] = [
  {
    words:
      '不低于|不得低于|不少于|不得少于|不小于|不下于|不亚于|至少(?:达到|达|为)?|最低(?:达到|为)?|最少|达到或超过|达到或高于|达到并超过|达到和超过|大于(?:或)?等于|高于或等于|≥|>=|下限(?:为|是)?|底线(?:为|是)?',
    comparator: '>=',
    example: '抽检合格率不低于97%',
  },
  {
    words:
      '不高于|不得高于|不超过|不得超过|不超|不大于|不多于|不突破|不逾|小于(?:或)?等于|低于或等于|≤|<=|上限(?:为|是)?|至多|最多(?:为)?|最高(?:为|不超过)?',
    comparator: '<=',
    example: '平均办理时长不超过6天',
  },
  {
    words: '控制在|压缩在|压减在|限制在|压缩(?:到|至)|缩短(?:到|至|为)|压减(?:到|至)|缩减(?:到|至)',
    comparator: '<=',
    example: '质量损失率控制在2%',
  },
  { words: '突破|超过|超出|超越|超|大于|高于|多于|优于|逾|>', comparator: '>', example: '有效证书突破800张' },
  { words: '低于|少于|小于|<', comparator: '<', example: '投诉率低于1%' },
  { words: '大约|约为|约|接近|近|左右', comparator: '~', example: '农村自来水普及率接近95%' },
]

/** Bounds that stand after the number and its unit. */
export const BOUNDS_AFTER: readonly BoundRule[] = [
  { words: '作?为(?:底线|下限)', comparator: '>=', example: '食品合格率以98%为底线' },
  { words: '作?为上限', comparator: '<=', example: '质量损失率以2%为上限' },
  {
    words: '(?:\\([^()]{1,8}\\))?\\(?(?:及|和|或)?以上\\)?|及其以上|之上|以上水平|以上标准',
    comparator: '>=',
    example: '培育示范企业12家以上',
  },
  {
    words: '(?:及|和|或)?以下|以内|之内|内(?![容部外销需贸陆涵资])|之下',
    comparator: '<=',
    example: '办结时限为3个工作日以内',
  },
  { words: '左右|上下|前后', comparator: '~', example: '覆盖率达到60%左右' },
]

const before = BOUNDS_BEFORE.map((rule) => ({ rule, pattern: new RegExp(`(?:${rule.words})(?:\\(含\\))?$`) }))
const after = BOUNDS_AFTER.map((rule) => ({ rule, pattern: new RegExp(`(?:${rule.words})`, 'y') }))

/** A bound found beside a number. */
export interface Bound {
  readonly comparator: Comparator
  readonly length: number
}

/** The bound that ends right before the number; `text` is what stands there. */
export function boundBefore(text: string): Bound | undefined {
  const tail = text.slice(-10)
  for (const { rule, pattern } of before) {
    const match = pattern.exec(tail)
    if (match !== null) return { comparator: rule.comparator, length: match[0].length }
  }
  return undefined
}

/** The bound that starts at `at`, behind number and unit. */
export function boundAfter(text: string, at: number): Bound | undefined {
  for (const { rule, pattern } of after) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) return { comparator: rule.comparator, length: match[0].length }
  }
  return undefined
}

/** One comparator from the words on both sides: 控制在 … 以内, 超过 … 以上, 稳定在 … 左右. */
export function combineBounds(left: Comparator | undefined, right: Comparator | undefined): Comparator {
  if (left === undefined) return right ?? '='
  if (right === undefined) return left
  // 控制在90%以上 binds from below, 控制在3%左右 about; 突破100家以上 stays 突破.
  if (left === '<=' || left === '~') return right
  return left
}
