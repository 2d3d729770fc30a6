/** SQL of the laboratory: its blind samples, its values, its files. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { SampleOverview } from '../sampling/sampling-store.ts'
import type {
  ImportRow,
  InstitutionRow,
  ResultRow,
  SampleRow,
  SpotCheckTables,
  WithoutCity,
} from '../tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<SpotCheckTables>()

/** The institutions that the caller's units work for. */
export async function ownInstitutions(scope: Scope): Promise<InstitutionRow[]> {
  if (scope.units.length === 0) return []
  return tables(scope)
    .selectFrom('spot_check_institution')
    .selectAll()
    .where('city', '=', scope.city)
    .where('unit_id', '=', sql<string>`any(${[...scope.units]}::uuid[])`)
    .execute()
}

/** Samples that were handed over to some institutions, from the newest back. */
export async function listLaboratorySamples(
  scope: Scope,
  request: {
    readonly institutionIds: readonly string[]
    readonly states: readonly SampleRow['state'][]
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<SampleOverview[]> {
  const rows = await sql<SampleOverview>`
    select sample.*, category.name as category from spot_check_sample sample
    join spot_check_category category on category.city = sample.city and category.id = sample.category_id
    where sample.city = ${scope.city} and sample.institution_id = any(${[...request.institutionIds]}::uuid[])
      and sample.state = any(${[...request.states]}::text[])
      ${request.after ? sql`and sample.id < ${request.after}::uuid` : sql``}
    order by sample.id desc limit ${request.limit}`.execute(scope.tx)
  return rows.rows
}

/** Samples by their blind codes, held until the transaction ends. */
export async function findByBlindCodes(
  scope: Scope,
  institutionIds: readonly string[],
  codes: readonly string[],
): Promise<SampleOverview[]> {
  const rows = await sql<SampleOverview>`
    select sample.*, category.name as category from spot_check_sample sample
    join spot_check_category category on category.city = sample.city and category.id = sample.category_id
    where sample.city = ${scope.city} and sample.institution_id = any(${[...institutionIds]}::uuid[])
      and sample.blind_code = any(${[...codes]}::text[])
    order by sample.id for update of sample`.execute(scope.tx)
  return rows.rows
}

export async function insertResults(
  scope: Scope,
  rows: ReadonlyArray<WithoutCity<ResultRow>>,
): Promise<void> {
  if (rows.length === 0) return
  await tables(scope)
    .insertInto('spot_check_result')
    .values(rows.map((row) => ({ ...row, city: scope.city })))
    .execute()
}

export function findImport(
  scope: Scope,
  institutionIds: readonly string[],
  sha256: string,
): Promise<ImportRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_import')
    .selectAll()
    .where('city', '=', scope.city)
    .where('institution_id', '=', sql<string>`any(${[...institutionIds]}::uuid[])`)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
}

export async function insertImport(scope: Scope, row: WithoutCity<ImportRow>): Promise<void> {
  await tables(scope)
    .insertInto('spot_check_import')
    .values({ ...row, city: scope.city })
    .execute()
}
