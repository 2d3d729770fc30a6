/**
 * Number of a certificate of 检验检测机构资质认定 (CMA): 12 digits: year (2), issuing authority (2), technical field
 * (2), line ministry (2), serial (4). Lists as the numbering rule of the certification administration gives them
 * (read in three public copies that agree); issuer numbers are that rule's own, not GB/T 2260.
 */
import { compactCode, IdentityCodeError } from './identity-code-error.ts'

/** Issuing authorities 00–31: the national one and the provincial ones. */
export const cmaIssuers: readonly string[] =
  '国家 北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆'.split(
    ' ',
  )

/** Technical fields 00–21; a body that can test food is always 00. */
export const cmaFields: readonly string[] =
  '食品 建筑工程 建材 卫生计生 农林牧渔 机动车安检 公安刑事技术 司法鉴定 机械 电子信息 轻工 纺织服装 环境与环保 水质 化工 医疗器械 采矿冶金 能源 医学 生物安全 综合 其他'.split(
    ' ',
  )

/** Line ministries 00–34. */
export const cmaMinistries: readonly string[] = [
  '教育',
  '工业和信息',
  '公安',
  '司法',
  '国土资源',
  '环保',
  '住房与建设',
  '交通',
  '水利',
  '农业',
  '卫计委',
  '技术监督',
  '检验检疫',
  '安全生产',
  '食品药品',
  '林业',
  '中科院',
  '粮食',
  '国防科工',
  '海洋',
  '测绘',
  '铁路',
  '机械',
  '化工',
  '石油',
  '电力',
  '轻工',
  '商贸',
  '建材',
  '供销',
  '分析测试与冶金',
  '有色',
  '节能',
  '军队',
  '其他',
]

/** A certificate number taken apart. */
export interface CmaNumber {
  readonly number: string
  readonly year: number
  readonly issuer: string
  readonly field: string
  readonly ministry: string
  readonly serial: string
}

/**
 * Reads a CMA certificate number.
 * @throws {IdentityCodeError} when it is not 12 digits or a part is not in its list
 * @example parseCmaNumber('160012050123').field // '环境与环保'
 */
export function parseCmaNumber(text: string): CmaNumber {
  const number = compactCode(text)
  if (!/^\d{12}$/.test(number))
    throw new IdentityCodeError('form', `a CMA number is 12 digits, not "${text}"`)
  const issuer = cmaIssuers[Number(number.slice(2, 4))]
  if (issuer === undefined)
    throw new IdentityCodeError('unknown-part', `${number.slice(2, 4)} is not an issuing authority`)
  const field = cmaFields[Number(number.slice(4, 6))]
  if (field === undefined)
    throw new IdentityCodeError('unknown-part', `${number.slice(4, 6)} is not a technical field`)
  const ministry = cmaMinistries[Number(number.slice(6, 8))]
  if (ministry === undefined) {
    throw new IdentityCodeError('unknown-part', `${number.slice(6, 8)} is not a line ministry`)
  }
  const serial = number.slice(8)
  if (serial === '0000') throw new IdentityCodeError('unknown-part', 'serials begin at 0001')
  return { number, year: 2000 + Number(number.slice(0, 2)), issuer, field, ministry, serial }
}
