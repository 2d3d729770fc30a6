import { z } from 'zod'
import { withScope } from '../db/scope.ts'
import { defineJob } from '../jobs/job.ts'

/** Tells every module that commitments were registered anew. */
export const targetsRegisteredJob = defineJob({
  name: 'targets.registered',
  title: { zh: '更新目标进展', en: 'Bring targets up to date' },
  input: z.object({ targetIds: z.array(z.uuid()) }),
  run: async ({ targetIds }, { database, identity, modules, now }) => {
    for (const module of modules)
      if (module.onTargetsRegistered) {
        const work = module.onTargetsRegistered
        await withScope(database, identity, (scope) => work(scope, targetIds, modules), { now: now() })
      }
    return { targets: targetIds.length }
  },
})
