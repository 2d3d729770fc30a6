import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptanceProbability, singlePlan } from './operating-characteristic.ts'
import { findAttributePlan, findVariablesPlan } from './plan-search.ts'
import {
  contradictionProbability,
  designSupervisionPlan,
  judgeSupervision,
  supervisionRisks,
} from './supervision-sampling.ts'
import {
  estimateNonconforming,
  judgeVariablesLot,
  permittedNonconforming,
  variablesAcceptanceProbability,
} from './variables-plan.ts'

const points = {
  producerQuality: 0.05,
  producerAcceptance: 0.95,
  consumerQuality: 0.15,
  consumerAcceptance: 0.075,
}

describe('plan search against R AcceptanceSampling 1.0.11 find.plan', () => {
  test('by attributes', () => {
    expect(findAttributePlan(points)).toMatchObject({ sampleSize: 80, acceptanceNumber: 7 })
    expect(findAttributePlan(points, { kind: 'hypergeometric', lotSize: 100 })).toMatchObject({
      sampleSize: 47,
      acceptanceNumber: 4,
    })
    expect(findAttributePlan(points, { kind: 'poisson' })).toMatchObject({
      sampleSize: 91,
      acceptanceNumber: 8,
    })
    const tight = {
      producerQuality: 0.01,
      producerAcceptance: 0.95,
      consumerQuality: 0.065,
      consumerAcceptance: 0.1,
    }
    expect(findAttributePlan(tight)).toMatchObject({ sampleSize: 81, acceptanceNumber: 2 })
  })
  test('by variables', () => {
    const known = findVariablesPlan(points, 'known')
    expect(known.sampleSize).toBe(26)
    expect(known.acceptabilityConstant).toBeCloseTo(1.3222713, 7)
    const unknown = findVariablesPlan(points, 'unknown')
    expect(unknown.sampleSize).toBe(49)
    // R finds k with uniroot's default tolerance of 1.2e-4; ours keeps the producer's point exactly.
    expect(unknown.acceptabilityConstant).toBeCloseTo(1.3265617, 4)
    expect(unknown.producerAcceptance).toBeCloseTo(0.95, 10)
  })
  test('the found plan keeps both risks and no smaller plan with its Ac does', () => {
    const qualities = fc.tuple(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 3, max: 8 }))
    fc.assert(
      fc.property(qualities, ([thousandths, times]) => {
        const producerQuality = thousandths / 1000
        const wanted = { ...points, producerQuality, consumerQuality: producerQuality * times }
        const plan = findAttributePlan(wanted)
        expect(plan.producerAcceptance).toBeGreaterThanOrEqual(wanted.producerAcceptance)
        expect(plan.consumerAcceptance).toBeLessThanOrEqual(wanted.consumerAcceptance)
        const smaller = singlePlan(plan.sampleSize - 1, plan.acceptanceNumber)
        expect(acceptanceProbability(smaller, wanted.consumerQuality)).toBeGreaterThan(
          wanted.consumerAcceptance,
        )
      }),
      { numRuns: 30 },
    )
  })
  test('contradictory wishes are refused', () => {
    expect(() => findAttributePlan({ ...points, consumerQuality: 0.01 })).toThrow(RangeError)
    expect(() => findVariablesPlan({ ...points, consumerAcceptance: 0.99 }, 'known')).toThrow(RangeError)
    expect(() =>
      findAttributePlan({ ...points, producerQuality: 0.1499 }, { kind: 'hypergeometric', lotSize: 20 }),
    ).toThrow(RangeError)
  })
})

describe('sampling by variables', () => {
  test('operating characteristics against R AcceptanceSampling', () => {
    const unknown = { sampleSize: 35, acceptabilityConstant: 1.89, standardDeviation: 'unknown' } as const
    const known = { sampleSize: 26, acceptabilityConstant: 1.322271, standardDeviation: 'known' } as const
    const curves = [
      [unknown, [0.02, 0.04, 0.06, 0.08, 0.1], [0.73606805, 0.33260999, 0.12839029, 0.0466948, 0.01650732]],
      [known, [0.01, 0.05, 0.1, 0.15, 0.2], [0.99999985, 0.95000015, 0.41775926, 0.07249037, 0.00712611]],
    ] as const
    for (const [plan, fractions, expected] of curves) {
      for (const [index, p] of fractions.entries()) {
        expect(variablesAcceptanceProbability(plan, p)).toBeCloseTo(expected[index] ?? Number.NaN, 7)
      }
    }
  })

  // MIL-STD-414 examples B-1 to B-4: operating temperature of a device, limits 180 and 209 °F, code letter D, AQL 1.
  const measurements = [197, 188, 184, 205, 201]
  const plan = { sampleSize: 5, acceptabilityConstant: 1.53, standardDeviation: 'unknown' } as const
  test('one limit, form 1 (example B-1)', () => {
    const judgement = judgeVariablesLot(plan, { measurements, upperLimit: 209 })
    expect(judgement.mean).toBe(195)
    expect(judgement.standardDeviation ** 2).toBeCloseTo(77.5, 10)
    expect(judgement.upperQuality).toBeCloseTo(1.59, 2)
    expect(judgement.accepted).toBe(true)
  })
  test('two limits, estimated fractions (example B-4)', () => {
    const judgement = judgeVariablesLot(plan, { measurements, lowerLimit: 180, upperLimit: 209 })
    expect(judgement.lowerQuality).toBeCloseTo(1.7, 2)
    expect(estimateNonconforming(1.59, 5, 'unknown')).toBeCloseTo(0.0219, 4)
    expect(estimateNonconforming(1.7, 5, 'unknown')).toBeCloseTo(0.0066, 4)
    // The standard adds the estimates of Q rounded to two digits: 2.85 %.
    expect(Math.abs((judgement.estimatedNonconforming ?? 1) - 0.0285)).toBeLessThan(0.001)
    // M is printed as 3.32 %, k as 1.53: k was rounded up from 1.525.
    expect(permittedNonconforming({ ...plan, acceptabilityConstant: 1.525 })).toBeCloseTo(0.0332, 4)
    expect(judgement.accepted).toBe(true)
  })
  test('separate control asks for k at each limit', () => {
    const lot = { measurements, lowerLimit: 182, upperLimit: 209, control: 'separate' } as const
    expect(judgeVariablesLot(plan, lot).accepted).toBe(false)
    expect(judgeVariablesLot(plan, { ...lot, lowerLimit: 180 }).accepted).toBe(true)
  })
  test('what cannot be judged is refused', () => {
    expect(() => judgeVariablesLot(plan, { measurements: [1, 2], upperLimit: 3 })).toThrow(RangeError)
    expect(() => judgeVariablesLot(plan, { measurements })).toThrow(RangeError)
    expect(() => judgeVariablesLot(plan, { measurements: [1, 1, 1, 1, 1], upperLimit: 3 })).toThrow(
      RangeError,
    )
    expect(() => variablesAcceptanceProbability(plan, 0)).toThrow(RangeError)
    expect(() => estimateNonconforming(1, 2, 'unknown')).toThrow(RangeError)
    expect(() => variablesAcceptanceProbability({ ...plan, sampleSize: 1 }, 0.1)).toThrow(RangeError)
  })
  test('one limit: Q ≥ k and estimate ≤ p* are the same decision; scale and place do not matter', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 500, max: 1500 }),
        fc.integer({ min: 1, max: 50 }),
        (list, limit, scale) => {
          fc.pre(new Set(list).size > 1)
          const judgement = judgeVariablesLot(plan, { measurements: list, upperLimit: limit })
          const estimate = judgement.estimatedNonconforming ?? Number.NaN
          // An estimate of 0 stands for every Q beyond (n − 1)/√n and always accepts.
          expect(judgement.accepted).toBe(estimate <= permittedNonconforming(plan) + 1e-15)
          const moved = judgeVariablesLot(plan, {
            measurements: list.map((value) => value * scale + 7),
            upperLimit: limit * scale + 7,
          })
          expect(moved.upperQuality).toBeCloseTo(judgement.upperQuality ?? Number.NaN, 8)
        },
      ),
    )
  })
})

describe('supervision sampling', () => {
  test.each([
    [0.01, 0, 5],
    [0.01, 1, 35],
    [0.01, 3, 137],
    [0.025, 0, 2],
    [0.025, 1, 14],
    [0.025, 3, 55],
  ])('DQL %d, L = %i: n = %i is the largest that keeps the 5 %% risk', (declaredQualityLevel, limit, n) => {
    const plan = designSupervisionPlan({ declaredQualityLevel, limit })
    expect(plan.sampleSize).toBe(n)
    expect(plan.falseContradiction).toBeLessThanOrEqual(0.05)
    expect(contradictionProbability({ sampleSize: n + 1, limit }, declaredQualityLevel)).toBeGreaterThan(0.05)
    expect(contradictionProbability(plan, plan.limitingQuality)).toBeCloseTo(0.9, 10)
  })
  test('with L = 0 the risks have a closed form', () => {
    // (1 − p)ⁿ: 5 items at DQL 1 %, p₁₀ = 1 − 0.1^(1/5).
    const risks = supervisionRisks({ sampleSize: 5, limit: 0 }, 0.01)
    expect(risks.falseContradiction).toBeCloseTo(1 - 0.99 ** 5, 12)
    expect(risks.limitingQuality).toBeCloseTo(1 - 0.1 ** 0.2, 12)
    expect(risks.limitingQualityRatio).toBeCloseTo(36.9, 1)
  })
  test('small population: 2 of 50 allowed, sample of 10, L = 1', () => {
    // P(both of 2 in a sample of 10 of 50) = (10·9)/(50·49).
    const plan = { sampleSize: 10, limit: 1, populationSize: 50 }
    expect(contradictionProbability(plan, 0.04)).toBeCloseTo(90 / 2450, 12)
    expect(contradictionProbability(plan, 0.059)).toBeCloseTo(90 / 2450, 12)
    const design = designSupervisionPlan({ declaredQualityLevel: 0.04, limit: 1, populationSize: 50 })
    expect(design.sampleSize).toBe(11)
  })
  test('a declaration that can never be contradicted allows the whole population', () => {
    expect(
      designSupervisionPlan({ declaredQualityLevel: 0.05, limit: 1, populationSize: 20 }).sampleSize,
    ).toBe(20)
  })
  test('the wording never says that a population conforms', () => {
    const plan = { sampleSize: 35, limit: 1 }
    expect(judgeSupervision(plan, 1)).toBe('not contradicted')
    expect(judgeSupervision(plan, 2)).toBe('contradicted')
    expect(() => judgeSupervision(plan, 36)).toThrow(RangeError)
    expect(() => supervisionRisks({ sampleSize: 1, limit: 1 }, 0.1)).toThrow(RangeError)
    expect(() => supervisionRisks({ sampleSize: 9, limit: 1, populationSize: 8 }, 0.1)).toThrow(RangeError)
    expect(() => contradictionProbability(plan, 0)).toThrow(RangeError)
    expect(() => designSupervisionPlan({ declaredQualityLevel: 0.06, limit: 0 })).toThrow(RangeError)
    expect(() => designSupervisionPlan({ declaredQualityLevel: 0.06, limit: -1 })).toThrow(RangeError)
  })
  test('a worse population is contradicted more often; a small population never more often than a large one allows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.nat(1),
        fc.integer({ min: 1, max: 99 }),
        (n, limit, percent) => {
          const plan = { sampleSize: Math.max(n, limit + 1), limit }
          const small = { ...plan, populationSize: 100 }
          const worse = Math.min(0.99, percent / 100 + 0.05)
          for (const each of [plan, small]) {
            expect(contradictionProbability(each, worse)).toBeGreaterThanOrEqual(
              contradictionProbability(each, percent / 100) - 1e-12,
            )
          }
        },
      ),
    )
  })
})
