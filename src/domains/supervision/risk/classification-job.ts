import { z } from 'zod'
import { withScope } from '#kernel/db/scope.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { classifyAll } from './classification-service.ts'
import { findVersionInForce } from './scorecard-store.ts'

/** Classifies all enterprises: after a scorecard was adopted, or because somebody asks. */
export const classifyEnterprisesJob = defineJob({
  name: 'supervision.classify-enterprises',
  title: { zh: '企业信用风险全面分类', en: 'Classify all enterprises' },
  input: z.object({ cause: z.enum(['scorecard', 'by-hand']) }),
  run: ({ cause }, { database, identity, now, progress, signal }) =>
    classifyAll(database, identity, { cause, now, progress, signal }),
})

/** Every night: windows move on, enterprises grow older, the register changes. */
export const classifyDailyJob = defineJob({
  name: 'supervision.classify-daily',
  title: { zh: '每日更新企业信用风险类别', en: 'Bring risk classes up to date' },
  input: z.object({}),
  run: async (_input, { database, identity, now, progress, signal }) => {
    const inForce = await withScope(database, identity, findVersionInForce)
    return inForce ? classifyAll(database, identity, { cause: 'daily', now, progress, signal }) : {}
  },
  schedule: '40 1 * * *',
})
