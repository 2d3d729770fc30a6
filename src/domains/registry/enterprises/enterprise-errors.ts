import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with enterprises, in words that say what to do. */
export const enterpriseError = defineErrors({
  'registry.enterprise-not-found': {
    status: 404,
    zh: '没有找到这家企业，可能不在您的管辖范围内。',
    en: 'This enterprise could not be found; it may lie outside the area you answer for.',
  },
  'registry.invalid-fields': {
    status: 422,
    zh: '有{count}项内容不符合要求，请按提示修改。',
    en: '{count} fields do not fit; see what is said beside each.',
  },
  'registry.code-taken': {
    status: 409,
    zh: '统一社会信用代码 {code} 已登记为“{name}”。请改为变更该企业，不要重复新增。',
    en: 'The credit code {code} is registered already, for “{name}”. Change that enterprise instead of adding another.',
  },
  'registry.changed-meanwhile': {
    status: 409,
    zh: '这家企业的信息刚被{by}修改过。请刷新后再改。',
    en: '{by} has just changed this enterprise. Refresh the page and change it again.',
  },
  'registry.nothing-changed': {
    status: 422,
    zh: '没有任何内容与现有信息不同。',
    en: 'Nothing differs from what is on the register.',
  },
  'registry.already-merged': {
    status: 409,
    zh: '“{name}”已经合并到另一家企业，不能再变更或合并。',
    en: '“{name}” has been merged into another enterprise and can no longer be changed or merged.',
  },
  'registry.merge-with-itself': {
    status: 422,
    zh: '不能把企业与它自己合并，请选择另一家。',
    en: 'An enterprise cannot be merged with itself; choose another.',
  },
  'registry.bad-cursor': {
    status: 422,
    zh: '分页位置已失效，请从第一页重新查询。',
    en: 'This place in the list is no longer valid; begin again at the first page.',
  },
  'registry.import-not-found': {
    status: 404,
    zh: '没有找到这次导入。',
    en: 'This import could not be found.',
  },
  'registry.import-columns-missing': {
    status: 422,
    zh: '文件第一行缺少这些列：{columns}。请对照模板补齐列名。',
    en: 'The first line of the file lacks these columns: {columnsInEnglish}. Compare it with the template.',
  },
  'registry.import-empty': {
    status: 422,
    zh: '文件里没有数据行。',
    en: 'There are no rows in the file.',
  },
  'registry.import-not-checked': {
    status: 409,
    zh: '这次导入还没有完成预检，或已经执行过。',
    en: 'This import has not been checked yet, or has been carried out already.',
  },
  'registry.import-not-stalled': {
    status: 409,
    zh: '这次导入没有中断，不需要继续。',
    en: 'This import has not been interrupted.',
  },
  'registry.import-under-way': {
    status: 409,
    zh: '这次导入正在进行或已经结束，不能放弃；进行中的可先停止任务。',
    en: 'This import is under way or over and cannot be given up; stop its job first.',
  },
})
