import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { lineageContract } from './lineage-contract.ts'
import { explainFigure, explainRecords, explainTarget } from './lineage-service.ts'

const os = implement(lineageContract).$context<RequestContext>().use(scoped)

/** Binds the room's contract to its services. */
export const lineageRouter = os.router({
  explainFigure: os.explainFigure.handler(({ input, context: { scope, modules } }) =>
    explainFigure(scope, modules, input),
  ),
  explainTarget: os.explainTarget.handler(({ input, context: { scope, modules } }) =>
    explainTarget(scope, modules, input),
  ),
  explainRecords: os.explainRecords.handler(({ input, context: { scope, modules } }) =>
    explainRecords(scope, modules, input),
  ),
})

/** From a figure down to single records. */
export const lineagePart: DomainPart = {
  router: lineageRouter,
}
