/** Binds the contract of items, inspectors, plans and draws to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { cancelDraw, conductDraw, contribute, prepareDraw } from './draw-service.ts'
import { drawDetail, drawFile, drawPage } from './draw-views.ts'
import { drawsContract } from './draws-contract.ts'
import * as register from './register-service.ts'
import { stepInSubstitute } from './step-in-service.ts'

const os = implement(drawsContract).$context<RequestContext>().use(scoped)

export const drawsRouter = os.router({
  listInspectionItems: os.listInspectionItems.handler(({ input, context: { scope } }) =>
    register.itemPage(scope, input),
  ),
  getInspectionItem: os.getInspectionItem.handler(({ input, context: { scope } }) =>
    register.getItem(scope, input.itemId),
  ),
  saveInspectionItem: os.saveInspectionItem.handler(({ input, context: { scope } }) =>
    register.saveItem(scope, input),
  ),
  retireInspectionItem: os.retireInspectionItem.handler(async ({ input, context: { scope } }) => {
    await register.retireItem(scope, input.itemId, input.reason)
    return { id: input.itemId }
  }),
  countRegister: os.countRegister.handler(({ input, context: { scope } }) =>
    register.countRegister(scope, input.itemId),
  ),
  listInspectors: os.listInspectors.handler(({ input, context: { scope } }) =>
    register.inspectorPage(scope, input),
  ),
  saveInspector: os.saveInspector.handler(({ input, context: { scope } }) =>
    register.saveInspector(scope, input),
  ),
  listInspectorAccounts: os.listInspectorAccounts.handler(({ context: { scope } }) =>
    register.inspectorAccounts(scope),
  ),
  declareAvoidance: os.declareAvoidance.handler(async ({ input, context: { scope } }) => ({
    id: await register.declareAvoidance(scope, input),
  })),
  endAvoidance: os.endAvoidance.handler(async ({ input, context: { scope } }) => {
    await register.endAvoidance(scope, input.id)
    return { id: input.id }
  }),
  listInspectionPlans: os.listInspectionPlans.handler(({ input, context: { scope } }) =>
    register.planPage(scope, input),
  ),
  getInspectionPlan: os.getInspectionPlan.handler(({ input, context: { scope } }) =>
    register.getPlan(scope, input.planId),
  ),
  createInspectionPlan: os.createInspectionPlan.handler(({ input, context: { scope } }) =>
    register.createPlan(scope, input.year, input.title),
  ),
  savePlanTask: os.savePlanTask.handler(
    async ({ input: { planId, taskId, ...fields }, context: { scope } }) => ({
      id: await register.saveTask(scope, planId, taskId, fields),
    }),
  ),
  removePlanTask: os.removePlanTask.handler(async ({ input, context: { scope } }) => {
    await register.removeTask(scope, input.taskId)
    return { id: input.taskId }
  }),
  listDraws: os.listDraws.handler(({ input, context: { scope } }) => drawPage(scope, input)),
  getDraw: os.getDraw.handler(({ input, context: { scope } }) => drawDetail(scope, input.drawId, false)),
  prepareDraw: os.prepareDraw.handler(({ input, context: { scope } }) => prepareDraw(scope, input)),
  cancelDraw: os.cancelDraw.handler(async ({ input, context: { scope } }) => {
    await cancelDraw(scope, input.drawId, input.reason)
    return { drawId: input.drawId }
  }),
  addPublicEvent: os.addPublicEvent.handler(({ input, context: { scope } }) =>
    contribute(scope, input.drawId, { kind: 'public-event', text: input.text }),
  ),
  conductDraw: os.conductDraw.handler(({ input, context: { scope } }) => conductDraw(scope, input.drawId)),
  stepInSubstitute: os.stepInSubstitute.handler(({ input, context: { scope } }) =>
    stepInSubstitute(scope, input.inspectionId, input.reason),
  ),
  listOpenDraws: os.listOpenDraws.handler(({ input, context: { scope } }) =>
    drawPage(scope, { ...input, publicOnly: true }),
  ),
  getOpenDraw: os.getOpenDraw.handler(async ({ input, context: { scope } }) => {
    const { jobRunId: _run, taskId: _task, ...detail } = await drawDetail(scope, input.drawId, true)
    return detail
  }),
  contributeToDraw: os.contributeToDraw.handler(({ input, context: { scope } }) =>
    contribute(scope, input.drawId, { kind: 'witness', name: input.name, text: input.text }),
  ),
  downloadDraw: os.downloadDraw.handler(({ input, context: { scope } }) => drawFile(scope, input.drawId)),
})
