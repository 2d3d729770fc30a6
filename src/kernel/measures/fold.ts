/** Folding the ledger into the cells, rebuilding cells from records, and checking one against the other. */
import { sql, type Transaction } from 'kysely'
import type { Database, NoTables } from '../db/database.ts'
import { cellSums } from './fact-sql.ts'
import type { FactView } from './fact-view.ts'

type Tx = Transaction<NoTables>

const foldKey = (city: string) => sql`hashtextextended(${`${city}/measures/fold`}, 0)`

/** Only one process at a time moves a city's ledger; writers and readers never wait for it. */
const foldLock = (city: string) => sql`pg_advisory_xact_lock(${foldKey(city)})`

/**
 * Moves at most `limit` ledger rows of a city into its cells and returns how many. One statement does both, so a
 * reader sees a row in the ledger or in the cell, never in both or neither.
 */
export async function foldLedger(database: Database, city: string, limit = 20_000): Promise<number> {
  return database.kysely.transaction().execute(async (tx) => {
    await sql`select ${foldLock(city)}`.execute(tx)
    const folded = await sql<{ moved: number }>`
      with moved as (
        delete from measure_delta where city = ${city} and id in (
          select id from measure_delta where city = ${city} order by id limit ${limit})
        returning measure, region, month, dimensions, value),
      summed as (
        select measure, region, month, dimensions, sum(value) as value from moved group by 1, 2, 3, 4),
      kept as (
        insert into measure_cell (city, measure, region, month, dimensions, value)
        select ${city}, measure, region, month, dimensions, value from summed
        on conflict (city, measure, region, month, dimensions)
        do update set value = measure_cell.value + excluded.value)
      select count(*) as moved from moved`.execute(tx)
    return folded.rows[0]?.moved ?? 0
  })
}

/**
 * Makes a view's cells of one city anew from the records. The snapshot that sums the records also names the ledger
 * rows that those sums already hold; changes made meanwhile stay in the ledger, so writers go on.
 */
export async function rebuildCells(database: Database, city: string, view: FactView): Promise<number> {
  return database.kysely.connection().execute(async (connection) => {
    // Before the transaction: waiting inside it would leave it with a snapshot from before the wait.
    await sql`select pg_advisory_lock(${foldKey(city)})`.execute(connection)
    try {
      return await connection
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((tx) => replaceCells(tx, city, view))
    } finally {
      await sql`select pg_advisory_unlock(${foldKey(city)})`.execute(connection)
    }
  })
}

async function replaceCells(tx: Tx, city: string, view: FactView): Promise<number> {
  const names = view.measures.map((measure) => measure.name)
  await sql`delete from measure_delta where city = ${city} and view = ${view.view}`.execute(tx)
  await sql`delete from measure_cell where city = ${city} and measure = any(${names}::text[])`.execute(tx)
  const inserted = await sql`
    insert into measure_cell (city, measure, region, month, dimensions, value)
    select ${city}, sums.* from (${cellSums(view, sql`fact.city = ${city}`)}) sums`.execute(tx)
  return Number(inserted.numAffectedRows ?? 0)
}

/** A cell whose kept value and records disagree. */
export interface CellMismatch {
  readonly measure: string
  readonly region: string
  readonly month: string
  readonly dimensions: string
  /** Cells plus ledger. */
  readonly kept: number
  /** Sum over the records. */
  readonly recomputed: number
}

/** Compares cells plus ledger with the records, in one statement and therefore one snapshot; at most 100 mismatches. */
export async function verifyCells(
  tx: Tx | Database['kysely'],
  city: string,
  view: FactView,
): Promise<CellMismatch[]> {
  const names = view.measures.map((measure) => measure.name)
  const found = await sql<CellMismatch>`
    with kept as (
      select measure, region, month, dimensions, sum(value) as value from (
        select measure, region, month, dimensions, value from measure_cell
          where city = ${city} and measure = any(${names}::text[])
        union all
        select measure, region, month, dimensions, value from measure_delta where city = ${city} and view = ${view.view}
      ) parts group by 1, 2, 3, 4),
    recomputed as (${cellSums(view, sql`fact.city = ${city}`)})
    select measure, region, month, dimensions,
      coalesce(kept.value, 0) as kept, coalesce(recomputed.value, 0) as recomputed
    from kept full join recomputed using (measure, region, month, dimensions)
    where coalesce(kept.value, 0) <> coalesce(recomputed.value, 0)
    order by 1, 2, 3, 4 limit 100`.execute(tx)
  return found.rows
}
