/** Beginning a new version of the scorecard. */
import { v7 as newId } from 'uuid'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { exampleScorecard } from './example-scorecard.ts'
import type { ScorecardVersion } from './risk-contract.ts'
import { adoptionCaseType } from './scorecard-case.ts'
import { getScorecard, getVersionRow } from './scorecard-service.ts'
import { insertVersion, nextNumber, updateVersion } from './scorecard-store.ts'

/**
 * Begins a new version, from another one or from the shipped example, with the case that leads to its adoption.
 *
 * @throws `kernel.not-found` for a base that does not exist
 */
export async function draftScorecard(
  scope: Scope,
  input: { readonly title: string; readonly basedOnId?: string | undefined },
): Promise<ScorecardVersion> {
  const base = input.basedOnId === undefined ? undefined : await getVersionRow(scope, input.basedOnId)
  const id = newId()
  const number = await nextNumber(scope)
  await insertVersion(scope, {
    id,
    number,
    title: input.title,
    state: 'draft',
    definition: base?.definition ?? exampleScorecard,
    valid_from: null,
    valid_to: null,
    based_on_id: base?.id ?? null,
    case_id: null,
    what_if: null,
    created_at: scope.now,
    created_by: scope.actor.name,
    changed_at: scope.now,
    changed_by: scope.actor.name,
    adopted_at: null,
    adopted_by: null,
  })
  const adoption = await openCase(scope, adoptionCaseType, {
    title: `${input.title}（第${number}版）`,
    data: { versionId: id },
    subject: { type: 'risk-scorecard', id },
  })
  await updateVersion(scope, id, { case_id: adoption.id })
  return getScorecard(scope, id)
}
