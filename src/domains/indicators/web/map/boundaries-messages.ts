/** The words of the page on which boundaries are uploaded. */
import { defineMessages } from '#kernel/language/messages.ts'

export const boundariesMessages = defineMessages({
  'indicators.boundaries': { zh: '区划边界', en: 'Boundaries' },
  'indicators.boundaries.lead': {
    zh: '上传本市下辖区县的边界，总览和目标页面据此画地图。',
    en: 'Upload the outlines of the districts; overview and target pages draw their maps from them.',
  },
  'indicators.boundaries.now': { zh: '现用边界', en: 'In use' },
  'indicators.boundaries.none': {
    zh: '还没有上传边界，地图处先显示表格。',
    en: 'None yet: tables stand in place of maps.',
  },
  'indicators.boundaries.facts': {
    zh: '{count} 个区县 · {system} · 来源：{source} · {by}，{at}',
    en: '{count} districts · {system} · from {source} · {by}, {at}',
  },
  'indicators.boundaries.preview': { zh: '边界预览', en: 'Preview of the boundaries' },
  'indicators.boundaries.upload': { zh: '上传新的边界', en: 'Upload new boundaries' },
  'indicators.boundaries.file': { zh: 'GeoJSON 文件', en: 'GeoJSON file' },
  'indicators.boundaries.hint': {
    zh: 'FeatureCollection，每个要素一个区县（Polygon 或 MultiPolygon），属性 code 或 adcode 写六位区划代码，坐标为经度、纬度（度），不超过 4 MB。请使用自然资源主管部门公布的标准地图数据，公开使用前核对审图号。',
    en: 'A FeatureCollection with a feature per district (Polygon or MultiPolygon), its six-digit code in code or adcode, longitude and latitude in degrees, up to 4 MB. Use the standard map published by the natural resources authority.',
  },
  'indicators.boundaries.system': { zh: '坐标系', en: 'Coordinate system' },
  'indicators.boundaries.cgcs2000': { zh: 'CGCS2000（国家大地坐标系）', en: 'CGCS2000' },
  'indicators.boundaries.wgs84': { zh: 'WGS 84', en: 'WGS 84' },
  'indicators.boundaries.gcj02': {
    zh: 'GCJ-02（互联网地图，偏移数百米）',
    en: 'GCJ-02 (web maps, shifted by some hundred metres)',
  },
  'indicators.boundaries.source': { zh: '数据来源', en: 'Where they come from' },
  'indicators.boundaries.source-hint': {
    zh: '如“市自然资源局 2025 年行政区划图”，显示在地图下方',
    en: 'Shown below every map',
  },
  'indicators.boundaries.saved': {
    zh: '已保存 {count} 个区县的边界。',
    en: 'Boundaries of {count} districts are saved.',
  },
  'indicators.boundaries.refused': { zh: '没有保存，请先改正：', en: 'Not saved; put this right first:' },
  'indicators.boundaries.notes': { zh: '请留意：', en: 'Please note:' },
  'indicators.boundaries.feature': {
    zh: '第 {feature} 个要素：{message}',
    en: 'Feature {feature}: {message}',
  },
  'indicators.boundaries.no-json': { zh: '文件不是 JSON，无法读取。', en: 'The file is no JSON.' },
  'indicators.boundaries.remove': { zh: '删除边界', en: 'Remove boundaries' },
  'indicators.boundaries.remove-question': { zh: '删除现用的边界？', en: 'Remove the boundaries in use?' },
  'indicators.boundaries.none-left': {
    zh: '总览和目标页面的地图将改为表格，直到再次上传。',
    en: 'Maps on overview and target pages become tables until boundaries are uploaded again.',
  },
  'indicators.boundaries.region': { zh: '区县', en: 'District' },
})
