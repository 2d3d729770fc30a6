import { z } from 'zod'
import { withScope } from '#kernel/db/scope.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { countPairs } from './bulk-store.ts'
import { makeMissingIndexes } from './put-off-indexes-store.ts'

/**
 * Counts every night how frequent each pair of characters has become, by which searches choose their way; and makes the
 * indexes that a first filling has put off, should it never have come to its end.
 */
export const countPairsJob = defineJob({
  name: 'registry.count-pairs',
  title: { zh: '统计名称用字', en: 'Count the vocabulary of names' },
  input: z.object({}).default({}),
  run: async (_input, { database, identity }) => {
    await makeMissingIndexes(database)
    await withScope(database, identity, countPairs)
  },
  schedule: '20 3 * * *',
})
