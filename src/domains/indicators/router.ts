/** Binds the indicators contract to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { bringTargetsUpToDate } from '#kernel/targets/targets.ts'
import { confirmBindings, listTargets, removeBinding, setShares } from './binding-service.ts'
import {
  addNationalCatalogue,
  createIndicator,
  getIndicator,
  indicatorFigures,
  listIndicators,
  previewDefinition,
} from './catalogue-service.ts'
import { catalogueContract } from './contract.ts'
import {
  discardObservations,
  enterObservations,
  listDrafts,
  listObservations,
  publishEntered,
} from './observation-service.ts'
import { getTarget } from './target-detail-service.ts'

const os = implement(catalogueContract).$context<RequestContext>().use(scoped)

/** For what shows how targets stand: brought up to date with what was recorded since. */
const live = os.use(async ({ context: { scope, modules }, next }) => {
  await bringTargetsUpToDate(scope, modules)
  return next()
})

export const indicatorsRouter = os.router({
  listIndicators: os.listIndicators.handler(({ input, context: { scope } }) => listIndicators(scope, input)),
  loadCatalogue: os.loadCatalogue.handler(async ({ context: { scope } }) => {
    const { added, leftOut } = await addNationalCatalogue(scope)
    return { added, leftOut: [...leftOut] }
  }),
  getIndicator: os.getIndicator.handler(({ input, context: { scope, modules } }) =>
    getIndicator(scope, modules, input.indicatorId),
  ),
  createIndicator: os.createIndicator.handler(({ input, context: { scope, modules } }) =>
    createIndicator(scope, modules, input),
  ),
  previewDefinition: os.previewDefinition.handler(({ input, context: { scope, modules } }) =>
    previewDefinition(scope, modules, input),
  ),
  figures: os.figures.handler(async ({ input, context: { scope, modules } }) => ({
    items: await indicatorFigures(scope, modules, input),
  })),
  listObservations: os.listObservations.handler(({ input, context: { scope, modules } }) =>
    listObservations(scope, modules, input),
  ),
  enterObservations: os.enterObservations.handler(({ input, context: { scope, modules } }) =>
    enterObservations(scope, modules, input),
  ),
  listDrafts: os.listDrafts.handler(({ input, context: { scope, modules } }) =>
    listDrafts(scope, modules, input),
  ),
  publishObservations: os.publishObservations.handler(async ({ input, context: { scope, modules } }) => ({
    published: await publishEntered(scope, modules, input.ids),
  })),
  discardObservations: os.discardObservations.handler(async ({ input, context: { scope } }) => ({
    discarded: await discardObservations(scope, input.ids),
  })),
  listTargets: live.listTargets.handler(({ input, context: { scope, modules } }) =>
    listTargets(scope, modules, input),
  ),
  getTarget: live.getTarget.handler(({ input, context: { scope, modules } }) =>
    getTarget(scope, modules, input.targetId),
  ),
  bindTarget: os.bindTarget.handler(async ({ input, context: { scope, modules } }) => {
    await confirmBindings(scope, modules, [input])
    return getTarget(scope, modules, input.targetId)
  }),
  bindTargets: os.bindTargets.handler(async ({ input, context: { scope, modules } }) => ({
    bound: await confirmBindings(
      scope,
      modules,
      input.bindings.map((one) => ({ ...one, baseline: null, year: null, path: 'linear', milestones: [] })),
    ),
  })),
  unbindTarget: os.unbindTarget.handler(async ({ input, context: { scope, modules } }) => ({
    removed: await removeBinding(scope, modules, input.targetId),
  })),
  setShares: os.setShares.handler(async ({ input, context: { scope, modules } }) => {
    await setShares(scope, modules, input.targetId, input.shares)
    return getTarget(scope, modules, input.targetId)
  }),
})
