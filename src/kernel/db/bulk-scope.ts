/** Transactions that take in many rows: a scope like all others, with COPY into temporary tables. */
import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database, NoTables } from './database.ts'
import { connectionOver } from './pglite-transaction.ts'
import { type Identity, type Scope, type ScopeOptions, withScope } from './scope.ts'
import { applicationRole } from './security.ts'

/**
 * Makes a temporary table that is gone at the end of the transaction, and fills it from rows in PostgreSQL's text
 * format (see {@link copyField}), or in its binary one (see `CopyRows`), which takes half the time. PostgreSQL refuses
 * COPY into tables with row-level security: what goes into those is inserted from here, by a statement on which the
 * policies hold.
 *
 * @param columns names and types, as in `create table`
 * @param rows text, each row ended by a newline; or the pieces that `CopyRows` made
 */
export type CopyIntoTemporary = (
  table: string,
  columns: string,
  rows: string | readonly Uint8Array<ArrayBuffer>[],
) => Promise<void>

const formatOf = (rows: string | readonly Uint8Array[]): string =>
  typeof rows === 'string' ? '' : ' with (format binary)'

/**
 * As `withScope`, and hands the work a COPY into the same transaction. Three times as fast as arrays as parameters;
 * from some thousand rows on it pays.
 */
export async function withBulkScope<Result>(
  database: Database,
  identity: Identity,
  work: (scope: Scope, copy: CopyIntoTemporary) => Promise<Result>,
  options: ScopeOptions = {},
): Promise<Result> {
  const effects: Array<(database: Database) => void> = []
  const result = await inTransaction(
    database,
    identity,
    (scope, copy) => work({ ...scope, afterCommit: (effect) => effects.push(effect) }, copy),
    options,
  )
  // Only now: the transaction of PGlite is the outer one, and the connection that the work ran on is no effect's.
  for (const effect of effects) effect(database)
  return result
}

async function inTransaction<Result>(
  database: Database,
  identity: Identity,
  work: (scope: Scope, copy: CopyIntoTemporary) => Promise<Result>,
  options: ScopeOptions,
): Promise<Result> {
  const { pool, pglite } = database
  if (pglite)
    return pglite.transaction((session) =>
      withScope(
        { ...database, kysely: connectionOver(pglite, session), reading: undefined },
        identity,
        (scope) =>
          work(scope, async (table, columns, rows) => {
            await createTemporary(scope, table, columns)
            // Reading the "file" is the owner's right; the table is a temporary one of this transaction.
            await sql`reset role`.execute(scope.tx)
            const blob = new Blob(typeof rows === 'string' ? [rows] : [...rows])
            await session.query(`copy ${table} from '/dev/blob'${formatOf(rows)}`, [], { blob })
            await sql`set local role ${sql.id(applicationRole)}`.execute(scope.tx)
          }),
        options,
      ),
    )
  if (!pool) throw new TypeError('The database has neither a pool nor PGlite')
  const client = await pool.connect()
  try {
    const result = await withScope(
      { ...database, kysely: singleConnection(client), reading: undefined },
      identity,
      (scope) =>
        work(scope, async (table, columns, rows) => {
          await createTemporary(scope, table, columns)
          await copyOver(client, table, rows)
        }),
      options,
    )
    client.release()
    return result
  } catch (error) {
    // What was sent may be half read: the connection is of no more use.
    client.release(true)
    throw error
  }
}

/** Kysely over one connection that is not given back when a query ends. */
function singleConnection(client: pg.PoolClient): Kysely<NoTables> {
  const connect = async () => ({
    query: client.query.bind(client),
    release: () => {},
  })
  return new Kysely<NoTables>({
    dialect: new PostgresDialect({ pool: { connect, end: async () => {}, options: {} } }),
  })
}

async function createTemporary(scope: Scope, table: string, columns: string): Promise<void> {
  if (!/^[a-z_]+$/.test(table)) throw new TypeError(`${table} is no name of a temporary table`)
  await sql.raw(`create temporary table ${table} (${columns}) on commit drop`).execute(scope.tx)
}

function copyOver(client: pg.PoolClient, table: string, rows: string | readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = client.query(copyFrom(`copy ${table} from stdin${formatOf(rows)}`))
    stream.on('error', reject)
    stream.on('finish', resolve)
    // Encoded here in pieces: the driver sends each as one message.
    for (const bytes of typeof rows === 'string' ? [Buffer.from(rows)] : rows)
      for (let start = 0; start < bytes.length; start += 65_536)
        stream.write(bytes.subarray(start, start + 65_536))
    stream.end()
  })
}

const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A value in PostgreSQL's text format of COPY; fields are parted by tabs. */
export function copyField(value: string | number | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  return special.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : value
}
