/** The words of the comparison between cities. */
import { defineMessages } from '#kernel/language/messages.ts'

export const cityComparisonMessages = defineMessages({
  'indicators.comparison': { zh: '城市对比', en: 'Compare cities' },
  'indicators.comparison.lead': {
    zh: '各城市自愿共享的指标年度值。只有汇总结果，不含任何记录。',
    en: 'Yearly values of indicators that cities share. Results only, never records.',
  },
  'indicators.comparison.choose': { zh: '指标', en: 'Indicator' },
  'indicators.comparison.option': { zh: '{name}（{count} 个城市）', en: '{name} ({count} cities)' },
  'indicators.comparison.title': { zh: '{name}：城市对比', en: '{name} by city' },
  'indicators.comparison.year': { zh: '年份', en: 'Year' },
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
  'indicators.comparison.latest': { zh: '{year} 年', en: '{year}' },
  'indicators.comparison.change': { zh: '较上年', en: 'On the year before' },
  'indicators.comparison.empty': { zh: '还没有城市共享指标', en: 'No city shares an indicator yet' },
  'indicators.comparison.empty-hint': {
    zh: '在下方选择本市愿意共享的指标，其他城市共享后即可对比。',
    en: 'Choose below what your city shares; once others do, you can compare.',
  },
  'indicators.sharing': { zh: '本市共享的指标', en: 'What our city shares' },
  'indicators.sharing.lead': {
    zh: '共享的是全市年度值和定义，随时可以停止。已结束的年份才会共享。',
    en: 'Shared are city-wide yearly values and the definition, of years that are over; you may stop at any time.',
  },
  'indicators.sharing.add': { zh: '选择要共享的指标', en: 'Choose an indicator to share' },
  'indicators.sharing.share': { zh: '共享', en: 'Share' },
  'indicators.sharing.stop': { zh: '停止共享', en: 'Stop sharing' },
  'indicators.sharing.by': { zh: '{name}，{at}', en: '{name}, {at}' },
  'indicators.sharing.none': { zh: '本市还没有共享指标。', en: 'The city shares nothing yet.' },
})
