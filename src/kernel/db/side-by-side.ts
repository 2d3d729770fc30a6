/** Statements of a transaction that are asked for together are sent together, where the connection takes them so. */
import { type DatabaseConnection, DummyDriver, type Kysely, type PostgresDialect, Transaction } from 'kysely'

/**
 * The same transaction, whose statements are sent as they are asked for; those of Kysely's own wait for the answer to
 * the one before. The server works them off in their order, as it does one by one.
 *
 * @param dialect that of the transaction, whose connections have to queue statements by themselves (`pg` does)
 */
export async function sideBySide<Tables>(
  tx: Transaction<Tables>,
  dialect: PostgresDialect,
): Promise<Transaction<Tables>> {
  return transactionOver(tx, dialect, await tx.getExecutor().provideConnection(async (held) => held))
}

/** Kysely as in a transaction, over a connection whose beginning and end are somebody else's. */
export function transactionOver<Tables>(
  kysely: Kysely<Tables>,
  dialect: PostgresDialect,
  connection: DatabaseConnection,
): Transaction<Tables> {
  return new Transaction<Tables>({
    config: { dialect },
    dialect,
    driver: new DummyDriver(),
    executor: kysely.getExecutor().withConnectionProvider({
      provideConnection: (consumer) => consumer(connection),
    }),
  })
}
