import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignInspectors, type InspectionTask, type InspectorPool } from './assign-inspectors.ts'
import { canonicalJson, commitToDraw, createPopulationDigest, revealSeed } from './commitment.ts'
import {
  conductDraw,
  type DrawPlan,
  type DrawRecord,
  digestPlan,
  digestPopulation,
  verifyDrawRecord,
} from './draw-record.ts'
import { type DrawHash, hashText } from './seeded-generator.ts'

const secret = hashText('a secret', 'sha256')
const population = {
  ids: Array.from({ length: 400 }, (_, i) => `S${i}`),
  strata: Array.from({ length: 400 }, (_, i) => (i % 10 === 0 ? 1 : 0)),
  weights: Array.from({ length: 400 }, (_, i) => (i % 3) + 1),
}
const plan: DrawPlan = {
  strata: [
    { key: 'A', sampleSize: 4, substitutes: 2 },
    { key: 'B', sampleSize: 10 },
  ],
  pool: {
    teamSize: 2,
    inspectors: [
      { id: 'I1', maximumLoad: 10 },
      { id: 'I2', maximumLoad: 10 },
      { id: 'I3', maximumLoad: 10, serves: ['A'] },
      { id: 'I4', maximumLoad: 10 },
    ],
    avoidances: [{ inspector: 'I1', subject: 'S0', reason: 'kinship' }],
  },
}

function conduct(hash: DrawHash, contributions = ['20260423 3D lottery 4 1 7']): DrawRecord {
  const commitment = commitToDraw(
    { hash, populationDigest: digestPopulation(population, hash), planDigest: digestPlan(plan, hash) },
    secret,
  )
  return conductDraw({ hash, population, plan, commitment, secret, contributions })
}

/** A record as another person receives it. */
const received = (record: DrawRecord): DrawRecord => JSON.parse(JSON.stringify(record))

describe('record of a draw', () => {
  test.each(['sha256', 'sm3'] as const)('is replayed from its JSON alone (%s)', (hash) => {
    const record = conduct(hash)
    expect(record.results.map(({ sample, substitutes }) => [sample.length, substitutes.length])).toEqual([
      [4, 2],
      [10, 0],
    ])
    expect(record.teams?.every(({ inspectors }) => inspectors.length === 2)).toBe(true)
    expect(verifyDrawRecord(received(record))).toEqual([])
  })
  test('other contributions, other result; another hash, another result', () => {
    const one = conduct('sha256')
    expect(conduct('sha256', ['20260423 3D lottery 4 1 8']).results).not.toEqual(one.results)
    expect(conduct('sm3').results).not.toEqual(one.results)
    expect(conduct('sha256').results).toEqual(one.results)
  })
  test('every kind of tampering is seen', () => {
    const record = conduct('sha256')
    const [first, ...others] = record.results
    const swapped = { ...record, results: [{ key: 'A', sample: ['S1'], substitutes: [] }, ...others] }
    expect(first?.sample).not.toEqual(['S1'])
    expect(verifyDrawRecord(swapped)).toEqual(['results'])
    expect(verifyDrawRecord({ ...record, teams: [] })).toEqual(['teams'])
    expect(verifyDrawRecord({ ...record, secret: hashText('another', 'sha256') })).toContain('commitment')
    expect(verifyDrawRecord({ ...record, contributions: ['other'] })).toContain('seed')
    expect(verifyDrawRecord({ ...record, populationDigest: secret })).toContain('population-digest')
    expect(verifyDrawRecord({ ...record, planDigest: secret })).toContain('plan-digest')
    const shortened = { ...population, ids: ['S1', ...population.ids.slice(1)] }
    expect(verifyDrawRecord({ ...record, population: shortened })).toEqual(['malformed'])
    expect(verifyDrawRecord(record, secret)).toEqual(['commitment'])
    const foreign: DrawRecord = JSON.parse(JSON.stringify(record).replace('zhiheng-draw/1', 'other'))
    expect(verifyDrawRecord(foreign)).toEqual(['unknown-format'])
  })
  test('a commitment that does not fit, or a draw nobody else contributed to, is refused', () => {
    const contributions = ['4 1 7']
    expect(() => conductDraw({ population, plan, commitment: secret, secret, contributions })).toThrow(
      RangeError,
    )
    expect(() => conduct('sha256', [])).toThrow(RangeError)
    expect(() => conduct('sha256', ['two\nlines'])).toThrow(RangeError)
    expect(() => commitToDraw({ hash: 'sha256', populationDigest: '', planDigest: '' }, 'short')).toThrow(
      RangeError,
    )
    expect(() => digestPopulation({ ids: ['a'], strata: [] })).toThrow(RangeError)
    expect(() => createPopulationDigest('sha256').add('a\tb', 0)).toThrow(RangeError)
  })
  test('digests and seed are the hashes of the texts that the description gives', () => {
    const small = { ids: ['x', 'y'], strata: [0, 1] }
    expect(digestPopulation(small)).toBe(hashText('x\t0\t1\ny\t1\t1\n', 'sha256'))
    expect(digestPlan({ strata: [{ sampleSize: 1, key: 'A' }] })).toBe(
      hashText('{"strata":[{"key":"A","sampleSize":1,"substitutes":0}]}', 'sha256'),
    )
    expect(revealSeed('c', 's', ['one', 'two'], 'sm3')).toBe(
      hashText('zhiheng-draw-seed/1\nc\ns\none\ntwo', 'sm3'),
    )
    expect(canonicalJson({ b: [1, null, 'ä'], a: { d: true, c: undefined } })).toBe(
      '{"a":{"d":true},"b":[1,null,"ä"]}',
    )
  })
})

describe('assignment of inspectors', () => {
  const seed = hashText('seed', 'sha256')
  const task = (subject: string, stratum = 'A'): InspectionTask => ({ subject, stratum })

  test('hands over a task when that is the only way to fill every seat', () => {
    // X alone may go to the second subject; if the first was given to X he must hand it over to Y.
    const pool: InspectorPool = {
      teamSize: 1,
      inspectors: [
        { id: 'X', maximumLoad: 1 },
        { id: 'Y', maximumLoad: 1 },
      ],
      avoidances: [{ inspector: 'Y', subject: 'S2', reason: 'inspected it last year' }],
    }
    for (let number = 0; number < 20; number++) {
      const teams = assignInspectors([task('S1'), task('S2')], pool, hashText(`${number}`, 'sha256'))
      expect(teams.map(({ inspectors }) => inspectors)).toEqual([['Y'], ['X']])
    }
  })
  test('says why a seat stays empty', () => {
    const pool: InspectorPool = {
      teamSize: 2,
      inspectors: [
        { id: 'X', maximumLoad: 1 },
        { id: 'Y', maximumLoad: 2, serves: ['B'] },
      ],
      avoidances: [],
    }
    expect(assignInspectors([task('S1'), task('S2', 'B'), task('S3', 'B')], pool, seed)).toMatchObject([
      { inspectors: ['X'], emptySeats: ['no-eligible-inspector'] },
      { inspectors: ['Y'], emptySeats: ['loads-exhausted'] },
      { inspectors: ['Y'], emptySeats: ['loads-exhausted'] },
    ])
  })
  test('refuses pools that contradict themselves', () => {
    const inspectors = [{ id: 'X', maximumLoad: 1 }]
    const base = { teamSize: 1, inspectors, avoidances: [] }
    expect(() => assignInspectors([], { ...base, teamSize: 0 }, seed)).toThrow(RangeError)
    expect(() => assignInspectors([], { ...base, inspectors: [...inspectors, ...inspectors] }, seed)).toThrow(
      RangeError,
    )
    expect(() => assignInspectors([], { ...base, inspectors: [{ id: 'X', maximumLoad: -1 }] }, seed)).toThrow(
      RangeError,
    )
    expect(() => assignInspectors([task('S1'), task('S1')], base, seed)).toThrow(RangeError)
    const stranger = { inspector: 'Z', subject: 'S1', reason: 'kinship' }
    expect(() => assignInspectors([], { ...base, avoidances: [stranger] }, seed)).toThrow(RangeError)
  })

  const situations = fc.record({
    loads: fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }),
    tasks: fc.integer({ min: 0, max: 8 }),
    teamSize: fc.integer({ min: 1, max: 3 }),
    avoided: fc.array(fc.tuple(fc.nat(5), fc.nat(7)), { maxLength: 20 }),
    selection: fc.constantFrom('uniform' as const, 'least-loaded' as const),
    number: fc.nat(),
  })
  test('no rule is ever broken, and as many seats are filled as can be', () => {
    fc.assert(
      fc.property(situations, ({ loads, tasks, teamSize, avoided, selection, number }) => {
        const inspectors = loads.map((maximumLoad, i) => ({ id: `I${i}`, maximumLoad }))
        const subjects = Array.from({ length: tasks }, (_, i) => task(`S${i}`))
        const avoidances = avoided
          .filter(([inspector]) => inspector < loads.length)
          .map(([inspector, subject]) => ({
            inspector: `I${inspector}`,
            subject: `S${subject}`,
            reason: 'test',
          }))
        const pool = { teamSize, inspectors, avoidances, selection }
        const teams = assignInspectors(subjects, pool, hashText(`${number}`, 'sha256'))
        const forbidden = new Set(avoidances.map(({ inspector, subject }) => `${inspector}/${subject}`))
        for (const { subject, inspectors: team, emptySeats } of teams) {
          expect(team.length + emptySeats.length).toBe(teamSize)
          expect(new Set(team).size).toBe(team.length)
          expect(team.some((inspector) => forbidden.has(`${inspector}/${subject}`))).toBe(false)
        }
        const filled = teams.flatMap((team) => team.inspectors)
        for (const { id, maximumLoad } of inspectors) {
          expect(filled.filter((inspector) => inspector === id).length).toBeLessThanOrEqual(maximumLoad)
        }
        expect(filled.length).toBe(mostSeats(subjects, loads, teamSize, forbidden))
      }),
    )
  })
})

/** Gale–Ryser style bound by brute force: the smallest cut over sets of inspectors (max-flow = min-cut). */
function mostSeats(
  subjects: readonly InspectionTask[],
  loads: readonly number[],
  teamSize: number,
  forbidden: ReadonlySet<string>,
): number {
  let least = Number.POSITIVE_INFINITY
  for (let set = 0; set < 1 << loads.length; set++) {
    // Inspectors in the set are cut at their load; each subject then at its team or at its edges to the others.
    let cut = loads.reduce((sum, load, i) => sum + ((set >> i) & 1 ? load : 0), 0)
    for (const { subject } of subjects) {
      const edges = loads.filter(
        (_, i) => ((set >> i) & 1) === 0 && !forbidden.has(`I${i}/${subject}`),
      ).length
      cut += Math.min(teamSize, edges)
    }
    least = Math.min(least, cut)
  }
  return least
}
