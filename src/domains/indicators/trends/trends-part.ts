import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { trendsContract } from './trends-contract.ts'
import { listMappedTargets, targetDistricts, targetTrends } from './trends-service.ts'

const os = implement(trendsContract).$context<RequestContext>().use(scoped)

/** Targets over time and by district. */
export const trendsPart: DomainPart = {
  router: os.router({
    targetTrends: os.targetTrends.handler(({ input, context: { scope, modules } }) =>
      targetTrends(scope, modules, input),
    ),
    listMappedTargets: os.listMappedTargets.handler(({ context: { scope } }) => listMappedTargets(scope)),
    targetDistricts: os.targetDistricts.handler(({ input, context: { scope, modules } }) =>
      targetDistricts(scope, modules, input.targetId),
    ),
  }),
}
