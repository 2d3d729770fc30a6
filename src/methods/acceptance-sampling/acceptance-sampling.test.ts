import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acceptanceQualityLimits,
  type CodeLetter,
  codeLetters,
  findCodeLetter,
  findSinglePlan,
  inspectionLevels,
  singlePlanForLetter,
  tighterAcceptanceQualityLimit,
} from './attribute-plan-table.ts'
import { normalMasterTable, tightenedMasterTable } from './mil-std-105e-tables.fixture.ts'
import {
  acceptanceProbability,
  averageOutgoingQuality,
  averageOutgoingQualityLimit,
  averageTotalInspection,
  planPerformance,
  type SamplingStage,
  singlePlan,
} from './operating-characteristic.ts'

describe('GB/T 2828.1 plans', () => {
  test.each([
    [1000, 'II', 2.5, 'J', 80, 5],
    [3000, 'II', 1, 'K', 125, 3],
    [500, 'II', 0.65, 'J', 80, 1],
    [100, 'II', 0.4, 'G', 32, 0],
    [50, 'II', 10, 'D', 8, 2],
    [200, 'II', 1, 'H', 50, 1],
    [300, 'II', 0.4, 'G', 32, 0],
  ] as const)('lot %i, level %s, AQL %d: %s, n = %i, Ac = %i', (lotSize, level, aql, letter, n, ac) => {
    expect(findSinglePlan({ lotSize, level, aql })).toMatchObject({
      planLetter: letter,
      sampleSize: n,
      acceptanceNumber: ac,
      rejectionNumber: ac + 1,
    })
  })

  test.each([
    ['normal', normalMasterTable],
    ['tightened', tightenedMasterTable],
  ] as const)('all 416 cells of the master table, %s inspection', (severity, table) => {
    const found = Object.fromEntries(
      codeLetters.map((letter) => [
        letter,
        acceptanceQualityLimits
          .map((aql) => singlePlanForLetter(letter, aql, severity))
          .map((plan) => `${plan.sampleSize}/${plan.acceptanceNumber}`)
          .join(' '),
      ]),
    )
    expect(found).toEqual(table)
  })

  test('a sample as large as the lot means full inspection', () => {
    expect(findSinglePlan({ lotSize: 8, aql: 0.65 })).toMatchObject({ sampleSize: 20, inspectAll: true })
    expect(findSinglePlan({ lotSize: 1000, aql: 2.5 }).inspectAll).toBe(false)
    expect(singlePlanForLetter('R', 0.025, 'tightened')).toMatchObject({ planLetter: 'S', sampleSize: 3150 })
  })

  const position = (letter: CodeLetter) => [...codeLetters, 'S'].indexOf(letter)
  test('larger lots and higher levels never get an earlier letter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 ** 6 }), fc.nat(10 ** 6), (lot, more) => {
        for (const level of inspectionLevels) {
          expect(position(findCodeLetter(lot + more, level))).toBeGreaterThanOrEqual(
            position(findCodeLetter(lot, level)),
          )
        }
      }),
    )
  })

  test('what the tables do not hold is refused', () => {
    expect(() => findCodeLetter(1)).toThrow(RangeError)
    expect(() => findSinglePlan({ lotSize: 100, aql: 3 })).toThrow(RangeError)
    expect(() => singlePlanForLetter('S', 1)).toThrow(RangeError)
    expect(tighterAcceptanceQualityLimit(2.5)).toBe(1.5)
    expect(tighterAcceptanceQualityLimit(0.01)).toBeUndefined()
  })
})

/** Published outputs of R AcceptanceSampling 1.0.11 at these fractions nonconforming. */
const fractions = [0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.04, 0.065, 0.1]
const binomialCurves: ReadonlyArray<readonly [number, number, readonly number[]]> = [
  [
    13,
    0,
    [
      0.98707771, 0.96798306, 0.93691469, 0.87752102, 0.82161999, 0.71954839, 0.58820137, 0.41739856,
      0.25418658,
    ],
  ],
  [
    20,
    0,
    [
      0.98018886, 0.95116988, 0.90461048, 0.81790694, 0.73913643, 0.60268768, 0.44200243, 0.26075474,
      0.12157665,
    ],
  ],
  [
    50,
    1,
    [
      0.99881352, 0.99293007, 0.97386848, 0.91056469, 0.82732238, 0.64351131, 0.4004812, 0.15540479,
      0.03378586,
    ],
  ],
  [
    80,
    2,
    [
      0.99992244, 0.99888821, 0.99228817, 0.95344681, 0.88080842, 0.67669087, 0.3747879, 0.10093655,
      0.01068367,
    ],
  ],
  [
    80,
    5,
    [1, 0.99999994, 0.99999658, 0.99984038, 0.99867289, 0.98478538, 0.89881094, 0.57978193, 0.17691652],
  ],
  [
    125,
    3,
    [
      0.9999912, 0.99970251, 0.99625167, 0.96255094, 0.88038589, 0.61890609, 0.25930371, 0.03456927,
      0.00104197,
    ],
  ],
  [125, 7, [1, 1, 0.99999973, 0.99995832, 0.99936252, 0.98638362, 0.87092624, 0.43043643, 0.06005278]],
  [200, 10, [1, 1, 0.99999999, 0.99999312, 0.99974826, 0.98742761, 0.81997898, 0.243018, 0.00807125]],
]

describe('operating characteristics', () => {
  test.each(binomialCurves)('binomial n = %i, Ac = %i', (n, ac, expected) => {
    for (const [index, p] of fractions.entries()) {
      expect(acceptanceProbability(singlePlan(n, ac), p)).toBeCloseTo(expected[index] ?? Number.NaN, 8)
    }
  })
  test('Poisson n = 80, Ac = 2', () => {
    const expected = [
      0.99991963, 0.99885152, 0.99207367, 0.9525774, 0.8794871, 0.67667642, 0.37990374, 0.10878665,
      0.01375397,
    ]
    for (const [index, p] of fractions.entries()) {
      const found = acceptanceProbability(singlePlan(80, 2), p, { kind: 'poisson' })
      expect(found).toBeCloseTo(expected[index] ?? Number.NaN, 8)
    }
  })
  test('n = 10, Ac = 3 and n = 20, Ac = 0', () => {
    expect(acceptanceProbability(singlePlan(10, 3), 0.05)).toBeCloseTo(0.998971502, 9)
    expect(acceptanceProbability(singlePlan(10, 3), 0.1)).toBeCloseTo(0.987204802, 9)
    expect(acceptanceProbability(singlePlan(20, 0), 0.05)).toBeCloseTo(0.358485922, 9)
    expect(acceptanceProbability(singlePlan(20, 0), 0.15)).toBeCloseTo(0.038759531, 9)
  })
  test('hypergeometric N = 100, n = 20, Ac = 1', () => {
    const expected = [1, 1, 0.96161616, 0.73945344, 0.36304943, 0.04984803]
    for (const [index, p] of [0, 0.01, 0.02, 0.05, 0.1, 0.2].entries()) {
      const found = acceptanceProbability(singlePlan(20, 1), p, { kind: 'hypergeometric', lotSize: 100 })
      expect(found).toBeCloseTo(expected[index] ?? Number.NaN, 8)
    }
  })
  test('double plans', () => {
    const small: SamplingStage[] = [
      { sampleSize: 8, acceptanceNumber: 0, rejectionNumber: 2 },
      { sampleSize: 8, acceptanceNumber: 1, rejectionNumber: 2 },
    ]
    const large: SamplingStage[] = [
      { sampleSize: 125, acceptanceNumber: 1, rejectionNumber: 4 },
      { sampleSize: 125, acceptanceNumber: 4, rejectionNumber: 5 },
    ]
    const smallCurve = [0.99154936, 0.96893408, 0.84873692, 0.59518012, 0.22406716]
    const largeCurve = [0.89995598, 0.485768, 0.17549274, 0.05280193, 0.01507571]
    for (const [index, p] of [0.01, 0.02, 0.05, 0.1, 0.2].entries()) {
      expect(acceptanceProbability(small, p)).toBeCloseTo(smallCurve[index] ?? Number.NaN, 8)
    }
    for (const [index, p] of [0.01, 0.02, 0.03, 0.04, 0.05].entries()) {
      expect(acceptanceProbability(large, p)).toBeCloseTo(largeCurve[index] ?? Number.NaN, 8)
    }
    // One nonconforming item in 8 leads to the second sample: 8 + 8 · 8p(1 − p)⁷.
    expect(planPerformance(small, 0.05).averageSampleNumber).toBeCloseTo(8 + 64 * 0.05 * 0.95 ** 7, 12)
  })
  test('impossible plans and qualities are refused', () => {
    expect(() => acceptanceProbability([], 0.1)).toThrow(RangeError)
    expect(() => acceptanceProbability(singlePlan(0, 0), 0.1)).toThrow(RangeError)
    expect(() => acceptanceProbability(singlePlan(5, 0), 1.1)).toThrow(RangeError)
    expect(() =>
      acceptanceProbability(singlePlan(5, 0), 0.015, { kind: 'hypergeometric', lotSize: 100 }),
    ).toThrow(RangeError)
    expect(() =>
      acceptanceProbability([{ sampleSize: 5, acceptanceNumber: 0, rejectionNumber: 2 }], 0.1),
    ).toThrow(RangeError)
    expect(() => averageOutgoingQuality(singlePlan(50, 0), 0.1, { lotSize: 20 })).toThrow(RangeError)
  })

  const plans = fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(3), fc.nat(3), fc.boolean())
    .map(([n, ac, gap, acceptsFirst]): SamplingStage[] => [
      { sampleSize: n, acceptanceNumber: acceptsFirst ? ac : null, rejectionNumber: ac + 2 + gap },
      { sampleSize: n, acceptanceNumber: ac + 1 + gap, rejectionNumber: ac + 2 + gap },
    ])
  test('acceptance falls as quality gets worse, whatever is counted', () => {
    fc.assert(
      fc.property(plans, fc.nat(200), fc.nat(200), (stages, one, other) => {
        const [better, worse] = [Math.min(one, other) / 200, Math.max(one, other) / 200]
        const models = [
          { kind: 'binomial' },
          { kind: 'poisson' },
          { kind: 'hypergeometric', lotSize: 200 },
        ] as const
        for (const model of models) {
          const [high, low] = [better, worse].map((p) => acceptanceProbability(stages, p, model))
          expect(low ?? Number.NaN).toBeLessThanOrEqual((high ?? Number.NaN) + 1e-12)
        }
      }),
    )
  })
  test('a second stage that takes no part leaves the single plan', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.nat(5),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, ac, p) => {
          const closed = [
            { sampleSize: n, acceptanceNumber: ac, rejectionNumber: ac + 1 },
            { sampleSize: n, acceptanceNumber: ac, rejectionNumber: ac + 1 },
          ]
          const { acceptanceProbability: accepted, averageSampleNumber } = planPerformance(closed, p)
          expect(accepted).toBeCloseTo(acceptanceProbability(singlePlan(n, ac), p), 12)
          expect(averageSampleNumber).toBeCloseTo(n, 9)
        },
      ),
    )
  })
})

describe('average outgoing quality', () => {
  test('AOQL is y / n with the printed factors of Dodge and Romig (Poisson, large lots)', () => {
    for (const [ac, factor] of [0.3679, 0.84, 1.371, 1.942, 2.544, 3.168].entries()) {
      const { limit } = averageOutgoingQualityLimit(singlePlan(100, ac), {
        lotSize: Number.POSITIVE_INFINITY,
        model: { kind: 'poisson' },
      })
      expect(limit * 100).toBeCloseTo(factor, 3)
    }
  })
  test('an accepted lot loses what its sample found, and a rejected lot is inspected in full', () => {
    const inspection = { lotSize: 1000 }
    const plan = singlePlan(80, 2)
    const accepted = acceptanceProbability(plan, 0.02)
    expect(averageOutgoingQuality(plan, 0.02, inspection)).toBeCloseTo(0.02 * accepted * 0.92, 12)
    expect(averageTotalInspection(plan, 0.02, inspection)).toBeCloseTo(80 + (1 - accepted) * 920, 9)
  })
})
