/** Keeps the list of runs short: timers alone leave some 300 a day. What was done stands in the audit trail. */
import { z } from 'zod'
import { withScope } from '../db/scope.ts'
import { defineJob } from './job.ts'
import { deleteEndedRuns } from './store.ts'

const days = 24 * 3600 * 1000
const keptOfTimers = 7 * days
const keptOfPeople = 180 * days

export const removeOldRunsJob = defineJob({
  name: 'jobs.remove-old-runs',
  title: { zh: '清理过期任务记录', en: 'Remove old runs' },
  input: z.object({}),
  run: async (_input, { database, identity, now }) =>
    withScope(database, identity, async (scope) => ({
      timers: await deleteEndedRuns(scope, 'timer', new Date(now().getTime() - keptOfTimers)),
      people: await deleteEndedRuns(scope, 'person', new Date(now().getTime() - keptOfPeople)),
    })),
  schedule: '15 4 * * *',
})
