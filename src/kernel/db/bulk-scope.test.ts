import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { auditModule } from '../audit/audit-module.ts'
import { measuresModule } from '../measures/measures-module.ts'
import { followFigures, noteFigureChange } from '../measures/totals.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { withBulkScope } from './bulk-scope.ts'
import type { Database } from './database.ts'
import { type Scope, systemIdentity, withScope } from './scope.ts'

const identity = systemIdentity('990100', 'test')

describe.each(databaseKinds)('bulk scopes on %s', (kind) => {
  const database = useTestDatabase(kind, [auditModule, measuresModule])

  it('hand effects the database that the work was begun on', async () => {
    const given: Database[] = []
    await withBulkScope(database(), identity, async (scope) => {
      scope.afterCommit((one) => given.push(one))
    })
    expect(given).toEqual([database()])
    expect(given[0] === database()).toBe(true)
  })

  it('run no effect when the transaction fails as late as at its end', async () => {
    const effects: string[] = []
    const failing = withBulkScope(database(), identity, async (scope) => {
      await sql`create temporary table once (a integer unique deferrable initially deferred) on commit drop`.execute(
        scope.tx,
      )
      await sql`insert into once values (1), (1)`.execute(scope.tx)
      scope.afterCommit(() => effects.push('ran'))
    })
    await expect(failing).rejects.toThrow(/once/)
    expect(effects).toEqual([])
  })

  it('tell those who follow figures, as scopes do, whichever copy of the database they follow', async () => {
    const heard: string[] = []
    const stop = followFigures({ ...database() }, (city) => heard.push(city))
    const note = async (scope: Scope) => noteFigureChange(scope)
    await withScope(database(), identity, note)
    await withBulkScope(database(), identity, note)
    stop()
    await withBulkScope(database(), identity, note)
    expect(heard).toEqual(['990100', '990100'])
  })
})
