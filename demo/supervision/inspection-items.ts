/** The demo city's item list: what is inspected, of whom, with the form of each. */
import type { Check, InspectionItemFields, Rates } from '#domains/supervision/draws/register-contract.ts'

export interface DemoItem extends Omit<InspectionItemFields, 'departmentId' | 'register'> {
  /** Short names of units. */
  readonly department: string
  readonly joint: readonly string[]
  readonly industries: readonly string[]
  readonly rates: Rates
}

const conforms = (
  key: string,
  title: string,
  requirement: string,
  photo: Check['photo'] = 'optional',
): Check => ({
  key,
  title,
  requirement,
  kind: 'conformity',
  required: true,
  photo,
})

const licence = conforms('licence', '营业执照', '在经营场所醒目位置公示，内容与登记一致。')

const common = {
  subjectKind: 'enterprise',
  method: 'on-site',
  category: 'key',
  yearlyLimit: null,
  restMonths: null,
  skill: null,
} as const

/** Rates are placeholders: the national documents give none. In 1 of 10,000. */
const usual: Rates = { A: 100, B: 300, C: 1000, D: 3000, N: 300 }

export const demoItems: readonly DemoItem[] = [
  {
    ...common,
    code: 'ZJ-01',
    title: '工业产品质量安全监督检查',
    basis: '中华人民共和国产品质量法',
    clause: '第八条、第十五条',
    department: '市市场监管局',
    joint: [],
    skill: '产品质量',
    industries: ['C'],
    rates: usual,
    checks: [
      licence,
      conforms('permit', '生产许可', '实施许可管理的产品在许可范围内生产。', 'required'),
      conforms('incoming', '进货查验', '主要原材料有供货方资质和检验记录。'),
      conforms('label', '产品标识', '有检验合格证明、中文产品名称、厂名和厂址。', 'required'),
      conforms('record', '出厂检验记录', '按标准逐批检验，记录真实完整。'),
      {
        key: 'temperature',
        title: '成品库温度',
        requirement: '按产品说明的贮存条件。',
        kind: 'number',
        required: false,
        photo: 'none',
        unit: '℃',
        minimum: 0,
        maximum: 30,
      },
    ],
  },
  {
    ...common,
    code: 'ZJ-02',
    title: '食品生产经营监督检查',
    basis: '中华人民共和国食品安全法',
    clause: '第一百一十条',
    department: '市市场监管局',
    joint: [],
    skill: '食品安全',
    industries: ['C13', 'C14', 'C15', 'F52', 'H62'],
    rates: usual,
    checks: [
      licence,
      conforms('food-permit', '食品生产经营许可', '在有效期内，经营项目与许可一致。', 'required'),
      conforms('health', '从业人员健康证明', '直接接触入口食品的人员有有效健康证明。'),
      conforms('expiry', '保质期管理', '无超过保质期的食品和原料。', 'required'),
      {
        key: 'cold',
        title: '冷藏温度',
        requirement: '冷藏食品贮存温度 0～8 ℃。',
        kind: 'number',
        required: false,
        photo: 'optional',
        unit: '℃',
        minimum: 0,
        maximum: 8,
      },
    ],
  },
  {
    ...common,
    code: 'ZJ-03',
    title: '企业公示信息检查',
    basis: '企业信息公示暂行条例',
    clause: '第十四条',
    department: '市市场监管局',
    joint: [],
    category: 'general',
    yearlyLimit: 3000,
    industries: [],
    rates: { A: 30, B: 100, C: 300, D: 1000, N: 100 },
    checks: [
      licence,
      conforms('address', '住所（经营场所）', '通过登记的住所或者经营场所可以联系。', 'required'),
      conforms('report', '年度报告', '按时公示，内容与财务资料一致。'),
      conforms('immediate', '即时信息', '形成之日起 20 个工作日内公示。'),
    ],
  },
  {
    ...common,
    code: 'LH-01',
    title: '特种设备使用单位联合检查',
    basis: '中华人民共和国特种设备安全法',
    clause: '第五十七条',
    department: '市市场监管局',
    joint: ['市应急管理局', '市消防救援支队'],
    skill: '特种设备',
    industries: ['C', 'D', 'G'],
    rates: { A: 60, B: 150, C: 500, D: 1500, N: 150 },
    checks: [
      licence,
      conforms('registration', '使用登记', '特种设备办理使用登记并悬挂标志。', 'required'),
      conforms('inspection', '定期检验', '在检验有效期内使用。', 'required'),
      conforms('operator', '作业人员', '持证上岗，证书在有效期内。'),
      conforms('exit', '疏散通道', '疏散通道、安全出口保持畅通。', 'required'),
      {
        key: 'plan',
        title: '应急预案演练',
        requirement: '每年至少一次。',
        kind: 'choice',
        required: true,
        photo: 'none',
        options: ['当年已演练', '上年演练', '没有演练'],
      },
    ],
  },
]

/** Units that send inspectors, with how many and what they know. */
export const demoInspectorUnits = [
  { unit: '市市场监管局', prefix: 'SJ', count: 16, skills: ['产品质量', '食品安全', '特种设备'] },
  { unit: '市应急管理局', prefix: 'YJ', count: 6, skills: ['特种设备', '安全生产'] },
  { unit: '市消防救援支队', prefix: 'XF', count: 5, skills: ['特种设备', '消防'] },
] as const

/** Invented names for inspectors: a family name and a given name by their number. */
export function inspectorName(index: number): string {
  const family = ['骆', '卓', '郁', '荀', '穆', '闻', '桑', '祁', '晏', '邰', '鄢', '闵', '虞', '蔺']
  const given = [
    '亦舟',
    '知秋',
    '景行',
    '若水',
    '云深',
    '清越',
    '望舒',
    '怀瑾',
    '承宇',
    '明夷',
    '思齐',
    '静姝',
    '长风',
  ]
  return `${family[index % family.length] ?? ''}${given[(index * 5 + Math.floor(index / family.length)) % given.length] ?? ''}`
}
