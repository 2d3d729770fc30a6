/** Binds the room's contract to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import * as board from './follow-up/follow-up-service.ts'
import { spotCheckStatistics } from './follow-up/statistics-service.ts'
import * as laboratory from './laboratory/laboratory-service.ts'
import * as own from './own/own-service.ts'
import * as sampleFiles from './sampling/sample-files.ts'
import * as sampling from './sampling/sampling-service.ts'
import * as withdraw from './sampling/withdraw-sampling.ts'
import * as catalogue from './setup/catalogue-service.ts'
import * as institutions from './setup/institution-service.ts'
import * as plans from './setup/plan-service.ts'
import * as rules from './setup/rule-service.ts'
import { spotChecksContract } from './spot-checks-contract.ts'

const os = implement(spotChecksContract).$context<RequestContext>().use(scoped)

// The makers and readers of Office files are large; they load when the first one is asked for.
const imports = () => import('./laboratory/import-service.ts')
const documents = () => import('./follow-up/documents.ts')

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const catalogueRouter = {
  listSpotCheckCategories: os.listSpotCheckCategories.handler(({ input, context: { scope } }) =>
    catalogue.listCategories(scope, input),
  ),
  getSpotCheckCategory: os.getSpotCheckCategory.handler(({ input, context: { scope } }) =>
    catalogue.getCategory(scope, input.categoryId),
  ),
  createSpotCheckCategory: os.createSpotCheckCategory.handler(({ input, context: { scope } }) =>
    catalogue.createCategory(scope, input),
  ),
  changeSpotCheckCategory: os.changeSpotCheckCategory.handler(({ input, context: { scope } }) =>
    catalogue.changeCategory(scope, input),
  ),
  retireSpotCheckCategory: os.retireSpotCheckCategory.handler(({ input, context: { scope } }) =>
    catalogue.setCategoryActive(scope, input, false),
  ),
  reinstateSpotCheckCategory: os.reinstateSpotCheckCategory.handler(({ input, context: { scope } }) =>
    catalogue.setCategoryActive(scope, input, true),
  ),
  saveSpotCheckOutputs: os.saveSpotCheckOutputs.handler(({ input, context: { scope } }) =>
    catalogue.saveOutputs(scope, input),
  ),
  removeSpotCheckOutputs: os.removeSpotCheckOutputs.handler(({ input, context: { scope } }) =>
    catalogue.removeOutputs(scope, input),
  ),
  listSpotCheckInstitutions: os.listSpotCheckInstitutions.handler(({ input, context: { scope } }) =>
    institutions.listInstitutions(scope, input),
  ),
  createSpotCheckInstitution: os.createSpotCheckInstitution.handler(({ input, context: { scope } }) =>
    institutions.createInstitution(scope, input),
  ),
  changeSpotCheckInstitution: os.changeSpotCheckInstitution.handler(({ input, context: { scope } }) =>
    institutions.changeInstitution(scope, input),
  ),
  retireSpotCheckInstitution: os.retireSpotCheckInstitution.handler(({ input, context: { scope } }) =>
    institutions.setInstitutionActive(scope, input, false),
  ),
  reinstateSpotCheckInstitution: os.reinstateSpotCheckInstitution.handler(({ input, context: { scope } }) =>
    institutions.setInstitutionActive(scope, input, true),
  ),
}

const ruleRouter = {
  listSpotCheckRules: os.listSpotCheckRules.handler(({ input, context: { scope } }) =>
    rules.listRules(scope, input),
  ),
  getSpotCheckRule: os.getSpotCheckRule.handler(({ input, context: { scope } }) =>
    rules.getRule(scope, input.ruleId),
  ),
  createSpotCheckRule: os.createSpotCheckRule.handler(({ input, context: { scope } }) =>
    rules.createRule(scope, input),
  ),
}

const planRouter = {
  listSpotCheckPlans: os.listSpotCheckPlans.handler(({ context: { scope } }) => plans.listPlans(scope)),
  getSpotCheckPlan: os.getSpotCheckPlan.handler(({ input, context: { scope } }) =>
    plans.getPlan(scope, input.planId),
  ),
  createSpotCheckPlan: os.createSpotCheckPlan.handler(({ input, context: { scope } }) =>
    plans.createPlan(scope, input),
  ),
  saveSpotCheckPlanLine: os.saveSpotCheckPlanLine.handler(({ input, context: { scope } }) =>
    plans.savePlanLine(scope, input),
  ),
  removeSpotCheckPlanLine: os.removeSpotCheckPlanLine.handler(({ input, context: { scope } }) =>
    plans.removePlanLine(scope, input),
  ),
  submitSpotCheckPlan: os.submitSpotCheckPlan.handler(({ input, context: { scope } }) =>
    plans.submitPlan(scope, input.planId),
  ),
  reviseSpotCheckPlan: os.reviseSpotCheckPlan.handler(({ input, context: { scope } }) =>
    plans.revisePlan(scope, input),
  ),
  giveUpSpotCheckPlanDraft: os.giveUpSpotCheckPlanDraft.handler(({ input, context: { scope } }) =>
    plans.giveUpDraft(scope, input.planId),
  ),
}

const samplingRouter = {
  listSamplingTasks: os.listSamplingTasks.handler(({ input, context: { scope } }) =>
    sampling.listTasks(scope, input),
  ),
  getSamplingTask: os.getSamplingTask.handler(({ input, context: { scope } }) =>
    sampling.getTask(scope, input.taskId),
  ),
  createSamplingTask: os.createSamplingTask.handler(({ input, context: { scope } }) =>
    sampling.createTask(scope, input),
  ),
  cancelSamplingTask: os.cancelSamplingTask.handler(({ input, context: { scope } }) =>
    withdraw.cancelTask(scope, input),
  ),
  findSamplingSubjects: os.findSamplingSubjects.handler(({ input, context: { scope } }) =>
    sampling.findSubjects(scope, input.search),
  ),
  recordSample: os.recordSample.handler(({ input, context: { scope } }) =>
    sampling.recordSample(scope, input),
  ),
  recordRefusal: os.recordRefusal.handler(({ input, context: { scope } }) =>
    sampling.recordRefusal(scope, input),
  ),
  voidSample: os.voidSample.handler(({ input, context: { scope } }) => withdraw.voidSample(scope, input)),
  attachSampleFile: os.attachSampleFile.handler(({ input, context: { scope } }) =>
    sampleFiles.attachSampleFile(scope, input),
  ),
  sampleFile: os.sampleFile.handler(({ input, context: { scope, blobs } }) =>
    sampleFiles.sampleFile(scope, blobs, input),
  ),
  handOverSamples: os.handOverSamples.handler(({ input, context: { scope } }) =>
    sampling.handOver(scope, input.sampleIds),
  ),
  listSamples: os.listSamples.handler(({ input, context: { scope } }) => sampling.listSamples(scope, input)),
  getSample: os.getSample.handler(({ input, context: { scope } }) =>
    sampling.getSample(scope, input.sampleId),
  ),
  readSignatory: os.readSignatory.handler(({ input, context: { scope } }) =>
    sampling.readSignatory(scope, input.sampleId),
  ),
}

const laboratoryRouter = {
  listBlindSamples: os.listBlindSamples.handler(({ input, context: { scope } }) =>
    laboratory.listBlindSamples(scope, input),
  ),
  getBlindSample: os.getBlindSample.handler(({ input, context: { scope } }) =>
    laboratory.getBlindSample(scope, input.sampleId),
  ),
  receiveSample: os.receiveSample.handler(({ input, context: { scope } }) =>
    laboratory.receiveSample(scope, input),
  ),
  enterResults: os.enterResults.handler(({ input, context: { scope } }) =>
    laboratory.enterResults(scope, input),
  ),
  judgeTrial: os.judgeTrial.handler(({ input, context: { scope } }) => laboratory.judgeTrial(scope, input)),
  previewResults: os.previewResults.handler(async ({ input, context: { scope } }) =>
    (await imports()).previewResults(scope, input.file),
  ),
  importResults: os.importResults.handler(async ({ input, context: { scope } }) =>
    (await imports()).importResults(scope, input.file),
  ),
  resultsTemplate: os.resultsTemplate.handler(
    async ({ context: { scope } }) =>
      new File([await (await imports()).pendingTemplate(scope)], 'results.xlsx', { type: excel }),
  ),
}

const followUpRouter = {
  listFollowUps: os.listFollowUps.handler(({ input, context: { scope } }) =>
    board.listFollowUps(scope, input),
  ),
  followUpCounts: os.followUpCounts.handler(({ context: { scope } }) => board.followUpCounts(scope)),
  spotCheckDocument: os.spotCheckDocument.handler(async ({ input, context: { scope } }) => {
    const sample = await sampling.getSample(scope, input.sampleId)
    const { bytes, name } = await (await documents()).spotCheckDocument(scope, sample, input.document)
    recordAudit(scope, {
      action: 'spot-checks.document',
      objectType: 'spot-check-sample',
      objectId: sample.id,
      objectLabel: sample.sheetNumber,
      detail: { document: input.document },
    })
    return new File([bytes], `${name}.docx`, { type: word })
  }),
  publishSpotChecks: os.publishSpotChecks.handler(({ input, context: { scope } }) =>
    board.publish(scope, input),
  ),
  publishedSpotChecks: os.publishedSpotChecks.handler(({ input, context: { scope } }) =>
    board.publishedResults(scope, input),
  ),
  spotCheckStatistics: os.spotCheckStatistics.handler(({ input, context: { scope } }) =>
    spotCheckStatistics(scope, input),
  ),
}

const ownRouter = {
  listMySpotChecks: os.listMySpotChecks.handler(({ input, context: { scope } }) =>
    own.listMySpotChecks(scope, input),
  ),
  getMySpotCheck: os.getMySpotCheck.handler(({ input, context: { scope } }) =>
    own.getMySpotCheck(scope, input.sampleId),
  ),
  objectToMySpotCheck: os.objectToMySpotCheck.handler(({ input, context: { scope, blobs } }) =>
    own.objectToMySpotCheck(scope, blobs, input),
  ),
  addMyEvidence: os.addMyEvidence.handler(({ input, context: { scope, blobs } }) =>
    own.addMyEvidence(scope, blobs, input),
  ),
  myEvidenceFile: os.myEvidenceFile.handler(({ input, context: { scope, blobs } }) =>
    own.myEvidenceFile(scope, blobs, input),
  ),
  mySpotCheckDocument: os.mySpotCheckDocument.handler(async ({ input, context: { scope } }) => {
    const sample = await own.ownSampleForPaper(scope, input.sampleId, input.document)
    const { bytes, name } = await (await documents()).spotCheckDocument(scope, sample, input.document)
    return new File([bytes], `${name}.docx`, { type: word })
  }),
}

export const spotChecksRouter = os.router({
  ...catalogueRouter,
  ...planRouter,
  ...ruleRouter,
  ...samplingRouter,
  ...laboratoryRouter,
  ...followUpRouter,
  ...ownRouter,
})
