import { implement } from '@orpc/server'
import { z } from 'zod'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { withScope } from '#kernel/db/scope.ts'
import { publishedCityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { comparisonContract } from './comparison-contract.ts'
import {
  compareCities,
  listComparable,
  listOwnShared,
  refreshShared,
  shareIndicator,
  withdrawIndicator,
} from './comparison-service.ts'

const os = implement(comparisonContract).$context<RequestContext>().use(scoped)

/** What cities share with each other. */
export const comparisonPart: DomainPart = {
  tables: { shared_indicator: publishedCityTable, shared_figure: publishedCityTable },
  permissions: {
    'indicators.compare': {
      title: { zh: '查看城市间对比', en: 'Compare cities' },
      roles: { clerk: 'city', leader: 'city' },
    },
    'indicators.share': {
      title: { zh: '决定共享哪些指标供城市间对比', en: 'Decide what the city shares for comparison' },
      roles: { clerk: 'city' },
    },
  },
  jobs: [
    defineJob({
      name: 'indicators.refresh-shared',
      title: { zh: '更新共享的指标', en: 'Bring shared indicators up to date' },
      input: z.object({}).default({}),
      run: (_input, { database, identity, modules, now }) =>
        withScope(database, identity, async (scope) => ({ shared: await refreshShared(scope, modules) }), {
          now: now(),
        }),
      schedule: '37 * * * *',
    }),
  ],
  router: os.router({
    listComparable: os.listComparable.handler(({ context: { scope } }) => listComparable(scope)),
    compareCities: os.compareCities.handler(({ input, context: { scope } }) =>
      compareCities(scope, input.code, input.kind),
    ),
    listOwnShared: os.listOwnShared.handler(({ context: { scope } }) => listOwnShared(scope)),
    shareIndicator: os.shareIndicator.handler(async ({ input, context: { scope, modules } }) => ({
      figures: await shareIndicator(scope, modules, input.code),
    })),
    withdrawIndicator: os.withdrawIndicator.handler(async ({ input, context: { scope } }) => ({
      withdrawn: await withdrawIndicator(scope, input.code),
    })),
  }),
}
