/** What the approval of a version, or its return, does to the plan. */
import type { Scope } from '#kernel/db/scope.ts'
import { spotCheckError } from '../errors.ts'
import type { PlanVersionLineRow, PlanVersionRow } from '../tables.ts'
import { categoriesById } from './catalogue-service.ts'
import * as store from './plan-store.ts'
import { auditSetup } from './setup-audit.ts'

/** Which version of which plan. */
interface VersionKey {
  readonly planId: string
  readonly number: number
}

async function getVersion(scope: Scope, key: VersionKey): Promise<PlanVersionRow> {
  const version = (await store.listVersions(scope, [key.planId])).find((one) => one.number === key.number)
  if (!version) throw spotCheckError('spot-checks.not-found')
  return version
}

/**
 * Refuses lines that take back what tasks were given for.
 *
 * @throws spot-checks.line-given, spot-checks.below-given
 */
export async function requireGivenCovered(
  scope: Scope,
  planId: string,
  lines: readonly PlanVersionLineRow[],
): Promise<void> {
  const names = await categoriesById(scope)
  const kept = new Map(lines.map((line) => [line.line_id, line]))
  const inForce = await store.lineProgress(scope, [planId])
  for (const [lineId, { given }] of await store.tasksOfLines(scope, planId)) {
    const line = kept.get(lineId)
    const categoryId = inForce.find(({ id }) => id === lineId)?.category_id ?? ''
    const category = names.get(categoryId)?.name ?? ''
    if (!line) throw spotCheckError('spot-checks.line-given', { category })
    if (line.batches < given) throw spotCheckError('spot-checks.below-given', { category, given })
  }
}

/**
 * Puts a version in force.
 *
 * @throws spot-checks.not-found, spot-checks.own-draft, spot-checks.line-given, spot-checks.below-given
 */
export async function adoptVersion(scope: Scope, key: VersionKey): Promise<void> {
  const plan = await store.holdPlan(scope, key.planId)
  const version = await getVersion(scope, key)
  if (!plan) throw spotCheckError('spot-checks.not-found')
  if (version.drafter_id !== null && version.drafter_id === scope.actor.userId)
    throw spotCheckError('spot-checks.own-draft')
  const lines = (await store.listVersionLines(scope, [plan.id])).filter((line) => line.number === key.number)
  await requireGivenCovered(scope, plan.id, lines)
  await store.applyVersion(scope, version)
  const adopted = { state: 'adopted', adopted_at: scope.now, adopted_by: scope.actor.name } as const
  await store.updateVersion(scope, version, { ...adopted, returned: null })
  if (plan.state !== 'adopted') await store.updatePlan(scope, plan.id, adopted)
  auditSetup(scope, 'adopt-plan', plan.id, plan.title, {
    version: version.number,
    reason: version.reason,
    batches: lines.reduce((sum, line) => sum + line.batches, 0),
    budget: lines.reduce(
      (sum, line) => sum + line.batches * (line.cost_per_batch + line.purchase_per_batch),
      0,
    ),
  })
}

/** Makes a submitted version a draft again. */
export async function returnVersion(scope: Scope, key: VersionKey, reason: string | null): Promise<void> {
  await store.holdPlan(scope, key.planId)
  const version = await getVersion(scope, key)
  await store.updateVersion(scope, version, { state: 'draft', case_id: null, returned: reason })
}
