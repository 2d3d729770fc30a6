/**
 * A scorecard to begin with: what a city drafts its own from. Factors follow the five groups of 国市监信发〔2022〕6号;
 * neither weights nor steps are given there, so all numbers here are an example that a city replaces.
 */
import type { Factor, ProfessionalPart, ScorecardDefinition } from './scorecard.ts'

const rising = (...steps: ReadonlyArray<readonly [from: number, share: number]>): Factor['rule'] => ({
  kind: 'steps',
  direction: 'rising',
  below: 0,
  steps: steps.map(([from, share]) => ({ from, share })),
})

const counted = (
  code: string,
  title: string,
  weight: number,
  source: string,
  months: number,
  rule: Factor['rule'],
): Factor => ({ code, title, weight, fact: { source, aggregate: 'count', months }, rule, missing: 0 })

const general: Factor[] = [
  {
    code: 'age',
    title: '成立年限',
    weight: 6,
    fact: { source: 'subject.age-years', aggregate: 'count', months: null },
    rule: {
      kind: 'steps',
      direction: 'falling',
      below: 1,
      steps: [
        { from: 1, share: 0.6 },
        { from: 3, share: 0.3 },
        { from: 10, share: 0 },
      ],
    },
    missing: 0.6,
  },
  {
    code: 'status',
    title: '登记状态',
    weight: 6,
    fact: { source: 'subject.status', aggregate: 'count', months: null },
    rule: { kind: 'categories', shares: { active: 0, suspended: 0.5, revoked: 1 } },
    missing: 0.5,
  },
  counted('penalties', '行政处罚（两年内）', 18, 'credit.penalty', 24, rising([1, 0.5], [2, 0.8], [3, 1])),
  {
    code: 'fines',
    title: '罚没金额（两年内）',
    weight: 8,
    fact: { source: 'credit.penalty-amount', aggregate: 'sum', months: 24 },
    rule: rising([1, 0.2], [50_000, 0.5], [500_000, 1]),
    missing: 0,
  },
  counted('complaints', '投诉（一年内）', 8, 'credit.complaint', 12, rising([3, 0.3], [10, 0.7], [30, 1])),
  counted('reports', '查实的举报（一年内）', 10, 'credit.report', 12, rising([1, 0.6], [3, 1])),
  counted(
    'inspection-problems',
    '检查发现问题（两年内）',
    12,
    'credit.inspection-problem',
    24,
    rising([1, 0.5], [3, 1]),
  ),
  counted(
    'spot-check-failures',
    '抽查不合格（两年内）',
    14,
    'credit.spot-check-failure',
    24,
    rising([1, 0.6], [2, 1]),
  ),
  counted(
    'past-abnormal',
    '曾列入经营异常名录（三年内）',
    6,
    'list-past.abnormal',
    36,
    rising([1, 0.6], [2, 1]),
  ),
  counted('judgement', '失信被执行人', 8, 'credit.judgement-debtor', 24, rising([1, 1])),
  counted('tax', '欠税公告（一年内）', 4, 'credit.tax-arrears', 12, rising([1, 1])),
]

const professional = (
  code: string,
  title: string,
  industries: string[],
  tags: string[],
  factors: Factor[],
): ProfessionalPart => ({ code, title, industries, tags, factors })

const honour: Factor = {
  code: 'honours',
  title: '质量荣誉（五年内）',
  weight: 2,
  fact: { source: 'credit.honour', aggregate: 'count', months: 60 },
  rule: { kind: 'steps', direction: 'falling', below: 1, steps: [{ from: 1, share: 0 }] },
  missing: 1,
}

const failures = (weight: number, months: number): Factor =>
  counted(
    'product-failures',
    '产品抽查不合格',
    weight,
    'credit.spot-check-failure',
    months,
    rising([1, 0.5], [2, 0.8], [3, 1]),
  )

const recalls = counted('recalls', '召回（三年内）', 4, 'credit.recall', 36, rising([1, 0.5], [2, 1]))

const parts: ProfessionalPart[] = [
  professional(
    'food',
    '食品生产',
    ['C13', 'C14', 'C15'],
    [],
    [
      failures(8, 36),
      recalls,
      counted('food-reports', '查实的食品安全举报', 4, 'credit.report', 24, rising([1, 0.7], [2, 1])),
      honour,
    ],
  ),
  professional(
    'catering',
    '餐饮服务',
    ['H62'],
    [],
    [
      counted(
        'catering-problems',
        '餐饮检查发现问题',
        6,
        'credit.inspection-problem',
        12,
        rising([1, 0.5], [2, 1]),
      ),
      counted('catering-complaints', '餐饮投诉', 4, 'credit.complaint', 12, rising([2, 0.4], [6, 1])),
    ],
  ),
  professional('medicine', '药品和医疗器械', ['C27', 'F525'], [], [failures(8, 36), recalls, honour]),
  professional(
    'special-equipment',
    '特种设备生产使用',
    ['C34', 'C35', 'D44', 'D45'],
    ['特种设备使用'],
    [
      counted(
        'equipment-problems',
        '特种设备检查发现问题',
        8,
        'credit.inspection-problem',
        24,
        rising([1, 0.6], [2, 1]),
      ),
      counted('equipment-warnings', '警告', 2, 'credit.warning', 24, rising([1, 1])),
    ],
  ),
  professional(
    'key-products',
    '重点工业产品',
    ['C26', 'C29', 'C30', 'C33', 'C38'],
    [],
    [failures(8, 36), recalls, honour],
  ),
]

export const exampleScorecard: ScorecardDefinition = {
  scale: 1000,
  generalShare: 0.7,
  factors: general,
  parts,
  vetoes: [
    {
      code: 'serious-list',
      title: '在严重违法失信名单',
      fact: { source: 'list.serious', aggregate: 'count', months: null },
      atLeast: 'D',
    },
    {
      code: 'abnormal-list',
      title: '在经营异常名录',
      fact: { source: 'list.abnormal', aggregate: 'count', months: null },
      atLeast: 'C',
    },
  ],
  classing: { kind: 'cut-offs', B: 60, C: 180, D: 350 },
}
