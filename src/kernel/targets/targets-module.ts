import { cityTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { targetsRegisteredJob } from './targets-registered-job.ts'

/** Commitments in force and how they stand: what plans promise, figures answer and boards show. */
export const targetsModule = defineDomain({
  name: 'targets',
  title: { zh: '目标登记', en: 'Target register' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { target: cityTable, target_state: cityTable },
  jobs: [targetsRegisteredJob],
})
