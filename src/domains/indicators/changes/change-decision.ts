/** What a step of a change's case does: an approved proposal becomes a version, its effect is kept for the record. */
import type { CaseView } from '#kernel/cases/case-type.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { addVersion, requireIndicator, versionRow } from '../catalogue-service.ts'
import { latestVersion } from '../definitions.ts'
import { type Modules, readDefinitions } from '../figures-service.ts'
import { effectOf } from './change-effect.ts'
import { changeError } from './change-errors.ts'
import { type ChangeRow, findChange, moveChange } from './change-store.ts'
import { ChangeState } from './changes-contract.ts'

async function decide(scope: Scope, modules: Modules, change: ChangeRow, state: ChangeState): Promise<void> {
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, change.indicator_id)
  const present = latestVersion(indicator)
  if (state === 'approved' && present.number !== change.base_number)
    throw changeError('indicators.change-outdated')
  const version = {
    ...versionRow(scope, indicator.id, present.number + 1, change.valid_from, change.fields, change.reason),
    created_by: change.proposed_by,
    approved_by: scope.actor.name,
  }
  const effect = await effectOf(scope, modules, definitions, indicator, { city: scope.city, ...version })
  if (state === 'approved') await addVersion(scope, modules, version)
  await moveChange(scope, change.id, state, { versionId: state === 'approved' ? version.id : null, effect })
}

/** @throws indicators.change-outdated, and those of {@link addVersion} */
export async function followCase(scope: Scope, modules: Modules, after: CaseView): Promise<void> {
  const change = await findChange(scope, after.id)
  if (!change) return
  const state = ChangeState.parse(after.state)
  if (after.done) await decide(scope, modules, change, state)
  else await moveChange(scope, change.id, state)
}
