import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Identity, Scope } from '#kernel/db/scope.ts'
import { readStoredFile } from '#kernel/files/files.ts'
import { memoryBlobs } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { drawModules, drawPerson, drawWithin } from '../draws/draw.fixture.ts'
import { inspectionCaseType } from './inspection-case.ts'
import {
  getInspection,
  inspectionFile,
  myInspections,
  takeFile,
  takeOperation,
} from './inspection-service.ts'
import {
  answer,
  clean,
  clerk,
  openInspections,
  inspectionSteps as steps,
  withFinding,
} from './inspections.fixture.ts'
import { recordGaps } from './record-contract.ts'

/** A JPEG of one pixel. */
const pixel = Buffer.from(
  '/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==',
  'base64',
)

describe.each(databaseKinds)('steps from phones on %s', (kind) => {
  const database = useTestDatabase(kind, drawModules)
  let free: Array<{ id: string; members: string[] }> = []
  const at = (time: string) => new Date(time)
  const as = <Result>(
    person: string,
    work: (scope: Scope) => Promise<Result>,
    now = at('2026-05-12T02:00:00Z'),
  ) => drawWithin(database(), drawPerson(person), work, now)

  beforeAll(async () => {
    await openInspections(database())
    const rows = await as(clerk.actor.userId ?? '', (scope) =>
      sql<{
        id: string
        members: string[]
      }>`select team.inspection_id as id, array_agg(inspector.account_id::text order by team.seat) as members
        from inspection_team team join inspector on inspector.city = team.city and inspector.id = team.inspector_id
        where team.city = ${scope.city} and inspector.account_id is not null group by 1 order by 1`.execute(
        scope.tx,
      ),
    )
    free = rows.rows
  }, 120_000)

  /** An inspection nobody has touched, with the two members of its leading department. */
  function fresh(): { id: string; first: string; second: string } {
    const next = free.shift()
    const [first = '', second = ''] = next?.members ?? []
    return { id: next?.id ?? '', first, second }
  }

  it('gives each member of a team the task with its form', async () => {
    const { id, second } = fresh()
    const tasks = await as(second, myInspections)
    const task = tasks.find((one) => one.id === id)
    expect(task?.checks.map((check) => check.key)).toEqual(['licence', 'label', 'temperature'])
    expect(task?.team).toHaveLength(3)
  })

  it('does every step once, in whatever order and however often it arrives', async () => {
    const final = async (id: string) => {
      const { state, outcome, problems, acceptedAt, arrivedAt, record } = await as(
        clerk.actor.userId ?? '',
        (scope) => getInspection(scope, id),
      )
      return { state, outcome, problems, acceptedAt, arrivedAt, record }
    }
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.constantFrom(0, 1, 2), { minLength: 3, maxLength: 8 })
          .filter((order) => new Set(order).size === 3),
        async (order) => {
          const { id, first } = fresh()
          const made = steps(id, withFinding)
          for (const index of order) {
            const step = made[index]
            if (!step) continue
            const [one, again] = [
              await as(first, (scope) => takeOperation(scope, step)),
              await as(first, (scope) => takeOperation(scope, step)),
            ]
            expect(again).toEqual(one)
            expect(one.result).toBe('done')
          }
          expect(await final(id)).toEqual({
            state: 'recorded',
            outcome: 'ordered-to-correct',
            problems: 1,
            acceptedAt: '2026-05-08T01:00:00.000Z',
            arrivedAt: '2026-05-10T01:00:00.000Z',
            // Who signed is masked on every page.
            record: { ...withFinding, signature: { ...withFinding.signature, name: '负*人' } },
          })
        },
      ),
      { numRuns: 4 },
    )
    const facts = await as(clerk.actor.userId ?? '', (scope) =>
      sql<{ kept: number; counted: number }>`select
          (select coalesce(sum(value), 0)::int from measure_delta where city = ${scope.city} and measure = 'supervision.inspection-problems') as kept,
          (select sum(problems)::int from inspection_fact where city = ${scope.city}) as counted`.execute(
        scope.tx,
      ),
    )
    expect(facts.rows[0]?.kept).toBe(facts.rows[0]?.counted)
  })

  it('lets people choose when two have handed in, until the result is approved', async () => {
    const { id, first, second } = fresh()
    for (const step of steps(id, clean)) await as(first, (scope) => takeOperation(scope, step))
    const [, , mine] = steps(id, withFinding)
    const conflict = await as(second, (scope) => takeOperation(scope, mine))
    expect(conflict).toMatchObject({
      result: 'conflict',
      theirs: { by: first, outcome: 'nothing-found', problems: 0, replaceable: true },
    })
    expect((await as(second, (scope) => getInspection(scope, id))).outcome).toBe('nothing-found')
    const decided = await as(second, (scope) => takeOperation(scope, { ...mine, replace: true }))
    expect(decided.result).toBe('done')
    const replaced = await as(second, (scope) => getInspection(scope, id))
    expect(replaced).toMatchObject({ outcome: 'ordered-to-correct', problems: 1, state: 'recorded' })

    await as(clerk.actor.userId ?? '', (scope) =>
      sendCaseEvent(scope, inspectionCaseType, replaced.caseId ?? '', { type: 'approve' }),
    )
    const [, , late] = steps(id, clean)
    const refused = await as(first, (scope) => takeOperation(scope, { ...late, replace: true }))
    expect(refused).toMatchObject({ result: 'conflict', theirs: { replaceable: false } })
  })

  it('takes a picture in once, and only whole', async () => {
    const { id, first } = fresh()
    const blobs = memoryBlobs()
    const sha256 = createHash('sha256').update(pixel).digest('hex')
    const given = {
      id: v7(),
      inspectionId: id,
      kind: 'photo' as const,
      checkKey: 'label',
      sha256,
      takenAt: '2026-05-10T02:00:00.000Z',
      file: new File([pixel], 'photo.jpg', { type: 'image/jpeg' }),
    }
    const one = await as(first, (scope) => takeFile(scope, blobs, given))
    expect(await as(first, (scope) => takeFile(scope, blobs, given))).toEqual(one)
    const wrong = { ...given, id: v7(), sha256: sha256.replace(/./, (digit) => (digit === '0' ? '1' : '0')) }
    await expect(as(first, (scope) => takeFile(scope, blobs, wrong))).rejects.toThrow(
      'supervision.file-damaged',
    )
    const script = { ...given, id: v7(), file: new File(['<script>'], 'photo.jpg', { type: 'image/jpeg' }) }
    await expect(as(first, (scope) => takeFile(scope, blobs, script))).rejects.toThrow('files.not-accepted')

    const [, , missing] = steps(id, {
      ...clean,
      answers: { ...clean.answers, label: answer('conforms', '', [v7()]) },
    })
    await expect(as(first, (scope) => takeOperation(scope, missing))).rejects.toThrow(
      'supervision.files-missing',
    )
    const [, , complete] = steps(id, {
      ...clean,
      answers: { ...clean.answers, label: answer('conforms', '', [given.id]) },
    })
    expect((await as(first, (scope) => takeOperation(scope, complete))).result).toBe('done')
  })

  it('shows pictures to whoever may see their inspection, and puts the reading of a signature on record', async () => {
    const { id, first } = fresh()
    const blobs = memoryBlobs()
    const sha256 = createHash('sha256').update(pixel).digest('hex')
    const file = new File([pixel], 'p.jpg', { type: 'image/jpeg' })
    const common = {
      inspectionId: id,
      checkKey: undefined,
      sha256,
      takenAt: '2026-05-10T02:00:00.000Z',
      file,
    }
    for (const kind of ['photo', 'signature'] as const) {
      const { id: fileId } = await as(first, (scope) => takeFile(scope, blobs, { ...common, id: v7(), kind }))
      const seen = await as(first, (scope) => inspectionFile(scope, blobs, { inspectionId: id, fileId }))
      expect([seen.type, seen.size]).toEqual(['image/jpeg', pixel.length])
      // An inspector of another district holds the same right, but not here.
      const elsewhere: Identity = {
        ...drawPerson(crypto.randomUUID()),
        permissions: new Map([['supervision.inspections-read', 'district']]),
        units: [],
        regions: ['990999'],
      }
      await expect(
        drawWithin(database(), elsewhere, (scope) =>
          inspectionFile(scope, blobs, { inspectionId: id, fileId }),
        ),
      ).rejects.toThrow('supervision.inspection-not-found')
      // Nobody comes to it by the file's own id.
      await expect(
        as(first, async (scope) => {
          const rows = await sql<{ file_id: string }>`select file_id from inspection_file
            where city = ${scope.city} and id = ${fileId}`.execute(scope.tx)
          return readStoredFile(scope, blobs, rows.rows[0]?.file_id ?? '')
        }),
      ).rejects.toThrow('kernel.not-found')
    }
    const audited = await as(first, (scope) =>
      sql<{ count: number }>`select count(*)::int as count from audit_entry where city = ${scope.city}
        and action = 'supervision.inspection-read-signature' and object_id = ${id}`.execute(scope.tx),
    )
    expect(audited.rows[0]?.count).toBe(1)
  })

  it('keeps strangers out, and records that lack something', async () => {
    const { id, first } = fresh()
    const [, , last] = steps(id, { ...clean, signature: null })
    await expect(as(crypto.randomUUID(), (scope) => takeOperation(scope, last))).rejects.toThrow(
      'supervision.not-in-team',
    )
    await expect(as(first, (scope) => takeOperation(scope, last))).rejects.toThrow(
      'supervision.record-incomplete',
    )
  })

  it('gives the result twenty working days to be public', async () => {
    const { id, first } = fresh()
    for (const step of steps(id, clean)) await as(first, (scope) => takeOperation(scope, step))
    const { publishBy } = await as(first, (scope) => getInspection(scope, id))
    // Handed in on Tuesday 2026-05-12; twenty working days later without a holiday between is Tuesday 2026-06-09.
    expect(publishBy).toBe('2026-06-09')
  })
})

describe('what a record must have', () => {
  const check = {
    key: 'a',
    title: '标识',
    requirement: '',
    kind: 'conformity',
    required: true,
    photo: 'required',
  } as const
  it.each([
    [{ answers: {} }, ['answers.a', 'answers.a']],
    [
      { answers: { a: answer('fails', '', ['x']) }, outcome: 'nothing-found' as const },
      ['answers.a', 'outcome'],
    ],
    [{ answers: { a: answer('maybe', '', ['x']) } }, ['answers.a']],
    [{ answers: { a: answer('not-applicable') } }, []],
    [
      { answers: { a: answer('conforms', '', ['x']) }, outcome: 'ordered-to-correct' as const },
      ['correctBy'],
    ],
    [
      {
        answers: { a: answer('conforms', '', ['x']) },
        signature: { name: '', kind: 'drawn' as const, fileId: 'x' },
      },
      ['signature'],
    ],
    [
      {
        answers: { a: answer('conforms', '', ['x']) },
        signature: { name: '', kind: 'refused' as const, fileId: null },
      },
      [],
    ],
  ])('%j', (part, paths) => {
    expect(recordGaps([check], { ...clean, ...part }).map((gap) => gap.path)).toEqual(paths)
  })
})
