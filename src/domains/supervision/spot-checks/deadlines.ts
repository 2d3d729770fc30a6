/**
 * The legal periods of spot checks as dated rules, a set for each law: industrial and consumer products, food, farm
 * produce, drugs. What could not be read in its source says so and may be set by the city.
 */
import type { Period, RuleConfidence, RuleDeclaration } from '#kernel/rules/rule.ts'
import type { SpotCheckKind } from './terms.ts'

/** Kinds that are governed alike. */
export const lawFamilies = ['product', 'food', 'farm', 'drug'] as const
export type LawFamily = (typeof lawFamilies)[number]

/** The law that governs a kind. */
export const familyOf = (kind: SpotCheckKind): LawFamily => (kind === 'consumer' ? 'product' : kind)

const deadlineNames = [
  'report',
  'notify',
  'objection',
  'review',
  'retest-procedure',
  'retest',
  'order',
  'correction',
  'reinspection',
  'close',
] as const
export type DeadlineName = (typeof deadlineNames)[number]

/** The rule's key: `spot-checks.food.objection`. */
export const deadlineKey = (family: LawFamily, name: DeadlineName): string => `spot-checks.${family}.${name}`

const titles: Readonly<Record<DeadlineName, readonly [zh: string, en: string]>> = {
  report: ['出具检验报告', 'the laboratory’s report'],
  notify: ['告知抽查结果', 'notification of the result'],
  objection: ['提出异议、申请复检', 'objection and application for re-test'],
  review: ['异议处理', 'deciding on an objection'],
  'retest-procedure': ['办理复检手续、确定复检机构', 'arranging the re-test'],
  retest: ['复检', 're-test'],
  order: ['责令改正', 'ordering correction'],
  correction: ['整改', 'correction'],
  reinspection: ['复查', 're-inspection'],
  close: ['结案', 'closing'],
}

const familyTitles: Readonly<Record<LawFamily, readonly [zh: string, en: string]>> = {
  product: ['产品监督抽查', 'Product spot check'],
  food: ['食品抽检', 'Food sampling'],
  farm: ['农产品监测', 'Farm-produce monitoring'],
  drug: ['药品抽检', 'Drug sampling'],
}

const wd = (count: number): Period => ({ count, unit: 'working-day' })
const days = (count: number): Period => ({ count, unit: 'day' })
const months = (count: number): Period => ({ count, unit: 'month' })

interface Source {
  readonly document: string
  readonly clause?: string
  readonly confidence: RuleConfidence
}

const law: Source = {
  document: '《中华人民共和国产品质量法》（2018年修正）',
  clause: '第十五条',
  confidence: 'confirmed',
}
const measures: Source = {
  document: '《产品质量监督抽查管理暂行办法》（市场监管总局令第18号）',
  confidence: 'recalled',
}
const foodMeasures = (clause: string, confidence: RuleConfidence): Source => ({
  document: '《食品安全抽样检验管理办法》（市场监管总局令第15号，2022年修正）',
  clause,
  confidence,
})
const farmLaw: Source = {
  document: '《中华人民共和国农产品质量安全法》（2022年修订）',
  clause: '第五十一条',
  confidence: 'confirmed',
}
const drugLaw: Source = {
  document: '《中华人民共和国药品管理法》（2019年修订）',
  clause: '第一百零二条',
  confidence: 'recalled',
}
const habit: Source = {
  document: 'Zhiheng: no source was found; set by the city',
  confidence: 'to be confirmed',
}

const periods: Readonly<Record<LawFamily, Readonly<Record<DeadlineName, readonly [Period, Source]>>>> = {
  product: {
    report: [days(30), habit],
    notify: [wd(5), habit],
    objection: [days(15), law],
    review: [wd(5), habit],
    'retest-procedure': [days(7), measures],
    retest: [days(20), habit],
    order: [wd(10), habit],
    correction: [days(60), measures],
    reinspection: [days(30), measures],
    close: [days(30), habit],
  },
  food: {
    report: [wd(20), foodMeasures('第二十四条', 'confirmed')],
    notify: [wd(5), foodMeasures('第二十九条', 'recalled')],
    objection: [wd(7), foodMeasures('第三十条', 'confirmed')],
    review: [wd(5), foodMeasures('第三十二条', 'confirmed')],
    'retest-procedure': [wd(5), foodMeasures('第三十二条', 'confirmed')],
    retest: [wd(10), foodMeasures('第三十五条', 'recalled')],
    order: [wd(5), habit],
    correction: [months(1), habit],
    reinspection: [days(15), habit],
    close: [months(3), foodMeasures('第四十五条', 'recalled')],
  },
  farm: {
    report: [wd(20), habit],
    notify: [wd(5), habit],
    objection: [wd(5), farmLaw],
    review: [wd(5), habit],
    'retest-procedure': [wd(5), habit],
    retest: [wd(7), farmLaw],
    order: [wd(5), habit],
    correction: [months(1), habit],
    reinspection: [days(15), habit],
    close: [months(3), habit],
  },
  drug: {
    report: [wd(25), habit],
    notify: [wd(5), habit],
    objection: [days(7), drugLaw],
    review: [wd(7), habit],
    'retest-procedure': [wd(7), habit],
    retest: [wd(25), habit],
    order: [wd(5), habit],
    correction: [months(1), habit],
    reinspection: [days(15), habit],
    close: [months(3), habit],
  },
}

/** The period after which a product that passed may be checked again (总局令18号, six months from sampling). */
export const noRepeatKey = 'spot-checks.no-repeat'

/** Time to approve a plan or a revision of it. */
export const planApprovalKey = 'spot-checks.plan-approval-period'

/** All rules of this room. */
export const spotCheckRules: readonly RuleDeclaration[] = [
  ...lawFamilies.flatMap((family) =>
    deadlineNames.map((name): RuleDeclaration => {
      const [value, source] = periods[family][name]
      return {
        key: deadlineKey(family, name),
        title: {
          zh: `${familyTitles[family][0]}：${titles[name][0]}期限`,
          en: `${familyTitles[family][1]}: period for ${titles[name][1]}`,
        },
        value,
        source: source.document,
        ...(source.clause === undefined ? {} : { clause: source.clause }),
        effectiveFrom: '2020-01-01',
        confidence: source.confidence,
        cityMayOverride: source.confidence !== 'confirmed',
      }
    }),
  ),
  {
    key: noRepeatKey,
    title: { zh: '抽查合格后不重复抽查的期间', en: 'Period without another check after passing' },
    value: months(6),
    source: measures.document,
    effectiveFrom: '2020-01-01',
    confidence: measures.confidence,
    cityMayOverride: true,
  },
  {
    key: planApprovalKey,
    title: { zh: '产品抽查计划批准时限', en: 'Time to approve a spot-check plan' },
    value: wd(5),
    source: habit.document,
    effectiveFrom: '2020-01-01',
    confidence: habit.confidence,
    cityMayOverride: true,
  },
]
