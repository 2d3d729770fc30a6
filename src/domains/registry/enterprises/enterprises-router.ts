/** Binds the enterprises contract to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import {
  changeEnterprise,
  createEnterprise,
  enterpriseHistory,
  getEnterprise,
  getEnterpriseByCode,
  listEnterprises,
  readPersonalData,
} from './enterprise-service.ts'
import { enterprisesContract } from './enterprises-contract.ts'
import { exportJob } from './exchange/export-job.ts'
import { exportPage } from './exchange/export-service.ts'
import { changesSince, upsertBatch } from './exchange/feed-service.ts'
import {
  abandonImport,
  confirmImport,
  getImport,
  importPage,
  importTemplate,
  resumeImport,
  startImport,
} from './exchange/import-service.ts'
import { enterpriseFacets } from './facet-service.ts'
import { enterpriseLikenesses, mergeEnterprises } from './merge-service.ts'

const os = implement(enterprisesContract).$context<RequestContext>().use(scoped)

export const enterprisesRouter = os.router({
  listEnterprises: os.listEnterprises.handler(({ input, context: { scope } }) =>
    listEnterprises(scope, input),
  ),
  enterpriseFacets: os.enterpriseFacets.handler(({ input, context: { scope } }) =>
    enterpriseFacets(scope, input),
  ),
  getEnterprise: os.getEnterprise.handler(({ input, context: { scope } }) =>
    getEnterprise(scope, input.enterpriseId),
  ),
  findEnterpriseByCode: os.findEnterpriseByCode.handler(({ input, context: { scope } }) =>
    getEnterpriseByCode(scope, input.creditCode),
  ),
  readEnterprisePersonalData: os.readEnterprisePersonalData.handler(({ input, context: { scope } }) =>
    readPersonalData(scope, input.enterpriseId),
  ),
  createEnterprise: os.createEnterprise.handler(({ input, context: { scope } }) =>
    createEnterprise(scope, input),
  ),
  changeEnterprise: os.changeEnterprise.handler(({ input, context: { scope } }) =>
    changeEnterprise(scope, input),
  ),
  enterpriseHistory: os.enterpriseHistory.handler(({ input, context: { scope } }) =>
    enterpriseHistory(scope, input),
  ),
  enterpriseLikenesses: os.enterpriseLikenesses.handler(async ({ input, context: { scope } }) => ({
    likenesses: await enterpriseLikenesses(scope, input.enterpriseId),
  })),
  mergeEnterprises: os.mergeEnterprises.handler(({ input, context: { scope, modules } }) =>
    mergeEnterprises(scope, input, modules),
  ),
  importEnterprises: os.importEnterprises.handler(({ input, context: { scope, blobs } }) =>
    startImport(scope, blobs, { name: input.file.name, content: input.file }),
  ),
  listEnterpriseImports: os.listEnterpriseImports.handler(({ input, context: { scope } }) =>
    importPage(scope, input),
  ),
  getEnterpriseImport: os.getEnterpriseImport.handler(({ input, context: { scope } }) =>
    getImport(scope, input.importId),
  ),
  confirmEnterpriseImport: os.confirmEnterpriseImport.handler(({ input, context: { scope } }) =>
    confirmImport(scope, input.importId, input.reason),
  ),
  resumeEnterpriseImport: os.resumeEnterpriseImport.handler(({ input, context: { scope } }) =>
    resumeImport(scope, input.importId),
  ),
  abandonEnterpriseImport: os.abandonEnterpriseImport.handler(({ input, context: { scope } }) =>
    abandonImport(scope, input.importId),
  ),
  enterpriseImportTemplate: os.enterpriseImportTemplate.handler(({ context: { scope } }) =>
    importTemplate(scope.locale),
  ),
  exportEnterprises: os.exportEnterprises.handler(async ({ input, context: { scope } }) => ({
    runId: await startJob(scope, exportJob, input),
  })),
  listEnterpriseExports: os.listEnterpriseExports.handler(({ input, context: { scope } }) =>
    exportPage(scope, input),
  ),
  enterpriseChangesSince: os.enterpriseChangesSince.handler(({ input, context: { scope } }) =>
    changesSince(scope, input),
  ),
  upsertEnterprises: os.upsertEnterprises.handler(({ input, context: { scope, identity, database, now } }) =>
    upsertBatch(database, identity, now, input, scope.locale),
  ),
})
