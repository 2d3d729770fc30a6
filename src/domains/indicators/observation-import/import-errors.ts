import { defineErrors } from '#kernel/language/errors.ts'

/** What can go wrong with a file of figures as a whole. */
export const importError = defineErrors({
  'indicators.import-not-found': {
    status: 404,
    zh: '没有找到这次导入。',
    en: 'This import could not be found.',
  },
  'indicators.import-not-ready': {
    status: 409,
    zh: '这次导入还不能发布：须已检查完毕、没有错误，并且有新的数据。请刷新查看最新状态。',
    en: 'This import cannot be published: it must be checked, without errors, and hold something new. Refresh the page.',
  },
  'indicators.import-not-stalled': {
    status: 409,
    zh: '这次导入没有中断，不需要继续。',
    en: 'This import has not been interrupted.',
  },
  'indicators.import-under-way': {
    status: 409,
    zh: '这次导入正在进行或已经结束，不能放弃；进行中的可先停止任务。',
    en: 'This import is under way or over and cannot be given up; stop its job first.',
  },
  'indicators.import-columns-missing': {
    status: 422,
    zh: '第一行表头缺少“{columns}”。请下载模板，按其表头填写。',
    en: 'The first row lacks the heading “{columns}”. Download the template and use its headings.',
  },
  'indicators.import-empty': {
    status: 422,
    zh: '文件只有表头，没有数据行。',
    en: 'The file has a head and no rows.',
  },
  'indicators.import-too-many-rows': {
    status: 422,
    zh: '文件超过 {most} 行，请拆成几个文件分别导入。',
    en: 'The file has more than {most} rows; split it and send the parts one by one.',
  },
  'indicators.import-faulty': {
    status: 422,
    zh: '预检之后情况有变，有 {count} 行不再符合要求，全部数据都没有发布。请下载检查结果，改正后重新上传。',
    en: 'Things changed after the check: {count} rows no longer fit, and nothing was published. Download the findings, correct the file and send it again.',
  },
  'indicators.import-overtaken': {
    status: 409,
    zh: '导入期间指标定义多次变动，数据没有发布。请稍后重新上传。',
    en: 'The definitions kept changing meanwhile and nothing was published. Send the file again later.',
  },
})
