import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { kernelModules } from '../modules.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { systemIdentity, withScope } from './scope.ts'
import { sideBySide } from './side-by-side.ts'

describe('statements of a transaction that are asked for together', () => {
  it('are sent before the first is answered', async () => {
    const seen: string[] = []
    const answer = async (text: unknown) => {
      seen.push(`sent ${text}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      seen.push(`answered ${text}`)
      return { command: 'SELECT', rowCount: 0, rows: [] }
    }
    const query = (text: unknown): unknown => answer(text)
    const client: PostgresPoolClient = { query: query as PostgresPoolClient['query'], release: () => {} }
    const dialect = new PostgresDialect({
      pool: { connect: async () => client, end: async () => {}, options: {} },
    })
    await new Kysely({ dialect }).transaction().execute(async (tx) => {
      const together = await sideBySide(tx, dialect)
      await Promise.all([sql`one`.execute(together), sql`two`.execute(together)])
      await sql`three`.execute(together)
    })
    expect(seen).toEqual([
      'sent begin',
      'answered begin',
      'sent one',
      'sent two',
      'answered one',
      'answered two',
      'sent three',
      'answered three',
      'sent commit',
      'answered commit',
    ])
  })
})

describe.each(databaseKinds)('statements asked for together on %s', (kind) => {
  const database = useTestDatabase(kind, kernelModules)
  const identity = systemIdentity('990100', 'test')

  it('answer each its own, in one transaction', async () => {
    const found = await withScope(database(), identity, (scope) =>
      Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          sql<{ index: number; transaction: string }>`
            select ${index}::integer as index, pg_current_xact_id()::text as transaction`.execute(scope.tx),
        ),
      ),
    )
    const rows = found.flatMap((one) => one.rows)
    expect(rows.map((row) => row.index)).toEqual(rows.map((_, index) => index))
    expect(new Set(rows.map((row) => row.transaction)).size).toBe(1)
  })

  it('fail for the reason of the one that failed, and leave nothing behind', async () => {
    await expect(
      withScope(database(), identity, (scope) =>
        Promise.all([
          sql`create temporary table made_beside (one integer)`.execute(scope.tx),
          sql`select 1 / 0`.execute(scope.tx),
          sql`select 2`.execute(scope.tx),
        ]),
      ),
    ).rejects.toThrow('division by zero')
    const after = await withScope(database(), identity, (scope) =>
      sql<{ there: boolean }>`select to_regclass('made_beside') is not null as there`.execute(scope.tx),
    )
    expect(after.rows).toEqual([{ there: false }])
  })
})
