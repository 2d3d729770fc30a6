/**
 * Numbers that are no targets. Each rule has an example sentence that must give no target (or only the one
 * named), which runs in `exclusions.test.ts`.
 */
import type { Quantity } from './quantity.ts'
import { ACTION_SUFFIX } from './words.ts'

/** What a rule sees of a number. */
export interface QuantityContext {
  readonly quantity: Quantity
  /** The clause up to the number, from the clause's start or the number before. */
  readonly left: string
  /** From behind the number and its bound to the end of the clause or the next number. */
  readonly right: string
  readonly clause: string
  readonly sentence: string
  /** The words before the number, other clauses included. */
  readonly before: string
}

interface ExclusionRule {
  readonly name: string
  readonly example: string
  readonly holds: (context: QuantityContext) => boolean
}

const MONEY = /(?:元|资金)$/
const RESULT =
  /已(?:达|累计|建|有|获|培育|完成|制定|形成|连续|实现|发布|突破|超)|目前|截至(?:目前|上年|去年|当前)|近(?:年来|几年|三年|五年|两年)|(?:取得|达到|获得|完成|实现|建成|增长|提高|新增)了|同比|较上年|比上年|以来|过去|仅有|仅(?=\d)|(?:不足|不到)\d|现有|共有/

/** Rules tried in order; one is enough. */
export const EXCLUSION_RULES: readonly ExclusionRule[] = [
  {
    name: 'money given as reward or subsidy',
    example: '对新获奖的企业一次性给予80万元奖励。',
    holds: ({ quantity, sentence }) =>
      MONEY.test(quantity.unit) &&
      /奖励|补助|补贴|资助|奖补|给予|贴息|罚款|奖金|扶持资金|经费支持|奖给|注册资本|兑现/.test(sentence),
  },
  {
    name: 'money put into something',
    example: '投资2亿元建设检测园区,安排专项资金500万元。',
    holds: ({ quantity, left }) =>
      MONEY.test(quantity.unit) && /(?:投资|投入|安排|出资|筹集|总投资|专项资金)(?:达|约|近)?$/.test(left),
  },
  {
    name: 'a share that is drawn for a check',
    example: '随机抽取8%的企业开展检查。',
    holds: ({ quantity, left }) =>
      quantity.unitClass === 'rate' && /(?:抽取|抽查|按照?不?|按比例)$/.test(left),
  },
  {
    name: 'a past result',
    example: '全市已累计培育品牌企业46家,抽检合格率同比提高2个百分点。',
    holds: ({ before, clause }) =>
      RESULT.test(before.slice(-60)) || (RESULT.test(clause) && !/力争|到20/.test(clause)),
  },
  {
    name: 'the value a change starts from',
    example: '覆盖率由2021年的61%提高到80%。',
    holds: ({ left, right }) =>
      /(?:由|从)[^,;]{0,20}$/.test(left) &&
      /^[^,;]{0,6}?(?:提高|提升|增加|增长|上升|升|增|扩大|下降|降低|降|减少|压缩|缩短|压减)(?:到|至|为)/.test(
        right,
      ),
  },
  {
    name: 'a rank',
    example: '综合得分位居全省前5位。',
    holds: ({ quantity, left }) =>
      /(?:前|第|排名|位次|位列|名列|跻身)$/.test(left) ||
      (/^[位名]$/.test(quantity.unit) && /(?:位居|位列|排名|排位|位次|进位|前移|列)[^,]{0,8}$/.test(left)),
  },
  {
    name: 'a length of time that is no indicator',
    example: '自受理之日起15个工作日内办结,每3年评选一次。',
    holds: ({ quantity, left, clause }) =>
      quantity.unitClass === 'time' &&
      !/(?:天数|时间|时限|时长|周期|年限|寿命|时效|工期|用时|日数|期限)[^,]{0,14}$/.test(left) &&
      !/(?:压缩|缩短|压减|提速|控制)(?:到|至|在|为)[^,]{0,8}$/.test(left) &&
      !/^(?:.{0,12}(?:时间|时限|周期))/.test(clause),
  },
  {
    name: 'how often people meet or report',
    example: '领导小组每年至少召开2次会议,每季度通报1次。',
    holds: ({ quantity, clause, right }) =>
      /^(?:次|期|轮|场)$/.test(quantity.unit) &&
      /会议|例会|召开|通报|汇报|报送|调度|督查|督导|专题研究|听取|评选|一遇|评估/.test(
        clause + right.slice(0, 8),
      ),
  },
  {
    name: 'parts of something that there is',
    example: '以6个省级开发区为支撑,发挥园区内等4个检测平台作用。',
    holds: ({ left, right, quantity }) =>
      quantity.unitClass === 'count' &&
      ((/等(?:全市|全省|的)?$/.test(left) &&
        !/^(?:以上|以内)/.test(right) &&
        right !== '' &&
        !/^[,;。、)]/.test(right)) ||
        /^[^,;]{1,24}?(?:为(?:支撑|重点|依托|核心|主体|抓手|载体|引领|基础|节点|单元|平台|牵引|主导|试点|切入点)|的?(?:基础|作用|优势|引领作用|职责|功能)$)/.test(
          right,
        )),
  },
  {
    name: 'an apposition that counts what was just listed',
    example: '重点围绕高端装备、生物制药和现代家居3个主导产业开展攻关。',
    holds: ({ quantity, left, right }) =>
      quantity.unitClass === 'count' &&
      !quantity.bounded &&
      !ACTION_SUFFIX.test(left) &&
      !/\d/.test(left) &&
      right !== '' &&
      !/^[,;。、)和与及]/.test(right) &&
      /^(?:重点)?(?:围绕|聚焦|针对|瞄准|依托|立足|突出|涵盖|包括|涉及|按照|根据|紧扣|面向|在|以|从|对|将)/.test(
        left,
      ) &&
      left.length > 6,
  },
  {
    name: 'a threshold that describes something',
    example: '对单位产品能耗下降5%以上的企业优先支持。',
    holds: ({ left, right, clause }) =>
      /^的/.test(right) && /^(?:对|凡|向|给|为)/.test(clause) && left.length > 1,
  },
  {
    name: 'a scoring rule, a share in a score, a clause of law',
    example: '该项工作占考核分值的5%,未完成的扣2分。',
    holds: ({ left, sentence, quantity }) =>
      /(?:扣|加|记|计|得|满分)$/.test(left) && quantity.unit === '分'
        ? true
        : /考核分值|占考核|权重/.test(sentence) && /%|分/.test(quantity.unit),
  },
  {
    name: 'telephone numbers, views, page furniture',
    example: '浏览次数:128次 联系电话:0571-8866123',
    holds: ({ clause, sentence, right }) =>
      /^(?:查看|浏览|阅读|点击|访问)/.test(right) ||
      /浏览|阅读次数|点击|访问量|联系电话|传真|邮编|备案号|ICP备|字体:|字号:|来源:|发布时间|索引号|页码/.test(
        clause,
      ) ||
      /^(?:发布(?:时间|日期|机构|者|人)|电话|地址|联系)/.test(sentence),
  },
  {
    name: 'an ordinal number of a meeting or edition',
    example: '经市政府第31次常务会议审议通过。',
    holds: ({ left }) => /第$/.test(left),
  },
  {
    name: 'a distance, radius or age that is part of a name',
    example: '打造15分钟便民圈,公交站点300米范围内。',
    holds: ({ quantity, right }) =>
      (/^(?:米|公里|分钟|岁|小时|千米|km)$/.test(quantity.unit) &&
        !quantity.boundedAfter &&
        /^[^,;。、]/.test(right)) ||
      /^岁$/.test(quantity.unit),
  },
]

/** Name of the rule that makes a number no target; undefined when none does. */
export function exclusionOf(context: QuantityContext): string | undefined {
  return EXCLUSION_RULES.find((rule) => rule.holds(context))?.name
}
