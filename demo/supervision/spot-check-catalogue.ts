/**
 * What the demo city spot-checks: products, their rules, and how often they fail. Limits and methods follow the named
 * standards in kind, for the demo only; failure rates are of the order that national checks report.
 */
import type { NewRuleItem } from '#domains/supervision/spot-checks/setup/rule-contract.ts'
import type { SamplingPurpose, SpotCheckKind } from '#domains/supervision/spot-checks/terms.ts'

/** An item with the values that conforming and failing batches measure. */
export interface DemoItem {
  readonly item: Pick<
    NewRuleItem,
    'name' | 'standard' | 'clause' | 'method' | 'requirement' | 'limit' | 'unit' | 'decimals' | 'severity'
  >
  readonly passing: readonly [low: number, high: number]
  readonly failing: readonly [low: number, high: number]
}

export interface DemoCategory {
  readonly code: string
  readonly name: string
  readonly kind: SpotCheckKind
  readonly industry: string | null
  readonly products: readonly string[]
  readonly unit: string
  readonly quantity: readonly [test: number, reserve: number]
  readonly price: number
  readonly cost: number
  /** Batches a year in the full demo, by purpose. */
  readonly batches: Readonly<Partial<Record<SamplingPurpose, number>>>
  /** Share of failing batches. */
  readonly failure: number
  readonly items: readonly DemoItem[]
}

type Severity = NewRuleItem['severity']

const limited = (
  name: string,
  standard: string,
  method: string,
  limit: string,
  unit: string,
  decimals: number,
  passing: readonly [number, number],
  failing: readonly [number, number],
  severity: Severity = 'major',
): DemoItem => ({
  item: { name, standard, clause: '', method, requirement: 'limit', limit, unit, decimals, severity },
  passing,
  failing,
})

const absent = (name: string, standard: string, method: string): DemoItem => ({
  item: {
    name,
    standard,
    clause: '',
    method,
    requirement: 'not-detected',
    limit: null,
    unit: '',
    decimals: 0,
    severity: 'critical',
  },
  passing: [0, 0],
  failing: [0, 0],
})

const inWords = (name: string, standard: string, method: string, severity: Severity = 'major'): DemoItem => ({
  item: {
    name,
    standard,
    clause: '',
    method,
    requirement: 'complies',
    limit: null,
    unit: '',
    decimals: 0,
    severity,
  },
  passing: [0, 0],
  failing: [0, 0],
})

export const demoCategories: readonly DemoCategory[] = [
  {
    code: 'electric-cable',
    name: '电线电缆',
    kind: 'product',
    industry: '38',
    products: ['聚氯乙烯绝缘电线', '橡皮绝缘软电缆', '铜芯护套线'],
    unit: '米',
    quantity: [50, 50],
    price: 3.6,
    cost: 1800,
    batches: { supervision: 90, evaluation: 30 },
    failure: 0.07,
    items: [
      limited(
        '导体电阻',
        'GB/T 5023.3-2008',
        'GB/T 3048.4',
        '≤7.41',
        'Ω/km',
        2,
        [6.9, 7.35],
        [7.5, 8.6],
        'critical',
      ),
      limited(
        '绝缘平均厚度',
        'GB/T 5023.3-2008',
        'GB/T 2951.11',
        '≥0.7',
        'mm',
        2,
        [0.72, 0.85],
        [0.55, 0.68],
      ),
      limited('断裂伸长率', 'GB/T 5023.1-2008', 'GB/T 2951.11', '≥150', '%', 0, [170, 320], [90, 145]),
      inWords('标志', 'GB/T 5023.1-2008', 'GB/T 5023.2', 'minor'),
    ],
  },
  {
    code: 'cement',
    name: '水泥',
    kind: 'product',
    industry: '30',
    products: ['普通硅酸盐水泥', '复合硅酸盐水泥'],
    unit: '千克',
    quantity: [12, 12],
    price: 0.5,
    cost: 900,
    batches: { supervision: 50, evaluation: 20 },
    failure: 0.03,
    items: [
      limited(
        '28天抗压强度',
        'GB 175-2023',
        'GB/T 17671',
        '≥42.5',
        'MPa',
        1,
        [44, 56],
        [36, 41.8],
        'critical',
      ),
      limited('氯离子', 'GB 175-2023', 'GB/T 176', '≤0.06', '%', 3, [0.012, 0.05], [0.065, 0.09]),
      limited('三氧化硫', 'GB 175-2023', 'GB/T 176', '≤3.5', '%', 2, [2, 3.2], [3.6, 4.2]),
    ],
  },
  {
    code: 'fertiliser',
    name: '复合肥料',
    kind: 'product',
    industry: '26',
    products: ['复合肥料（15-15-15）', '掺混肥料'],
    unit: '千克',
    quantity: [2, 2],
    price: 4.2,
    cost: 1100,
    batches: { supervision: 60, evaluation: 20 },
    failure: 0.06,
    items: [
      limited('总养分', 'GB/T 15063-2020', 'GB/T 22923', '≥45.0', '%', 1, [45.3, 48], [38, 44.2], 'critical'),
      limited('缩二脲', 'GB/T 15063-2020', 'GB/T 22924', '≤1.5', '%', 2, [0.3, 1.2], [1.6, 2.4]),
      limited('水分', 'GB/T 15063-2020', 'GB/T 8576', '≤2.0', '%', 1, [0.6, 1.8], [2.2, 3.4], 'minor'),
    ],
  },
  {
    code: 'toys',
    name: '儿童玩具',
    kind: 'consumer',
    industry: '24',
    products: ['塑料拼装玩具', '毛绒玩具', '电动玩具车'],
    unit: '件',
    quantity: [4, 2],
    price: 68,
    cost: 1500,
    batches: { supervision: 120, evaluation: 30 },
    failure: 0.11,
    items: [
      limited(
        '增塑剂（邻苯二甲酸酯）',
        'GB 6675.1-2014',
        'GB/T 22048',
        '≤0.1',
        '%',
        3,
        [0, 0.06],
        [0.3, 18],
        'critical',
      ),
      limited('可迁移铅', 'GB 6675.4-2014', 'GB 6675.4', '≤90', 'mg/kg', 0, [1, 40], [96, 210], 'critical'),
      inWords('小零件', 'GB 6675.2-2014', 'GB 6675.2'),
      inWords('使用说明', 'GB 5296.5-2006', 'GB 5296.5', 'minor'),
    ],
  },
  {
    code: 'childrens-clothing',
    name: '儿童服装',
    kind: 'consumer',
    industry: '18',
    products: ['儿童针织衫', '婴幼儿连体衣', '儿童外套'],
    unit: '件',
    quantity: [3, 2],
    price: 129,
    cost: 1300,
    batches: { supervision: 100, evaluation: 25 },
    failure: 0.09,
    items: [
      limited('甲醛含量', 'GB 31701-2015', 'GB/T 2912.1', '≤75', 'mg/kg', 0, [5, 60], [82, 190], 'critical'),
      limited('pH值', 'GB 31701-2015', 'GB/T 7573', '4.0~7.5', '', 1, [5.2, 7.2], [7.7, 9.1]),
      limited(
        '纤维含量偏差',
        'GB/T 29862-2013',
        'GB/T 2910',
        '≤5',
        '个百分点',
        1,
        [0.2, 4.4],
        [5.6, 21],
        'minor',
      ),
      inWords('绳带要求', 'GB 31701-2015', 'GB 31701'),
    ],
  },
  {
    code: 'room-heater',
    name: '室内加热器',
    kind: 'consumer',
    industry: '38',
    products: ['石英管取暖器', '暖风机', '电热油汀'],
    unit: '台',
    quantity: [2, 1],
    price: 219,
    cost: 3200,
    batches: { supervision: 60 },
    failure: 0.13,
    items: [
      limited('输入功率偏差', 'GB 4706.1-2005', 'GB 4706.23', '-10~5', '%', 1, [-6, 4], [6, 14]),
      inWords('对触及带电部件的防护', 'GB 4706.1-2005', 'GB 4706.23', 'critical'),
      inWords('非正常工作', 'GB 4706.23-2007', 'GB 4706.23'),
    ],
  },
  {
    code: 'pastry',
    name: '糕点',
    kind: 'food',
    industry: '14',
    products: ['绿豆糕', '桃酥', '蛋黄酥', '面包'],
    unit: '袋',
    quantity: [6, 3],
    price: 15,
    cost: 1200,
    batches: { evaluation: 160, supervision: 60 },
    failure: 0.016,
    items: [
      limited('脱氢乙酸', 'GB 2760-2024', 'GB 5009.121', '≤0.5', 'g/kg', 3, [0, 0.3], [0.56, 0.92]),
      limited('铝的残留量', 'GB 2760-2024', 'GB 5009.182', '≤100', 'mg/kg', 1, [2, 70], [108, 240]),
      limited('酸价', 'GB 7099-2015', 'GB 5009.229', '≤5', 'mg/g', 1, [0.4, 3.8], [5.3, 8]),
      absent('沙门氏菌', 'GB 29921-2021', 'GB 4789.4'),
    ],
  },
  {
    code: 'edible-oil',
    name: '食用植物油',
    kind: 'food',
    industry: '13',
    products: ['菜籽油', '花生油', '芝麻油'],
    unit: '瓶',
    quantity: [4, 2],
    price: 58,
    cost: 1400,
    batches: { evaluation: 110, supervision: 40 },
    failure: 0.012,
    items: [
      limited('苯并[a]芘', 'GB 2762-2022', 'GB 5009.27', '≤10', 'μg/kg', 1, [0.4, 7], [11, 26], 'critical'),
      limited('酸价', 'GB 2716-2018', 'GB 5009.229', '≤3', 'mg/g', 2, [0.2, 2.1], [3.2, 5]),
      limited('过氧化值', 'GB 2716-2018', 'GB 5009.227', '≤0.25', 'g/100g', 3, [0.02, 0.2], [0.27, 0.5]),
    ],
  },
  {
    code: 'vegetables',
    name: '蔬菜',
    kind: 'farm',
    industry: '01',
    products: ['豇豆', '韭菜', '芹菜', '普通白菜'],
    unit: '千克',
    quantity: [3, 3],
    price: 6,
    cost: 700,
    batches: { monitoring: 260 },
    failure: 0.015,
    items: [
      limited(
        '毒死蜱',
        'GB 2763-2021',
        'GB 23200.113',
        '≤0.02',
        'mg/kg',
        3,
        [0, 0.012],
        [0.026, 0.3],
        'critical',
      ),
      limited(
        '克百威',
        'GB 2763-2021',
        'GB 23200.112',
        '≤0.02',
        'mg/kg',
        3,
        [0, 0.01],
        [0.024, 0.2],
        'critical',
      ),
      limited('镉', 'GB 2762-2022', 'GB 5009.15', '≤0.05', 'mg/kg', 3, [0.002, 0.03], [0.056, 0.11]),
    ],
  },
  {
    code: 'aquatic',
    name: '水产品',
    kind: 'farm',
    industry: '04',
    products: ['草鱼', '鲫鱼', '对虾'],
    unit: '千克',
    quantity: [2, 2],
    price: 26,
    cost: 900,
    batches: { monitoring: 90 },
    failure: 0.022,
    items: [
      limited('恩诺沙星', 'GB 31650-2019', 'GB/T 20366', '≤100', 'μg/kg', 0, [0, 70], [118, 420]),
      absent('孔雀石绿', 'GB 31650.1-2022', 'GB/T 19857'),
    ],
  },
  {
    code: 'otc-medicine',
    name: '非处方药',
    kind: 'drug',
    industry: '27',
    products: ['板蓝根颗粒', '布洛芬片', '维生素C片'],
    unit: '盒',
    quantity: [10, 10],
    price: 18,
    cost: 2600,
    batches: { supervision: 120 },
    failure: 0.006,
    items: [
      limited(
        '含量',
        '《中国药典》2025年版',
        '高效液相色谱法',
        '95.0~105.0',
        '%',
        1,
        [97, 103],
        [88, 94.6],
        'critical',
      ),
      limited('溶出度', '《中国药典》2025年版', '通则0931', '≥75', '%', 0, [82, 99], [58, 73]),
      limited('水分', '《中国药典》2025年版', '通则0832', '≤6.0', '%', 1, [2, 5.4], [6.3, 8], 'minor'),
    ],
  },
]
