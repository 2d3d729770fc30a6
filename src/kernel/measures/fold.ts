/** Folding the ledger into the blocks, rebuilding blocks from records, and checking one against the other. */
import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import type { Connection, Database } from '../db/database.ts'
import { connectionOver } from '../db/pglite-transaction.ts'
import {
  clearLedger,
  deleteBlocks,
  foldKey,
  readBlocks,
  replaceBlocks,
  takeFromLedger,
} from './block-store.ts'
import { BlockSet, fromUnits, sumsIn } from './blocks.ts'
import { sumOnPglite, sumOnPostgres } from './fact-stream.ts'
import type { FactSums } from './fact-sums.ts'
import type { FactView } from './fact-view.ts'
import { tellFigureChange } from './totals.ts'

/**
 * Moves at most `limit` ledger rows of a city into its blocks and returns how many. Only one process at a time does so;
 * writers and readers never wait for it, and a reader sees a row in the ledger or in a block, never in both or neither.
 */
export async function foldLedger(database: Database, city: string, limit = 20_000): Promise<number> {
  return database.kysely.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${foldKey(city)})`.execute(tx)
    const { moved, blocks } = await takeFromLedger(tx, city, limit)
    await replaceBlocks(tx, city, blocks)
    return moved
  })
}

/** Sums a view's records within a transaction that sees one state of them. */
type Summing = (tx: Connection) => Promise<FactSums>

const names = (view: FactView): string[] => view.measures.map((measure) => measure.name)

/**
 * Makes a view's blocks of one city anew from the records and returns how many there are. The snapshot that sums the
 * records also names the ledger rows that those sums already hold; changes made meanwhile stay in the ledger, so
 * writers go on. Whoever follows figures hears of it.
 */
export async function rebuildCells(database: Database, city: string, view: FactView): Promise<number> {
  const made = await withSums(database, city, view, async (tx, sum) => {
    await clearLedger(tx, city, view.view, names(view))
    const sums = await sum(tx)
    await deleteBlocks(tx, city, names(view))
    return replaceBlocks(tx, city, sums.blocks())
  })
  tellFigureChange(database, city)
  return made
}

/** A cell whose kept value and records disagree. */
export interface CellMismatch {
  readonly measure: string
  readonly region: string
  /** First day, ISO. */
  readonly month: string
  readonly dimensions: string
  /** Blocks plus ledger. */
  readonly kept: number
  /** Sum over the records. */
  readonly recomputed: number
}

const mostMismatches = 100

/** Compares blocks plus ledger with the records, in one snapshot; at most 100 mismatches. */
export function verifyCells(database: Database, city: string, view: FactView): Promise<CellMismatch[]> {
  return withSums(database, city, view, async (tx, sum) =>
    mismatches(await readBlocks(tx, city, { measures: names(view) }), new BlockSet((await sum(tx)).blocks())),
  )
}

function mismatches(kept: BlockSet, recomputed: BlockSet): CellMismatch[] {
  const values = new Map<string, [kept: number, recomputed: number]>()
  for (const [side, blocks] of [kept, recomputed].entries())
    for (const { measure, region, month, dimensions, units } of sumsIn(blocks)) {
      const key = JSON.stringify([measure, region, month, dimensions])
      const pair = values.get(key) ?? [0, 0]
      pair[side] = units
      values.set(key, pair)
    }
  const found = [...values].filter(([, [one, other]]) => one !== other).slice(0, mostMismatches)
  return found.map(([key, [one, other]]) => {
    const [measure, region, month, dimensions] = JSON.parse(key)
    return { measure, region, month, dimensions, kept: fromUnits(one), recomputed: fromUnits(other) }
  })
}

/** Runs work in a transaction with one snapshot, during which nothing is folded. */
function withSums<Result>(
  database: Database,
  city: string,
  view: FactView,
  work: (tx: Connection, sum: Summing) => Promise<Result>,
): Promise<Result> {
  const { pglite, pool } = database
  if (pglite) return withSumsOnPglite(pglite, city, view, work)
  return database.kysely.connection().execute(async (connection) => {
    // Before the transaction: waiting inside it would leave it with a snapshot from before the wait.
    await sql`select pg_advisory_lock(${foldKey(city)})`.execute(connection)
    try {
      return await connection
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((tx) =>
          work(tx, (inside) => {
            if (!pool) throw new TypeError('A PostgreSQL database has a pool')
            return sumOnPostgres(pool, inside, city, view)
          }),
        )
    } finally {
      await sql`select pg_advisory_unlock(${foldKey(city)})`.execute(connection)
    }
  })
}

// PGlite runs one transaction at a time, so nothing can be folded or written meanwhile.
const withSumsOnPglite = <Result>(
  pglite: PGlite,
  city: string,
  view: FactView,
  work: (tx: Connection, sum: Summing) => Promise<Result>,
): Promise<Result> =>
  pglite.transaction((transaction) =>
    work(connectionOver(pglite, transaction), (tx) => sumOnPglite(transaction, tx, city, view)),
  )
