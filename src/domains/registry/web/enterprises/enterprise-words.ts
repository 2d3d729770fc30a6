/** The words of enterprises: states, sizes, fields. */
import { defineMessages, type Message } from '#kernel/language/messages.ts'
import { industryDivisions, industrySections } from '#methods/identity-codes/industry-code.ts'
import type { State } from '#ui/state-tag/state-tag.tsx'
import type { EnterpriseSize, EnterpriseStatus } from '../../contract.ts'

export const statusTitles: Readonly<Record<EnterpriseStatus, Message>> = {
  active: { zh: '存续', en: 'Active' },
  suspended: { zh: '停业', en: 'Suspended' },
  revoked: { zh: '吊销', en: 'Revoked' },
  cancelled: { zh: '注销', en: 'Cancelled' },
  'moved-out': { zh: '迁出', en: 'Moved out' },
}

export const statusTones: Readonly<Record<EnterpriseStatus, State>> = {
  active: 'met',
  suspended: 'at-risk',
  revoked: 'behind',
  cancelled: 'no-data',
  'moved-out': 'no-data',
}

export const sizeTitles: Readonly<Record<EnterpriseSize, Message>> = {
  large: { zh: '大型', en: 'Large' },
  medium: { zh: '中型', en: 'Medium' },
  small: { zh: '小型', en: 'Small' },
  micro: { zh: '微型', en: 'Micro' },
}

/** The name of an industry code, of its division where the class has none here: `C1411 食品制造业`. */
export function industryName(code: string): string {
  const division = industryDivisions.find((one) => one.code === code.slice(1, 3))
  const section = industrySections.find((one) => one.letter === code.slice(0, 1))
  return division?.name ?? section?.name ?? ''
}

/** The sections as choices. */
export const sectionChoices = industrySections.map(({ letter, name }) => ({
  value: letter,
  label: `${letter} ${name}`,
}))

/** The sections and divisions as choices of a form. */
export const industryChoices = industrySections.map(({ letter, name }) => ({
  label: `${letter} ${name}`,
  options: industryDivisions
    .filter((division) => division.section === letter)
    .map((division) => ({
      value: `${letter}${division.code}`,
      label: `${letter}${division.code} ${division.name}`,
    })),
}))

/** What the fields of an enterprise are called, by their names in the API. */
export const fieldTitles: Readonly<Record<string, Message>> = {
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
  name: { zh: '名称', en: 'Name' },
  formerNames: { zh: '曾用名', en: 'Former names' },
  aliases: { zh: '别名、字号', en: 'Aliases' },
  status: { zh: '登记状态', en: 'Status' },
  statusSince: { zh: '状态起始日', en: 'Status since' },
  region: { zh: '行政区划', en: 'Region' },
  industry: { zh: '行业', en: 'Industry' },
  size: { zh: '规模', en: 'Size' },
  tags: { zh: '标签', en: 'Tags' },
  establishedOn: { zh: '成立日期', en: 'Established on' },
  registeredCapital: { zh: '注册资本（万元）', en: 'Registered capital (10,000 yuan)' },
  address: { zh: '住所', en: 'Address' },
  legalRepresentative: { zh: '法定代表人', en: 'Legal representative' },
  phone: { zh: '联系电话', en: 'Telephone' },
  gridCellId: { zh: '监管网格', en: 'Grid cell' },
}

export const enterpriseMessages = defineMessages({
  'registry.list': { zh: '企业', en: 'Enterprises' },
  'registry.list-lead': {
    zh: '输入名称中的任意几个字、信用代码开头或拼音首字母即可查找。',
    en: 'Find by any part of a name, the beginning of a credit code, or pinyin initials.',
  },
  'registry.search': {
    zh: '名称、代码或拼音首字母',
    en: 'Name, code or initials',
  },
  'registry.create': { zh: '登记企业', en: 'Register an enterprise' },
  'registry.import': { zh: '导入', en: 'Import' },
  'registry.none': { zh: '还没有登记企业', en: 'No enterprise is registered yet' },
  'registry.none-hint': {
    zh: '从 Excel 或 CSV 批量导入，或逐家登记。',
    en: 'Take them in from Excel or CSV, or register them one by one.',
  },
  'registry.total': { zh: '符合条件 {count} 家', en: '{count} match' },
  'registry.total-about': { zh: '符合条件约 {count} 家', en: 'About {count} match' },
  'registry.facets': { zh: '按类统计，点击筛选', en: 'Counts by kind; press to narrow' },
  'registry.facet-clear': { zh: '取消筛选“{value}”', en: 'Remove the filter “{value}”' },
  'registry.county': { zh: '区县', en: 'District' },
  'registry.section': { zh: '行业门类', en: 'Industry section' },
  'registry.established': { zh: '成立日期', en: 'Established' },
  'registry.merged-away': { zh: '已合并', en: 'Merged' },
  'registry.more-facets': { zh: '显示全部 {count} 项', en: 'Show all {count}' },
  'registry.edit': { zh: '变更', en: 'Change' },
  'registry.find-duplicates': { zh: '查找重复', en: 'Find duplicates' },
  'registry.basics': { zh: '基本信息', en: 'Basics' },
  'registry.history': { zh: '变更历史', en: 'History' },
  'registry.reveal': { zh: '查看联系信息（留痕）', en: 'Show contacts (recorded)' },
  'registry.reveal-title': { zh: '查看完整的个人信息？', en: 'Show the personal data in full?' },
  'registry.reveal-consequence': {
    zh: '谁在何时查看了谁的信息会记入审计记录。',
    en: 'Who looked at whose data and when goes on the audit trail.',
  },
  'registry.merged-into': {
    zh: '这条登记是重复的，已并入另一家企业，不再使用。',
    en: 'This entry was a duplicate: it was merged into another and is no longer used.',
  },
  'registry.open-survivor': { zh: '打开合并后的企业', en: 'Open the one that took it over' },
  'registry.since': { zh: '{status}，自 {date}', en: '{status} since {date}' },
  'registry.created-by': { zh: '登记于 {date}，{name}', en: 'Registered {date} by {name}' },
  'registry.changed-by': { zh: '最近变更 {date}，{name}', en: 'Last changed {date} by {name}' },
})
