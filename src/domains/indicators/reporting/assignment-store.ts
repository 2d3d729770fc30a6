/** SQL of reporting assignments. */
import { type RawBuilder, sql } from 'kysely'
import type { UnitsInReach } from '#kernel/access/data-reach.ts'
import { inReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { PeriodKind } from '../period.ts'
import type { AssignmentRow, ReportingTables } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<ReportingTables>()

/** Which assignments are wanted; all of the city unless narrowed. */
export interface AssignmentFilter {
  readonly ids?: readonly string[] | undefined
  readonly unitIds?: readonly string[] | undefined
  readonly indicatorIds?: readonly string[] | undefined
  readonly frequency?: PeriodKind | undefined
  readonly reach?: UnitsInReach | undefined
  /** Only those in force on some day from this one on. */
  readonly inForceFrom?: string | undefined
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

const among = (column: string, ids: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`

/** Assignments by id, which is the order in which they were made. */
export function findAssignments(scope: Scope, filter: AssignmentFilter): Promise<AssignmentRow[]> {
  let query = tables(scope).selectFrom('reporting_assignment').selectAll().where('city', '=', scope.city)
  if (filter.ids) query = query.where(among('id', filter.ids))
  if (filter.unitIds) query = query.where(among('unit_id', filter.unitIds))
  if (filter.indicatorIds) query = query.where(among('indicator_id', filter.indicatorIds))
  if (filter.frequency) query = query.where('frequency', '=', filter.frequency)
  if (filter.reach) query = query.where(inReach(filter.reach, { unit: 'unit_id' }))
  if (filter.inForceFrom)
    query = query.where(sql<boolean>`(ends_on is null or ends_on > ${filter.inForceFrom}::date)`)
  if (filter.after) query = query.where('id', '>', filter.after)
  if (filter.limit) query = query.limit(filter.limit)
  return query.orderBy('id').execute()
}

/** Sets assignments; those of the same unit and indicator are replaced and in force again. */
export async function upsertAssignments(
  scope: Scope,
  rows: ReadonlyArray<Omit<AssignmentRow, 'city' | 'created_at' | 'created_by'>>,
): Promise<void> {
  await tables(scope)
    .insertInto('reporting_assignment')
    .values(
      rows.map((row) => ({
        city: scope.city,
        ...row,
        created_at: scope.now,
        created_by: scope.actor.name,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['city', 'unit_id', 'indicator_id']).doUpdateSet((row) => ({
        frequency: row.ref('excluded.frequency'),
        coverage: row.ref('excluded.coverage'),
        district_sum: row.ref('excluded.district_sum'),
        starts_on: row.ref('excluded.starts_on'),
        ends_on: row.ref('excluded.ends_on'),
      })),
    )
    .execute()
}

/** Ends an assignment on a day, but not before it began. */
export async function endAssignmentOn(scope: Scope, id: string, day: string): Promise<void> {
  await tables(scope)
    .updateTable('reporting_assignment')
    .set({ ends_on: sql<string>`greatest(starts_on, ${day}::date)` })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}
