/** SQL of imports of observations. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { type CopyIntoTemporary, copyField } from '#kernel/db/bulk-scope.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { Message } from '#kernel/language/messages.ts'
import type { ImportFinding, ImportOutline, ObservationImport } from './import-contract.ts'

export type ImportRow = {
  city: string
  id: string
  file_id: string
  name: string
  state: ObservationImport['state']
  job_run_id: string | null
  reason: string | null
  rows_read: number
  rows_blank: number
  rows_invalid: number
  rows_unexplained: number
  added: number
  changed: number
  unchanged: number
  rows_staged: number
  staged_under: string | null
  findings: ImportFinding[]
  outline: ImportOutline[]
  report_file_id: string | null
  failure: Message | null
  created_at: Date
  created_by: string
  finished_at: Date | null
}

type ImportTables = {
  observation_import: ImportRow
  observation_import_row: { city: string; import_id: string }
}

const tables = (scope: Scope) => scope.tx.withTables<ImportTables>()

export async function insertImport(
  scope: Scope,
  row: Pick<ImportRow, 'id' | 'file_id' | 'name' | 'state' | 'job_run_id'>,
): Promise<void> {
  await sql`insert into observation_import (city, id, file_id, name, state, job_run_id, created_at, created_by)
    values (${scope.city}, ${row.id}, ${row.file_id}, ${row.name}, ${row.state}, ${row.job_run_id},
      ${scope.now}::timestamptz, ${scope.actor.name})`.execute(scope.tx)
}

export async function findImport(scope: Scope, id: string): Promise<ImportRow | undefined> {
  return tables(scope)
    .selectFrom('observation_import')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Latest first. */
export async function listImports(
  scope: Scope,
  after: string | undefined,
  limit: number,
): Promise<Array<Omit<ImportRow, 'findings' | 'outline'>>> {
  let query = tables(scope)
    .selectFrom('observation_import')
    .select([
      'city',
      'id',
      'file_id',
      'name',
      'state',
      'job_run_id',
      'reason',
      'rows_read',
      'rows_blank',
      'rows_invalid',
      'rows_unexplained',
      'added',
      'changed',
      'unchanged',
      'rows_staged',
      'staged_under',
      'report_file_id',
      'failure',
      'created_at',
      'created_by',
      'finished_at',
    ])
    .where('city', '=', scope.city)
  if (after !== undefined) query = query.where('id', '<', after)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

const json = <Value>(value: Value) => sql<Value>`${JSON.stringify(value)}::jsonb`

type Change = Partial<Omit<ImportRow, 'city' | 'id' | 'file_id' | 'name' | 'created_at' | 'created_by'>>

/** Changes an import that is in a state; false when it is not. */
export async function changeImport(
  scope: Scope,
  id: string,
  from: ImportRow['state'],
  change: Change,
): Promise<boolean> {
  const { failure, findings, outline, ...columns } = change
  const changed = await tables(scope)
    .updateTable('observation_import')
    .set({
      ...columns,
      ...(failure === undefined ? {} : { failure: failure && json(failure) }),
      ...(findings === undefined ? {} : { findings: json(findings) }),
      ...(outline === undefined ? {} : { outline: json(outline) }),
    })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return changed.numUpdatedRows > 0n
}

/** A row to be published, with the id that its observation will have. */
export interface StagedRow {
  readonly line: number
  readonly observationId: string
  readonly indicatorId: string
  readonly region: string
  readonly period: string
  readonly value: number
  readonly explanation: string | null
}

/** Adds rows to those that wait to be published. */
export async function stageRows(
  scope: Scope,
  copy: CopyIntoTemporary,
  importId: string,
  rows: readonly StagedRow[],
): Promise<void> {
  await copy(
    'given',
    'line integer, observation_id uuid, indicator_id uuid, region text, period text, value numeric, explanation text',
    rows
      .map(
        (row) =>
          `${row.line}\t${row.observationId}\t${row.indicatorId}\t${row.region}\t${row.period}\t${row.value}\t${copyField(row.explanation)}\n`,
      )
      .join(''),
  )
  await sql`insert into observation_import_row (city, import_id, line, observation_id, indicator_id, region, period,
      value, explanation)
    select ${scope.city}, ${importId}, line, observation_id, indicator_id, region, period, value, explanation
    from given`.execute(scope.tx)
}

/** Takes away what waits to be published of an import. */
export async function clearStaged(scope: Scope, importId: string): Promise<void> {
  await tables(scope)
    .deleteFrom('observation_import_row')
    .where('city', '=', scope.city)
    .where('import_id', '=', importId)
    .execute()
}

/** Lines handled by one statement: on PGlite a statement keeps the whole process, and nothing else is answered. */
const sliceLines = 2_500

/** Does something for all lines up to the last, some thousand at a time. */
async function bySlices(last: number, work: (from: number, to: number) => Promise<void>): Promise<void> {
  for (let from = 0; from <= last; from += sliceLines) {
    await work(from, from + sliceLines)
    await nextTurn()
  }
}

async function lastStagedLine(scope: Scope, importId: string): Promise<number> {
  const found = await sql<{ last: number | null }>`select max(line) as last from observation_import_row
    where city = ${scope.city} and import_id = ${importId}`.execute(scope.tx)
  return found.rows[0]?.last ?? -1
}

/**
 * Gathers the staged rows that say something new, each with what stands at its place now. Places are looked up one by
 * one through their unique indexes: a join is planned as a loop over the table where there are no statistics.
 */
async function gatherNew(scope: Scope, importId: string, last: number): Promise<void> {
  await sql`create temporary table publishing (line integer, id uuid, indicator_id uuid, region text, period text,
    value numeric, explanation text, published uuid, draft uuid) on commit drop`.execute(scope.tx)
  const present = (state: 'published' | 'draft') => sql`(select id, value from observation o
    where o.city = ${scope.city} and o.indicator_id = staged.indicator_id and o.region = staged.region
      and o.period = staged.period and o.state = ${sql.lit(state)} limit 1)`
  await bySlices(last, async (from, to) => {
    await sql`insert into publishing
      select staged.line, staged.observation_id, staged.indicator_id, staged.region, staged.period, staged.value,
        staged.explanation, published.id, draft.id
      from observation_import_row staged
      left join lateral ${present('published')} published on true
      left join lateral ${present('draft')} draft on true
      where staged.city = ${scope.city} and staged.import_id = ${importId}
        and staged.line >= ${from} and staged.line < ${to}
        and published.value is distinct from staged.value`.execute(scope.tx)
  })
  // Slices are taken out of it again, each by its lines.
  await sql`create index on publishing (line)`.execute(scope.tx)
  await sql`analyze publishing`.execute(scope.tx)
}

/** Lines of what is to be published whose draft a report under review stands on. */
async function linesUnderReview(scope: Scope): Promise<number[]> {
  const found = await sql<{ line: number }>`
    select publishing.line from publishing
    join report_figure f on f.city = ${scope.city} and f.observation_id = publishing.draft
    join report r on r.city = f.city and r.id = f.report_id and r.state in ('submitted', 'reviewed')
    where publishing.draft is not null order by 1`.execute(scope.tx)
  return found.rows.map((row) => row.line)
}

/** What publishing a file came to. */
export type Published =
  | {
      readonly kind: 'published'
      readonly added: number
      readonly changed: number
      readonly indicatorIds: string[]
    }
  | { readonly kind: 'under-review'; readonly lines: number[] }

/** Publishes what was gathered of some lines. */
async function publishSlice(
  scope: Scope,
  row: Pick<ImportRow, 'file_id'>,
  from: number,
  to: number,
): Promise<void> {
  const within = sql`line >= ${from} and line < ${to}`
  await sql`update observation set state = 'superseded'
    where city = ${scope.city} and id = any(array(
      select published from publishing where ${within} and published is not null
      union all select draft from publishing where ${within} and draft is not null))`.execute(scope.tx)
  await sql`insert into observation (city, id, indicator_id, region, period, value, state, explanation,
      evidence_file_id, unit_id, entered_at, entered_by, published_at, published_by)
    select ${scope.city}, id, indicator_id, region, period, value, 'published', explanation, ${row.file_id}::uuid,
      ${scope.units[0] ?? null}::uuid, ${scope.now}::timestamptz, ${scope.actor.name}, ${scope.now}::timestamptz,
      ${scope.actor.name}
    from publishing where ${within}`.execute(scope.tx)
}

/**
 * Publishes everything staged of an import that is not published already, some thousand rows a statement; what stood
 * there before is kept as superseded. The caller holds the lock on figures (`lockFigures`).
 */
export async function publishStaged(
  scope: Scope,
  row: Pick<ImportRow, 'id' | 'file_id'>,
): Promise<Published> {
  const last = await lastStagedLine(scope, row.id)
  await gatherNew(scope, row.id, last)
  const lines = await linesUnderReview(scope)
  if (lines.length > 0) return { kind: 'under-review', lines }
  const counted = await sql<{ added: number; changed: number; indicator_ids: string[] }>`
    select count(*) filter (where published is null)::int as added,
      count(*) filter (where published is not null)::int as changed,
      coalesce(array_agg(distinct indicator_id), '{}') as indicator_ids
    from publishing`.execute(scope.tx)
  const { added = 0, changed = 0, indicator_ids: indicatorIds = [] } = counted.rows[0] ?? {}
  await bySlices(last, (from, to) => publishSlice(scope, row, from, to))
  return { kind: 'published', added, changed, indicatorIds }
}

/** The city's regions, itself among them. */
export async function cityRegions(scope: Scope): Promise<Array<{ code: string; name: string }>> {
  const found = await sql<{ code: string; name: string }>`
    with recursive within as (
      select code, name from region where code = ${scope.city}
      union all
      select region.code, region.name from within join region on region.parent_code = within.code)
    select code, name from within`.execute(scope.tx)
  return found.rows
}

/** Places whose draft a report under review stands on. */
export async function reviewedPlaces(
  scope: Scope,
): Promise<Array<{ indicator_id: string; region: string; period: string }>> {
  const found = await sql<{ indicator_id: string; region: string; period: string }>`
    select f.indicator_id, f.region, f.period from report r
    join report_figure f on f.city = r.city and f.report_id = r.id and f.observation_id is not null
    join observation o on o.city = f.city and o.id = f.observation_id and o.state = 'draft'
    where r.city = ${scope.city} and r.state in ('submitted', 'reviewed')`.execute(scope.tx)
  return found.rows
}
