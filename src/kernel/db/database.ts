/**
 * The one place that knows which database is behind: PGlite (PostgreSQL in this process, data in a
 * folder or in memory) or a PostgreSQL server. Everything above sees Kysely and the same SQL.
 */
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { LendingSocket } from './lending-socket.ts'
import { GatheringSocket, openingAhead } from './pipelining.ts'
import { preparingPool } from './prepared-statements.ts'
import { holdsSession, type ScopedReading, scopedReading, withoutTransaction } from './scoped-reading.ts'
import { sideBySide } from './side-by-side.ts'

/** Tables are typed where they are used: each store adds its own with `withTables<…>()`. */
// biome-ignore lint/complexity/noBannedTypes: the empty table set that stores extend; `Record<string, never>` would forbid that.
export type NoTables = {}
export type Connection = Kysely<NoTables>

export type DatabaseLocation =
  | { readonly kind: 'postgres'; readonly url: string; readonly maxConnections?: number }
  | { readonly kind: 'pglite'; readonly folder: string }
  /** In memory, optionally from a snapshot made with `dumpDataDir`: for tests. */
  | { readonly kind: 'pglite-memory'; readonly snapshot?: Blob }

export interface Database {
  readonly kind: 'postgres' | 'pglite'
  readonly kysely: Connection
  /** Runs one or more statements outside any scope: for migrations and the job queue only. */
  readonly executeScript: (sql: string) => Promise<void>
  /** The raw PGlite handle, where that is the database (the job queue listens on it). */
  readonly pglite: PGlite | undefined
  /** Has the statements of a transaction travel together where they are asked for together; PGlite has no trips to save. */
  readonly sideBySide: (tx: Transaction<NoTables>) => Promise<Transaction<NoTables>>
  /** For scopes that only read, where PostgreSQL is the database and no pooler stands before it. */
  readonly reading: ScopedReading | undefined
  /** Connections for COPY, which is not for those of `kysely`, where PostgreSQL is the database. */
  readonly pool: pg.Pool | undefined
  readonly close: () => Promise<void>
}

const typeId = { int8: 20, date: 1082, numeric: 1700 } as const

// Both drivers hand out the same JavaScript values: counts and figures as numbers, dates (without a
// time of day) as ISO strings, instants as Date.
const asNumber = (text: string): number => Number(text)
const asText = (text: string): string => text

// Bulk work is rare and one at a time in a city; a rebuild reads over two.
const copyConnections = 4

function openPglite(location: Exclude<DatabaseLocation, { kind: 'postgres' }>): PGlite {
  const parsers = { [typeId.int8]: asNumber, [typeId.numeric]: asNumber, [typeId.date]: asText }
  if (location.kind === 'pglite') return new PGlite({ dataDir: location.folder, parsers })
  return new PGlite(location.snapshot ? { loadDataDir: location.snapshot, parsers } : { parsers })
}

function openPool(url: string, more: pg.PoolConfig): pg.Pool {
  const types = new pg.TypeOverrides()
  types.setTypeParser(typeId.int8, asNumber)
  types.setTypeParser(typeId.numeric, asNumber)
  types.setTypeParser(typeId.date, asText)
  const pool = new pg.Pool({
    connectionString: url,
    ...more,
    types,
    // Compiling a statement (from an estimated cost on that any list of ten thousand reaches) takes longer than ours run.
    options: '-c timezone=Asia/Shanghai -c jit=off',
  })
  // A connection that the server drops is replaced at the next use, and fails the statements of whoever has it; without
  // listeners the event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * Opens the database. PGlite creates its folder when absent.
 *
 * @throws when the folder is held by another process or the server cannot be reached.
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if (location.kind === 'postgres') {
    const pool = openPool(location.url, { max: copyConnections, stream: () => new LendingSocket() })
    const openPipelining = (): pg.Pool =>
      openPool(location.url, {
        max: location.maxConnections ?? 10,
        pipeline: true,
        stream: () => new GatheringSocket(),
      })
    const readers = preparingPool(openPipelining(), withoutTransaction)
    const dialect = new PostgresDialect({ pool: preparingPool(openPipelining(), openingAhead) })
    const kysely = new Kysely<NoTables>({ dialect })
    return {
      kind: 'postgres',
      kysely,
      pool,
      reading: (await holdsSession(pool)) ? scopedReading(readers, kysely, dialect) : undefined,
      sideBySide: (tx) => sideBySide(tx, dialect),
      pglite: undefined,
      executeScript: async (sql) => {
        await pool.query(sql)
      },
      close: async () => {
        await kysely.destroy()
        await readers.end()
        await pool.end()
      },
    }
  }
  const pglite = openPglite(location)
  await pglite.waitReady
  await pglite.exec("set timezone = 'Asia/Shanghai'")
  const kysely = new Kysely<NoTables>({ dialect: new PGliteDialect({ pglite }) })
  return {
    kind: 'pglite',
    kysely,
    pglite,
    pool: undefined,
    reading: undefined,
    sideBySide: async (tx) => tx,
    executeScript: async (sql) => {
      await pglite.exec(sql)
    },
    close: async () => {
      if (!pglite.closed) await pglite.close()
    },
  }
}
