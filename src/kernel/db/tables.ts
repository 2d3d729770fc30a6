/**
 * How a table lives in the database, declared by its owner so that one program can secure every table
 * alike and one test can prove that the schema still spreads over machines by city.
 */

/**
 * - `distributed`: rows belong to a city; `city` comes first in the primary key and is part of every
 *   unique constraint and foreign key between such tables; row-level security guards it.
 * - `reference`: the same for all cities (regions, rules, holidays); replicated everywhere.
 * - `local`: belongs to one installation (accounts, migration log); never joined with distributed tables.
 */
export type TablePlacement = 'distributed' | 'reference' | 'local'

/**
 * What the application role may do with the rows: `change` = everything; `append` = read and insert only
 * (audit, timelines, published results); `read` = reference data that only migrations and administration
 * outside a city scope fill.
 */
export type TableAccess = 'change' | 'append' | 'read'

export interface TableDeclaration {
  readonly placement: TablePlacement
  readonly access: TableAccess
  /** A local table whose rows name a `city`: row-level security guards them as it does a distributed table's. */
  readonly rowsByCity?: true
  /** What cities publish to each other: every city reads the rows, each changes its own only. */
  readonly readByEveryCity?: true
}

export type TableDeclarations = Readonly<Record<string, TableDeclaration>>

/** Short forms for the usual declarations. */
export const cityTable: TableDeclaration = { placement: 'distributed', access: 'change' }
export const appendOnlyCityTable: TableDeclaration = { placement: 'distributed', access: 'append' }
export const publishedCityTable: TableDeclaration = { ...cityTable, readByEveryCity: true }
export const referenceTable: TableDeclaration = { placement: 'reference', access: 'read' }
export const localTable: TableDeclaration = { placement: 'local', access: 'change' }
export const localCityTable: TableDeclaration = { placement: 'local', access: 'change', rowsByCity: true }

/**
 * Whose rights a published view reads with. `invoker`: of whoever asks, so that row-level security holds. `definer`:
 * of its owner, for views that answer searches: under row-level security the planner may not use an index for an
 * operator that could leak (`LIKE`, `@@`, `@>`) before it has checked the row's city. Such a view must itself say
 * `where city = current_setting('zhiheng.city', true)`; a test looks.
 */
export type ViewRights = 'invoker' | 'definer'

/** Views beside the fact views that work in a city scope may read, by name. */
export type ViewDeclarations = Readonly<Record<string, ViewRights>>
