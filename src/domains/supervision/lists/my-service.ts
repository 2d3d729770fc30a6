/** What an enterprise does about its own entries, through the accounts that act for it. */
import { listAccounts, rolesOfAccounts } from '#kernel/access/store.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { applyToLeave, getSubject } from './entry-service.ts'
import { caseTypeOf } from './list-cases.ts'
import type { Application, MatterKind } from './list-schemas.ts'
import { findMatter, repairConditions } from './list-service.ts'
import { deleteLink, insertLink, listEntries, listLinks } from './list-store.ts'
import { toEntry, toMatter } from './list-views.ts'
import { listError } from './lists-errors.ts'
import { listMatters, type NamedMatterRow } from './matter-store.ts'
import { applyForPenaltyRepair, penaltiesOf } from './penalty-service.ts'

/** The enterprises that the caller acts for. */
async function myEnterprises(scope: Scope) {
  return scope.actor.userId === undefined ? [] : listLinks(scope, { accountId: scope.actor.userId })
}

/** What officers still weigh before they give notice or decide is not the enterprise's to see. */
const isShown = (matter: NamedMatterRow): boolean =>
  matter.kind === 'abnormal-entry' ? matter.state === 'listed' : matter.state !== 'drafting'

/** Entries and matters of the caller's enterprises. */
export async function myLists(scope: Scope) {
  const enterprises = await myEnterprises(scope)
  const about = {
    enterpriseIds: enterprises.map((one) => one.enterprise_id),
    reach: 'all' as const,
    limit: 100,
  }
  const entries = await listEntries(scope, about)
  const matters = await listMatters(scope, about)
  const withConditions = []
  for (const entry of entries)
    withConditions.push({ ...toEntry(entry), conditions: await repairConditions(scope, entry) })
  return {
    enterprises: enterprises.map((one) => ({
      id: one.enterprise_id,
      name: one.name,
      creditCode: one.credit_code,
    })),
    entries: withConditions,
    matters: matters.filter(isShown).map(toMatter),
    penalties: await penaltiesOf(scope, about.enterpriseIds),
  }
}

/** Applies for the repair of a penalty of one of the caller's enterprises. */
export async function applyForMyPenalty(
  scope: Scope,
  recordId: string,
  application: Application,
): Promise<{ caseId: string }> {
  const own = new Set((await myEnterprises(scope)).map((one) => one.enterprise_id))
  return applyForPenaltyRepair(scope, recordId, application, {
    appliedBy: 'enterprise',
    mayFor: (row) => own.has(row.enterprise_id),
  })
}

/** Applies for the end of an entry of one of the caller's enterprises. */
export async function applyForMyEnterprise(
  scope: Scope,
  entryId: string,
  kind: Extract<MatterKind, 'correction' | 'repair' | 'objection'>,
  application: Application,
): Promise<{ caseId: string }> {
  const own = new Set((await myEnterprises(scope)).map((one) => one.enterprise_id))
  return applyToLeave(scope, entryId, kind, application, {
    appliedBy: 'enterprise',
    mayFor: (entry) => own.has(entry.enterprise_id),
  })
}

/**
 * A matter of one of the caller's enterprises.
 *
 * @throws `kernel.not-found`
 */
export async function getMyMatter(scope: Scope, caseId: string): Promise<NamedMatterRow> {
  const own = new Set((await myEnterprises(scope)).map((one) => one.enterprise_id))
  const matter = await findMatter(scope, caseId)
  if (!matter || !own.has(matter.enterprise_id) || !isShown(matter)) throw kernelError('kernel.not-found')
  return matter
}

/** Answers a notice, supplements or withdraws an application of one of the caller's enterprises. */
export async function answerForMyEnterprise(
  scope: Scope,
  caseId: string,
  event: 'defend' | 'ask-hearing' | 'supplement' | 'withdraw',
  statement: string,
) {
  const matter = await getMyMatter(scope, caseId)
  await sendCaseEvent(scope, caseTypeOf[matter.kind], caseId, {
    type: event,
    input: event === 'withdraw' ? {} : { statement },
  })
  return toMatter(await getMyMatter(scope, caseId))
}

/**
 * Lets an account of an enterprise user act for an enterprise. On record.
 *
 * @throws `lists.no-such-enterprise`, `lists.no-such-account`
 */
export async function linkAccount(scope: Scope, enterpriseId: string, username: string) {
  const subject = await getSubject(scope, enterpriseId, 'lists.link-accounts')
  const found = await listAccounts(scope, { search: username, active: true }, undefined, 50)
  const account = found.find((one) => one.username === username.toLowerCase())
  const roles = account ? await rolesOfAccounts(scope, [account.id]) : new Map<string, never[]>()
  if (!account || !roles.get(account.id)?.some((role) => role === 'enterprise'))
    throw listError('lists.no-such-account', { username })
  await insertLink(scope, account.id, enterpriseId)
  recordAudit(scope, {
    action: 'lists.link-account',
    objectType: 'enterprise',
    objectId: enterpriseId,
    objectLabel: subject.name,
    detail: { account: account.id, username: account.username },
  })
  return { id: account.id, username: account.username, name: account.name }
}

/** Lets an account no longer act for an enterprise. On record. */
export async function unlinkAccount(scope: Scope, enterpriseId: string, accountId: string) {
  const subject = await getSubject(scope, enterpriseId, 'lists.link-accounts')
  const removed = await deleteLink(scope, accountId, enterpriseId)
  if (removed)
    recordAudit(scope, {
      action: 'lists.unlink-account',
      objectType: 'enterprise',
      objectId: enterpriseId,
      objectLabel: subject.name,
      detail: { account: accountId },
    })
  return { removed }
}
