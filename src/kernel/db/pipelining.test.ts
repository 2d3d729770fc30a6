import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { kernelModules } from '../modules.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { openingAhead, openingMark } from './pipelining.ts'
import { systemIdentity, withScope } from './scope.ts'

describe.each(databaseKinds)('scopes on %s', (kind) => {
  const database = useTestDatabase(kind, kernelModules)
  const identity = systemIdentity('990100', 'test')

  it('give their first statement the city', async () => {
    const found = await withScope(database(), identity, (scope) =>
      sql<{ city: string }>`select current_setting('zhiheng.city') as city`.execute(scope.tx),
    )
    expect(found.rows).toEqual([{ city: '990100' }])
  })

  it('commit and roll back with and without statements', async () => {
    await withScope(database(), identity, async () => {})
    await expect(
      withScope(database(), identity, async () => {
        throw new Error('nothing was asked')
      }),
    ).rejects.toThrow('nothing was asked')
    await expect(
      withScope(database(), identity, (scope) => sql`select 1 / 0`.execute(scope.tx)),
    ).rejects.toThrow('division by zero')
    const after = await withScope(database(), identity, (scope) => sql`select 1 as one`.execute(scope.tx))
    expect(after.rows).toEqual([{ one: 1 }])
  })

  it('refuse every change when they are to read only', async () => {
    await expect(
      withScope(
        database(),
        identity,
        (scope) => sql`create table made_by_a_reader (one integer)`.execute(scope.tx),
        { readOnly: true },
      ),
    ).rejects.toThrow('read-only transaction')
    const read = await withScope(
      database(),
      identity,
      (scope) => sql<{ city: string }>`select current_setting('zhiheng.city') as city`.execute(scope.tx),
      { readOnly: true },
    )
    expect(read.rows).toEqual([{ city: '990100' }])
  })

  it('keep many at once apart', async () => {
    const cities = Array.from({ length: 40 }, (_, index) => `99${String(index).padStart(2, '0')}00`)
    const seen = await Promise.all(
      cities.map((city, index) =>
        withScope(
          database(),
          systemIdentity(city, 'test'),
          async (scope) => {
            const found = await sql<{ city: string }>`
              select current_setting('zhiheng.city') as city, pg_sleep(0.002)`.execute(scope.tx)
            return found.rows[0]?.city
          },
          { readOnly: index % 2 === 0 },
        ),
      ),
    )
    expect(seen).toEqual(cities)
  })
})

describe('a transaction that cannot be opened', () => {
  it('fails with its first statement, for the reason it could not be opened', async () => {
    const query = openingAhead(async (text) => {
      throw new Error(text.startsWith(openingMark) ? 'no such role' : 'transaction is aborted')
    })
    const open = openingAhead(async (text) => {
      if (text.startsWith(openingMark)) throw new Error('no such role')
      if (text === 'select 1') throw new Error('transaction is aborted')
      return {}
    })
    await open('begin')
    await open(`${openingMark} select set_config($1, $2, true)`, ['a', 'b'])
    await expect(open('select 1')).rejects.toThrow('no such role')
    await query('begin')
    await expect(query('select 1')).rejects.toThrow('transaction is aborted')
  })
})
