import { z } from 'zod'
import { withScope } from '#kernel/db/scope.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { tryOut } from './scorecard-service.ts'

/** Tries a draft of the scorecard out on all enterprises; nothing but the version's trial is written. */
export const tryScorecardJob = defineJob({
  name: 'supervision.try-scorecard',
  title: { zh: '试算评分表', en: 'Try a scorecard out' },
  input: z.object({ versionId: z.uuid() }),
  run: ({ versionId }, { database, identity, now, progress }) => {
    progress(0, 1)
    return withScope(
      database,
      identity,
      async (scope) => {
        const { enterprises, changed } = await tryOut(scope, versionId)
        return { enterprises, changed }
      },
      { now: now() },
    )
  },
})
