import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kernelModules } from '../modules.ts'
import { useTestDatabase } from '../testing/test-database.ts'
import { type Database, openDatabase } from './database.ts'
import { type Scope, systemIdentity, withScope } from './scope.ts'
import { withoutTransaction } from './scoped-reading.ts'
import { secureTables } from './security.ts'

const cities = ['990100', '990200', '990300'] as const

describe('scopes that only read on PostgreSQL', () => {
  const many = useTestDatabase('postgres', kernelModules)
  let one: Database | undefined
  /** The same database over a single connection, so that every piece of work follows another on it. */
  const single = (): Database => {
    if (!one) throw new TypeError('Only open while tests run')
    return one
  }
  beforeAll(async () => {
    await many().executeScript(
      `create table mark (city text not null); insert into mark values ${cities.map((city) => `('${city}')`)}`,
    )
    await many()
      .kysely.transaction()
      .execute((tx) => secureTables(tx, { mark: { placement: 'distributed', access: 'change' } }))
    const url = many().pool?.options.connectionString ?? ''
    one = await openDatabase({ kind: 'postgres', url, maxConnections: 1 })
  })
  afterAll(() => one?.close())

  const read = <Result>(database: Database, city: string, work: (scope: Scope) => Promise<Result>) =>
    withScope(database, systemIdentity(city, 'test'), work, { readOnly: true })
  const marks = async (scope: Scope): Promise<string[]> =>
    (await sql<{ city: string }>`select city from mark`.execute(scope.tx)).rows.map((row) => row.city)
  const fails = (scope: Scope) => sql`select 1 / 0`.execute(scope.tx)

  /** What can happen within a scope; all of it ends with what the scope could see, or in an error. */
  const happenings: ReadonlyArray<(scope: Scope) => Promise<string[]>> = [
    marks,
    async (scope) => [...(await marks(scope)), ...(await marks(scope))],
    async (scope) => (await Promise.all([marks(scope), marks(scope), marks(scope)])).flat(),
    async (scope) => {
      await fails(scope)
      return marks(scope)
    },
    // What was asked beside the statement that fails is still under way when the scope ends.
    async (scope) => {
      const beside = sql`select pg_sleep(0.005)`.execute(scope.tx).then(() => marks(scope))
      beside.catch(() => {})
      await Promise.all([fails(scope), beside])
      return []
    },
    async (scope) => {
      const found = await marks(scope)
      await fails(scope).catch(() => {})
      return [...found, ...(await marks(scope))]
    },
    async (scope) => {
      await sql`select pg_cancel_backend(pg_backend_pid()), pg_sleep(1)`.execute(scope.tx)
      return marks(scope)
    },
    async (scope) => {
      await sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)`.execute(scope.tx)
      return marks(scope)
    },
    async (scope) => {
      await sql`this is no statement`.execute(scope.tx)
      return marks(scope)
    },
    async () => {
      throw new Error('nothing was asked')
    },
  ]

  it.each([
    ['one connection', single],
    ['several connections', many],
  ])('see their own city over %s, whatever happened before on it', async (_, database) => {
    let seen = 0
    // Every happening before every other, in the same city and in another.
    const works = happenings.flatMap((_first, before) =>
      happenings.flatMap((_second, after) => [before, after].map((which, place) => ({ which, place }))),
    )
    await Promise.all(
      works.map(async ({ which }, index) => {
        const city = cities[(index * 7 + which) % cities.length] ?? ''
        const found = await read(database(), city, happenings[which] ?? marks).catch(() => [])
        expect(new Set([city, ...found])).toEqual(new Set([city]))
        seen += found.length
      }),
    )
    expect(seen).toBeGreaterThan(works.length / 3)
  })

  it('are of no use once they have ended', async () => {
    let late: Scope | undefined
    await read(single(), '990100', async (scope) => {
      late = scope
    })
    await read(single(), '990200', async () => {
      await expect(late && marks(late)).rejects.toThrow('ended')
    })
  })

  it('leave nothing to the next when their city could not be set', async () => {
    await read(single(), '990100', marks)
    await expect(read(single(), 'no\u0000city', marks)).rejects.toThrow('invalid byte sequence')
    expect(await read(single(), '990300', marks)).toEqual(['990300'])
  })

  it('outlive a connection that the server drops between two statements', async () => {
    const dropped = read(single(), '990100', async (scope) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(scope.tx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(many().kysely)
      await new Promise((resolve) => setTimeout(resolve, 50))
      return marks(scope)
    })
    await expect(dropped).rejects.toThrow()
    expect(await read(single(), '990100', marks)).toEqual(['990100'])
  })

  it('change nothing, in the role of the application', async () => {
    await expect(
      read(single(), '990100', (scope) => sql`insert into mark values ('990100')`.execute(scope.tx)),
    ).rejects.toThrow('read-only transaction')
    const { rows } = await read(single(), '990100', (scope) =>
      sql<{ role: string; access: string }>`
        select current_user as role, current_setting('transaction_read_only') as access`.execute(scope.tx),
    )
    expect(rows).toEqual([{ role: 'zhiheng_application', access: 'on' }])
  })

  it.each([
    "select set_config('zhiheng.city', '990200', false)",
    'set role none',
    'select 1; reset role',
    '/* words */ set local plan_cache_mode = force_custom_plan',
    'select pg_advisory_xact_lock(1)',
    'begin',
  ])('refuse what would stay with the connection or needs a transaction: %s', async (statement) => {
    await expect(read(single(), '990100', (scope) => sql.raw(statement).execute(scope.tx))).rejects.toThrow(
      'needs a transaction',
    )
    expect(await read(single(), '990100', marks)).toEqual(['990100'])
  })
})

it('statements that only speak of settings are no settings', async () => {
  const sent: string[] = []
  const query = withoutTransaction(async (text) => sent.push(text))
  for (const text of ['select started from setting', "select current_setting('zhiheng.city')"])
    await query(text)
  expect(sent).toHaveLength(2)
})
