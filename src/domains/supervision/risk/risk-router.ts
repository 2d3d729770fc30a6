/** Binds the contract of risk classes to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { storeFile } from '#kernel/files/files.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import {
  classifyNow,
  classStanding,
  liftOverride,
  listClassMoves,
  listEnterpriseClasses,
  overrideClass,
  wholeClassList,
} from './class-service.ts'
import { classifyEnterprisesJob } from './classification-job.ts'
import { addCreditRecord, listCreditRecords, withdrawCreditRecord } from './credit-record-service.ts'
import { draftScorecard } from './draft-scorecard.ts'
import { importCreditRecordsJob } from './import-credit-records-job.ts'
import { riskOverview } from './overview-service.ts'
import { riskContract } from './risk-contract.ts'
import { getScorecard, listFactSources, listScorecards, saveScorecard } from './scorecard-service.ts'
import { tryScorecardJob } from './what-if-job.ts'

const os = implement(riskContract).$context<RequestContext>().use(scoped)

// The maker of workbooks is large; it loads when the first one is asked for.
const workbooks = () => import('./credit-workbook.ts')
const xlsx = { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }

const scorecardRouter = {
  listScorecards: os.listScorecards.handler(async ({ context: { scope } }) => ({
    items: await listScorecards(scope),
  })),
  getScorecard: os.getScorecard.handler(({ input, context: { scope } }) =>
    getScorecard(scope, input.versionId),
  ),
  listFactSources: os.listFactSources.handler(() => ({ items: listFactSources() })),
  draftScorecard: os.draftScorecard.handler(({ input, context: { scope } }) => draftScorecard(scope, input)),
  saveScorecard: os.saveScorecard.handler(({ input: { versionId, ...change }, context: { scope } }) =>
    saveScorecard(scope, versionId, change),
  ),
  tryScorecard: os.tryScorecard.handler(async ({ input: { versionId }, context: { scope } }) => {
    await getScorecard(scope, versionId)
    return { runId: await startJob(scope, tryScorecardJob, { versionId }) }
  }),
}

const classRouter = {
  riskOverview: os.riskOverview.handler(({ context: { scope } }) => riskOverview(scope)),
  classifyEnterprises: os.classifyEnterprises.handler(async ({ context: { scope } }) => ({
    runId: await startJob(scope, classifyEnterprisesJob, { cause: 'by-hand' }, { unlessQueued: true }),
  })),
  listEnterpriseClasses: os.listEnterpriseClasses.handler(({ input, context: { scope } }) =>
    listEnterpriseClasses(scope, input),
  ),
  exportEnterpriseClasses: os.exportEnterpriseClasses.handler(async ({ input, context: { scope } }) => {
    const items = await wholeClassList(scope, input)
    recordAudit(scope, {
      action: 'risk.export-classes',
      objectType: 'risk-classes',
      objectId: scope.city,
      objectLabel: String(items.length),
      detail: { filter: JSON.stringify(input) },
    })
    return new File([await (await workbooks()).classWorkbook(items, scope.locale)], 'risk-classes.xlsx', xlsx)
  }),
  listClassMoves: os.listClassMoves.handler(({ input, context: { scope } }) => listClassMoves(scope, input)),
  enterpriseClass: os.enterpriseClass.handler(({ input, context: { scope } }) =>
    classStanding(scope, input.enterpriseId),
  ),
  classifyEnterprise: os.classifyEnterprise.handler(({ input, context: { scope } }) =>
    classifyNow(scope, input.enterpriseId),
  ),
  overrideClass: os.overrideClass.handler(({ input, context: { scope } }) => overrideClass(scope, input)),
  liftOverride: os.liftOverride.handler(({ input, context: { scope } }) =>
    liftOverride(scope, input.enterpriseId),
  ),
}

const creditRecordRouter = {
  listCreditRecords: os.listCreditRecords.handler(({ input, context: { scope } }) =>
    listCreditRecords(scope, input),
  ),
  addCreditRecord: os.addCreditRecord.handler(({ input, context: { scope } }) =>
    addCreditRecord(scope, input),
  ),
  withdrawCreditRecord: os.withdrawCreditRecord.handler(({ input, context: { scope } }) =>
    withdrawCreditRecord(scope, input.recordId, input.reason),
  ),
  creditRecordTemplate: os.creditRecordTemplate.handler(
    async ({ context: { scope } }) =>
      new File([await (await workbooks()).creditRecordTemplate(scope.locale)], 'credit-records.xlsx', xlsx),
  ),
  importCreditRecords: os.importCreditRecords.handler(
    async ({ input: { file, dryRun }, context: { scope, blobs } }) => {
      const stored = await storeFile(
        scope,
        blobs,
        { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
        { accepted: ['spreadsheet'], readPermission: 'risk.record' },
      )
      const runId = await startJob(scope, importCreditRecordsJob, {
        fileId: stored.id,
        name: stored.name,
        dryRun,
      })
      return { runId }
    },
  ),
}

export const riskRouter = os.router({ ...scorecardRouter, ...classRouter, ...creditRecordRouter })
