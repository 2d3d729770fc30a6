import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  classifyByShares,
  classOfScore,
  type Fact,
  requireScorecard,
  riskClasses,
  type Scorecard,
  scoreEnterprise,
} from './enterprise-scorecard.ts'
import {
  assessProduct,
  assessScenario,
  europeanRiskMatrix,
  requireRiskMatrix,
  riskLevels,
  riskMatrixOn,
} from './product-risk.ts'

describe('product risk by the European guidelines', () => {
  // Folding chair, pinched finger (Decision 2019/417, annex, example 6.1): 1 × 1/50 × 1/10 × 1 = 1/500.
  const steps = [1, '1/50', '1/10', 1]
  test('the folding chair', () => {
    const pinched = assessScenario({ severity: 1, steps })
    expect(pinched).toMatchObject({ probability: 0.002, probabilityClass: 3, level: 'low' })
    expect(assessScenario({ severity: 2, steps }).level).toBe('high')
    expect(pinched.sensitivity).toEqual({
      severityLower: 'low',
      severityHigher: 'high',
      probabilityLower: 'low',
      probabilityHigher: 'medium',
    })
    expect(
      assessProduct([
        { severity: 1, steps },
        { severity: 2, steps },
      ]).level,
    ).toBe('high')
  })
  test.each([
    [0.002, 1, 'low'],
    [0.002, 2, 'high'],
    [0.002, 3, 'serious'],
    [0.02, 1, 'medium'],
    [5e-5, 2, 'low'],
    [5e-5, 3, 'medium'],
    [5e-6, 4, 'medium'],
    [1e-7, 4, 'low'],
    [0.6, 1, 'high'],
  ])('probability %d, severity %i: %s', (probability, severity, level) => {
    expect(assessScenario({ severity, steps: [probability] }).level).toBe(level)
  })
  test('a probability on a border belongs to the class below, also as a product', () => {
    // In doubles 0.1 · 0.1 · 0.1 is 0.0010000000000000002.
    expect(assessScenario({ severity: 2, steps: ['1/1000'] }).level).toBe('medium')
    expect(assessScenario({ severity: 2, steps: [0.1, 0.1, 0.1] }).level).toBe('medium')
    expect(assessScenario({ severity: 1, steps: ['1/2'] }).level).toBe('medium')
    expect(assessScenario({ severity: 4, steps: [0] })).toMatchObject({ probability: 0, level: 'low' })
  })
  test('the matrix is chosen by date, and none is invented for the rules that followed', () => {
    expect(riskMatrixOn('2025-03-25')).toBe(europeanRiskMatrix)
    expect(() => riskMatrixOn('2025-03-26')).toThrow(RangeError)
    const later = { ...europeanRiskMatrix, version: 'entered', effectiveFrom: '2025-03-26' }
    const { effectiveTo: _repealed, ...entered } = later
    expect(riskMatrixOn('2026-01-01', [europeanRiskMatrix, entered]).version).toBe('entered')
  })
  test('more severe or more probable is never less risky', () => {
    const exponents = fc.double({ min: 0, max: 8, noNaN: true })
    fc.assert(
      fc.property(
        exponents,
        exponents,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (a, b, s, t) => {
          const rank = (exponent: number, severity: number) =>
            riskLevels.indexOf(assessScenario({ severity, steps: [10 ** -exponent] }).level)
          const [rare, frequent] = [Math.max(a, b), Math.min(a, b)]
          expect(rank(frequent, Math.max(s, t))).toBeGreaterThanOrEqual(rank(rare, Math.min(s, t)))
        },
      ),
    )
  })
  test('what does not fit is refused', () => {
    expect(() => assessScenario({ severity: 5, steps: [0.1] })).toThrow(RangeError)
    expect(() => assessScenario({ severity: 1, steps: [] })).toThrow(RangeError)
    expect(() => assessScenario({ severity: 1, steps: ['3/2'] })).toThrow(RangeError)
    expect(() => assessScenario({ severity: 1, steps: ['1/2/3'] })).toThrow(RangeError)
    expect(() => assessScenario({ severity: 1, steps: ['1/0'] })).toThrow(RangeError)
    expect(() => assessProduct([])).toThrow(RangeError)
    const matrix = europeanRiskMatrix
    expect(() => requireRiskMatrix({ ...matrix, cells: matrix.cells.slice(1) })).toThrow(RangeError)
    expect(() => requireRiskMatrix({ ...matrix, cells: matrix.cells.toReversed() })).toThrow(RangeError)
    expect(() =>
      requireRiskMatrix({ ...matrix, probabilityAbove: matrix.probabilityAbove.toReversed() }),
    ).toThrow(RangeError)
    expect(() =>
      requireRiskMatrix({ ...matrix, cells: matrix.cells.map((row, i) => row.slice(i % 2)) }),
    ).toThrow(RangeError)
  })
})

/** Made up for the tests: four factors with round numbers. */
const scorecard: Scorecard = {
  version: 'test',
  effectiveFrom: '2026-01-01',
  scale: 1000,
  generalPart: 0.6,
  factors: [
    {
      code: 'penalties',
      title: 'Penalties in three years',
      part: 'general',
      weight: 2,
      missing: 0.5,
      rule: {
        kind: 'steps',
        direction: 'rising',
        below: 0,
        steps: [
          { from: 1, share: 0.5 },
          { from: 3, share: 1 },
        ],
      },
    },
    {
      code: 'age',
      title: 'Years in business',
      part: 'general',
      weight: 1,
      missing: 1,
      rule: { kind: 'steps', direction: 'falling', below: 0.9, steps: [{ from: 3, share: 0.3 }] },
    },
    {
      code: 'listed',
      title: 'On the list of abnormal operations',
      part: 'general',
      weight: 1,
      missing: 0,
      rule: { kind: 'categories', shares: { true: 1, false: 0 } },
    },
    {
      code: 'product',
      title: 'Risk of the products made',
      part: 'professional',
      weight: 1,
      missing: 0.5,
      rule: { kind: 'categories', shares: { low: 0, medium: 0.5, high: 1 } },
    },
  ],
  cutOffs: { B: 250, C: 500, D: 750 },
  vetoes: [{ code: 'V1', title: 'Serious breach of trust', fact: 'seriousList', atLeast: 'D' }],
}

describe('risk class of an enterprise', () => {
  test('points worked out by hand', () => {
    const facts = { penalties: 1, age: 10, listed: false, product: 'medium' }
    const risk = scoreEnterprise(scorecard, facts)
    // General 600 · (2·0.5 + 1·0.3 + 0)/4 = 195, professional 400 · 0.5 = 200.
    expect(risk.score).toBeCloseTo(395, 9)
    expect(risk.factors.map(({ points }) => Math.round(points * 1000) / 1000)).toEqual([150, 45, 0, 200])
    expect(risk.factors.map(({ mostPoints }) => mostPoints)).toEqual([300, 150, 150, 400])
    expect(risk).toMatchObject({ riskClass: 'B', classByScore: 'B', vetoes: [] })
  })
  test('a veto decides, and the score stays visible', () => {
    const risk = scoreEnterprise(scorecard, {
      penalties: 0,
      age: 10,
      listed: false,
      product: 'low',
      seriousList: true,
    })
    expect(risk).toMatchObject({ riskClass: 'D', classByScore: 'A', vetoes: ['V1'] })
  })
  test('an unknown fact counts as the factor says, and is told', () => {
    const risk = scoreEnterprise(scorecard, {})
    // 600 · (2·0.5 + 1 + 0)/4 + 400 · 0.5.
    expect(risk.score).toBeCloseTo(500, 9)
    expect(risk.riskClass).toBe('C')
    expect(risk.factors.every(({ known }) => !known)).toBe(true)
  })
  test('without professional factors the general ones take the whole scale', () => {
    const general = { ...scorecard, factors: scorecard.factors.slice(0, 3) }
    expect(scoreEnterprise(general, { penalties: 3, age: 1, listed: true }).score).toBeCloseTo(975, 9)
    const professional = { ...scorecard, factors: scorecard.factors.slice(3) }
    expect(scoreEnterprise(professional, { product: 'high' }).score).toBeCloseTo(1000, 9)
  })

  const facts = fc.record({
    penalties: fc.option(fc.nat(5), { nil: undefined }),
    age: fc.option(fc.nat(8), { nil: undefined }),
    listed: fc.boolean(),
    product: fc.constantFrom('low', 'medium', 'high'),
    seriousList: fc.boolean(),
  })
  test('points add up, lie within bounds, and a worse fact never lowers score or class', () => {
    const products = ['low', 'medium', 'high']
    fc.assert(
      fc.property(facts, fc.nat(3), fc.nat(3), (given, more, older) => {
        const risk = scoreEnterprise(scorecard, given)
        expect(risk.factors.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(risk.score, 9)
        expect(risk.score).toBeGreaterThanOrEqual(0)
        expect(risk.score).toBeLessThanOrEqual(1000)
        const worse: Record<string, Fact> = {
          penalties: given.penalties === undefined ? undefined : given.penalties + more,
          age: given.age === undefined ? undefined : Math.max(0, given.age - older),
          listed: given.listed || more > 1,
          product: products[Math.min(2, products.indexOf(given.product) + (older > 1 ? 1 : 0))],
          seriousList: given.seriousList || more > 2,
        }
        const after = scoreEnterprise(scorecard, worse)
        expect(after.score).toBeGreaterThanOrEqual(risk.score - 1e-9)
        expect(riskClasses.indexOf(after.riskClass)).toBeGreaterThanOrEqual(
          riskClasses.indexOf(risk.riskClass),
        )
      }),
    )
  })
  test('a score on the cut-off has reached it, also by a sum of tenths', () => {
    expect(classOfScore(250, scorecard.cutOffs)).toBe('B')
    expect(classOfScore(249.99, scorecard.cutOffs)).toBe('A')
    const sum = Array.from({ length: 2500 }, () => 0.1).reduce((total, tenth) => total + tenth, 0)
    expect(classOfScore(sum, scorecard.cutOffs)).toBe('B')
  })
  test('what contradicts itself is refused', () => {
    const [first, ...others] = scorecard.factors
    if (first === undefined || first.rule.kind !== 'steps') throw new Error('the first factor has steps')
    const withFirst = (change: object) => ({ ...scorecard, factors: [{ ...first, ...change }, ...others] })
    for (const wrong of [
      { ...scorecard, scale: 0 },
      { ...scorecard, cutOffs: { B: 500, C: 250, D: 750 } },
      { ...scorecard, factors: [first, first] },
      withFirst({ weight: 0 }),
      withFirst({ missing: 2 }),
      withFirst({ rule: { ...first.rule, direction: 'falling' } }),
      withFirst({ rule: { ...first.rule, steps: first.rule.steps.toReversed() } }),
    ]) {
      expect(() => requireScorecard(wrong)).toThrow(RangeError)
    }
    expect(() => scoreEnterprise(scorecard, { penalties: 'many' })).toThrow(RangeError)
    expect(() => scoreEnterprise(scorecard, { product: 'unknown' })).toThrow(RangeError)
  })
})

describe('classes by share', () => {
  test('the class sizes of a city (Dandong 2023: 31,107 A, 12,044 B, 3,682 C, 721 D)', () => {
    const size = 47_554
    const scores = Float64Array.from({ length: size }, (_, i) => ((i * 7919) % size) / size)
    const classes = classifyByShares(scores, { B: 12_044 / size, C: 3682 / size, D: 721 / size })
    const counts = [0, 0, 0, 0]
    for (const each of classes) counts[each] = (counts[each] ?? 0) + 1
    expect(counts).toEqual([31_107, 12_044, 3682, 721])
  })
  test('equal scores share a class, no class exceeds its share, higher scores are never lower classes', () => {
    const shares = { B: 0.3, C: 0.2, D: 0.1 }
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 60 }), (list) => {
        const scores = Float64Array.from(list)
        const classes = classifyByShares(scores, shares)
        const atLeast = (rank: number) => classes.filter((each) => each >= rank).length / list.length
        expect(atLeast(3)).toBeLessThanOrEqual(0.1 + 1e-9)
        expect(atLeast(2)).toBeLessThanOrEqual(0.3 + 1e-9)
        expect(atLeast(1)).toBeLessThanOrEqual(0.6 + 1e-9)
        for (const [i, one] of list.entries()) {
          for (const [j, other] of list.entries()) {
            if (one <= other) expect(classes[i] ?? 9).toBeLessThanOrEqual(classes[j] ?? 0)
          }
        }
      }),
    )
    expect(() => classifyByShares(Float64Array.of(1), { B: 0.5, C: 0.5, D: 0.5 })).toThrow(RangeError)
    expect(() => classifyByShares(Float64Array.of(Number.NaN), shares)).toThrow(RangeError)
    expect([...classifyByShares(Float64Array.of(1, 2), { B: 1, C: 0, D: 0 })]).toEqual([1, 1])
  })
})
