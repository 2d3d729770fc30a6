/** Statements of a transaction that are asked for together are sent together, where the connection takes them so. */
import { DummyDriver, type PostgresDialect, Transaction } from 'kysely'

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
  const connection = await tx.getExecutor().provideConnection(async (held) => held)
  return new Transaction<Tables>({
    config: { dialect },
    dialect,
    // Beginning and ending are the first transaction's, which this one lives in.
    driver: new DummyDriver(),
    executor: tx.getExecutor().withConnectionProvider({
      provideConnection: (consumer) => consumer(connection),
    }),
  })
}
