/** Entries on lists for tests, as an earlier decision made them. */
import { v7 as newId } from 'uuid'
import type { Scope } from '#kernel/db/scope.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { reclassifyEnterprises } from '../risk/classification-service.ts'
import type { ListName } from './list-schemas.ts'
import { insertEntry } from './list-store.ts'
import { entryTerms } from './list-terms.ts'
import { listEntryFacts } from './lists-facts.ts'

/** Puts an enterprise on a list on a day; returns the entry. */
export async function addListedEntry(
  scope: Scope,
  enterpriseId: string,
  list: ListName,
  enteredOn: string,
): Promise<string> {
  const id = newId()
  const terms = await entryTerms(scope, list, enteredOn)
  await changeFacts(scope, listEntryFacts, [id], () =>
    insertEntry(scope, {
      id,
      enterprise_id: enterpriseId,
      region: '990602',
      industry: 'C14',
      list,
      ground: list === 'abnormal' ? 'annual-report' : 'quality-safety',
      facts: '该企业未在规定期限内履行义务。',
      authority: '澄州市市场监督管理局',
      decision_number: `澄市监列字〔2026〕${id.slice(-6)}号`,
      entered_on: enteredOn,
      published_from: enteredOn,
      publication_ends_on: terms.publicationEndsOn,
      repair_from: terms.repairFrom,
      case_id: null,
      removed_on: null,
      removal: null,
      removal_decision_number: null,
      removal_case_id: null,
      recorded_at: scope.now,
      recorded_by: scope.actor.name,
      entered_for: null,
    }),
  )
  await reclassifyEnterprises(scope, [enterpriseId], 'list')
  return id
}
