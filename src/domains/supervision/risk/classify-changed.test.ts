/** New and changed enterprises get their classes between two full passes. */
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '#kernel/db/scope.ts'
import { withScope } from '#kernel/db/scope.ts'
import { personIdentity } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { classifyNow, classStanding } from './class-service.ts'
import { classifyAll } from './classification-service.ts'
import { reclassifyChanged } from './classify-changed.ts'
import { draftScorecard } from './draft-scorecard.ts'
import { addEnterprises } from './enterprises.fixture.ts'
import { exampleScorecard } from './example-scorecard.ts'
import { roomsUnderTest } from './rooms.fixture.ts'
import { putIntoForce, saveScorecard } from './scorecard-service.ts'

const city = '990600'
const clerk = personIdentity(city, roomsUnderTest, { userId: newId(), name: '经办', roles: ['clerk'] })
const inspector = personIdentity(city, roomsUnderTest, {
  userId: newId(),
  roles: ['inspector'],
  regions: ['990604'],
})
const now = new Date('2026-05-06T02:00:00Z')
const later = new Date('2026-05-06T03:00:00Z')

describe.each(databaseKinds)('classes of changed enterprises on %s', (kind) => {
  const database = useTestDatabase(kind, roomsUnderTest)
  const run = <Result>(work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), clerk, work, { now: later })
  /** What the register writes when work on it commits. */
  const recordWork = (ids: readonly string[], at: Date) =>
    sql`insert into enterprise_work (city, revision, kind, enterprise_ids, at, by_name)
      select ${city}, coalesce(max(revision), 0) + 1, 'entry', ${[...ids]}::uuid[], ${at}, 'test'
      from enterprise_work where city = ${city}`.execute(database().kysely)
  /** Enterprises classified, read to the end of the feed. */
  const readAll = async (): Promise<number> => {
    let enterprises = 0
    for (;;) {
      const step = await reclassifyChanged(database(), clerk, later)
      if (step === undefined) return enterprises
      enterprises += step.enterprises
    }
  }

  beforeAll(async () => {
    const [old = ''] = await addEnterprises(database().kysely, city, [{ region: '990602' }])
    await recordWork([old], new Date('2026-05-06T01:00:00Z'))
    const { id } = await run((scope) => draftScorecard(scope, { title: '试行评分表' }))
    await run((scope) => saveScorecard(scope, id, { title: '试行评分表', definition: exampleScorecard }))
    const [waiting = ''] = await addEnterprises(database().kysely, city, [{ region: '990602' }])
    expect(await run((scope) => classStanding(scope, waiting))).toEqual({
      classified: false,
      reason: 'no-scorecard',
    })
    await run((scope) => putIntoForce(scope, id))
    await classifyAll(database(), clerk, { cause: 'by-hand', now: () => now })
  }, 120_000)

  it('says why there is no class, and works one out at once', async () => {
    const [fresh = '', gone = ''] = await addEnterprises(database().kysely, city, [
      { region: '990602' },
      { region: '990602', status: 'cancelled' },
    ])
    expect(await run((scope) => classStanding(scope, fresh))).toEqual({
      classified: false,
      reason: 'not-yet',
    })
    expect(await run((scope) => classStanding(scope, gone))).toEqual({
      classified: false,
      reason: 'not-active',
    })
    expect(await run((scope) => classifyNow(scope, fresh))).toMatchObject({ classified: true })
    for (const work of [classStanding, classifyNow])
      await expect(
        withScope(database(), inspector, (scope) => work(scope, fresh), { now: later }),
      ).rejects.toThrow('risk.not-classified')
  })

  it('reads what the register committed, each change once and in pieces', async () => {
    const ids = await addEnterprises(
      database().kysely,
      city,
      Array.from({ length: 12 }, () => ({ region: '990602' })),
    )
    for (const id of ids) await recordWork([id], later)
    // What changed before the last full pass is in it.
    expect(await readAll()).toBe(12)
    for (const id of ids)
      expect(await run((scope) => classStanding(scope, id))).toMatchObject({ classified: true })
    expect(await readAll()).toBe(0)
    const [first = ''] = ids
    await sql`update enterprise set status = 'cancelled' where city = ${city} and id = ${first}`.execute(
      database().kysely,
    )
    await recordWork([first], later)
    expect(await readAll()).toBe(1)
    expect(await run((scope) => classStanding(scope, first))).toEqual({
      classified: false,
      reason: 'not-active',
    })
  })
})
