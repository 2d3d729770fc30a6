/** The rules of the catalogue of products and of the weights of their industries. */
import { v7 as newId } from 'uuid'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { listRegions } from '#kernel/org/store.ts'
import { spotCheckError } from '../errors.ts'
import type { CategoryRow, OutputRow } from '../tables.ts'
import type {
  CatalogueCategory,
  Category,
  CategoryDetail,
  CategoryFields,
  OutputYear,
} from './catalogue-contract.ts'
import * as store from './catalogue-store.ts'
import { auditSetup } from './setup-audit.ts'

const toCategory = ({ id, code, name, kind, industry }: CategoryRow): Category => ({
  id,
  code,
  name,
  kind,
  industry,
})

/** Categories by id, retired ones included. */
export async function categoriesById(scope: Scope): Promise<ReadonlyMap<string, Category>> {
  return new Map((await store.listCategories(scope)).map((row) => [row.id, toCategory(row)]))
}

/** The catalogue; of what is in use, unless what is retired is asked for as well. */
export async function listCategories(
  scope: Scope,
  filter: { readonly retired: boolean },
): Promise<{ items: CatalogueCategory[] }> {
  const ruled = await store.categoriesWithRules(scope, localDate(scope.now))
  const rows = await store.listCategories(scope)
  return {
    items: rows
      .filter((row) => row.active || filter.retired)
      .map((row) => ({ ...toCategory(row), active: row.active, rulesInForce: ruled.has(row.id) })),
  }
}

async function requireCategory(scope: Scope, id: string): Promise<CategoryRow> {
  const row = await store.findCategory(scope, id)
  if (!row) throw spotCheckError('spot-checks.not-found')
  return row
}

/**
 * A category that is in use: only those are planned, ruled and given out.
 *
 * @throws spot-checks.not-found, spot-checks.category-retired
 */
export async function requireActiveCategory(scope: Scope, id: string): Promise<CategoryRow> {
  const row = await requireCategory(scope, id)
  if (!row.active) throw spotCheckError('spot-checks.category-retired', { category: row.name })
  return row
}

/** The industry whose output weighs a product's pass rate; null of what the weighted rate leaves out. */
const weighingIndustry = ({ kind, industry }: CategoryRow): string | null =>
  kind === 'product' || kind === 'consumer' ? industry : null

/** @throws spot-checks.not-found */
export async function getCategory(scope: Scope, id: string): Promise<CategoryDetail> {
  const row = await requireCategory(scope, id)
  const ruled = await store.categoriesWithRules(scope, localDate(scope.now))
  const industry = weighingIndustry(row)
  const outputs = industry === null ? [] : await store.listOutputs(scope, industry)
  const placed = await readRegionNames(
    scope,
    outputs.map(({ region }) => region),
  )
  const others = industry === null ? [] : await store.listCategories(scope)
  return {
    ...toCategory(row),
    active: row.active,
    rulesInForce: ruled.has(id),
    weighted: industry !== null,
    outputs: outputs.map(({ year, region, output, source }) => ({
      year,
      region,
      regionName: placed(region).name,
      output,
      source,
    })),
    sharedWith: others
      .filter((other) => other.id !== id && weighingIndustry(other) === industry)
      .map((other) => other.name),
  }
}

/** @throws spot-checks.code-taken */
export async function createCategory(
  scope: Scope,
  input: CategoryFields & Pick<Category, 'code'>,
): Promise<CategoryDetail> {
  const row = { id: newId(), ...input, active: true }
  if (!(await store.insertCategory(scope, row)))
    throw spotCheckError('spot-checks.code-taken', { code: input.code })
  auditSetup(scope, 'add-category', row.id, input.name, { code: input.code })
  return getCategory(scope, row.id)
}

/**
 * Changes a product's name, industry, and its kind while nothing was ruled or planned by it: the kind says which law
 * governs what is sampled. The code stays, since figures are kept by it.
 *
 * @throws spot-checks.not-found, spot-checks.kind-fixed
 */
export async function changeCategory(
  scope: Scope,
  { categoryId, ...fields }: CategoryFields & { readonly categoryId: string },
): Promise<CategoryDetail> {
  const row = await requireCategory(scope, categoryId)
  if (fields.kind !== row.kind && (await store.isCategoryUsed(scope, categoryId)))
    throw spotCheckError('spot-checks.kind-fixed', { category: row.name })
  await store.updateCategory(scope, categoryId, fields)
  const { name, kind, industry } = row
  auditSetup(scope, 'change-category', categoryId, fields.name, {
    code: row.code,
    before: { name, kind, industry },
    after: fields,
  })
  return getCategory(scope, categoryId)
}

/** Takes a product out of use, or back into it, for a reason on record. @throws spot-checks.not-found */
export async function setCategoryActive(
  scope: Scope,
  input: { readonly categoryId: string; readonly reason: string },
  active: boolean,
): Promise<CategoryDetail> {
  const row = await requireCategory(scope, input.categoryId)
  if (row.active !== active) {
    await store.updateCategory(scope, row.id, { active })
    const action = active ? 'reinstate-category' : 'retire-category'
    auditSetup(scope, action, row.id, row.name, { code: row.code, reason: input.reason })
  }
  return getCategory(scope, row.id)
}

async function requireWeighingIndustry(
  scope: Scope,
  categoryId: string,
): Promise<{ row: CategoryRow; industry: string }> {
  const row = await requireCategory(scope, categoryId)
  const industry = weighingIndustry(row)
  if (industry === null) throw spotCheckError('spot-checks.not-weighted', { category: row.name })
  return { row, industry }
}

/** Replaces an industry's output of a year, with before and after on record. */
async function replaceOutputs(
  scope: Scope,
  categoryId: string,
  year: number,
  outputs: ReadonlyArray<Pick<OutputRow, 'region' | 'output' | 'source'>>,
): Promise<CategoryDetail> {
  const { row, industry } = await requireWeighingIndustry(scope, categoryId)
  const before = (await store.listOutputs(scope, industry)).filter((one) => one.year === year)
  await store.replaceOutputs(scope, industry, year, outputs)
  const told = (rows: typeof outputs) =>
    rows.map(({ region, output, source }) => ({ region, output, source }))
  auditSetup(scope, 'save-outputs', row.id, `${row.name} ${year}`, {
    industry,
    year,
    before: told(before),
    after: told(outputs),
  })
  return getCategory(scope, categoryId)
}

/**
 * Writes what a product's industry put out in a year, district by district.
 *
 * @throws spot-checks.not-found, spot-checks.not-weighted, spot-checks.unknown-district
 */
export async function saveOutputs(
  scope: Scope,
  input: OutputYear & { readonly categoryId: string },
): Promise<CategoryDetail> {
  const districts = await listRegions(scope, { parent: scope.city }, undefined, 200)
  const known = new Set(districts.map(({ code }) => code))
  const given = new Map(input.values.map(({ region, output }) => [region, output]))
  const stranger = [...given.keys()].find((region) => !known.has(region))
  if (stranger !== undefined) throw spotCheckError('spot-checks.unknown-district', { region: stranger })
  const outputs = [...given].map(([region, output]) => ({ region, output, source: input.source }))
  return replaceOutputs(scope, input.categoryId, input.year, outputs)
}

/** Takes the year out of the weights. @throws spot-checks.not-found, spot-checks.not-weighted */
export const removeOutputs = (
  scope: Scope,
  input: { readonly categoryId: string; readonly year: number },
): Promise<CategoryDetail> => replaceOutputs(scope, input.categoryId, input.year, [])
