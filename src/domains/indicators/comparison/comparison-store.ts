/** SQL of what cities share: the only tables of ours that one city reads of another. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { PeriodKind } from '../period.ts'

export interface SharedIndicatorRow {
  readonly city: string
  readonly code: string
  readonly city_name: string
  readonly name_zh: string
  readonly name_en: string
  readonly definition_zh: string
  readonly definition_en: string
  readonly unit: string
  /** How often the city counts it. */
  readonly period: PeriodKind
  readonly decimals: number
  readonly direction: 'higher' | 'lower' | 'neutral'
  readonly source_standard: string | null
  readonly version_number: number
  readonly fingerprint: string
  readonly shared_at: Date
  readonly shared_by: string
}

export interface SharedFigure {
  /** `2025`, `2025-Q4` or `2025-12`. */
  readonly period: string
  readonly value: number
}

/** Of all cities; or of one indicator only, or of the caller's city only. At most 10,000. */
export async function findShared(
  scope: Scope,
  filter: { readonly code?: string; readonly own?: boolean } = {},
): Promise<SharedIndicatorRow[]> {
  const found = await sql<SharedIndicatorRow>`select * from shared_indicator
    where ${filter.code === undefined ? sql`true` : sql`code = ${filter.code}`}
      and ${filter.own ? sql`city = ${scope.city}` : sql`true`}
    order by code, city limit 10000`.execute(scope.tx)
  return found.rows
}

/** Figures of one indicator in all cities that share it. */
export async function findSharedFigures(
  scope: Scope,
  code: string,
): Promise<Array<SharedFigure & { readonly city: string }>> {
  const found = await sql<SharedFigure & { city: string }>`
    select city, period, value from shared_figure where code = ${code} order by city, period`.execute(
    scope.tx,
  )
  return found.rows
}

/** Shares an indicator of the scope's city with its figures, in place of what was shared of it before. */
export async function replaceShared(
  scope: Scope,
  row: Omit<SharedIndicatorRow, 'city'>,
  figures: readonly SharedFigure[],
): Promise<void> {
  await deleteShared(scope, row.code)
  await sql`insert into shared_indicator (city, code, city_name, name_zh, name_en, definition_zh, definition_en, unit,
      period, decimals, direction, source_standard, version_number, fingerprint, shared_at, shared_by)
    values (${scope.city}, ${row.code}, ${row.city_name}, ${row.name_zh}, ${row.name_en}, ${row.definition_zh},
      ${row.definition_en}, ${row.unit}, ${row.period}, ${row.decimals}, ${row.direction}, ${row.source_standard},
      ${row.version_number}, ${row.fingerprint}, ${row.shared_at}, ${row.shared_by})`.execute(scope.tx)
  await sql`insert into shared_figure (city, code, period, value)
    select ${scope.city}, ${row.code}, period, value from unnest(${figures.map((one) => one.period)}::text[],
      ${figures.map((one) => String(one.value))}::numeric[]) figure(period, value)`.execute(scope.tx)
}

/** Whether the city shared it. */
export async function deleteShared(scope: Scope, code: string): Promise<boolean> {
  const gone =
    await sql`delete from shared_indicator where city = ${scope.city} and code = ${code} returning code`.execute(
      scope.tx,
    )
  return gone.rows.length > 0
}
