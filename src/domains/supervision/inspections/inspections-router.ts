/** Binds the contract of inspections to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import {
  getInspection,
  inspectionCounts,
  inspectionFile,
  inspectionPage,
  myInspections,
  openInspectionPage,
  readSignatory,
  takeFile,
  takeOperation,
} from './inspection-service.ts'
import { inspectionsContract } from './inspections-contract.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const os = implement(inspectionsContract).$context<RequestContext>().use(scoped)

export const inspectionsRouter = os.router({
  listInspections: os.listInspections.handler(({ input, context: { scope } }) =>
    inspectionPage(scope, input),
  ),
  countInspections: os.countInspections.handler(({ context: { scope } }) => inspectionCounts(scope)),
  getInspection: os.getInspection.handler(({ input, context: { scope } }) =>
    getInspection(scope, input.inspectionId),
  ),
  inspectionFile: os.inspectionFile.handler(({ input, context: { scope, blobs } }) =>
    inspectionFile(scope, blobs, input),
  ),
  inspectionPaper: os.inspectionPaper.handler(async ({ input, context: { scope } }) => {
    const inspection = await getInspection(scope, input.inspectionId)
    // The writer of Word files is large: loaded when first used.
    const papers = await import('./papers.ts')
    const { bytes, name } = await papers.inspectionPaper(scope, inspection, input.paper)
    recordAudit(scope, {
      action: 'supervision.inspection-paper',
      objectType: 'inspection',
      objectId: inspection.id,
      objectLabel: inspection.name,
      detail: { paper: input.paper },
    })
    return new File([bytes], `${name}.docx`, { type: wordType })
  }),
  readInspectionSignatory: os.readInspectionSignatory.handler(({ input, context: { scope } }) =>
    readSignatory(scope, input.inspectionId),
  ),
  listMyInspections: os.listMyInspections.handler(async ({ context: { scope } }) => ({
    items: await myInspections(scope),
  })),
  sendOperation: os.sendOperation.handler(({ input, context: { scope } }) => takeOperation(scope, input)),
  sendInspectionFile: os.sendInspectionFile.handler(
    ({ input: { checkKey, ...input }, context: { scope, blobs } }) =>
      takeFile(scope, blobs, { ...input, checkKey }),
  ),
  listOpenInspections: os.listOpenInspections.handler(({ input, context: { scope } }) =>
    openInspectionPage(scope, input),
  ),
})
