import { z } from 'zod'
import { defineJob } from '../jobs/job.ts'
import { foldLedger } from './fold.ts'

const batch = 20_000

/**
 * Moves a city's ledger into its cells. Readers add what is not folded yet, so this only keeps the ledger short;
 * it works in batches, each a transaction of its own, and writers go on meanwhile.
 */
export const foldJob = defineJob({
  name: 'measures.fold',
  title: { zh: '度量数据归并', en: 'Fold figures' },
  input: z.object({}).default({}),
  run: async (_input, { database, identity, signal }) => {
    let folded = 0
    for (;;) {
      signal.throwIfAborted()
      const moved = await foldLedger(database, identity.city, batch)
      folded += moved
      if (moved < batch) return { folded }
    }
  },
  schedule: '*/10 * * * *',
})
