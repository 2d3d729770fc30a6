import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { kernelModules } from '../modules.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { beginningWith, containing } from './like-pattern.ts'

/** Texts of few letters, so that one often stands in another, and of any; a database holds no NUL. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'b', '质', "'"), maxLength: 5 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => !one.includes('\0')),
)

describe.each(databaseKinds)('patterns of literal text on %s', (kind) => {
  const database = useTestDatabase(kind, kernelModules)

  async function matches(value: string, pattern: string): Promise<boolean | undefined> {
    const { rows } = await sql<{ matches: boolean }>`
      select ${value}::text like ${pattern}::text as matches`.execute(database().kysely)
    return rows[0]?.matches
  }

  it('take the signs of a pattern for themselves', async () => {
    expect(await matches('100% cotton', containing('100%'))).toBe(true)
    expect(await matches('1000 items', containing('100%'))).toBe(false)
    expect(await matches('A_1', beginningWith('A_'))).toBe(true)
    expect(await matches('AB1', beginningWith('A_'))).toBe(false)
    expect(await matches('a\\b', containing('\\'))).toBe(true)
  })

  it('match where the text stands in another, and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, text, async (before, one, after) => {
        expect(await matches(before + one + after, containing(one))).toBe(true)
        expect(await matches(one + after, beginningWith(one))).toBe(true)
        expect(await matches(before, containing(one))).toBe(before.includes(one))
        expect(await matches(before, beginningWith(one))).toBe(before.startsWith(one))
      }),
    )
  })
})
