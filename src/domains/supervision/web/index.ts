import { definePages } from '#ui/pages/define-pages.ts'

/** The pages of the supervision domain. */
export const supervisionPages = definePages({
  name: 'supervision',
  title: { zh: '监督管理', en: 'Supervision' },
  menu: [],
  routes: [],
})
