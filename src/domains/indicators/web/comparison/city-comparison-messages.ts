/** The words of the comparison between cities. */
import { defineMessages } from '#kernel/language/messages.ts'

export const cityComparisonMessages = defineMessages({
  'indicators.comparison': { zh: '城市对比', en: 'Compare cities' },
  'indicators.comparison.lead': {
    zh: '各城市自愿共享的指标值，按年、按季或按月对比。只有汇总结果，不含任何记录。',
    en: 'Indicators that cities share, by years, quarters or months. Results only, never records.',
  },
  'indicators.comparison.choose': { zh: '指标', en: 'Indicator' },
  'indicators.comparison.option': { zh: '{name}（{count} 个城市）', en: '{name} ({count} cities)' },
  'indicators.comparison.title': { zh: '{name}：城市对比', en: '{name} by city' },
  'indicators.comparison.period': { zh: '时期', en: 'Period' },
  'indicators.comparison.kind': { zh: '按什么时期对比', en: 'Compare by' },
  'indicators.comparison.by-year': { zh: '按年', en: 'Years' },
  'indicators.comparison.by-quarter': { zh: '按季', en: 'Quarters' },
  'indicators.comparison.by-month': { zh: '按月', en: 'Months' },
  'indicators.comparison.only-years': {
    zh: '共享这项指标的城市都只有年度值，没有季度和月度值可比。',
    en: 'The cities that share this indicator have yearly figures only: no quarters or months to compare.',
  },
  'indicators.comparison.only-quarters': {
    zh: '共享这项指标的城市没有月度值可比。',
    en: 'The cities that share this indicator have no monthly figures to compare.',
  },
  'indicators.comparison.nothing': {
    zh: '还没有城市共享已结束时期的值。',
    en: 'No city has shared a figure of a period that is over.',
  },
  'indicators.comparison.counted-by-year': {
    zh: '按年统计，没有季度和月度值',
    en: 'counted by years: no quarters or months',
  },
  'indicators.comparison.counted-by-quarter': {
    zh: '按季统计，没有月度值',
    en: 'counted by quarters: no months',
  },
  'indicators.comparison.not-shared': { zh: '没有共享这类时期的值', en: 'no figures of such periods shared' },
  'indicators.comparison.not-this-period': {
    zh: '还没有{period}的值；最近是{last}：',
    en: 'none of {period} yet; the last is {last}:',
  },
  'indicators.comparison.city': { zh: '城市', en: 'City' },
  'indicators.comparison.own': { zh: '本市', en: 'ours' },
  'indicators.comparison.definition': { zh: '口径', en: 'Definition' },
  'indicators.comparison.same': { zh: '口径一致', en: 'same definition' },
  'indicators.comparison.differs': {
    zh: '口径不同，比较时请留意',
    en: 'definition differs; compare with care',
  },
  'indicators.comparison.other-unit': {
    zh: '单位“{unit}”不能换算，不参与比较',
    en: 'the unit “{unit}” cannot be converted; not compared',
  },
  'indicators.comparison.version': { zh: '第 {version} 版定义', en: 'definition {version}' },
  'indicators.comparison.change-year': { zh: '较上年', en: 'On the year before' },
  'indicators.comparison.change-quarter': { zh: '较上季', en: 'On the quarter before' },
  'indicators.comparison.change-month': { zh: '较上月', en: 'On the month before' },
  'indicators.comparison.year-on-year': { zh: '较上年同期', en: 'On the same period a year before' },
  'indicators.comparison.empty': { zh: '还没有城市共享指标', en: 'No city shares an indicator yet' },
  'indicators.comparison.empty-hint': {
    zh: '在下方选择本市愿意共享的指标，其他城市共享后即可对比。',
    en: 'Choose below what your city shares; once others do, you can compare.',
  },
  'indicators.sharing': { zh: '本市共享的指标', en: 'What our city shares' },
  'indicators.sharing.lead': {
    zh: '共享的是全市各年、季、月的值和定义，随时可以停止。时期结束后才会共享，比统计频率更短的时期没有值。',
    en: 'Shared are city-wide figures by years, quarters and months as far as they are counted, of periods that are over, and the definition; you may stop at any time.',
  },
  'indicators.sharing.add': { zh: '选择要共享的指标', en: 'Choose an indicator to share' },
  'indicators.sharing.share': { zh: '共享', en: 'Share' },
  'indicators.sharing.stop': { zh: '停止共享', en: 'Stop sharing' },
  'indicators.sharing.by': { zh: '{name}，{at}', en: '{name}, {at}' },
  'indicators.sharing.none': { zh: '本市还没有共享指标。', en: 'The city shares nothing yet.' },
})
