/** The words of the pivot page. */
import { defineMessages } from '#kernel/language/messages.ts'

export const pivotMessages = defineMessages({
  'indicators.pivot': { zh: '透视分析', en: 'Pivot' },
  'indicators.pivot.lead': {
    zh: '任选指标、地区和时期，交换行列，得到表格和图，可导出、保存和分享。',
    en: 'Choose indicators, regions and periods, turn rows and columns, and take table and chart with you.',
  },
  'indicators.pivot.choose': { zh: '选择内容', en: 'What to show' },
  'indicators.pivot.indicators': { zh: '指标', en: 'Indicators' },
  'indicators.pivot.measures': { zh: '业务度量', en: 'Measures of work' },
  'indicators.pivot.regions': { zh: '地区', en: 'Regions' },
  'indicators.pivot.kind': { zh: '时期', en: 'Periods' },
  'indicators.pivot.year': { zh: '按年', en: 'Years' },
  'indicators.pivot.quarter': { zh: '按季', en: 'Quarters' },
  'indicators.pivot.month': { zh: '按月', en: 'Months' },
  'indicators.pivot.from': { zh: '起始年份', en: 'First year' },
  'indicators.pivot.to': { zh: '截止年份', en: 'Last year' },
  'indicators.pivot.dimension': { zh: '细分维度', en: 'Break down by' },
  'indicators.pivot.no-dimension': { zh: '不细分', en: 'nothing' },
  'indicators.pivot.undivided': { zh: '不细分', en: 'not divided' },
  'indicators.pivot.some-undivided': {
    zh: '以下内容不能按所选维度细分，只列“全部”：',
    en: 'These cannot be broken down like that and stand under “All” only:',
  },
  'indicators.pivot.because': { zh: '{title}：{reason}', en: '{title}: {reason}' },
  'indicators.pivot.dimension-hint': {
    zh: '有 {count} 项可以按此细分，其余只列“全部”。',
    en: '{count} can be broken down by it; the others stand under “All” only.',
  },
  'indicators.pivot.no-dimensions': {
    zh: '所选内容都没有可细分的维度：填报的指标只有一个数，由业务度量计算的指标和业务度量才能细分。',
    en: 'Nothing chosen can be broken down: a reported figure is one number; measures of work, and indicators computed from them, can be.',
  },
  'indicators.pivot.rows': { zh: '放在行上', en: 'Down the side' },
  'indicators.pivot.swap': { zh: '交换行列', en: 'Turn rows and columns' },
  'indicators.pivot.table': { zh: '表格', en: 'Table' },
  'indicators.pivot.chart': { zh: '图', en: 'Chart' },
  'indicators.pivot.title': { zh: '{items}（{from}–{to}）', en: '{items} ({from}–{to})' },
  'indicators.pivot.several': { zh: '{first}等 {count} 项指标', en: '{first} and others, {count} in all' },
  'indicators.pivot.excel': { zh: '导出 Excel', en: 'Export to Excel' },
  'indicators.pivot.csv': { zh: '导出 CSV', en: 'Export to CSV' },
  'indicators.pivot.save': { zh: '保存视图', en: 'Save view' },
  'indicators.pivot.view-title': { zh: '视图名称', en: 'Name of the view' },
  'indicators.pivot.share': {
    zh: '本市同事可凭链接打开',
    en: 'Colleagues of the city may open it by its link',
  },
  'indicators.pivot.views': { zh: '已存视图', en: 'Saved views' },
  'indicators.pivot.of': { zh: '{title}（{owner}）', en: '{title} ({owner})' },
  'indicators.pivot.copy-link': { zh: '复制链接', en: 'Copy link' },
  'indicators.pivot.copied-own': {
    zh: '链接已复制；这个视图没有分享，只有您能打开',
    en: 'Link copied; the view is not shared, so that only you can open it',
  },
  'indicators.pivot.not-copied': {
    zh: '浏览器不允许复制，链接是 {link}',
    en: 'The browser does not allow copying; the link is {link}',
  },
  'indicators.pivot.copied': { zh: '链接已复制', en: 'Link copied' },
  'indicators.pivot.delete': { zh: '删除视图', en: 'Delete view' },
  'indicators.pivot.saved': { zh: '视图已保存', en: 'View saved' },
  'indicators.pivot.empty': { zh: '先选择要看的指标', en: 'Choose what you want to see' },
  'indicators.pivot.empty-hint': {
    zh: '选好指标后，地区默认全市，时期默认近五年。',
    en: 'With indicators chosen, you see the whole city over five years; change both as you like.',
  },
  'indicators.pivot.too-many-lines': {
    zh: '图中只画前 {count} 组数据，表格和导出包含全部。',
    en: 'The chart draws the first {count} series; table and files have all.',
  },
})
