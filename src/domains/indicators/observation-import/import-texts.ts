/** Columns of a file of figures, and the words of its report. */
import { defineMessages, type Message } from '#kernel/language/messages.ts'

/** What a column of the file holds. */
export type ImportColumn = (typeof importColumns)[number]
/** The columns in the order of the template. */
export const importColumns = ['code', 'name', 'region', 'period', 'value', 'unit', 'explanation'] as const

/** Headings as the template writes them. */
export const columnTitles: Readonly<Record<ImportColumn, Message>> = {
  code: { zh: '指标代码', en: 'Indicator code' },
  name: { zh: '指标名称', en: 'Indicator name' },
  region: { zh: '地区', en: 'Region' },
  period: { zh: '时期', en: 'Period' },
  value: { zh: '数值', en: 'Value' },
  unit: { zh: '计量单位', en: 'Unit' },
  explanation: { zh: '说明', en: 'Explanation' },
}

/** Other headings that are understood. */
export const columnSynonyms: Readonly<Record<ImportColumn, readonly string[]>> = {
  code: ['代码', 'code', 'indicator', 'indicatorcode'],
  name: ['指标', '名称', 'name'],
  region: ['地区代码', '行政区划代码', '区划代码', '地区名称', 'regioncode', 'refarea'],
  period: ['报告期', '统计期', '日期', 'timeperiod'],
  value: ['值', '指标值', '数据', 'obsvalue'],
  unit: ['单位', 'unitmeasure'],
  explanation: ['备注', 'note', 'comment'],
}

/** Words of the list of findings. */
export const reportWords = defineMessages({
  'imports.report.line': { zh: '行号', en: 'Row' },
  'imports.report.column': { zh: '列', en: 'Column' },
  'imports.report.found': { zh: '填写内容', en: 'What it says' },
  'imports.report.severity': { zh: '性质', en: 'Kind' },
  'imports.report.problem': { zh: '问题', en: 'What is wrong' },
  'imports.report.remedy': { zh: '怎样改', en: 'What would be right' },
  'imports.report.error': { zh: '错误', en: 'Error' },
  'imports.report.explain': { zh: '需要说明', en: 'To be explained' },
  'imports.report.explained': { zh: '已有说明', en: 'Explained' },
  'imports.report.name': { zh: '检查结果', en: 'findings' },
})
