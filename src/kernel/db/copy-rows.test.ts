import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { kernelModules } from '../modules.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { withBulkScope } from './bulk-scope.ts'
import { CopyRows } from './copy-rows.ts'
import { systemIdentity } from './scope.ts'

const text = fc.string({
  unit: fc.constantFrom('甲', 'é', 'b', '\t', '\n', '\\', "'", '"', '{', ',', '𠮷', ' '),
  maxLength: 60,
})
const row = fc.record({
  id: fc.uuid(),
  name: fc.option(text),
  names: fc.array(text, { maxLength: 4 }),
  day: fc.date({ min: new Date('1840-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  share: fc.option(fc.double({ noNaN: true })),
  lexemes: fc.uniqueArray(text.filter(Boolean), { maxLength: 8 }),
})

describe.each(databaseKinds)('rows in the binary format on %s', (kind) => {
  const database = useTestDatabase(kind, kernelModules)

  it('are what was put in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (given) => {
        const rows = new CopyRows()
        for (const one of given) {
          rows.row(7)
          rows.uuid(one.id)
          rows.text(one.name)
          rows.texts(one.names)
          rows.date(one.day.toISOString().slice(0, 10))
          rows.number(one.share)
          rows.lexemes(one.lexemes)
          rows.none()
        }
        const read = await withBulkScope(database(), systemIdentity('990100', '试'), async (scope, copy) => {
          await copy(
            'incoming',
            'id uuid, name text, names text[], day date, share double precision, lexemes tsvector, nothing integer',
            rows.end(),
          )
          const found = await sql`select id, name, names, day::text as day, share,
            tsvector_to_array(lexemes) as lexemes, nothing from incoming`.execute(scope.tx)
          return found.rows
        })
        const byBytes = (one: string, other: string): number =>
          Buffer.compare(Buffer.from(one), Buffer.from(other))
        expect(read).toEqual(
          given.map((one) => ({
            ...one,
            day: one.day.toISOString().slice(0, 10),
            // Minus nothing comes back as nothing through the text that the driver reads.
            share: one.share === 0 ? expect.closeTo(0) : one.share,
            lexemes: one.lexemes.toSorted(byBytes),
            nothing: null,
          })),
        )
      }),
      { numRuns: 30 },
    )
  }, 60_000)
})
