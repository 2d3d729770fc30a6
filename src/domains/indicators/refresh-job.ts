import { z } from 'zod'
import { withScope } from '#kernel/db/scope.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { addNationalCatalogue } from './catalogue-service.ts'
import { refreshTargets } from './progress-service.ts'

/**
 * Works out how all targets stand: figures from records change between reports, and time passes. What is published
 * or bound counts at once without it.
 */
export const refreshTargetsJob = defineJob({
  name: 'indicators.refresh-targets',
  title: { zh: '更新全部目标进展', en: 'Bring all targets up to date' },
  input: z.object({}).default({}),
  run: (_input, { database, identity, modules, now }) =>
    withScope(
      database,
      identity,
      async (scope) => ({
        added: (await addNationalCatalogue(scope)).added,
        standings: await refreshTargets(scope, modules),
      }),
      { now: now() },
    ),
  schedule: '7 * * * *',
})
