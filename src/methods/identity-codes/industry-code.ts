/**
 * 国民经济行业分类 codes (GB/T 4754-2017 with amendment No. 1 of 2019): a letter for the section (门类), two digits
 * for the division (大类), three for the group (中类), four for the class (小类). Groups and classes are checked for
 * structure alone: their lists are to be imported from the official tables. The names of the 97 divisions agree in
 * two independent public transcriptions of the 2017 edition, but for the tail of 96.
 */
import { compactCode, IdentityCodeError } from './identity-code-error.ts'

/** A section with its name and the range of its divisions. */
export interface IndustrySection {
  readonly letter: string
  readonly name: string
  readonly firstDivision: number
  readonly lastDivision: number
}

/** The 20 sections A–T. */
export const industrySections: readonly IndustrySection[] = [
  section('A', '农、林、牧、渔业', 1, 5),
  section('B', '采矿业', 6, 12),
  section('C', '制造业', 13, 43),
  section('D', '电力、热力、燃气及水生产和供应业', 44, 46),
  section('E', '建筑业', 47, 50),
  section('F', '批发和零售业', 51, 52),
  section('G', '交通运输、仓储和邮政业', 53, 60),
  section('H', '住宿和餐饮业', 61, 62),
  section('I', '信息传输、软件和信息技术服务业', 63, 65),
  section('J', '金融业', 66, 69),
  section('K', '房地产业', 70, 70),
  section('L', '租赁和商务服务业', 71, 72),
  section('M', '科学研究和技术服务业', 73, 75),
  section('N', '水利、环境和公共设施管理业', 76, 79),
  section('O', '居民服务、修理和其他服务业', 80, 82),
  section('P', '教育', 83, 83),
  section('Q', '卫生和社会工作', 84, 85),
  section('R', '文化、体育和娱乐业', 86, 90),
  section('S', '公共管理、社会保障和社会组织', 91, 96),
  section('T', '国际组织', 97, 97),
]

/** Names of the divisions 01–97, in order. */
const DIVISION_NAMES = `农业 林业 畜牧业 渔业 农、林、牧、渔专业及辅助性活动
煤炭开采和洗选业 石油和天然气开采业 黑色金属矿采选业 有色金属矿采选业 非金属矿采选业 开采专业及辅助性活动 其他采矿业
农副食品加工业 食品制造业 酒、饮料和精制茶制造业 烟草制品业 纺织业 纺织服装、服饰业 皮革、毛皮、羽毛及其制品和制鞋业
木材加工和木、竹、藤、棕、草制品业 家具制造业 造纸和纸制品业 印刷和记录媒介复制业 文教、工美、体育和娱乐用品制造业
石油、煤炭及其他燃料加工业 化学原料和化学制品制造业 医药制造业 化学纤维制造业 橡胶和塑料制品业 非金属矿物制品业
黑色金属冶炼和压延加工业 有色金属冶炼和压延加工业 金属制品业 通用设备制造业 专用设备制造业 汽车制造业
铁路、船舶、航空航天和其他运输设备制造业 电气机械和器材制造业 计算机、通信和其他电子设备制造业 仪器仪表制造业
其他制造业 废弃资源综合利用业 金属制品、机械和设备修理业
电力、热力生产和供应业 燃气生产和供应业 水的生产和供应业
房屋建筑业 土木工程建筑业 建筑安装业 建筑装饰、装修和其他建筑业
批发业 零售业
铁路运输业 道路运输业 水上运输业 航空运输业 管道运输业 多式联运和运输代理业 装卸搬运和仓储业 邮政业
住宿业 餐饮业
电信、广播电视和卫星传输服务 互联网和相关服务 软件和信息技术服务业
货币金融服务 资本市场服务 保险业 其他金融业
房地产业
租赁业 商务服务业
研究和试验发展 专业技术服务业 科技推广和应用服务业
水利管理业 生态保护和环境治理业 公共设施管理业 土地管理业
居民服务业 机动车、电子产品和日用产品修理业 其他服务业
教育
卫生 社会工作
新闻和出版业 广播、电视、电影和录音制作业 文化艺术业 体育 娱乐业
中国共产党机关 国家机构 人民政协、民主党派 社会保障 群众团体、社会团体和其他成员组织 基层群众自治组织及其他组织
国际组织`.split(/\s+/)

/** A division with its two-digit code, name and section letter. */
export interface IndustryDivision {
  readonly code: string
  readonly name: string
  readonly section: string
}

/** The 97 divisions. */
export const industryDivisions: readonly IndustryDivision[] = industrySections.flatMap((owner) =>
  DIVISION_NAMES.slice(owner.firstDivision - 1, owner.lastDivision).map((name, index) => ({
    code: String(owner.firstDivision + index).padStart(2, '0'),
    name,
    section: owner.letter,
  })),
)

export const industryLevels = ['section', 'division', 'group', 'class'] as const
export type IndustryLevel = (typeof industryLevels)[number]

/** An industry code taken apart. */
export interface IndustryCode {
  /** Section letter and digits, such as `C1311`. */
  readonly code: string
  readonly level: IndustryLevel
  readonly section: IndustrySection
  /** Undefined for a section. */
  readonly division: IndustryDivision | undefined
  /** The code one level up with its letter; undefined for a section. */
  readonly parent: string | undefined
  /** One of the 29 manufacturing divisions 13–41 of the product pass-rate statistics. */
  readonly inPassRateScope: boolean
}

/**
 * Reads an industry code with or without its section letter: `C`, `13`, `C131`, `1311`.
 * @throws {IdentityCodeError} when the form does not fit, the division does not exist, or the letter is not its section
 */
export function parseIndustryCode(text: string): IndustryCode {
  const compact = compactCode(text)
  const match = /^([A-Z]?)(\d{0,4})$/.exec(compact)
  const letter = match?.[1] ?? ''
  const digits = match?.[2] ?? ''
  if (match === null || compact === '' || digits.length === 1) {
    throw new IdentityCodeError('form', `"${text}" is not a section letter, two to four digits, or both`)
  }
  const division = industryDivisions.find((candidate) => candidate.code === digits.slice(0, 2))
  if (digits !== '' && division === undefined) {
    throw new IdentityCodeError(
      'unknown-part',
      `there is no division ${digits.slice(0, 2)} in GB/T 4754-2017`,
    )
  }
  const owner = industrySections.find((candidate) => candidate.letter === (letter || division?.section))
  if (owner === undefined || (division !== undefined && division.section !== owner.letter)) {
    throw new IdentityCodeError('unknown-part', `${compact} does not belong to section ${letter}`)
  }
  const level = industryLevels[Math.max(0, digits.length - 1)] ?? 'class'
  const number = Number(division?.code)
  return {
    code: owner.letter + digits,
    level,
    section: owner,
    division,
    parent: digits === '' ? undefined : owner.letter + (digits.length === 2 ? '' : digits.slice(0, -1)),
    inPassRateScope: number >= 13 && number <= 41,
  }
}

function section(letter: string, name: string, firstDivision: number, lastDivision: number): IndustrySection {
  return { letter, name, firstDivision, lastDivision }
}
