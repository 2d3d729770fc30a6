import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquaredCdf } from '#methods/distributions/chi-squared.ts'
import { createGenerator, hashText, SeededGenerator } from './seeded-generator.ts'
import { countStrata, type DrawFrame, drawStratified, usesCommonUrn } from './stratified-draw.ts'

const seedOf = (number: number) => hashText(`test ${number}`, 'sha256')

/** Chance of a chi-squared statistic at least as large, for counts that should follow `expected`. */
function chanceOfCounts(counts: ArrayLike<number>, expected: ArrayLike<number>): number {
  let statistic = 0
  for (let cell = 0; cell < counts.length; cell++) {
    const wanted = expected[cell] ?? 0
    statistic += ((counts[cell] ?? 0) - wanted) ** 2 / wanted
  }
  return 1 - chiSquaredCdf(statistic, counts.length - 1)
}

/** Seeds are fixed, so a passing test passes always; a biased draw of this size fails by far. */
const PLAUSIBLE = 0.001

describe('random numbers', () => {
  test('xoshiro128** from the state 1 2 3 4, as the reference implementation prints it', () => {
    const generator = new SeededGenerator(Int32Array.of(1, 2, 3, 4))
    expect(Array.from({ length: 10 }, () => generator.nextWord())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ])
  })
  test('SHA-256 and SM3 of the standards', () => {
    expect(hashText('abc', 'sha256')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(hashText('abc', 'sm3')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  })
  test('a stream starts from the first 16 bytes of the digest', () => {
    const seed = seedOf(1)
    for (const hash of ['sha256', 'sm3'] as const) {
      const digest = createHash(hash).update(`zhiheng-draw/1\n${seed}\nurn`).digest()
      const state = Int32Array.from([0, 4, 8, 12], (byte) => digest.readInt32LE(byte))
      expect(createGenerator(seed, 'urn', hash).nextWord()).toBe(new SeededGenerator(state).nextWord())
    }
    expect(() => createGenerator('abc', 'urn')).toThrow(RangeError)
    expect(() => new SeededGenerator(new Int32Array(4))).toThrow(RangeError)
  })
  test('bounded numbers take the top bits and throw away what is too large', () => {
    const bounds = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2 ** 32 }))
    fc.assert(
      fc.property(bounds, fc.nat(), (bound, number) => {
        const words = createGenerator(seedOf(number), 'x')
        const bits = bound === 1 ? 0 : (bound - 1).toString(2).length
        const byHand: number[] = []
        while (byHand.length < 5) {
          const value = bits === 0 ? 0 : Math.floor(words.nextWord() / 2 ** (32 - bits))
          if (value < bound) byHand.push(value)
        }
        const one = createGenerator(seedOf(number), 'x')
        expect(Array.from({ length: 5 }, () => one.below(bound))).toEqual(byHand)
        const filled = new Uint32Array(5)
        const many = createGenerator(seedOf(number), 'x')
        many.fillBelow(filled, bound)
        expect([...filled]).toEqual(byHand)
        expect(many.nextWord()).toBe(one.nextWord())
      }),
    )
    expect(() => createGenerator(seedOf(1), 'x').below(0)).toThrow(RangeError)
    expect(() => createGenerator(seedOf(1), 'x').fillBelow(new Uint32Array(1), 2 ** 33)).toThrow(RangeError)
  })
})

/** The draw written straight from its description, without any speed. */
function drawByTheDescription(frame: DrawFrame, seed: string, counts: readonly number[]): number[][] {
  const everyone = [...frame.strata.keys()]
  const weightOf = (subject: number) => frame.weights?.[subject] ?? 1
  const largest = Math.max(1, ...everyone.map(weightOf))
  const members = counts.map((_, stratum) => everyone.filter((subject) => frame.strata[subject] === stratum))
  const total = (list: readonly number[]) => list.reduce((sum, subject) => sum + weightOf(subject), 0)
  const common = counts.map((count, h) => count > 0 && total(members[h] ?? []) >= 16 * largest * (count + 16))
  const drawn: number[][] = counts.map(() => [])
  const urn = createGenerator(seed, 'urn')
  while (counts.some((count, h) => common[h] === true && (drawn[h] ?? []).length < count)) {
    const subject = urn.below(everyone.length)
    if (largest > 1 && urn.below(largest) >= weightOf(subject)) continue
    const stratum = frame.strata[subject] ?? 0
    const list = drawn[stratum] ?? []
    if (weightOf(subject) > 0 && common[stratum] === true && list.length < (counts[stratum] ?? 0)) {
      if (!list.includes(subject)) list.push(subject)
    }
  }
  for (const [h, count] of counts.entries()) {
    if (common[h] === true || count === 0) continue
    const generator = createGenerator(seed, `stratum:${h}`)
    let left = members[h] ?? []
    for (let place = 0; place < count; place++) {
      const tickets = left.flatMap((subject) => Array.from({ length: weightOf(subject) }, () => subject))
      const winner = tickets[generator.below(tickets.length)] ?? -1
      drawn[h]?.push(winner)
      left = left.filter((subject) => subject !== winner)
    }
  }
  return drawn
}

function drawLists(frame: DrawFrame, seed: string, counts: readonly number[]): number[][] {
  const { offsets, subjects } = drawStratified(frame, { seed, counts })
  return counts.map((_, h) => [...subjects.subarray(offsets[h], offsets[h + 1])])
}

const frames = fc
  .record({
    strata: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 1500, size: 'max' }),
    weights: fc.option(fc.array(fc.nat(3), { minLength: 1500, maxLength: 1500 }), { nil: undefined }),
    shares: fc.array(fc.nat(100), { minLength: 3, maxLength: 3 }),
    number: fc.nat(),
  })
  .map(({ strata, weights, shares, number }) => {
    const frame: DrawFrame = {
      strata: Uint8Array.from(strata),
      stratumCount: 3,
      ...(weights === undefined ? {} : { weights: Uint8Array.from(weights.slice(0, strata.length)) }),
    }
    const { drawable } = countStrata(frame)
    // Small shares reach the common urn, large ones the own urn.
    const counts = shares.map((share, h) => Math.floor(((drawable[h] ?? 0) * share ** 2) / 10_000))
    return { frame, counts, seed: seedOf(number) }
  })

describe('stratified draw', () => {
  test('is what its description says, subject by subject', () => {
    fc.assert(
      fc.property(frames, ({ frame, counts, seed }) => {
        expect(drawLists(frame, seed, counts)).toEqual(drawByTheDescription(frame, seed, counts))
      }),
      { numRuns: 30 },
    )
  })
  test('gives what a separate Python program written from the description gives', () => {
    const seed = '63578082efb9d6b61b32016ddd97f02d6ffa15df9ed86dfe1bf602cf61c56112'
    const strata = Uint16Array.from({ length: 3000 }, (_, i) => (i * 7) % 3)
    const frame = { strata, stratumCount: 3 }
    const [first, second, third] = drawLists(frame, seed, [5, 3, 200])
    expect(first).toEqual([882, 2115, 1257, 468, 1017])
    expect(second).toEqual([2251, 2791, 1417])
    expect(third?.slice(0, 5)).toEqual([2489, 1205, 1031, 605, 1757])
    const weights = Uint8Array.from({ length: 3000 }, (_, i) => 1 + (i % 4))
    const [one, two, three] = drawLists({ ...frame, weights }, seed, [5, 3, 200])
    expect(one).toEqual([2115, 1017, 147, 678, 2754])
    expect(two).toEqual([2251, 2722, 94])
    expect(three?.slice(0, 5)).toEqual([1925, 1652, 971, 2807, 1475])
  })
  test('draws the wanted number from each stratum, nobody twice, nobody of weight 0', () => {
    fc.assert(
      fc.property(frames, ({ frame, counts, seed }) => {
        for (const [h, list] of drawLists(frame, seed, counts).entries()) {
          expect(list.length).toBe(counts[h])
          expect(new Set(list).size).toBe(list.length)
          expect(list.every((subject) => frame.strata[subject] === h)).toBe(true)
          expect(list.every((subject) => frame.weights?.[subject] !== 0)).toBe(true)
        }
      }),
    )
  })
  test('what cannot be drawn is refused', () => {
    const frame = { strata: Uint8Array.of(0, 0, 1), stratumCount: 2 }
    const seed = seedOf(1)
    expect(() => drawStratified(frame, { seed, counts: [3, 0] })).toThrow(RangeError)
    expect(() => drawStratified(frame, { seed, counts: [1] })).toThrow(RangeError)
    expect(() => drawStratified(frame, { seed: 'no', counts: [1, 1] })).toThrow(RangeError)
    expect(() => countStrata({ ...frame, stratumCount: 1 })).toThrow(RangeError)
    expect(() => countStrata({ ...frame, stratumCount: 0 })).toThrow(RangeError)
    expect(() => countStrata({ ...frame, weights: Uint8Array.of(1) })).toThrow(RangeError)
    expect(() => countStrata({ strata: Uint32Array.of(70_000), stratumCount: 2 })).toThrow(RangeError)
    const heavy = { ...frame, weights: Uint32Array.of(2 ** 32 - 1, 1, 1) }
    expect(() => countStrata(heavy)).toThrow(RangeError)
    const weightless = { ...frame, weights: Uint8Array.of(0, 1, 0) }
    expect(() => drawStratified(weightless, { seed, counts: [2, 0] })).toThrow(RangeError)
  })
})

describe('uniformity over many draws', () => {
  const draws = 20_000

  test('common urn: every subject as often, in two strata at once', () => {
    const size = 600
    const frame = { strata: Uint8Array.from({ length: size }, (_, i) => i % 2), stratumCount: 2 }
    const totals = countStrata(frame)
    expect(usesCommonUrn(300, 2, 1)).toBe(true)
    const hits = new Float64Array(size)
    for (let number = 0; number < draws; number++) {
      const { subjects } = drawStratified(frame, { seed: seedOf(number), counts: [2, 2] }, totals)
      for (const subject of subjects) hits[subject] = (hits[subject] ?? 0) + 1
    }
    expect(chanceOfCounts(hits, new Float64Array(size).fill((4 * draws) / size))).toBeGreaterThan(PLAUSIBLE)
  })
  test('common urn: pairs of classes of a stratum as often as chance has it', () => {
    const size = 320
    const frame = { strata: new Uint8Array(size), stratumCount: 1 }
    const totals = countStrata(frame)
    expect(usesCommonUrn(size, 2, 1)).toBe(true)
    // First and second drawn subject, each by its eighth of the order: 64 pairs; within an eighth one fewer is left.
    const pairs = new Float64Array(64)
    const expected = pairs.map((_, pair) => (draws * 40 * (pair % 9 === 0 ? 39 : 40)) / (size * (size - 1)))
    for (let number = 0; number < draws; number++) {
      const { subjects } = drawStratified(frame, { seed: seedOf(number), counts: [2] }, totals)
      const [first = 0, second = 0] = subjects
      const pair = Math.floor(first / 40) * 8 + Math.floor(second / 40)
      pairs[pair] = (pairs[pair] ?? 0) + 1
    }
    expect(chanceOfCounts(pairs, expected)).toBeGreaterThan(PLAUSIBLE)
  })
  test('own urn: all 60 ordered draws of 3 from 5 as often', () => {
    const frame = { strata: new Uint8Array(5), stratumCount: 1 }
    const totals = countStrata(frame)
    const orders = new Map<string, number>()
    for (let number = 0; number < draws; number++) {
      const { subjects } = drawStratified(frame, { seed: seedOf(number), counts: [3] }, totals)
      const order = subjects.join()
      orders.set(order, (orders.get(order) ?? 0) + 1)
    }
    expect(orders.size).toBe(60)
    expect(
      chanceOfCounts(
        [...orders.values()],
        Array.from({ length: 60 }, () => draws / 60),
      ),
    ).toBeGreaterThan(PLAUSIBLE)
  })
  test('weighted, own urn: ordered pairs follow successive sampling', () => {
    const weights = Uint8Array.of(1, 2, 3, 4)
    const frame = { strata: new Uint8Array(4), stratumCount: 1, weights }
    const totals = countStrata(frame)
    const counts: number[] = []
    const expected: number[] = []
    const cell = new Map<string, number>()
    for (const [i, one] of weights.entries()) {
      for (const [j, other] of weights.entries()) {
        if (i === j) continue
        cell.set(`${i},${j}`, counts.push(0) - 1)
        expected.push((draws * (one / 10) * other) / (10 - one))
      }
    }
    for (let number = 0; number < draws; number++) {
      const { subjects } = drawStratified(frame, { seed: seedOf(number), counts: [2] }, totals)
      const place = cell.get(subjects.join()) ?? -1
      counts[place] = (counts[place] ?? 0) + 1
    }
    expect(chanceOfCounts(counts, expected)).toBeGreaterThan(PLAUSIBLE)
  })
  test('weighted, common urn: drawn in proportion to weight', () => {
    const size = 1000
    const weights = Uint8Array.from({ length: size }, (_, i) => (i % 4) + 1)
    const frame = { strata: new Uint8Array(size), stratumCount: 1, weights }
    const totals = countStrata(frame)
    expect(usesCommonUrn(totals.weights[0] ?? 0, 1, 4)).toBe(true)
    const hits = new Float64Array(40)
    for (let number = 0; number < draws; number++) {
      const [subject = 0] = drawStratified(frame, { seed: seedOf(number), counts: [1] }, totals).subjects
      // Ten blocks of the order by four weights.
      const place = Math.floor(subject / 100) * 4 + (subject % 4)
      hits[place] = (hits[place] ?? 0) + 1
    }
    const expected = hits.map((_, place) => (draws * ((place % 4) + 1)) / 100)
    expect(chanceOfCounts(hits, expected)).toBeGreaterThan(PLAUSIBLE)
  })
  test('the test itself would see a small bias', () => {
    // The usual mistake, a 10-bit word modulo 600, makes some subjects twice as likely.
    const generator = createGenerator(seedOf(0), 'biased')
    const hits = new Float64Array(600)
    for (let number = 0; number < draws; number++) {
      const subject = (generator.nextWord() >>> 22) % 600
      hits[subject] = (hits[subject] ?? 0) + 1
    }
    expect(chanceOfCounts(hits, new Float64Array(600).fill(draws / 600))).toBeLessThan(1e-9)
  })
})
