/**
 * Scoped work that only reads, without a transaction: its connections are in the role of the application and read-only
 * for as long as they live, and turned to a city before anybody is given one. A statement is then one message, where
 * opening and ending a transaction around it costs the server more than the statement does.
 */
import type {
  DatabaseConnection,
  PostgresDialect,
  PostgresPool,
  PostgresPoolClient,
  Transaction,
} from 'kysely'
import type pg from 'pg'
import type { Connection, NoTables } from './database.ts'
import type { Query } from './pipelining.ts'
import { applicationRole } from './security.ts'
import { transactionOver } from './side-by-side.ts'

/** Hands work a connection that sees one city and changes nothing; it is of no use any more once the work has ended. */
export type ScopedReading = <Result>(
  city: string,
  work: (tx: Transaction<NoTables>) => Promise<Result>,
) => Promise<Result>

const turning = `select set_config('role', '${applicationRole}', false),
  set_config('default_transaction_read_only', 'on', false), set_config('zhiheng.city', $1, false)`

// What stays with a connection is nobody's to change, and what ends with a transaction would end with the statement.
const needsTransaction =
  /(?:^|;|\*\/)\s*(?:set|reset|discard|begin|start)\b|\b(?:set_config|pg_\w*advisory_\w+)\s*\(/i

/** Makes the `query` of a reading client refuse what would not do what it says there, or what the next one would find. */
export function withoutTransaction(query: Query): Query {
  return (text, values) => {
    if (text !== turning && needsTransaction.test(text))
      throw new TypeError(
        `This needs a transaction; its procedure cannot be declared readOnly: ${text.slice(0, 80)}`,
      )
    return query(text, values)
  }
}

/** Whether a connection is one session of the server: a pooler in between may give each statement another. */
export async function holdsSession(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return 'processID' in client && client.processID === rows[0]?.pid
  } finally {
    client.release()
  }
}

/**
 * @param pool connections that nothing else is done with, whose clients are `withoutTransaction`
 * @param kysely builds the statements; its dialect is the one given
 */
export function scopedReading(
  pool: PostgresPool,
  kysely: Connection,
  dialect: PostgresDialect,
): ScopedReading {
  const cities = new WeakMap<PostgresPoolClient, string>()
  // Waited for: were it sent ahead and called off, the statement behind it would see the city before.
  const turn = async (client: PostgresPoolClient, city: string): Promise<void> => {
    cities.delete(client)
    await client.query(turning, [city])
    cities.set(client, city)
  }
  return async (city, work) => {
    const client = await pool.connect()
    let over = false
    const connection: DatabaseConnection = {
      executeQuery: async <Row>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) => {
        // By now the connection may be another city's.
        if (over) throw new TypeError('The scope of this statement has ended')
        const { rows } = await client.query<Row>(sql, parameters)
        return { rows }
      },
      streamQuery: () => {
        throw new TypeError('Cursors are not used here')
      },
    }
    try {
      if (cities.get(client) !== city) await turn(client, city)
      return await work(transactionOver(kysely, dialect, connection))
    } finally {
      over = true
      client.release()
    }
  }
}
