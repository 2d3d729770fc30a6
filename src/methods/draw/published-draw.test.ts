import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commitToDraw, revealSeed } from './commitment.ts'
import { conductDraw, type DrawPlan, digestPlan, digestPopulation } from './draw-record.ts'
import { readPopulationText } from './population-text.ts'
import {
  digestPublishedDraw,
  digestTerms,
  drawJointTeams,
  PublishedDraw,
  type PublishedTerms,
  termsLine,
  verifyPublishedDraw,
} from './published-draw.ts'
import { type DrawHash, hashText } from './seeded-generator.ts'

const ids = Array.from({ length: 120 }, (_, index) => `S${String(index).padStart(4, '0')}`)
const population = { ids, strata: ids.map((_, index) => (index % 5 === 0 ? 1 : 0)) }
const pool = {
  teamSize: 2,
  selection: 'least-loaded' as const,
  inspectors: ['I1', 'I2', 'I3'].map((id) => ({ id, maximumLoad: 40 })),
  avoidances: [{ inspector: 'I1', subject: 'S0001', reason: 'declared' }],
}
const plan: DrawPlan = {
  strata: [
    { key: '330482/A', sampleSize: 6, substitutes: 2 },
    { key: '330482/D', sampleSize: 4, substitutes: 0 },
  ],
  pool,
}
const terms: PublishedTerms = {
  draw: 'a',
  number: '2026-001',
  title: '抽查',
  city: { code: '990100', name: '示范市' },
  committedAt: '2026-05-06T02:00:00.000Z',
  witnessesUntil: null,
  publicSource: null,
  item: { code: 'SJ-01', version: 1, title: '产品质量', basis: '产品质量法', clause: '第十五条' },
  register: { industries: ['C'] },
  rates: { A: 600 },
  inspectors: [{ id: 'I1', name: '甲', department: '市场监管' }],
  joint: [
    {
      department: '应急管理',
      pool: {
        teamSize: 1,
        inspectors: [
          { id: 'E1', maximumLoad: 40 },
          { id: 'E2', maximumLoad: 40, serves: ['330482/A'] },
        ],
        avoidances: [],
      },
    },
  ],
  replaces: null,
}
const secret = hashText('a secret', 'sha256')

/** A true draw as its reader receives it. */
function published(hash: DrawHash = 'sha256'): PublishedDraw {
  const termsDigest = digestTerms(terms, hash)
  const commitment = commitToDraw(
    { hash, populationDigest: digestPopulation(population, hash), planDigest: digestPlan(plan, hash) },
    secret,
  )
  const contributions = [termsLine(termsDigest), 'witness 2026-05-06T03:00:00.000Z 甲: 4 1 7']
  const record = conductDraw({ hash, population, plan, commitment, secret, contributions })
  const seed = revealSeed(commitment, secret, contributions, hash)
  const joint = drawJointTeams(record.results, terms, seed, hash)
  const file = { format: 'zhiheng-draw-file/1', terms, termsDigest, record, joint, digest: '' }
  const parsed = PublishedDraw.parse(JSON.parse(JSON.stringify(file)))
  return { ...parsed, digest: digestPublishedDraw(parsed) }
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Paths to all values of a document. */
function paths(value: Json, prefix: readonly (string | number)[] = []): Array<readonly (string | number)[]> {
  if (value === null || typeof value !== 'object') return [prefix]
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [prefix, ...inner.flatMap(([key, one]) => paths(one, [...prefix, key]))]
}

/** The document with one value changed, taken out, or moved. */
function tampered(
  document: Json,
  path: readonly (string | number)[],
  how: 'change' | 'remove' | 'swap',
): Json {
  const copy: Json = structuredClone(document)
  let holder: Json = copy
  for (const key of path.slice(0, -1)) holder = child(holder, key)
  const last = path.at(-1)
  if (last === undefined) return null
  if (Array.isArray(holder) && typeof last === 'number') {
    if (how === 'remove') holder.splice(last, 1)
    else if (how === 'swap' && holder.length > 1) {
      const other = last === 0 ? 1 : last - 1
      const [one = null, two = null] = [holder[last], holder[other]]
      holder[last] = two
      holder[other] = one
    } else holder[last] = changed(holder[last] ?? null)
  } else if (holder !== null && typeof holder === 'object' && !Array.isArray(holder)) {
    if (how === 'remove') delete holder[last]
    else holder[last] = changed(holder[last] ?? null)
  }
  return copy
}

function child(holder: Json, key: string | number): Json {
  if (Array.isArray(holder)) return holder[Number(key)] ?? null
  return holder !== null && typeof holder === 'object' ? (holder[key] ?? null) : null
}

function changed(value: Json): Json {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'string') return value.startsWith('0') ? `1${value.slice(1)}` : `0${value.slice(1)}`
  if (Array.isArray(value)) return [...value, 'more']
  return value === null ? 'something' : { ...(typeof value === 'object' ? value : {}), more: 1 }
}

describe('a published draw', () => {
  test.each(['sha256', 'sm3'] as const)('is replayed from its file alone (%s)', (hash) => {
    const file = published(hash)
    expect(verifyPublishedDraw(JSON.parse(JSON.stringify(file)))).toEqual([])
    expect(verifyPublishedDraw(file, file.record.commitment)).toEqual([])
    expect(verifyPublishedDraw(file, hashText('another', hash)).map(({ problem }) => problem)).toEqual([
      'commitment',
    ])
  })

  test('any tampering is found', () => {
    const document: Json = JSON.parse(JSON.stringify(published()))
    const all = paths(document).filter((path) => path.length > 0)
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom('change', 'remove', 'swap'), (path, how) => {
        const other = tampered(document, path, how)
        fc.pre(JSON.stringify(other) !== JSON.stringify(document))
        expect(verifyPublishedDraw(other)).not.toEqual([])
      }),
      { numRuns: 600 },
    )
  }, 60_000)

  test('tampering is found where it is, even when the digest of the file is made anew', () => {
    const file = published()
    const { record } = file
    const again = (changedFile: PublishedDraw) => ({
      ...changedFile,
      digest: digestPublishedDraw(changedFile),
    })
    const found = (changedFile: PublishedDraw) => verifyPublishedDraw(again(changedFile))
    const problemsOf = (changedFile: PublishedDraw) => found(changedFile).map(({ problem }) => problem)

    const otherList = {
      ...record.population,
      ids: record.population.ids.map((id) => (id === 'S0003' ? 'S0003X' : id)),
    }
    expect(problemsOf({ ...file, record: { ...record, population: otherList } })).toContain(
      'population-digest',
    )

    const [one = '', two = '', ...rest] = record.population.ids
    const order = { ...record.population, ids: [two, one, ...rest] }
    expect(found({ ...file, record: { ...record, population: order } })[0]).toMatchObject({
      problem: 'order',
      where: 'record.population.ids.1',
      recorded: 'S0000',
      replayed: '> S0001',
    })

    expect(problemsOf({ ...file, record: { ...record, seed: hashText('another', 'sha256') } })).toContain(
      'seed',
    )

    const [first, ...others] = record.results
    const results = [{ ...first, key: first?.key ?? '', sample: ['S0001'], substitutes: [] }, ...others]
    expect(found({ ...file, record: { ...record, results } })).toContainEqual(
      expect.objectContaining({ problem: 'results', where: 'record.results.0.sample.0' }),
    )

    const otherTerms = { ...terms, rates: { A: 1 } }
    expect(
      problemsOf({ ...file, terms: otherTerms, termsDigest: digestTerms(otherTerms, 'sha256') }),
    ).toEqual(['terms-not-bound'])
    const bound = [termsLine(digestTerms(otherTerms, 'sha256')), ...record.contributions.slice(1)]
    expect(
      problemsOf({
        ...file,
        terms: otherTerms,
        termsDigest: digestTerms(otherTerms, 'sha256'),
        record: { ...record, contributions: bound },
      }),
    ).toContain('seed')
  })

  test('the text of a population and its lists have one digest, and the same subjects', () => {
    const text = new TextEncoder().encode(
      ids.map((id, index) => `${id}\t${population.strata[index]}\t1\n`).join(''),
    )
    expect(digestPopulation(population)).toBe(hashText(new TextDecoder().decode(text), 'sha256'))
    const read = readPopulationText(text)
    expect(read.size).toBe(ids.length)
    expect([...read.strata]).toEqual(population.strata)
    expect(ids.map((_, index) => read.idOf(index))).toEqual(ids)
  })

  test.each(['b\t0\t1\na\t0\t1\n', 'a\t0\t1\na\t0\t1\n', 'a\t0\t1', '\t0\t1\n', 'a\tx\t1\n', 'a\t0\n'])(
    'a malformed list is refused: %j',
    (text) => {
      expect(() => readPopulationText(new TextEncoder().encode(text))).toThrow(RangeError)
    },
  )
})
