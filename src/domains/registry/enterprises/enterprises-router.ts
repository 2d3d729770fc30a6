/** Binds the enterprises contract to its services. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
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
  mergeEnterprises: os.mergeEnterprises.handler(({ input, context: { scope } }) =>
    mergeEnterprises(scope, input),
  ),
})
