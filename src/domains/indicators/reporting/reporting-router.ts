/** Binds the reporting contract to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { endAssignment, listAssignments, saveAssignments, suggestAssignments } from './assignment-service.ts'
import { askForReports } from './generation.ts'
import { listReportedObservations } from './observation-list.ts'
import {
  attachEvidence,
  getReport,
  listReports,
  openCorrection,
  readReportFile,
  removeEvidence,
  reportCounts,
  saveFigures,
} from './report-service.ts'
import { reportingContract } from './reporting-contract.ts'

const os = implement(reportingContract).$context<RequestContext>().use(scoped)

// The reader and maker of Excel files is large; it loads when the first is asked for, not at start.
const workbooks = () => import('./workbook-service.ts')
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const incoming = async (file: File) => ({
  name: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
})

/** What the room offers over the API. */
export const reportingRouter = os.router({
  listAssignments: os.listAssignments.handler(({ input, context: { scope, modules } }) =>
    listAssignments(scope, modules, input),
  ),
  saveAssignments: os.saveAssignments.handler(async ({ input, context: { scope, modules } }) => ({
    saved: await saveAssignments(scope, modules, input.assignments),
  })),
  endAssignment: os.endAssignment.handler(async ({ input, context: { scope } }) => ({
    ended: await endAssignment(scope, input.assignmentId),
  })),
  suggestAssignments: os.suggestAssignments.handler(async ({ context: { scope, modules } }) => ({
    items: await suggestAssignments(scope, modules),
  })),
  generateReports: os.generateReports.handler(({ input, context: { scope } }) => askForReports(scope, input)),
  listReports: os.listReports.handler(({ input, context: { scope } }) => listReports(scope, input)),
  reportCounts: os.reportCounts.handler(({ input, context: { scope } }) => reportCounts(scope, input.period)),
  getReport: os.getReport.handler(({ input, context: { scope, modules } }) =>
    getReport(scope, modules, input.caseId),
  ),
  saveFigures: os.saveFigures.handler(({ input, context: { scope, modules } }) =>
    saveFigures(scope, modules, input.caseId, input.figures),
  ),
  attachEvidence: os.attachEvidence.handler(async ({ input, context: { scope, blobs } }) =>
    attachEvidence(scope, blobs, input.caseId, input, await incoming(input.file)),
  ),
  removeEvidence: os.removeEvidence.handler(async ({ input, context: { scope } }) => ({
    removed: await removeEvidence(scope, input.caseId, input),
  })),
  downloadReportFile: os.downloadReportFile.handler(async ({ input, context: { scope, blobs } }) => {
    const file = await readReportFile(scope, blobs, input.caseId, input.fileId)
    return new File([new Uint8Array(file.bytes)], file.name, { type: 'application/octet-stream' })
  }),
  openCorrection: os.openCorrection.handler(({ input, context: { scope, modules } }) =>
    openCorrection(scope, modules, input.caseId, input.reason),
  ),
  reportTemplate: os.reportTemplate.handler(async ({ input, context: { scope, modules } }) => {
    const { name, bytes } = await (await workbooks()).reportTemplate(scope, modules, input.caseId)
    recordAudit(scope, {
      action: 'indicators.download-form',
      objectType: 'report',
      objectId: input.caseId,
      objectLabel: name,
    })
    return new File([bytes], name, { type: workbookType })
  }),
  checkWorkbook: os.checkWorkbook.handler(async ({ input, context: { scope, modules, blobs } }) =>
    (await workbooks()).checkWorkbook(scope, modules, blobs, input.caseId, await incoming(input.file)),
  ),
  takeWorkbook: os.takeWorkbook.handler(async ({ input, context: { scope, modules, blobs } }) =>
    (await workbooks()).takeWorkbook(scope, modules, blobs, input.caseId, input.fileId),
  ),
  workbookProblems: os.workbookProblems.handler(async ({ input, context: { scope, modules, blobs } }) => {
    const bytes = await (await workbooks()).workbookProblems(
      scope,
      modules,
      blobs,
      input.caseId,
      input.fileId,
    )
    return new File([bytes], 'problems.xlsx', { type: workbookType })
  }),
  listReportedObservations: os.listReportedObservations.handler(({ input, context: { scope, modules } }) =>
    listReportedObservations(scope, modules, input),
  ),
})
