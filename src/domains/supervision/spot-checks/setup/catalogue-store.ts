/** SQL of the catalogue of products, the weights of industries, and the testing institutions. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { CategoryRow, InstitutionRow, OutputRow, SpotCheckTables, WithoutCity } from '../tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<SpotCheckTables>()

/** All products, retired ones included: what was sampled keeps its name. */
export function listCategories(scope: Scope): Promise<CategoryRow[]> {
  return tables(scope)
    .selectFrom('spot_check_category')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('kind')
    .orderBy('code')
    .execute()
}

export function findCategory(scope: Scope, id: string): Promise<CategoryRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_category')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The products that have rules on a day. */
export async function categoriesWithRules(scope: Scope, day: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ category_id: string }>`select distinct category_id from spot_check_rule
    where city = ${scope.city} and effective_from <= ${day}::date
      and (effective_to is null or effective_to > ${day}::date)`.execute(scope.tx)
  return new Set(rows.rows.map((row) => row.category_id))
}

/** Whether rules or lines of plans speak of a product. */
export async function isCategoryUsed(scope: Scope, id: string): Promise<boolean> {
  const rows = await sql<{ used: boolean }>`select
    exists (select from spot_check_rule where city = ${scope.city} and category_id = ${id}::uuid)
    or exists (select from spot_check_plan_version_line where city = ${scope.city} and category_id = ${id}::uuid) as used`.execute(
    scope.tx,
  )
  return rows.rows[0]?.used ?? false
}

/** False when the code is taken. */
export async function insertCategory(scope: Scope, row: WithoutCity<CategoryRow>): Promise<boolean> {
  const inserted = await tables(scope)
    .insertInto('spot_check_category')
    .values({ ...row, city: scope.city })
    .onConflict((conflict) => conflict.columns(['city', 'code']).doNothing())
    .executeTakeFirst()
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0
}

export async function updateCategory(
  scope: Scope,
  id: string,
  change: Partial<Omit<CategoryRow, 'city' | 'id' | 'code'>>,
): Promise<void> {
  await tables(scope)
    .updateTable('spot_check_category')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** The output of an industry, newest year first. */
export function listOutputs(scope: Scope, industry: string): Promise<OutputRow[]> {
  return tables(scope)
    .selectFrom('spot_check_output')
    .selectAll()
    .where('city', '=', scope.city)
    .where('industry', '=', industry)
    .orderBy('year', 'desc')
    .orderBy('region')
    .execute()
}

/** Puts rows in the place of what an industry had in a year. */
export async function replaceOutputs(
  scope: Scope,
  industry: string,
  year: number,
  rows: ReadonlyArray<Pick<OutputRow, 'region' | 'output' | 'source'>>,
): Promise<void> {
  await tables(scope)
    .deleteFrom('spot_check_output')
    .where('city', '=', scope.city)
    .where('industry', '=', industry)
    .where('year', '=', year)
    .execute()
  if (rows.length === 0) return
  await tables(scope)
    .insertInto('spot_check_output')
    .values(rows.map((row) => ({ ...row, city: scope.city, industry, year })))
    .execute()
}

/** All institutions, retired ones included. */
export function listInstitutions(scope: Scope): Promise<InstitutionRow[]> {
  return tables(scope)
    .selectFrom('spot_check_institution')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('active', 'desc')
    .orderBy('name')
    .execute()
}

export function findInstitution(scope: Scope, id: string): Promise<InstitutionRow | undefined> {
  return tables(scope)
    .selectFrom('spot_check_institution')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** False when the name is taken. */
export async function insertInstitution(scope: Scope, row: WithoutCity<InstitutionRow>): Promise<boolean> {
  const inserted = await tables(scope)
    .insertInto('spot_check_institution')
    .values({ ...row, city: scope.city, kinds: sql`${row.kinds}::text[]` })
    .onConflict((conflict) => conflict.columns(['city', 'name']).doNothing())
    .executeTakeFirst()
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0
}

/** False when another has the name. */
export async function updateInstitution(scope: Scope, row: WithoutCity<InstitutionRow>): Promise<boolean> {
  const taken = await tables(scope)
    .selectFrom('spot_check_institution')
    .select('id')
    .where('city', '=', scope.city)
    .where('name', '=', row.name)
    .where('id', '!=', row.id)
    .executeTakeFirst()
  if (taken) return false
  const { id, kinds, ...change } = row
  await tables(scope)
    .updateTable('spot_check_institution')
    .set({ ...change, kinds: sql`${kinds}::text[]` })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
  return true
}
