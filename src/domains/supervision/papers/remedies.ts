/** What whoever is given an order or a decision may do against it, with the periods of the law. */
import type { Scope } from '#kernel/db/scope.ts'
import type { Period, RuleDeclaration } from '#kernel/rules/rule.ts'
import { periodRule } from '#kernel/rules/rules.ts'

const reviewKey = 'supervision.administrative-review'
const lawsuitKey = 'supervision.administrative-lawsuit'

/** The periods within which a decision can be contested. */
export const remedyRules: readonly RuleDeclaration[] = [
  {
    key: reviewKey,
    title: { zh: '申请行政复议的期限', en: 'Application for administrative review' },
    value: { count: 60, unit: 'day' },
    source: '《中华人民共和国行政复议法》（2023年修订）',
    clause: '第二十条',
    effectiveFrom: '1999-10-01',
    confidence: 'recalled',
    cityMayOverride: false,
  },
  {
    key: lawsuitKey,
    title: { zh: '提起行政诉讼的期限', en: 'Action before the people’s court' },
    value: { count: 6, unit: 'month' },
    source: '《中华人民共和国行政诉讼法》（2017年修正）',
    clause: '第四十六条',
    effectiveFrom: '2015-05-01',
    confidence: 'recalled',
    cityMayOverride: false,
  },
]

const units: Readonly<Record<Period['unit'], string>> = {
  'working-day': '个工作日',
  day: '日',
  month: '个月',
  year: '年',
  hour: '小时',
}

/** A period as papers write it: `15日`. */
export const periodInWords = ({ count, unit }: Period): string => `${count}${units[unit]}`

/** What can be contested, as the sentence about it names it. */
export interface Contested {
  /** `本责令改正决定` */
  readonly decision: string
  /** The paper that it is served with: `本通知书`. */
  readonly paper: string
  /** Who reviews it, where only one authority can: `示范市人民政府`. */
  readonly reviewer?: string
}

/** An order to put something right, given by a department of the city. */
export const correctionOrderOf = (city: string): Contested => ({
  decision: '本责令改正决定',
  paper: '本通知书',
  reviewer: `${city}人民政府`,
})

/**
 * The sentence that closes an order or a decision.
 *
 * @param on the day of the decision, `YYYY-MM-DD`
 */
export async function remediesInWords(
  scope: Scope,
  { decision, paper, reviewer }: Contested,
  on: string,
): Promise<string> {
  const review = await periodRule(scope, reviewKey, on)
  const lawsuit = await periodRule(scope, lawsuitKey, on)
  const received = `自收到${paper}之日起`
  const to = reviewer === undefined ? '' : `向${reviewer}`
  return `如不服${decision}，可以${received}${periodInWords(review.value)}内依法${to}申请行政复议，也可以${received}${periodInWords(lawsuit.value)}内依法向人民法院提起行政诉讼。`
}
