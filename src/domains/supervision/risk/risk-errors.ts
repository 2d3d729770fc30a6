import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with risk classes, in words that say what to do. */
export const riskError = defineErrors({
  'risk.no-scorecard': {
    status: 409,
    zh: '尚无已启用的评分表。请先起草评分表，试算后提请启用。',
    en: 'No scorecard is in force yet. Draft one, try it out and have it adopted first.',
  },
  'risk.not-a-draft': {
    status: 409,
    zh: '这一版评分表{state}，内容不能再改。请以它为基础新起草一版。',
    en: 'This version of the scorecard is {state} and can no longer be changed; draft a new version based on it.',
  },
  'risk.scorecard-not-sound': {
    status: 422,
    zh: '评分表有矛盾之处：{problem}',
    en: 'The scorecard contradicts itself: {problem}',
  },
  'risk.unknown-source': {
    status: 422,
    zh: '因素“{factor}”所用的数据来源“{source}”不存在，请从列表中选择。',
    en: 'The factor “{factor}” names the source “{source}”, which does not exist; choose one from the list.',
  },
  'risk.needs-what-if': {
    status: 409,
    zh: '请先试算当前内容，了解各类别企业的变动情况后再提请启用。',
    en: 'Try the present content out first, so that its effect on the classes is known, then propose it.',
  },
  'risk.not-classified': {
    status: 404,
    zh: '这家企业没有风险类别：可能已注销、迁出，或尚未参加分类。',
    en: 'This enterprise has no risk class: it may be deregistered, moved out, or not classified yet.',
  },
  'risk.override-too-long': {
    status: 422,
    zh: '人工调整的截止日期须晚于今天，且不超过{months}个月。',
    en: 'A class set by hand must end after today and within {months} months.',
  },
  'risk.already-overridden': {
    status: 409,
    zh: '这家企业的类别已由人工调整，请先撤销原调整。',
    en: 'The class of this enterprise has been set by hand already; lift that first.',
  },
  'risk.already-recorded': {
    status: 409,
    zh: '这家企业已有文号为“{number}”的同类记录。',
    en: 'This enterprise already has such a record with the number “{number}”.',
  },
  'risk.no-such-enterprise': {
    status: 422,
    zh: '主体登记中没有这家企业，请核对统一社会信用代码。',
    en: 'The register has no such enterprise; check the unified social credit code.',
  },
  'risk.workbook-not-readable': {
    status: 422,
    zh: '这个文件不是可读的 Excel 工作簿，请使用模板填写后再上传。',
    en: 'This file is no readable Excel workbook; fill in the template and upload that.',
  },
  'risk.workbook-columns-missing': {
    status: 422,
    zh: '工作表缺少这些列：{columns}。请使用模板填写。',
    en: 'The sheet lacks these columns: {columns}. Use the template.',
  },
  'risk.workbook-too-long': {
    status: 422,
    zh: '一次最多导入 {limit} 行，请分成几个文件。',
    en: 'At most {limit} rows can be taken in at a time; split the file.',
  },
})
