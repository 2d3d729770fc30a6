import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { kernelModules } from '../modules.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { aheadMark, goesAhead, openingAhead, openingMark } from './pipelining.ts'
import { type Scope, systemIdentity, withScope } from './scope.ts'

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

  it('fail for the reason that what went ahead failed, at the next statement or at the end', async () => {
    const ahead = (scope: Scope) => sql`${goesAhead} select 1 / 0`.execute(scope.tx)
    await expect(withScope(database(), identity, ahead)).rejects.toThrow('division by zero')
    const seen: string[] = []
    await expect(
      withScope(database(), identity, async (scope) => {
        scope.afterCommit(() => seen.push('committed'))
        scope.beforeCommit(async () => {
          await ahead(scope)
        })
        await sql`select 1`.execute(scope.tx)
      }),
    ).rejects.toThrow('division by zero')
    await expect(
      withScope(database(), identity, async (scope) => {
        await ahead(scope)
        await sql`select 1`.execute(scope.tx)
      }),
    ).rejects.toThrow('division by zero')
    expect(seen).toEqual([])
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

const setting = `${openingMark} select set_config('city', $1, true)`

/** A client that keeps what it is sent, and fails where told to. */
function recording(failing: (text: string) => string | undefined = () => undefined) {
  const sent: string[] = []
  const query = openingAhead(async (text) => {
    sent.push(text)
    const reason = failing(text)
    if (reason !== undefined) throw new Error(reason)
    return { rows: [text] }
  })
  return { sent, query }
}

describe('statements that open a transaction', () => {
  it('travel as one message, with their values written into it', async () => {
    const { sent, query } = recording()
    await query('begin')
    await query(setting, ["o'clock"])
    expect(await query('select 1')).toEqual({ rows: ['select 1'] })
    await query('commit')
    expect(sent).toEqual([
      `begin; ${openingMark} select set_config('city', 'o''clock', true)`,
      'select 1',
      'commit',
    ])
  })

  it('fail with the first statement, for the reason it could not be opened', async () => {
    const { query } = recording((text) =>
      text.includes(openingMark) ? 'no such role' : 'transaction is aborted',
    )
    await query('begin')
    await query(setting, ['990100'])
    await expect(query('select 1')).rejects.toThrow('no such role')
    await query('begin')
    await expect(query('select 1')).rejects.toThrow('transaction is aborted')
  })
})

describe('statements that go ahead', () => {
  it('are not waited for, and fail with the next one', async () => {
    const { sent, query } = recording((text) => (text.endsWith('lock') ? 'deadlock' : undefined))
    await query('begin')
    await query(`${aheadMark} lock`)
    await query(`${aheadMark} before`)
    await expect(query('select 1')).rejects.toThrow('deadlock')
    expect(sent).toEqual(['begin', `${aheadMark} lock`, `${aheadMark} before`, 'select 1'])
    expect(await query('rollback')).toEqual({ rows: ['rollback'] })
  })
})
