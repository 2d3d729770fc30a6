/** The words of the comparison of indicators across plans. */
import { defineMessages } from '#kernel/language/messages.ts'

export const comparisonMessages = defineMessages({
  'plans.comparison': { zh: '指标对比', en: 'Compare indicators' },
  'plans.comparison.lead': {
    zh: '同一指标在各份已发布规划中的目标值，本市规划与参考规划并列。',
    en: "The same indicator in every published plan, the city's own beside reference plans.",
  },
  'plans.comparison.search': { zh: '指标名称', en: 'Name of the indicator' },
  'plans.comparison.shared': {
    zh: '只看至少两份规划都有的指标',
    en: 'Only indicators that two plans or more name',
  },
  'plans.comparison.indicator': { zh: '指标', en: 'Indicator' },
  'plans.comparison.empty': { zh: '没有可以对比的指标', en: 'There is nothing to compare' },
  'plans.comparison.empty-hint': {
    zh: '导入其他地区的规划作为参考规划并发布，相同的指标会在这里并列。',
    en: 'Take plans of other places in as reference plans; indicators they share stand side by side here.',
  },
  'plans.comparison.no-match': { zh: '没有符合条件的指标', en: 'No indicator matches' },
  'plans.comparison.chart': { zh: '{indicator}：各规划目标值', en: '{indicator}: target values by plan' },
  'plans.comparison.plan': { zh: '规划', en: 'Plan' },
  'plans.comparison.no-year': { zh: '未定时限', en: 'no deadline' },
  'plans.comparison.show': { zh: '用图表看“{indicator}”', en: 'Chart of “{indicator}”' },
  'plans.comparison.more': { zh: '加载更多', en: 'Load more' },
  'plans.comparison.choose': { zh: '选择一个指标，查看图表', en: 'Choose an indicator for its chart' },
  'plans.comparison.own': { zh: '本市', en: 'own' },
})
