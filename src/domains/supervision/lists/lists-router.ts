/** Binds the contract of lists to its services. */
import { implement } from '@orpc/server'
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { matterDocument } from './document-service.ts'
import { applyToLeave, proposeEntry } from './entry-service.ts'
import {
  enterpriseLists,
  getReachableMatter,
  listGrounds,
  listListEntries,
  listMatters,
  listsOverview,
  matterDetail,
  publicLists,
} from './list-service.ts'
import { listsContract } from './lists-contract.ts'
import {
  answerForMyEnterprise,
  applyForMyEnterprise,
  applyForMyPenalty,
  getMyMatter,
  linkAccount,
  myLists,
  unlinkAccount,
} from './my-service.ts'
import { applyForPenaltyRepair, gradePenalty } from './penalty-service.ts'

const os = implement(listsContract).$context<RequestContext>().use(scoped)

const officeRouter = {
  listGrounds: os.listGrounds.handler(async ({ context: { scope } }) => ({
    items: await listGrounds(scope),
  })),
  listsOverview: os.listsOverview.handler(({ context: { scope } }) => listsOverview(scope)),
  listListEntries: os.listListEntries.handler(({ input, context: { scope } }) =>
    listListEntries(scope, input),
  ),
  listMatters: os.listMatters.handler(({ input, context: { scope } }) => listMatters(scope, input)),
  getMatter: os.getMatter.handler(({ input, context: { scope } }) => matterDetail(scope, input.caseId)),
  matterDocument: os.matterDocument.handler(async ({ input, context: { scope } }) =>
    matterDocument(scope, await getReachableMatter(scope, input.caseId), input.document),
  ),
  enterpriseLists: os.enterpriseLists.handler(({ input, context: { scope } }) =>
    enterpriseLists(scope, input.enterpriseId),
  ),
  proposeListEntry: os.proposeListEntry.handler(
    ({ input: { enterpriseId, ...proposal }, context: { scope } }) =>
      proposeEntry(scope, enterpriseId, proposal),
  ),
  applyForEnterprise: os.applyForEnterprise.handler(
    ({ input: { entryId, kind, ...application }, context: { scope } }) => {
      const reach = unitsInReach(scope, 'lists.propose')
      return applyToLeave(scope, entryId, kind, application, {
        appliedBy: 'officer',
        mayFor: (entry) => isInReach(reach, { region: entry.region }),
      })
    },
  ),
  applyForPenaltyRepair: os.applyForPenaltyRepair.handler(
    ({ input: { recordId, ...application }, context: { scope } }) => {
      const reach = unitsInReach(scope, 'lists.propose')
      return applyForPenaltyRepair(scope, recordId, application, {
        appliedBy: 'officer',
        mayFor: (row) => isInReach(reach, { region: row.region }),
      })
    },
  ),
  gradePenalty: os.gradePenalty.handler(({ input, context: { scope } }) => gradePenalty(scope, input)),
  linkEnterpriseAccount: os.linkEnterpriseAccount.handler(({ input, context: { scope } }) =>
    linkAccount(scope, input.enterpriseId, input.username),
  ),
  unlinkEnterpriseAccount: os.unlinkEnterpriseAccount.handler(({ input, context: { scope } }) =>
    unlinkAccount(scope, input.enterpriseId, input.accountId),
  ),
}

const enterpriseRouter = {
  myLists: os.myLists.handler(({ context: { scope } }) => myLists(scope)),
  applyForMyPenalty: os.applyForMyPenalty.handler(
    ({ input: { recordId, ...application }, context: { scope } }) =>
      applyForMyPenalty(scope, recordId, application),
  ),
  applyForMyEnterprise: os.applyForMyEnterprise.handler(
    ({ input: { entryId, kind, ...application }, context: { scope } }) =>
      applyForMyEnterprise(scope, entryId, kind, application),
  ),
  answerForMyEnterprise: os.answerForMyEnterprise.handler(({ input, context: { scope } }) =>
    answerForMyEnterprise(scope, input.caseId, input.event, input.statement),
  ),
  myMatterDocument: os.myMatterDocument.handler(async ({ input, context: { scope } }) =>
    matterDocument(scope, await getMyMatter(scope, input.caseId), input.document),
  ),
}

const publicRouter = {
  publicLists: os.publicLists.handler(({ input, context: { scope } }) => publicLists(scope, input)),
}

export const listsRouter = os.router({ ...officeRouter, ...enterpriseRouter, ...publicRouter })
