import { definePages } from '#ui/pages/define-pages.ts'

/** The pages of the indicators domain. */
export const indicatorsPages = definePages({
  name: 'indicators',
  title: { zh: '指标', en: 'Indicators' },
  menu: [],
  routes: [],
})
