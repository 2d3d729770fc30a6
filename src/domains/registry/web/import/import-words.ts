/** The words of taking enterprises in and out. */
import { defineMessages } from '#kernel/language/messages.ts'

export const importMessages = defineMessages({
  'registry.imports.enterprises': { zh: '企业', en: 'Enterprises' },
  'registry.imports.lead': {
    zh: '先预检：逐行核对代码、名称、区划、行业等，不写入任何内容。预检后确认，符合要求的行才导入，不符合的行列成清单。',
    en: 'A file is checked first and nothing is written. Once you confirm, the rows that fit are taken in; the others are listed.',
  },
  'registry.imports.idempotent': {
    zh: '按信用代码识别企业：已登记的更新，未登记的新增；同一文件导入两次不会重复。',
    en: 'Enterprises are known by their codes: known ones are updated, new ones added; the same file twice does no harm.',
  },
  'registry.imports.template': { zh: '下载模板', en: 'Download the template' },
  'registry.imports.file': { zh: 'Excel 或 CSV 文件', en: 'Excel or CSV file' },
  'registry.imports.recent': { zh: '近期导入', en: 'Recent imports' },
  'registry.imports.none': { zh: '还没有导入过', en: 'Nothing has been imported yet' },
  'registry.imports.state.checking': { zh: '预检中', en: 'Being checked' },
  'registry.imports.state.checked': { zh: '待确认', en: 'Waits for you' },
  'registry.imports.state.importing': { zh: '导入中', en: 'Being taken in' },
  'registry.imports.state.imported': { zh: '已导入', en: 'Taken in' },
  'registry.imports.state.failed': { zh: '未成功', en: 'Failed' },
  'registry.imports.state.stalled': { zh: '已中断', en: 'Interrupted' },
  'registry.imports.state.abandoned': { zh: '已放弃', en: 'Given up' },
  'registry.imports.rows': { zh: '共读取', en: 'Rows read' },
  'registry.imports.invalid': { zh: '不符合要求', en: 'Do not fit' },
  'registry.imports.added': { zh: '新增', en: 'New' },
  'registry.imports.changed': { zh: '更新', en: 'Known' },
  'registry.imports.unchanged': { zh: '无变化', en: 'Unchanged' },
  'registry.imports.errors': { zh: '下载问题清单（行号、列、问题）', en: 'Download the list of problems' },
  'registry.imports.misfits': {
    zh: '有 {count} 行不符合要求。可以改好后重新上传整个文件，也可以先导入其余各行。',
    en: '{count} rows do not fit. Correct the file and send it again, or take the others in.',
  },
  'registry.imports.fits': { zh: '全部符合要求。', en: 'Every row fits.' },
  'registry.imports.confirm': { zh: '确认导入', en: 'Take it in' },
  'registry.imports.confirm-title': { zh: '导入“{name}”？', en: 'Take “{name}” in?' },
  'registry.imports.consequence-added': { zh: '新增约 {count} 家企业', en: 'About {count} are added' },
  'registry.imports.consequence-changed': {
    zh: '更新 {count} 家已登记企业中有变化的内容，逐项记入变更历史',
    en: 'What differs of {count} known ones is updated, each on record',
  },
  'registry.imports.consequence-resume': {
    zh: '中途停机也不会重复或遗漏，恢复后接着导入',
    en: 'If the program stops meanwhile, it goes on where it was',
  },
  'registry.imports.stalled': {
    zh: '任务已停止。可以从停下的地方继续，或者放弃；已经写入的企业不受影响。',
    en: 'The job has stopped. Go on where it was, or give it up; enterprises that are written stay.',
  },
  'registry.imports.resume': { zh: '继续', en: 'Go on' },
  'registry.imports.abandon': { zh: '放弃', en: 'Give up' },
  'registry.imports.abandon-title': { zh: '放弃“{name}”？', en: 'Give “{name}” up?' },
  'registry.imports.consequence-abandon': {
    zh: '这个文件不会写入任何企业；需要时可以重新上传',
    en: 'Nothing of it is written; it can be sent again',
  },
  'registry.imports.consequence-written': {
    zh: '已写入的 {count} 家企业保留，其余不再写入；需要时可以重新上传，不会重复',
    en: 'The {count} enterprises written stay, the rest is not written; the file can be sent again, nothing doubles',
  },
  'registry.imports.done': {
    zh: '已导入：新增 {added} 家，更新 {changed} 家，{unchanged} 家无变化。',
    en: 'Taken in: {added} added, {changed} changed, {unchanged} unchanged.',
  },
  'registry.imports.by': { zh: '{name}，{time}', en: '{name}, {time}' },
  'registry.exports': { zh: '导出', en: 'Export' },
  'registry.exports.title': { zh: '导出符合条件的企业', en: 'Export what matches' },
  'registry.exports.lead': {
    zh: '导出当前筛选的全部企业，代码译成名称，个人信息遮盖。百万行也可以，做好后在下面下载。',
    en: 'All enterprises that match now, codes as names, personal data masked. It is made in the background.',
  },
  'registry.exports.recent': { zh: '已做好的文件', en: 'Files that are ready' },
  'registry.exports.rows': { zh: '{count} 行，{time}', en: '{count} rows, {time}' },
})
