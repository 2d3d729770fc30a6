import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { systemIdentity, withScope } from '../db/scope.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { recordAudit } from './audit.ts'
import { auditModule } from './audit-module.ts'
import { canonicalJson, type Json, linkHash } from './chain.ts'
import { verifyChain } from './verify.ts'

const record = (label: string, detail: Record<string, Json> = {}) => ({
  action: 'test.change',
  objectType: 'thing',
  objectId: label,
  objectLabel: label,
  detail,
})

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: [true, null, { d: 'x', c: 2.5 }] })).toBe(
      '{"a":[true,null,{"c":2.5,"d":"x"}],"b":1}',
    )
  })
  it('survives a round trip through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value as Json)))).toBe(canonicalJson(value as Json))
      }),
    )
  })
})

describe.each(databaseKinds)('audit trail on %s', (kind) => {
  const database = useTestDatabase(kind, [auditModule])
  let counter = 0
  /** Each test has a city of its own with ten entries. */
  const cityWithTrail = async (): Promise<string> => {
    const city = `9901${String(++counter).padStart(2, '0')}`
    for (let i = 0; i < 5; i++)
      await withScope(database(), systemIdentity(city, 'test'), async (scope) => {
        recordAudit(scope, record(`first ${i}`, { before: null, after: { value: 1.5, name: '质量' } }))
        recordAudit(scope, record(`second ${i}`))
      })
    return city
  }
  const fault = async (city: string) => (await verifyChain(database().kysely, city)).fault

  it('accepts an untouched chain and counts it', async () => {
    const city = await cityWithTrail()
    const verdict = await verifyChain(database().kysely, city)
    expect(verdict.fault).toBeUndefined()
    expect(verdict.entries).toBe(10)
  })
  it('finds a changed entry', async () => {
    const city = await cityWithTrail()
    await sql`update audit_entry set object_label = 'forged' where city = ${city} and sequence = 4`.execute(
      database().kysely,
    )
    expect(await fault(city)).toEqual({ sequence: 4, kind: 'changed' })
  })
  it('finds a removed entry', async () => {
    const city = await cityWithTrail()
    await sql`delete from audit_entry where city = ${city} and sequence = 7`.execute(database().kysely)
    expect(await fault(city)).toEqual({ sequence: 7, kind: 'removed' })
  })
  it('finds a removed tail', async () => {
    const city = await cityWithTrail()
    await sql`delete from audit_entry where city = ${city} and sequence > 8`.execute(database().kysely)
    expect(await fault(city)).toEqual({ sequence: 9, kind: 'tail removed' })
  })
  it('finds an entry inserted at the end, even with a fitting hash', async () => {
    const city = await cityWithTrail()
    const { lastHash } = await verifyChain(database().kysely, city)
    const at = new Date('2026-05-06T01:00:00Z')
    const content = {
      at,
      actorId: null,
      actorName: 'x',
      action: 'a',
      objectType: 'o',
      objectId: 'i',
      objectLabel: 'l',
      detail: {},
    }
    await sql`insert into audit_entry values (${city}, 11, ${at}, null, 'x', 'a', 'o', 'i', 'l', '{}', ${lastHash},
      ${linkHash(lastHash, city, 11, content)})`.execute(database().kysely)
    expect(await fault(city)).toEqual({ sequence: 11, kind: 'inserted' })
  })
  it('finds a re-chained forgery, since the recorded end no longer fits', async () => {
    const city = await cityWithTrail()
    const forged = await sql<{
      n: number
    }>`update audit_entry set previous_hash = 'x' where city = ${city} and sequence = 3 returning 1 as n`.execute(
      database().kysely,
    )
    expect(forged.rows).toHaveLength(1)
    expect(await fault(city)).toEqual({ sequence: 3, kind: 'inserted' })
  })
  it('writes nothing when the change fails', async () => {
    const city = await cityWithTrail()
    await expect(
      withScope(database(), systemIdentity(city, 'test'), async (scope) => {
        recordAudit(scope, record('lost'))
        throw new Error('fails after recording')
      }),
    ).rejects.toThrow('fails after recording')
    expect((await verifyChain(database().kysely, city)).entries).toBe(10)
  })
  it('keeps one chain under concurrent writers', async () => {
    const city = await cityWithTrail()
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        withScope(database(), systemIdentity(city, 'test'), async (scope) =>
          recordAudit(scope, record(`parallel ${i}`)),
        ),
      ),
    )
    const verdict = await verifyChain(database().kysely, city)
    expect(verdict).toMatchObject({ entries: 30, fault: undefined })
  })
  it('lets the application role neither change nor remove an entry', async () => {
    const city = await cityWithTrail()
    for (const attempt of [sql`update audit_entry set action = 'x'`, sql`delete from audit_entry`])
      await expect(
        withScope(database(), systemIdentity(city, 'test'), (scope) => attempt.execute(scope.tx)),
      ).rejects.toThrow(/permission denied/)
  })
  it('shows one city nothing of another, without any filter in the query', async () => {
    const [mine, other] = [await cityWithTrail(), await cityWithTrail()]
    const seen = await withScope(database(), systemIdentity(mine, 'test'), (scope) =>
      sql<{ city: string }>`select distinct city from audit_entry`.execute(scope.tx),
    )
    expect(seen.rows).toEqual([{ city: mine }])
    await expect(
      withScope(database(), systemIdentity(mine, 'test'), (scope) =>
        sql`insert into audit_head values (${`${other}x`}, 0, '')`.execute(scope.tx),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})
