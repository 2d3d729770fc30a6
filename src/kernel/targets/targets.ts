/**
 * The register of commitments. Whoever publishes commitments (plans) registers them here, whoever has figures
 * (indicators) records how they stand, and boards join the two; none of the three knows another.
 */
import type { Scope } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import { startJob } from '../jobs/jobs.ts'
import { deleteStates, deleteTargets, upsertStates, upsertTargets } from './store.ts'
import { targetsRegisteredJob } from './targets-registered-job.ts'

export {
  findTargetStates,
  findTargets,
  type TargetRow,
  type TargetStateRow,
} from './store.ts'

export const targetStates = ['met', 'on-track', 'at-risk', 'behind', 'no-data'] as const
export type TargetStateName = (typeof targetStates)[number]

export type TargetComparator = '>=' | '<=' | '=' | '>' | '<' | '~' | 'range' | 'delta+' | 'delta-'

/** One commitment: an indicator, a bound, a deadline. */
export interface RegisteredTarget {
  /** The same over all versions of the document. */
  readonly id: string
  readonly indicator: string
  readonly action: string
  readonly comparator: TargetComparator
  readonly value: number
  /** Upper bound of a range, null otherwise. */
  readonly valueHigh: number | null
  readonly unit: string
  readonly year: number | null
  /** How the document counts: 累计, 每年, 年均, 新增 …; null when it does not say. */
  readonly scopeWord: string | null
  /** Units that answer for it. */
  readonly unitIds: readonly string[]
}

/**
 * Replaces all commitments of one document with those now in force, and lets every module that has figures know, by
 * a job that runs once the transaction has committed.
 */
export async function registerTargets(
  scope: Scope,
  source: { readonly id: string; readonly title: string },
  targets: readonly RegisteredTarget[],
): Promise<void> {
  const ids = targets.map((target) => target.id)
  await deleteTargets(scope, source.id, ids)
  await upsertTargets(scope, source, targets)
  if (ids.length > 0) await startJob(scope, targetsRegisteredJob, { targetIds: ids })
}

/** How a commitment stands in a region. */
export interface TargetStanding {
  readonly targetId: string
  readonly region: string
  readonly state: TargetStateName
  /** In the unit of the target. */
  readonly current: number | null
  /** Period of the current value: `2026-05`, `2026`. */
  readonly period: string | null
  /** What the path requires by the end of that period. */
  readonly required: number | null
  /** Whether newer figures are overdue. */
  readonly stale: boolean
  /** Stable code of the rule that gave the state. */
  readonly reason: string
  /** What the period that is not over yet has come to; the state does not hang on it. */
  readonly soFar: number | null
  /** Which period that is; null without such a figure. */
  readonly soFarPeriod: string | null
}

/** Records how commitments stand now. Rows of the same target and region are replaced; open pages hear of it. */
export async function recordTargetStates(scope: Scope, standings: readonly TargetStanding[]): Promise<void> {
  if (standings.length > 0) await upsertStates(scope, standings)
}

/**
 * Lets every module that has figures bring the states up to date with what was recorded since: whoever shows states
 * calls it first. Nothing is done when nothing changed.
 */
export async function bringTargetsUpToDate(
  scope: Scope,
  modules: readonly DomainDefinition[],
): Promise<void> {
  for (const module of modules) await module.beforeTargetsRead?.(scope, modules)
}

/** Takes back what was recorded about targets: they have no data then. */
export async function clearTargetStates(scope: Scope, targetIds: readonly string[]): Promise<void> {
  if (targetIds.length > 0) await deleteStates(scope, targetIds)
}
