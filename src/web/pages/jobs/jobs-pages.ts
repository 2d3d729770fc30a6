import { jobsMessages } from '#kernel/jobs/web/jobs-messages.ts'
import { definePages } from '#ui/pages/define-pages.ts'

/** The person's background work. */
export const jobsPages = definePages({
  name: 'jobs',
  title: jobsMessages['jobs.title'],
  menu: [{ path: '/jobs', title: jobsMessages['jobs.title'], place: 'top' }],
  routes: [
    {
      path: '/jobs',
      title: jobsMessages['jobs.title'],
      permission: 'signed-in',
      load: async () => (await import('./jobs-page.tsx')).JobsPage,
    },
  ],
})
