/** The words of merging. */
import { defineMessages, type Message } from '#kernel/language/messages.ts'
import type { Likeness } from '../../contract.ts'

export const agreements: Readonly<Record<Likeness['agreeing'][number], Message>> = {
  name: { zh: '名称', en: 'name' },
  'former-name': { zh: '曾用名', en: 'former name' },
  code: { zh: '组织机构代码', en: 'organisation code' },
  phone: { zh: '电话', en: 'telephone' },
  'legal-representative': { zh: '法定代表人', en: 'legal representative' },
  address: { zh: '住所', en: 'address' },
}

export const mergeMessages = defineMessages({
  'registry.merge.title': { zh: '查找和合并重复登记', en: 'Find and merge duplicates' },
  'registry.merge.lead': {
    zh: '“{name}”将保留；选择与它重复的一条，逐项比较后合并。',
    en: '“{name}” stays. Choose its duplicate, compare field by field, and merge.',
  },
  'registry.merge.none': { zh: '没有发现可能重复的企业', en: 'Nothing looks like a duplicate' },
  'registry.merge.none-hint': {
    zh: '按名称、曾用名、代码、电话、法定代表人和住所比较。',
    en: 'Names, codes, telephones, representatives and addresses were compared.',
  },
  'registry.merge.agreeing': { zh: '相似度 {share}：{what}相同或相近', en: '{share} alike: {what}' },
  'registry.merge.compare': { zh: '逐项比较', en: 'Compare' },
  'registry.merge.field': { zh: '内容', en: 'Field' },
  'registry.merge.survivor': { zh: '保留的企业', en: 'Stays' },
  'registry.merge.duplicate': { zh: '重复的登记', en: 'Duplicate' },
  'registry.merge.joined': { zh: '（合并后两边都保留）', en: '(both are kept)' },
  'registry.merge.do': { zh: '合并', en: 'Merge' },
  'registry.merge.swap': { zh: '改为保留另一家', en: 'Keep the other one instead' },
  'registry.merge.others': { zh: '返回候选', en: 'Back to the candidates' },
  'registry.merge.confirm': { zh: '合并到“{name}”？', en: 'Merge into “{name}”?' },
  'registry.merge.consequence-code': {
    zh: '代码 {code} 不再单独出现在列表和检索中，打开它会转到合并后的企业。',
    en: 'The code {code} no longer stands in lists by itself; opening it leads to the one that stays.',
  },
  'registry.merge.consequence-records': {
    zh: '它名下的{records}条一并转入。',
    en: 'What belongs to it moves along: {records}.',
  },
  'registry.merge.consequence-no-records': {
    zh: '它名下没有产品、证书等信息需要转入。',
    en: 'Nothing belongs to it that would have to move.',
  },
  'registry.merge.consequence-figures': {
    zh: '企业数立即减少一家，检查、抽查等记录随之归到保留的企业。',
    en: 'The number of enterprises goes down by one at once; inspections and checks count for the one that stays.',
  },
  'registry.merge.consequence-kept': {
    zh: '合并记入两家企业的变更历史，不能撤销。',
    en: 'The merge is in the history of both and cannot be undone.',
  },
})
