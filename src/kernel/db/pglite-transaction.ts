/** Kysely over a transaction that PGlite itself opened, for the few works that need PGlite's own calls within it. */
import type { Transaction } from '@electric-sql/pglite'
import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Connection, NoTables } from './database.ts'

/** Queries of the connection run inside the transaction; it cannot open one of its own. */
export function connectionOver(transaction: Transaction): Connection {
  const connection: DatabaseConnection = {
    executeQuery: async ({ sql, parameters }) => {
      const { rows, affectedRows } = await transaction.query<never>(sql, [...parameters])
      return { rows, ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }) }
    },
    streamQuery: () => {
      throw new TypeError('PGlite does not stream')
    },
  }
  const refuse = async (): Promise<void> => {
    throw new TypeError('The transaction is already open')
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return new Kysely<NoTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
