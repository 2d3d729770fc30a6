/** SQL of the overview's board, of one's own tasks and of the comparison: over published versions only. */
import { type SqlBool, sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { TargetStateRow } from '#kernel/targets/targets.ts'
import type { TargetState } from './contract.ts'
import type { PlansTables, TargetRow, TaskRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<PlansTables & { target_state: TargetStateRow }>()

/** Whose entries may be seen: `all`, or only those that one of these units answers for. */
export type UnitReach = 'all' | readonly string[]

export interface BoardStoreFilter {
  readonly planId?: string | undefined
  readonly chapter?: string | undefined
  readonly unitId?: string | undefined
  readonly year?: number | undefined
  readonly search?: string | undefined
  readonly state?: TargetState | undefined
  /** The commitment over all versions of its plan. */
  readonly lineageId?: string | undefined
  /** A district in place of the city: only targets that have a state there. */
  readonly region?: string | undefined
}

/** How the target stands; null where no figures have been recorded. */
type StandingColumns = {
  state: TargetState | null
  current_value: number | null
  current_period: string | null
  required_value: number | null
  stale: boolean | null
  so_far_value: number | null
  so_far_period: string | null
}

export type BoardTargetRow = TargetRow & { plan_id: string; plan_title: string } & StandingColumns

const answeredBy = (itemId: string, unitIds: readonly string[]) =>
  sql<SqlBool>`exists (select from plan_answerable_unit u where u.city = ${sql.ref('item.city')}
    and u.item_id = ${sql.ref(itemId)} and u.unit_id = any(${[...unitIds]}::uuid[]))`

function boardTargets(scope: Scope, reach: UnitReach, filter: BoardStoreFilter) {
  let query = tables(scope)
    .selectFrom('plan')
    .innerJoin('plan_target as item', (join) =>
      join.onRef('item.city', '=', 'plan.city').onRef('item.version_id', '=', 'plan.published_version_id'),
    )
    .leftJoin('target_state as standing', (join) =>
      join
        .onRef('standing.city', '=', 'item.city')
        .onRef('standing.target_id', '=', 'item.lineage_id')
        .on('standing.region', '=', filter.region ?? scope.city),
    )
    .where('plan.city', '=', scope.city)
    .where('plan.standing', '=', 'own')
    .where('item.review', '!=', 'rejected')
  if (reach !== 'all') query = query.where(answeredBy('item.id', reach))
  if (filter.region) query = query.where('standing.region', 'is not', null)
  if (filter.lineageId) query = query.where('item.lineage_id', '=', filter.lineageId)
  if (filter.state) query = query.where(sql<SqlBool>`coalesce(standing.state, 'no-data') = ${filter.state}`)
  if (filter.planId) query = query.where('plan.id', '=', filter.planId)
  if (filter.chapter)
    query = query.where(sql<SqlBool>`split_part(item.section_path, '/', 1) = ${filter.chapter}`)
  if (filter.unitId) query = query.where(answeredBy('item.id', [filter.unitId]))
  if (filter.year !== undefined) query = query.where('item.year', '=', filter.year)
  if (filter.search)
    query = query.where(sql<SqlBool>`strpos(item.action || item.indicator, ${filter.search}) > 0`)
  return query
}

/** A place in the board's order: plan, position in the document, id. */
export type BoardPlace = readonly [planId: string, position: number, id: string]

const isBehind = ([planId, position, id]: BoardPlace) =>
  sql<SqlBool>`(plan.id < ${planId}::uuid or (plan.id = ${planId}::uuid and (item.position, item.id) > (${position}, ${id}::uuid)))`

export function listBoardTargets(
  scope: Scope,
  reach: UnitReach,
  filter: BoardStoreFilter,
  after: BoardPlace | undefined,
  limit: number,
): Promise<BoardTargetRow[]> {
  let query = boardTargets(scope, reach, filter)
    .selectAll('item')
    .select(['plan.id as plan_id', 'plan.title as plan_title'])
    .select([
      'standing.state',
      'standing.current_value',
      'standing.current_period',
      'standing.required_value',
      'standing.stale',
      'standing.so_far_value',
      'standing.so_far_period',
    ])
    .orderBy('plan.id', 'desc')
    .orderBy('item.position')
    .orderBy('item.id')
    .limit(limit)
  if (after) query = query.where(isBehind(after))
  return query.execute()
}

/** Counts by plan, chapter, year and state: small groups, however many targets there are. */
export function countBoardTargets(
  scope: Scope,
  reach: UnitReach,
): Promise<
  Array<{
    plan_id: string
    plan_title: string
    chapter: string
    year: number | null
    state: TargetState
    targets: number
  }>
> {
  return boardTargets(scope, reach, {})
    .select(['plan.id as plan_id', 'plan.title as plan_title', 'item.year'])
    .select(sql<string>`split_part(item.section_path, '/', 1)`.as('chapter'))
    .select(sql<TargetState>`coalesce(standing.state, 'no-data')`.as('state'))
    .select(sql<number>`count(*)`.as('targets'))
    .groupBy([
      'plan.id',
      'plan.title',
      'item.year',
      sql`split_part(item.section_path, '/', 1)`,
      sql`coalesce(standing.state, 'no-data')`,
    ])
    .execute()
}

export type UnitTaskRow = TaskRow & { plan_id: string; plan_title: string }

/** Tasks of published own plans that one of the units answers for. */
export function listUnitTasks(
  scope: Scope,
  reach: UnitReach,
  after: BoardPlace | undefined,
  limit: number,
): Promise<UnitTaskRow[]> {
  let query = tables(scope)
    .selectFrom('plan')
    .innerJoin('plan_task as item', (join) =>
      join.onRef('item.city', '=', 'plan.city').onRef('item.version_id', '=', 'plan.published_version_id'),
    )
    .selectAll('item')
    .select(['plan.id as plan_id', 'plan.title as plan_title'])
    .where('plan.city', '=', scope.city)
    .where('plan.standing', '=', 'own')
    .where('item.review', '!=', 'rejected')
    .orderBy('plan.id', 'desc')
    .orderBy('item.position')
    .orderBy('item.id')
    .limit(limit)
  if (reach !== 'all') query = query.where(answeredBy('item.id', reach))
  if (after) query = query.where(isBehind(after))
  return query.execute()
}

export type ComparedTargetRow = TargetRow & { plan_id: string }

/** All targets of all published plans, own and others', for the comparison; bounded. */
export function listComparedTargets(scope: Scope, limit: number): Promise<ComparedTargetRow[]> {
  return tables(scope)
    .selectFrom('plan')
    .innerJoin('plan_target as item', (join) =>
      join.onRef('item.city', '=', 'plan.city').onRef('item.version_id', '=', 'plan.published_version_id'),
    )
    .selectAll('item')
    .select('plan.id as plan_id')
    .where('plan.city', '=', scope.city)
    .where('item.review', '!=', 'rejected')
    .orderBy('plan.id', 'desc')
    .orderBy('item.position')
    .limit(limit)
    .execute()
}
