/** Kysely over a transaction that PGlite itself opened, for the few works that need PGlite's own calls within it. */
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { Connection, NoTables } from './database.ts'

/** Queries run inside the transaction; a transaction that is begun here is that same one. */
export function connectionOver(pglite: PGlite, transaction: Transaction): Connection {
  return new Kysely<NoTables>({
    dialect: new PGliteDialect({
      pglite: {
        closed: false,
        ready: true,
        waitReady: pglite.waitReady,
        close: async () => {},
        query: transaction.query.bind(transaction),
        transaction: (work) => work(transaction),
      },
    }),
  })
}
