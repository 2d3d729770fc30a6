/** Goals with a direction or a rank but no number: 稳步提升, 走在全省前列, 翻番. */
import type { Block } from '../outline/outline.ts'
import type { PlanTrend } from '../plan-reading.ts'
import { sourceSpan } from '../text/canonical.ts'
import { cleanName, stripOpening } from './name-parts.ts'
import { marksOf, type Sentence } from './sentence.ts'

interface TrendRule {
  readonly trend: PlanTrend['trend']
  /** Behind the name, at the end of its clause. */
  readonly pattern: RegExp
  readonly example: { readonly text: string; readonly indicator: string }
}

const DEGREE = '(?:进一步|持续|不断|稳步|显著|明显|大幅|逐步|全面|稳中)*'

export const TREND_RULES: readonly TrendRule[] = [
  {
    trend: 'rank',
    pattern:
      /(?:总体|综合|继续)?(?:走在|位居|居|稳居|保持|进入|迈入|达到|处于|领先|跻身)[^,;]{0,8}(?:前列|领先水平|先进水平|先进行列|第一方阵|领先地位|前\d+[位名]|前[一二三四五六七八九十]+[位名])$/,
    example: { text: '质量竞争力位居全省前列。', indicator: '质量竞争力' },
  },
  {
    trend: 'double',
    pattern: /(?:实现)?(?:翻一?番|翻两番|倍增|双倍增)$/,
    example: { text: '检测产业规模实现翻番。', indicator: '检测产业规模' },
  },
  {
    trend: 'first',
    pattern: /(?:实现)?(?:零的?突破|新突破|零突破)$/,
    example: { text: '中国质量奖实现零的突破。', indicator: '中国质量奖' },
  },
  {
    trend: 'stable',
    pattern: /(?:保持|总体|基本)(?:稳定|平稳)$/,
    example: { text: '监督抽查合格率保持稳定。', indicator: '监督抽查合格率' },
  },
  {
    trend: 'down',
    pattern: new RegExp(`${DEGREE}(?:下降|降低|减少)$`),
    example: { text: '单位产值能耗不断下降。', indicator: '单位产值能耗' },
  },
  {
    trend: 'up',
    pattern: new RegExp(`${DEGREE}(?:提升|提高|上升|增长|扩大|有升|增加)$`),
    example: { text: '工程抽查符合率不断提高。', indicator: '工程抽查符合率' },
  },
]

const MEASURED =
  /(?:率|度|指数|比重|占比|比例|规模|能耗|消耗|竞争力|数量|总量|水平|范围|效率|合格|面积|产值|收入|强度|奖|质量|贡献|泊位)$/

/** The goals without a number of one sentence. */
export function readTrends(
  source: string,
  block: Block,
  sentence: Sentence,
  year: number | null,
): PlanTrend[] {
  const { text } = sentence
  if (!/升|提高|增|降|减|扩大|稳|前列|先进|领先|方阵|番|突破|\d[位名]/.test(text)) return []
  const marks = marksOf(text)
  const trends: PlanTrend[] = []
  for (let start = 0; start < text.length; ) {
    const end = Math.max(start, marks.clauseEnd(start))
    const clause = text.slice(start, end)
    const rule = clause.length < 60 ? TREND_RULES.find(({ pattern }) => pattern.test(clause)) : undefined
    const at = rule === undefined ? -1 : clause.search(rule.pattern)
    const name =
      at < 2 ? '' : cleanName(stripOpening(clause.slice(0, at).replace(/^(?:到|至)?20\d\d年(?:底|末)?/, '')))
    if (
      rule !== undefined &&
      name.length >= 2 &&
      (rule.trend === 'rank' || rule.trend === 'double' || MEASURED.test(name))
    ) {
      const span = sourceSpan(block.paragraph.passage, sentence.offset + start, sentence.offset + end)
      const quote = source.slice(span.start, span.end)
      trends.push({ indicator: name, trend: rule.trend, year, path: block.node.path, quote, span })
    }
    start = end + 1
  }
  return trends
}
