/** Binds the plans contract to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { bringTargetsUpToDate } from '#kernel/targets/targets.ts'
import { board, boardSummary, boardTarget, compareIndicators, myTasks, wholeBoard } from './board-service.ts'
import { plansContract } from './contract.ts'
import { planError } from './errors.ts'
import { importPlan, importState } from './import-service.ts'
import { reviewCaseType } from './review-case.ts'
import {
  addTarget,
  addTask,
  correctTarget,
  correctTask,
  readSelection,
  reviewItems,
} from './review-service.ts'
import {
  getPlan,
  getVersion,
  getVersionRow,
  listPlans,
  responsibilityMatrix,
  versionChanges,
} from './service.ts'
import { toVersionSummary } from './views.ts'

const os = implement(plansContract).$context<RequestContext>().use(scoped)

/** For what shows states: they are brought up to date with what was recorded since. */
const live = os.use(async ({ context: { scope, modules }, next }) => {
  await bringTargetsUpToDate(scope, modules)
  return next()
})

// The makers of Office files are large; they load when the first file is asked for, not at start.
const workbooks = () => import('./export/workbook.ts')
const documents = () => import('./export/document.ts')

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** Sends an event to the review case of a version, so that the case page and this API do the same. */
async function moveReview(scope: Scope, versionId: string, event: 'publish' | 'discard') {
  const { case_id: caseId } = await getVersionRow(scope, versionId)
  if (!caseId) throw planError('plans.not-found')
  await sendCaseEvent(scope, reviewCaseType, caseId, { type: event, input: {} })
  return toVersionSummary(await getVersionRow(scope, versionId))
}

export const plansRouter = os.router({
  importPlan: os.importPlan.handler(async ({ input, context: { scope, blobs } }) => {
    const { file, text, planId, standing, place, again } = input
    return importPlan(scope, blobs, {
      file: file && { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
      text,
      planId,
      standing,
      place,
      again,
    })
  }),
  getImport: os.getImport.handler(({ input, context: { scope } }) => importState(scope, input.documentId)),
  listPlans: os.listPlans.handler(({ input, context: { scope } }) => listPlans(scope, input)),
  getPlan: os.getPlan.handler(({ input, context: { scope } }) => getPlan(scope, input.planId)),
  getVersion: os.getVersion.handler(({ input, context: { scope } }) => getVersion(scope, input.versionId)),
  reviewItems: os.reviewItems.handler(({ input, context: { scope } }) =>
    reviewItems(scope, input.versionId, input.items, input.decision),
  ),
  correctTarget: os.correctTarget.handler(({ input, context: { scope } }) =>
    correctTarget(scope, input.versionId, input.targetId, input.fields, input.units),
  ),
  addTarget: os.addTarget.handler(({ input, context: { scope } }) =>
    addTarget(scope, input.versionId, input.span, input.fields, input.units),
  ),
  readSelection: os.readSelection.handler(({ input, context: { scope } }) =>
    readSelection(scope, input.versionId, input.span),
  ),
  correctTask: os.correctTask.handler(({ input, context: { scope } }) =>
    correctTask(scope, input.versionId, input.taskId, input.fields),
  ),
  addTask: os.addTask.handler(({ input, context: { scope } }) =>
    addTask(scope, input.versionId, input.span, input.fields),
  ),
  publishVersion: os.publishVersion.handler(({ input, context: { scope } }) =>
    moveReview(scope, input.versionId, 'publish'),
  ),
  discardVersion: os.discardVersion.handler(({ input, context: { scope } }) =>
    moveReview(scope, input.versionId, 'discard'),
  ),
  versionChanges: os.versionChanges.handler(({ input, context: { scope } }) =>
    versionChanges(scope, input.versionId),
  ),
  responsibilityMatrix: os.responsibilityMatrix.handler(({ input, context: { scope } }) =>
    responsibilityMatrix(scope, input.versionId),
  ),
  exportVersion: os.exportVersion.handler(async ({ input, context: { scope } }) => {
    const detail = await getVersion(scope, input.versionId)
    const bytes =
      input.format === 'xlsx'
        ? await (await workbooks()).versionWorkbook(
            detail,
            await responsibilityMatrix(scope, input.versionId),
            scope.locale,
          )
        : await (await documents()).versionDocument(detail, scope.locale)
    recordAudit(scope, {
      action: 'plans.export',
      objectType: 'plan-version',
      objectId: input.versionId,
      objectLabel: detail.plan.title,
      detail: { format: input.format },
    })
    return new File([bytes], `${detail.plan.title}.${input.format}`, { type: mediaTypes[input.format] })
  }),
  board: live.board.handler(({ input, context: { scope } }) => board(scope, input)),
  boardTarget: live.boardTarget.handler(({ input, context: { scope } }) =>
    boardTarget(scope, input.lineageId),
  ),
  boardSummary: live.boardSummary.handler(({ context: { scope } }) => boardSummary(scope)),
  exportBoard: live.exportBoard.handler(async ({ input, context: { scope } }) => {
    const rows = await wholeBoard(scope, input)
    recordAudit(scope, {
      action: 'plans.export-board',
      objectType: 'board',
      objectId: scope.city,
      objectLabel: String(rows.length),
    })
    return new File([await (await workbooks()).boardWorkbook(rows, scope.locale)], 'targets.xlsx', {
      type: mediaTypes.xlsx,
    })
  }),
  myTasks: os.myTasks.handler(({ input, context: { scope } }) => myTasks(scope, input)),
  compareIndicators: os.compareIndicators.handler(({ input, context: { scope } }) =>
    compareIndicators(scope, input),
  ),
})
