import { z } from 'zod'
import { defineJob } from '#kernel/jobs/job.ts'
import { reclassifyChanged } from './classify-changed.ts'

/** Every ten minutes: enterprises whose register entry has changed, and new ones, get the class that they have now. */
export const classifyChangedJob = defineJob({
  name: 'supervision.classify-changed',
  title: { zh: '登记信息变化后更新风险类别', en: 'Classify enterprises whose register entry has changed' },
  input: z.object({}),
  run: async (_input, { database, identity, now, progress, signal }) => {
    let enterprises = 0
    for (;;) {
      signal.throwIfAborted()
      const step = await reclassifyChanged(database, identity, now())
      if (step === undefined) return { enterprises }
      enterprises += step.enterprises
      progress(step.read, step.latest)
    }
  },
  schedule: '*/10 * * * *',
})
