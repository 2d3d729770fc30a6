/** One streaming read of a fact view into sums: on PostgreSQL by two connections in one snapshot, on PGlite in one piece. */
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { sql } from 'kysely'
import pg from 'pg'
import type { Connection } from '../db/database.ts'
import { headerLength, type NumberFormat } from './copy-format.ts'
import { CopyReader, type RowSink } from './copy-reader.ts'
import { FactSums } from './fact-sums.ts'
import type { FactView } from './fact-view.ts'

const exactTypes: readonly NumberFormat[] = ['numeric', 'smallint', 'integer', 'bigint']

/** Columns in the order in which they are sent, checked to have types that can be added exactly. */
export async function numberFormats(tx: Connection, view: FactView): Promise<NumberFormat[]> {
  const found = await sql<{ name: string; type: string }>`
    select attname::text as name, format_type(atttypid, null) as type from pg_attribute
    where attrelid = ${view.view}::regclass and attnum > 0`.execute(tx)
  const types = new Map(found.rows.map(({ name, type }) => [name, type]))
  const refuse = (column: string, wanted: string): never => {
    throw new TypeError(
      `${view.view}.${column} is ${types.get(column) ?? 'not there'}; it has to be ${wanted}`,
    )
  }
  if (types.get('at') !== 'date') refuse('at', 'date')
  for (const column of ['region', ...view.dimensions])
    if (types.get(column) !== 'text') refuse(column, 'text')
  return view.measures.map(
    ({ column }) =>
      exactTypes.find((type) => type === types.get(column)) ??
      refuse(column, `${exactTypes.join(', ')}, which add exactly`),
  )
}

const quoted = pg.escapeIdentifier

/** COPY takes no parameters; a city is six digits, which is checked. */
function copyStatement(
  view: FactView,
  city: string,
  part?: { readonly of: number; readonly at: number },
): string {
  if (!/^\d{6}$/.test(city)) throw new TypeError(`${city} is no code of a city`)
  const columns = ['region', 'at', ...view.dimensions, ...view.measures.map((measure) => measure.column)]
  // By day, so that the parts are alike in size whatever order the records are in.
  const share = part ? ` and (fact.at - date '2000-01-01') & ${part.of - 1} = ${part.at}` : ''
  return `copy (select ${columns.map((column) => `fact.${quoted(column)}`).join(', ')} from ${quoted(view.view)} fact where fact.city = '${city}'${share}) to`
}

// One for each core that a small server has; must be a power of two.
const streams = 2

async function readPart(pool: pg.Pool, snapshot: string, statement: string, sink: RowSink): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`set transaction snapshot '${snapshot.replaceAll("'", "''")}'`)
    // The streams are the processors' share already: workers would cost them what handing rows over costs.
    await client.query('set local max_parallel_workers_per_gather = 0')
    await client.query(new CopyReader(`${statement} stdout with (format binary)`, sink)).done
    await client.query('commit')
    client.release()
  } catch (error) {
    // Half a stream is on the wire: the connection is of no more use.
    client.release(true)
    throw error
  }
}

/** Sums all records of a view in the snapshot of `tx`, a transaction of at least repeatable read. */
export async function sumOnPostgres(
  pool: pg.Pool,
  tx: Connection,
  city: string,
  view: FactView,
): Promise<FactSums> {
  const sums = new FactSums(view, await numberFormats(tx, view))
  const exported = await sql<{ snapshot: string }>`select pg_export_snapshot() as snapshot`.execute(tx)
  const snapshot = exported.rows[0]?.snapshot ?? ''
  const parts = Array.from({ length: streams }, (_, at) =>
    readPart(pool, snapshot, copyStatement(view, city, { of: streams, at }), (bytes, from, end) =>
      sums.addRows(bytes, from, end),
    ),
  )
  // All have to end before an error goes on: they use the snapshot of the caller's transaction.
  for (const part of await Promise.allSettled(parts)) if (part.status === 'rejected') throw part.reason
  return sums
}

/** Sums all records of a view; PGlite hands them over as one piece in memory (45 MB for a million narrow records). */
export async function sumOnPglite(
  pglite: PGlite | Transaction,
  tx: Connection,
  city: string,
  view: FactView,
): Promise<FactSums> {
  const sums = new FactSums(view, await numberFormats(tx, view))
  const { blob } = await pglite.query(`${copyStatement(view, city)} '/dev/blob' with (format binary)`)
  if (blob) {
    const bytes = new Uint8Array(await blob.arrayBuffer())
    sums.addRows(bytes, headerLength(bytes), bytes.length)
  }
  return sums
}
