/** Reading enterprises: one, lists in any order, counts. */
import { type RawBuilder, sql } from 'kysely'
import { unitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { regionPrefix } from '#kernel/org/region-codes.ts'
import type { EnterpriseFilter, EnterpriseSort } from './enterprise-schemas.ts'
import type { EnterpriseRow, EnterpriseTables } from './enterprise-tables.ts'
import { beginsWith, planSearch } from './search-store.ts'

export const tables = (scope: Scope) => scope.tx.withTables<EnterpriseTables>()

/** What a list shows of a row. */
export type ListedRow = Pick<
  EnterpriseRow,
  | 'id'
  | 'credit_code'
  | 'name'
  | 'status'
  | 'region'
  | 'industry'
  | 'size'
  | 'tags'
  | 'established_on'
  | 'merged_into'
  | 'grid_cell_id'
  | 'initials'
>

const listed = sql.raw(
  'id, credit_code, name, status, region, industry, size, tags, established_on, merged_into, grid_cell_id, initials',
)

/** The regions whose rows the caller may see; `all` for the whole city. */
export function regionsInReach(scope: Scope, permission: string): 'all' | readonly string[] {
  const reach = unitsInReach(scope, permission)
  return reach === 'all' ? 'all' : reach.regions
}

function anyOf(conditions: ReadonlyArray<RawBuilder<boolean>>): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`
}

const within = (region: string): RawBuilder<boolean> => beginsWith('region', regionPrefix(region))

/** Looked up first and then compared, so that the index of cells takes part. */
const inCell = (scope: Scope, cell: string): RawBuilder<boolean> =>
  sql<boolean>`grid_cell_id = any(array(
    with recursive below as (
      select id from grid_cell where city = ${scope.city} and id = ${cell}::uuid
      union
      select c.id from below join grid_cell c on c.city = ${scope.city} and c.parent_id = below.id)
    select id from below))`

/**
 * Where and in which industry. A county together with a division of industry (a letter and two digits) is said in the
 * words of the index that has these rows in the order in which they were entered, and in no others: a range beside it
 * makes a prepared statement sort thousands of rows for one page.
 */
function inPlace({ region, industry }: EnterpriseFilter): Array<RawBuilder<boolean>> {
  const [prefix, branch] = [regionPrefix(region ?? ''), (industry ?? '').toUpperCase()]
  const [county, division] = [prefix.slice(0, 6), branch.slice(0, 3)]
  const byIndex = county.length === 6 && division.length === 3
  return [
    ...(byIndex ? [sql<boolean>`left(region, 6) = ${county} and left(industry, 3) = ${division}`] : []),
    ...(region === undefined || (byIndex && prefix === county) ? [] : [within(region)]),
    ...(branch === '' || (byIndex && branch === division) ? [] : [beginsWith('industry', branch)]),
  ]
}

/** Conditions of a filter but for its search, within the caller's reach. */
function conditionsOf(
  scope: Scope,
  filter: EnterpriseFilter,
  permission: string,
): Array<RawBuilder<boolean>> {
  const reach = regionsInReach(scope, permission)
  const conditions: Array<RawBuilder<boolean>> = [sql<boolean>`merged_into is null`]
  if (reach !== 'all') conditions.push(anyOf(reach.map(within)))
  conditions.push(...inPlace(filter))
  if (filter.size !== undefined) conditions.push(sql<boolean>`size = any(${filter.size}::text[])`)
  if (filter.status !== undefined) conditions.push(sql<boolean>`status = any(${filter.status}::text[])`)
  if (filter.tag !== undefined) conditions.push(sql<boolean>`tags && ${filter.tag}::text[]`)
  if (filter.gridCell !== undefined) conditions.push(inCell(scope, filter.gridCell))
  if (filter.establishedFrom !== undefined)
    conditions.push(sql<boolean>`established_on >= ${filter.establishedFrom}::date`)
  if (filter.establishedBefore !== undefined)
    conditions.push(sql<boolean>`established_on < ${filter.establishedBefore}::date`)
  return conditions
}

const all = (conditions: ReadonlyArray<RawBuilder<boolean>>): RawBuilder<boolean> =>
  sql<boolean>`${sql.join(conditions, sql` and `)}`

/** The columns of an order, each with an index in which the id comes last. */
const orders: Readonly<Record<EnterpriseSort, ReadonlyArray<{ column: keyof ListedRow; type: string }>>> = {
  entered: [{ column: 'id', type: 'uuid' }],
  name: [
    { column: 'initials', type: 'text' },
    { column: 'id', type: 'uuid' },
  ],
  code: [{ column: 'credit_code', type: 'text' }],
  established: [
    { column: 'established_on', type: 'date' },
    { column: 'id', type: 'uuid' },
  ],
  region: [
    { column: 'region', type: 'text' },
    { column: 'industry', type: 'text' },
    { column: 'id', type: 'uuid' },
  ],
}

/** The place of a row in an order: what a page's cursor holds. */
export const placeOf = (row: ListedRow, sort: EnterpriseSort): string[] =>
  orders[sort].map(({ column }) => String(row[column]))

/** How many values a place in an order has. */
export const placeLength = (sort: EnterpriseSort): number => orders[sort].length

export interface ListOrder {
  readonly sort: EnterpriseSort
  readonly descending: boolean
  /** Place of the last row of the page before. */
  readonly after: readonly string[] | undefined
  readonly limit: number
}

/**
 * The usual lengths of a page, and the row after it. A page of the whole register has these written in: for a length it
 * does not know the server plans each page anew, which takes longer than reading it.
 */
const usualLimits: ReadonlySet<number> = new Set([51, 101, 201])

/**
 * A page of the register within a filter. Depth costs nothing: a page begins where the one before ended. Searches for
 * few rows collect them through the index and then order; searches for many walk along the order.
 */
export async function listRows(
  scope: Scope,
  filter: EnterpriseFilter,
  order: ListOrder,
  permission = 'registry.read',
): Promise<ListedRow[]> {
  const columns = orders[order.sort]
  const direction = sql.raw(order.descending ? 'desc' : 'asc')
  const by = sql.join(columns.map(({ column }) => sql`${sql.ref(column)} ${direction}`))
  const conditions = conditionsOf(scope, filter, permission)
  const isWhole = conditions.length === 1 && !filter.search
  const limit = isWhole && usualLimits.has(order.limit) ? sql.lit(order.limit) : sql`${order.limit}`
  if (order.after !== undefined) {
    const values = columns.map(({ type }, index) => sql`${order.after?.[index] ?? ''}::${sql.raw(type)}`)
    const keys = sql.join(columns.map(({ column }) => sql.ref(column)))
    conditions.push(sql<boolean>`(${keys}) ${sql.raw(order.descending ? '<' : '>')} (${sql.join(values)})`)
  }
  const plan = filter.search ? await planSearch(scope, filter.search, order.limit) : undefined
  if (plan?.expected === 'nothing') return []
  // Materialised, so that the planner cannot turn a search for few rows into a walk over all of them.
  const rows =
    plan?.expected === 'few'
      ? sql<ListedRow>`with hits as materialized (select * from enterprise_found where ${plan.indexed})
          select ${listed} from hits where ${all(conditions)} order by ${by} limit ${limit}`
      : sql<ListedRow>`select ${listed} from enterprise_found
          where ${all(plan === undefined ? conditions : [...conditions, plan.tested])} order by ${by} limit ${limit}`
  return (await rows.execute(scope.tx)).rows
}

/** The condition of a whole filter, its search included; undefined when nothing can fit. */
export async function filterCondition(
  scope: Scope,
  filter: EnterpriseFilter,
  permission: string,
): Promise<RawBuilder<boolean> | undefined> {
  const conditions = conditionsOf(scope, filter, permission)
  const plan = filter.search ? await planSearch(scope, filter.search, 10_000) : undefined
  if (plan?.expected === 'nothing') return undefined
  if (plan) conditions.push(plan.expected === 'few' ? plan.indexed : plan.tested)
  return all(conditions)
}

/** Counts of hits by status, size, section and county; `kind` `total` has the sum. */
export type FacetRow = {
  kind: 'total' | 'status' | 'size' | 'section' | 'county'
  value: string
  count: number
}

/** Counts over the rows of a filter, over at most `most` of them. */
export async function countRows(
  scope: Scope,
  filter: EnterpriseFilter,
  most: number,
  permission = 'registry.read',
): Promise<FacetRow[]> {
  const condition = await filterCondition(scope, filter, permission)
  if (condition === undefined) return []
  const counted = await sql<FacetRow>`
    with hits as materialized (
      select status, size, left(industry, 1) as section, left(region, 6) as county
      from enterprise_found where ${condition} limit ${most})
    select case grouping(status, size, section, county)
        when 7 then 'status' when 11 then 'size' when 13 then 'section' when 14 then 'county' else 'total' end as kind,
      coalesce(status, size, section, county, '') as value, count(*) as count
    from hits group by grouping sets ((status), (size), (section), (county), ())`.execute(scope.tx)
  return counted.rows
}

const detailed = [
  'city',
  'id',
  'credit_code',
  'name',
  'former_names',
  'aliases',
  'status',
  'status_since',
  'region',
  'industry',
  'size',
  'tags',
  'established_on',
  'registered_capital',
  'address',
  'legal_representative',
  'phone',
  'grid_cell_id',
  'initials',
  'search_text',
  'merged_into',
  'version',
  'created_at',
  'created_by',
  'changed_at',
  'changed_by',
] as const

const detailedColumns = sql.raw(detailed.join(', '))

/** One enterprise of the city, of whatever reach. */
export async function findRow(scope: Scope, id: string): Promise<EnterpriseRow | undefined> {
  return findBy(scope, sql<boolean>`id = ${id}`)
}

export async function findRowByCode(scope: Scope, creditCode: string): Promise<EnterpriseRow | undefined> {
  return findBy(scope, sql<boolean>`credit_code = ${creditCode}`)
}

// Written out: building these columns one by one takes as long as reading the row.
async function findBy(scope: Scope, key: RawBuilder<boolean>): Promise<EnterpriseRow | undefined> {
  const found = await sql<EnterpriseRow>`
    select ${detailedColumns} from enterprise where city = ${scope.city} and ${key}`.execute(scope.tx)
  return found.rows[0]
}

/** Rows to be changed, locked in the order of their ids. */
export async function lockRows(scope: Scope, ids: readonly string[]): Promise<EnterpriseRow[]> {
  return tables(scope)
    .selectFrom('enterprise')
    .select(detailed)
    .where('city', '=', scope.city)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}
