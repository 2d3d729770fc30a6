import { definePages } from '#ui/pages/define-pages.ts'

/** The pages of the registry domain. */
export const registryPages = definePages({
  name: 'registry',
  title: { zh: '主体登记', en: 'Registry' },
  menu: [],
  routes: [],
})
