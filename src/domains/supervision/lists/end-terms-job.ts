import { z } from 'zod'
import { localDate } from '#kernel/calendar/calendar.ts'
import { withScope } from '#kernel/db/scope.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { endTerms } from './list-effects.ts'
import { entriesPastTerm } from './list-store.ts'

/** Every night: entries whose longest time of publication is over end by themselves (36号令：到期自动停止公示). */
export const endListTermsJob = defineJob({
  name: 'supervision.end-list-terms',
  title: { zh: '到期名单自动移出', en: 'End entries whose term is over' },
  input: z.object({}),
  run: async (_input, { database, identity, now, signal }) => {
    let ended = 0
    for (;;) {
      signal.throwIfAborted()
      const found = await withScope(
        database,
        identity,
        async (scope) => {
          const entries = await entriesPastTerm(scope, localDate(scope.now))
          await endTerms(scope, entries)
          return entries.length
        },
        { now: now() },
      )
      if (found === 0) return { ended }
      ended += found
    }
  },
  schedule: '20 0 * * *',
})
