/** The words of the shared components. */
import { defineMessages } from '#kernel/language/messages.ts'

export const uiMessages = defineMessages({
  'ui.state.met': { zh: '已达成', en: 'Met' },
  'ui.state.on-track': { zh: '按期推进', en: 'On track' },
  'ui.state.at-risk': { zh: '有风险', en: 'At risk' },
  'ui.state.behind': { zh: '滞后', en: 'Behind' },
  'ui.state.no-data': { zh: '暂无数据', en: 'No data' },

  'ui.more-tabs': { zh: '更多', en: 'More' },

  // The marks of each language around names and values that are put together.
  'ui.before': { zh: '{name}：', en: '{name}: ' },
  'ui.aside': { zh: '（{what}）', en: ' ({what})' },
  'ui.separator': { zh: '、', en: ', ' },

  'ui.loading': { zh: '正在加载…', en: 'Loading…' },
  'ui.retry': { zh: '重试', en: 'Try again' },
  'ui.error.title': { zh: '没能取得内容', en: 'The content could not be loaded' },
  'ui.error.unreachable': {
    zh: '无法连接服务器。请检查网络后重试；您填写的内容不会丢失。',
    en: 'The server cannot be reached. Check the network and try again; what you entered is kept.',
  },
  'ui.error.unexpected': {
    zh: '页面出现意外错误。请重试；如仍出现，请联系系统管理员。',
    en: 'Something unexpected went wrong on this page. Try again; if it stays, ask the system administrator.',
  },
  'ui.error.quote': { zh: '联系管理员时请提供编号：', en: 'When asking for help, quote: ' },
  'ui.error.stale': {
    zh: '系统已更新，请刷新页面后继续。',
    en: 'The system has been updated. Reload the page to go on.',
  },
  'ui.reload': { zh: '刷新页面', en: 'Reload the page' },
  'ui.no-right.title': { zh: '您没有查看此内容的权限', en: 'You may not open this' },
  'ui.no-right.hint': {
    zh: '如工作需要，请联系安全管理员授予以下权限。',
    en: 'If your work needs it, ask the security administrator for this permission.',
  },
  'ui.no-right.permission': { zh: '所需权限：“{permission}”', en: 'Permission needed: “{permission}”' },
  'ui.not-found.title': { zh: '没有找到这个页面', en: 'This page does not exist' },
  'ui.not-found.hint': {
    zh: '地址可能有误，或内容已被移动。',
    en: 'The address may be mistaken, or the content has moved.',
  },
  'ui.home': { zh: '返回首页', en: 'Back to the start page' },

  'ui.chart.table': { zh: '查看数据表', en: 'Show as table' },
  'ui.chart.chart': { zh: '查看图表', en: 'Show as chart' },
  'ui.chart.png': { zh: '下载图片', en: 'Download picture' },
  'ui.chart.csv': { zh: '下载数据', en: 'Download data' },
  'ui.map.source': { zh: '边界：{source}', en: 'Boundaries: {source}' },
  'ui.chart.empty': { zh: '还没有可画的数据', en: 'There is no data to draw yet' },

  'ui.table.search': { zh: '搜索', en: 'Search' },
  'ui.table.columns': { zh: '列', en: 'Columns' },
  'ui.table.views': { zh: '视图', en: 'Views' },
  'ui.table.view-save': { zh: '保存当前视图…', en: 'Save this view…' },
  'ui.table.view-name': { zh: '视图名称', en: 'Name of the view' },
  'ui.table.view-default': { zh: '默认视图', en: 'Default view' },
  'ui.table.view-delete': { zh: '删除视图“{name}”', en: 'Delete the view “{name}”' },
  'ui.table.export': { zh: '导出 Excel', en: 'Export Excel' },
  'ui.table.more': { zh: '加载更多', en: 'Load more' },
  'ui.table.shown': { zh: '已显示 {count} 条', en: '{count} rows shown' },
  'ui.table.all-shown': { zh: '共 {count} 条，已全部显示', en: 'All {count} rows shown' },
  'ui.table.choose': { zh: '选择', en: 'Choose' },
  'ui.table.choose-row': { zh: '选择“{name}”', en: 'Choose “{name}”' },
  'ui.table.chosen': { zh: '已选 {count} 条', en: '{count} chosen' },
  'ui.table.choose-shown': { zh: '选择已显示的 {count} 条', en: 'Choose the {count} shown' },
  'ui.table.choose-none': { zh: '取消选择', en: 'Clear the choice' },
  'ui.table.none': { zh: '还没有记录', en: 'There are no records yet' },
  'ui.table.no-match': { zh: '没有符合条件的记录', en: 'No record matches' },
  'ui.table.clear': { zh: '清除筛选', en: 'Clear filters' },
  'ui.table.sort': { zh: '排序', en: 'Sort by' },
  'ui.table.ascending': { zh: '{column}，升序', en: '{column}, ascending' },
  'ui.table.descending': { zh: '{column}，降序', en: '{column}, descending' },
  'ui.table.default-order': { zh: '默认顺序', en: 'Default order' },
  'ui.save': { zh: '保存', en: 'Save' },
  'ui.cancel': { zh: '取消', en: 'Cancel' },
  'ui.confirm': { zh: '确认', en: 'Confirm' },
  'ui.close': { zh: '关闭', en: 'Close' },

  'ui.form.submit': { zh: '提交', en: 'Submit' },
  'ui.form.draft-restored': {
    zh: '已恢复 {time} 未提交的草稿。',
    en: 'Your unsent draft of {time} has been restored.',
  },
  'ui.form.draft-discard': { zh: '放弃草稿', en: 'Discard the draft' },
  'ui.form.draft-kept': { zh: '草稿已保存在本机', en: 'Draft kept on this device' },
  'ui.form.failed': { zh: '没有提交成功', en: 'Not submitted' },
  'ui.form.rule': { zh: '依据：{rule}', en: 'Rule: {rule}' },
  'ui.form.required': { zh: '请填写{label}', en: 'Please fill in: {label}' },

  'ui.confirm.consequences': { zh: '这样做之后：', en: 'When you do this:' },
  'ui.confirm.reason': { zh: '理由', en: 'Reason' },
  'ui.confirm.reason-required': { zh: '请写明理由。', en: 'Please state the reason.' },

  'ui.file.drop': { zh: '把文件拖到这里，或点击选择', en: 'Drop a file here, or click to choose' },
  'ui.file.drop-many': {
    zh: '把文件拖到这里，或点击选择（可多选）',
    en: 'Drop files here, or click to choose',
  },
  'ui.file.hint': { zh: '支持 {types}，单个不超过 {limit} MB', en: '{types}, up to {limit} MB each' },
  'ui.file.hint-any': { zh: '单个不超过 {limit} MB', en: 'up to {limit} MB each' },
  'ui.file.too-large': {
    zh: '“{name}”为 {size}，超过 {limit} MB 的上限',
    en: '“{name}” is {size}: more than the limit of {limit} MB',
  },
  'ui.file.wrong-type': {
    zh: '“{name}”的类型不受支持，请选择 {types} 文件',
    en: '“{name}” is of a type that cannot be read; choose {types}',
  },
  'ui.file.sending': { zh: '正在上传“{name}”', en: 'Sending “{name}”' },
  'ui.file.sent': { zh: '“{name}”已上传', en: '“{name}” has been sent' },
  'ui.file.failed': { zh: '“{name}”没有上传成功：{reason}', en: '“{name}” was not sent: {reason}' },

  'ui.diagram.current': { zh: '当前', en: 'now' },
  'ui.diagram.visited': { zh: '已经过', en: 'passed' },
  'ui.diagram.steps': { zh: '状态与可走的路径', en: 'States and the ways between them' },
  'ui.diagram.to': { zh: '{event} → {state}', en: '{event} → {state}' },

  'ui.keyboard.title': { zh: '键盘快捷键', en: 'Keyboard shortcuts' },
  'ui.timeline.empty': { zh: '还没有记录', en: 'Nothing has happened yet' },
  'ui.progress.waiting': { zh: '等待处理', en: 'Waiting' },
  'ui.progress.running': { zh: '进行中', en: 'Running' },
  'ui.progress.finished': { zh: '已完成', en: 'Finished' },
  'ui.progress.failed': { zh: '失败', en: 'Failed' },
  'ui.progress.stopped': { zh: '已停止', en: 'Stopped' },
  'ui.progress.leave': {
    zh: '您可以离开此页，完成后会通知您。',
    en: 'You may leave this page; you will be told when it is done.',
  },
  'ui.progress.of': { zh: '{done} / {total}', en: '{done} of {total}' },
})
