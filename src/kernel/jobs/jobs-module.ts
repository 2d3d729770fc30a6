import { cityTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { jobsContract } from './contract.ts'
import { removeOldRunsJob } from './remove-old-runs-job.ts'
import { jobsRouter } from './router.ts'
import { vacuumJob } from './vacuum-job.ts'

/** Background work and its progress. */
export const jobsModule = defineDomain({
  name: 'jobs',
  title: { zh: '后台任务', en: 'Background work' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { job_run: cityTable },
  permissions: {
    'jobs.manage': {
      title: { zh: '管理后台任务', en: 'See and cancel everyone’s background work' },
      roles: { 'system-administrator': 'city' },
    },
  },
  contract: jobsContract,
  router: jobsRouter,
  jobs: [removeOldRunsJob, vacuumJob],
})
