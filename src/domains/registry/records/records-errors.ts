import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with records of enterprises, in words that say what to do. */
export const recordError = defineErrors({
  'registry.record-does-not-fit': {
    status: 422,
    zh: '有 {count} 处填写不符合要求，请按提示修改。',
    en: '{count} fields do not fit; please correct them as shown.',
  },
  'registry.record-exists': {
    status: 409,
    zh: '“{label}”已经登记在“{enterprise}”名下，请直接修改那一条，不要重复登记。',
    en: '“{label}” is already recorded for “{enterprise}”; change that record instead of adding another.',
  },
  'registry.owner-merged': {
    status: 409,
    zh: '这家企业已并入另一家企业，请在合并后的企业名下登记。',
    en: 'This enterprise was merged into another; record it there.',
  },
  'registry.unknown-category': {
    status: 422,
    zh: '没有代码为“{code}”的产品分类，请从分类表中选择。',
    en: 'There is no product category “{code}”; choose one from the tree.',
  },
  'registry.verification-in-future': {
    status: 422,
    zh: '检定日期 {date} 晚于今天，请核对。',
    en: 'The verification is dated {date}, after today; check it.',
  },
  'registry.file-unreadable': {
    status: 422,
    zh: '“{name}”无法读取：{reason}。请下载模板，按模板填写后再试。',
    en: '“{name}” cannot be read: {reason}. Download the template, fill it in and try again.',
  },
  'registry.too-many-rows': {
    status: 422,
    zh: '文件超过 {limit} 行，一次最多导入这么多，请分成几个文件。',
    en: 'The file has more than {limit} rows, which is the most taken in at once. Split it.',
  },
  'registry.grid-ring': {
    status: 422,
    zh: '网格“{name}”不能放在自己或自己的下级之下。',
    en: 'The cell “{name}” cannot lie below itself.',
  },
  'registry.grid-code-taken': {
    status: 409,
    zh: '网格编号“{code}”已被使用，请换一个。',
    en: 'The cell code “{code}” is taken; choose another.',
  },
  'registry.grid-not-a-leaf': {
    status: 409,
    zh: '网格“{name}”下面还有网格，企业应分到最末一级的网格。',
    en: '“{name}” has cells below it; enterprises belong to the lowest cells.',
  },
  'registry.grid-not-empty': {
    status: 409,
    zh: '网格“{name}”还有 {count} 家企业或下级网格，请先移走再停用。',
    en: '“{name}” still has {count} enterprises or cells; move them before you give it up.',
  },
  'registry.grid-leaves-enterprises': {
    status: 409,
    zh: '网格“{name}”有 {count} 家企业不在区划 {region} 所属的区县，请先把它们移出再改区划。',
    en: '“{name}” has {count} enterprises outside the county of {region}; take them out before you move the cell.',
  },
  'registry.grid-no-cell': {
    status: 409,
    zh: '区划 {region} 还没有可分配的网格，请先新增。',
    en: 'There is no cell in {region} to assign to; add one first.',
  },
  'registry.grid-other-county': {
    status: 422,
    zh: '网格“{cell}”只收本区县的企业，有 {count} 家不在该区县：{names}。请改选企业所在区县的网格。',
    en: '“{cell}” takes enterprises of its own county; {count} lie elsewhere: {names}. Choose a cell of their county.',
  },
  'registry.grid-cell-unknown': {
    status: 422,
    zh: '本市没有这个网格，或者它已停用。请从监管网格中另选。',
    en: 'There is no such cell in this city, or it has been given up. Choose another from the grid.',
  },
  'registry.grid-same-keeper': {
    status: 422,
    zh: '网格员和备岗不能是同一个人。',
    en: 'Keeper and backup must be two people.',
  },
  'registry.region-outside-city': {
    status: 422,
    zh: '区划代码“{region}”不属于本市。',
    en: 'The region “{region}” does not lie in this city.',
  },
})
