import { z } from 'zod'
import { withScope } from '#kernel/db/scope.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { followMerge } from './follow-merge.ts'
import { mergesToFollow } from './merge-store.ts'

/** Duplicates in one transaction. */
const mostMerges = 200

/**
 * Every night: what was recorded about a duplicate after it was merged (a sheet filled in offline, a transaction that
 * had begun before) follows as well, and so does what was merged before records followed at once.
 */
export const followMergesJob = defineJob({
  name: 'supervision.follow-merges',
  title: { zh: '合并主体的监管记录归集', en: 'Records of merged enterprises follow' },
  input: z.object({}),
  run: async (_input, { database, identity, now, signal }) => {
    let enterprises = 0
    for (;;) {
      signal.throwIfAborted()
      const followed = await withScope(
        database,
        identity,
        async (scope) => {
          const merges = await mergesToFollow(scope, mostMerges)
          for (const merge of merges)
            await followMerge(scope, { ...merge, reason: '合并后登记的监管记录归集' })
          return merges.length
        },
        { now: now() },
      )
      enterprises += followed
      if (followed < mostMerges) return { enterprises }
    }
  },
  schedule: '50 0 * * *',
})
