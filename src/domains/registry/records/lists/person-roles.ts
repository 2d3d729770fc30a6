/** What people answer for in an enterprise, and the rule that asks for it. */
import type { Message } from '#kernel/language/messages.ts'

export interface PersonRole {
  /** Kebab-case; what the database keeps. */
  readonly key: string
  readonly title: Message
  /** Document that asks for the role; undefined for one that none asks for. */
  readonly source?: string
}

const industrial = '工业产品生产（销售）单位落实质量安全主体责任监督管理规定（市场监管总局令第75、76号）'
const food = '企业落实食品安全主体责任监督管理规定（市场监管总局令第60号）'
const equipment =
  '特种设备生产（使用）单位落实质量（使用）安全主体责任监督管理规定（市场监管总局令第73、74号）'

/** The roles. */
export const personRoles: readonly PersonRole[] = [
  { key: 'legal-representative', title: { zh: '法定代表人', en: 'Legal representative' }, source: '公司法' },
  { key: 'person-in-charge', title: { zh: '主要负责人', en: 'Person in charge' }, source: industrial },
  {
    key: 'quality-safety-director',
    title: { zh: '质量安全总监', en: 'Quality safety director' },
    source: industrial,
  },
  {
    key: 'quality-safety-officer',
    title: { zh: '质量安全员', en: 'Quality safety officer' },
    source: industrial,
  },
  { key: 'food-safety-director', title: { zh: '食品安全总监', en: 'Food safety director' }, source: food },
  { key: 'food-safety-officer', title: { zh: '食品安全员', en: 'Food safety officer' }, source: food },
  {
    key: 'equipment-safety-director',
    title: { zh: '特种设备安全总监', en: 'Equipment safety director' },
    source: equipment,
  },
  {
    key: 'equipment-safety-officer',
    title: { zh: '特种设备安全员', en: 'Equipment safety officer' },
    source: equipment,
  },
  { key: 'chief-quality-officer', title: { zh: '首席质量官', en: 'Chief quality officer' } },
  { key: 'technical-head', title: { zh: '技术负责人', en: 'Technical head' } },
  { key: 'authorised-signatory', title: { zh: '授权签字人', en: 'Authorised signatory' } },
  { key: 'contact', title: { zh: '联系人', en: 'Contact' } },
]

/** A role by its key; undefined for a key of an older or newer program. */
export function findPersonRole(key: string): PersonRole | undefined {
  return personRoles.find((role) => role.key === key)
}
