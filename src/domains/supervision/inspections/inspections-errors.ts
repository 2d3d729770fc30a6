import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with inspections, in words that say what to do. */
export const inspectionError = defineErrors({
  'supervision.inspection-not-found': {
    status: 404,
    zh: '没有找到这项检查，可能不在您的权限范围内。',
    en: 'There is no such inspection within your reach.',
  },
  'supervision.not-in-team': {
    status: 403,
    zh: '您不在这项检查的检查组中，不能上报。',
    en: 'You are not in the team of this inspection.',
  },
  'supervision.inspection-over': {
    status: 409,
    zh: '这项检查的结果已经审核或任务已撤回，不能再上报；请与派发部门联系。',
    en: 'The result has been approved or the task withdrawn; talk to the department that gave it.',
  },
  'supervision.record-incomplete': {
    status: 422,
    zh: '检查记录还有 {count} 处需要补充。',
    en: 'The record lacks {count} things.',
  },
  'supervision.record-missing': {
    status: 409,
    zh: '检查结果要由检查组在“我的检查”里填写检查表后上报，不能直接跳过。',
    en: 'A result comes from the form that the team fills in under “My inspections”.',
  },
  'supervision.files-missing': {
    status: 409,
    zh: '有 {count} 张照片或签名还没有上传，请等上传完成后再上报。',
    en: '{count} photos or signatures have not arrived yet; send them first.',
  },
  'supervision.file-damaged': {
    status: 422,
    zh: '照片或签名在传输中损坏（校验值不一致），请重新上传。',
    en: 'The picture was damaged on its way (its hash differs); send it again.',
  },
  'supervision.file-elsewhere': {
    status: 409,
    zh: '这个编号的文件属于另一项检查。',
    en: 'The file of this id belongs to another inspection.',
  },
  'supervision.no-list-ground': {
    status: 409,
    zh: '这次检查的结果不是列入经营异常名录的事由（无法联系、未按规定公示、公示信息弄虚作假），请选择移送立案或处理完毕。',
    en: 'The result is no ground for the list of abnormal operations (unreachable, not published, false information); transfer or close it.',
  },
  'supervision.no-paper': {
    status: 409,
    zh: '还不能出具“{paper}”：检查结果上报（责令改正的，写明改正期限）之后才有。',
    en: '“{paper}” cannot be made yet: it follows from the result, an order to correct from its last day.',
  },
  'supervision.correction-date-past': {
    status: 422,
    zh: '改正期限不能早于检查当天。',
    en: 'The last day of the correction cannot be before the inspection.',
  },
})
