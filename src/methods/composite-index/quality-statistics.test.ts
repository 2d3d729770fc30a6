import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wilsonInterval } from '#methods/distributions/proportion-interval.ts'
import { outputWeightedPassRates, type PassRateCell } from './output-weighted-pass-rate.ts'
import {
  competitivenessBand,
  contributionsToChange,
  qualityCompetitivenessIndex,
  thresholdsFromSample,
} from './quality-competitiveness.ts'
import {
  type CompetitivenessWeights,
  competitivenessGroups,
  competitivenessIndicatorKeys,
  competitivenessIndicators,
  equalCompetitivenessWeights,
  type IndicatorValues,
  valuesOf,
} from './quality-competitiveness-definition.ts'

const thresholds = thresholdsFromSample([valuesOf(() => 0), valuesOf(() => 100)], 2025)
const all = (value: number) => valuesOf((key) => (key === 'qualityLossRate' ? 100 - value : value))
const arbitraryValues: fc.Arbitrary<IndicatorValues> = fc
  .array(fc.double({ min: -20, max: 120, noNaN: true }), { minLength: 12, maxLength: 12 })
  .map((list) => valuesOf((key) => list[competitivenessIndicatorKeys.indexOf(key)] ?? 0))
const arbitraryWeights: fc.Arbitrary<CompetitivenessWeights> = fc
  .array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 12, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0.01))
  .map((list) => ({
    version: 'test',
    source: 'test',
    standing: 'local',
    weights: valuesOf((key) => list[competitivenessIndicatorKeys.indexOf(key)] ?? 0),
  }))

describe('quality competitiveness index', () => {
  test('twelve indicators, two in each of six groups; one cost', () => {
    expect(competitivenessIndicators).toHaveLength(12)
    for (const group of Object.keys(competitivenessGroups)) {
      expect(competitivenessIndicators.filter((indicator) => indicator.group === group)).toHaveLength(2)
    }
    expect(
      competitivenessIndicators.filter(({ direction }) => direction === 'cost').map(({ zh }) => zh),
    ).toEqual(['质量损失率'])
  })

  test('published range: 60 at the worst ends, 100 at the best, 80 midway; exponential 77.46 midway', () => {
    const index = (value: number, form?: 'exponential') =>
      qualityCompetitivenessIndex(
        all(value),
        thresholds,
        equalCompetitivenessWeights,
        form === undefined ? {} : { form },
      ).index
    expect([0, 100, 50, -30, 140].map((value) => index(value).toFixed(9))).toEqual(
      [60, 100, 80, 60, 100].map((expected) => expected.toFixed(9)),
    )
    expect(index(50, 'exponential')).toBeCloseTo(77.459667, 6)
  })

  test('placeholder weights are told as such', () => {
    const found = qualityCompetitivenessIndex(all(50), thresholds, equalCompetitivenessWeights)
    expect(found.provisional).toBe(true)
    expect(equalCompetitivenessWeights.source).toContain('未定权重')
  })

  test('published values fall in the bands', () => {
    expect(
      [78.98, 81.18, 85.21, 85.6, 87.7, 75, 90, 74.99].map((index) => competitivenessBand(index).from),
    ).toEqual([75, 80, 85, 85, 85, 75, 90, 0])
    expect(competitivenessBand(81.85, 'anhui-2009').zh).toBe('较强')
    expect(() => competitivenessBand(Number.NaN)).toThrow(RangeError)
  })

  test('the index lies in 60–100, is the weighted mean of its aspects, and never falls when a benefit grows', () => {
    fc.assert(
      fc.property(
        arbitraryValues,
        arbitraryWeights,
        fc.constantFrom(...competitivenessIndicatorKeys),
        (values, weights, key) => {
          const found = qualityCompetitivenessIndex(values, thresholds, weights)
          expect(found.index).toBeGreaterThanOrEqual(60 - 1e-9)
          expect(found.index).toBeLessThanOrEqual(100 + 1e-9)
          const better = { ...values, [key]: values[key] + (key === 'qualityLossRate' ? -5 : 5) }
          expect(qualityCompetitivenessIndex(better, thresholds, weights).index).toBeGreaterThanOrEqual(
            found.index - 1e-9,
          )
          const { qualityLevel = found.index, developmentCapacity = found.index } = found.aspects
          expect(Math.min(qualityLevel, developmentCapacity)).toBeLessThanOrEqual(found.index + 1e-9)
          expect(Math.max(qualityLevel, developmentCapacity)).toBeGreaterThanOrEqual(found.index - 1e-9)
        },
      ),
    )
  })

  test('contributions sum to the change of the index', () => {
    fc.assert(
      fc.property(arbitraryValues, arbitraryValues, arbitraryWeights, (before, after, weights) => {
        const [first, second] = [before, after].map((values) =>
          qualityCompetitivenessIndex(values, thresholds, weights),
        )
        if (!first || !second) return
        const contributions = Object.values(contributionsToChange(first.scores, second.scores, weights))
        expect(contributions.reduce((sum, part) => sum + part, 0)).toBeCloseTo(second.index - first.index, 9)
      }),
    )
  })

  test('thresholds of a year from the sample of its regions', () => {
    const sample = [0, 10, 20, 30, 40].map((value) => valuesOf(() => value))
    expect(thresholdsFromSample(sample, 2025).ends.newProductShare).toEqual({ low: 0, high: 40 })
    expect(thresholdsFromSample(sample, 2025, { lower: 0.25, upper: 0.875 }).ends.newProductShare).toEqual({
      low: 10,
      high: 35,
    })
    expect(() => thresholdsFromSample([], 2025)).toThrow(RangeError)
  })

  test('refuses thresholds without length and weights that do not fit', () => {
    const flat = thresholdsFromSample([all(5)], 2025)
    expect(() => qualityCompetitivenessIndex(all(5), flat, equalCompetitivenessWeights)).toThrow(RangeError)
    const none = { ...equalCompetitivenessWeights, weights: valuesOf(() => 0) }
    expect(() => qualityCompetitivenessIndex(all(5), thresholds, none)).toThrow(RangeError)
  })
})

describe('output-weighted pass rate', () => {
  const cell = (
    region: string,
    industry: string,
    passed: number,
    inspected: number,
    output: number,
  ): PassRateCell => ({
    region,
    industry,
    passed,
    inspected,
    output,
  })
  const cells = [
    cell('A', 'C13', 9, 10, 100),
    cell('A', 'C14', 16, 20, 300),
    cell('B', 'C13', 10, 10, 200),
    cell('B', 'C14', 0, 0, 400),
  ]

  test('by hand: regions, industries, total; a cell without samples left out', () => {
    const { total, byRegion, byIndustry } = outputWeightedPassRates(cells)
    expect(byRegion.get('A')?.rate).toBeCloseTo((0.9 * 100 + 0.8 * 300) / 400, 12)
    expect(byRegion.get('B')?.rate).toBe(1)
    expect(byIndustry.get('C13')?.rate).toBeCloseTo((0.9 * 100 + 200) / 300, 12)
    expect(total.rate).toBeCloseTo((90 + 240 + 200) / 600, 12)
    expect(total).toMatchObject({ inspected: 40, passed: 35 })
  })

  test('a cell without samples at the rate of its industry', () => {
    const { total, byRegion } = outputWeightedPassRates(cells, 'industry-rate')
    expect(byRegion.get('B')?.rate).toBeCloseTo((200 + 0.8 * 400) / 600, 12)
    expect(total.rate).toBeCloseTo((90 + 240 + 200 + 320) / 1000, 12)
  })

  test('one cell: the Wilson interval of the published counts', () => {
    const { total } = outputWeightedPassRates([cell('A', 'C13', 3476, 28_265, 1)])
    expect(total.rate).toBeCloseTo(0.1229789492, 10)
    expect(total.lower).toBeCloseTo(0.1192014648, 10)
    expect(total.upper).toBeCloseTo(0.1268589006, 10)
  })

  test('output in proportion to samples: the pooled rate and the plain Wilson interval', () => {
    const strata = fc.array(
      fc.integer({ min: 1, max: 200 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(strata, (list) => {
        const { total } = outputWeightedPassRates(
          list.map(([passed, n], index) => cell('A', String(index), passed, n, n)),
        )
        const pooled = wilsonInterval(
          list.reduce((sum, [passed]) => sum + passed, 0),
          list.reduce((sum, [, n]) => sum + n, 0),
        )
        expect(total.rate).toBeCloseTo(pooled.proportion, 9)
        expect(total.lower).toBeCloseTo(pooled.lower, 9)
        expect(total.upper).toBeCloseTo(pooled.upper, 9)
        expect(total.effectiveSize).toBeLessThanOrEqual(total.inspected * (1 + 1e-9))
      }),
    )
  })

  test('samples without output beside a borrowed rate: a rate without an interval', () => {
    const rows = [cell('A', 'C13', 8, 10, 0), cell('A', 'C14', 0, 0, 50), cell('B', 'C14', 9, 10, 50)]
    const { byRegion } = outputWeightedPassRates(rows, 'industry-rate')
    expect(byRegion.get('A')).toMatchObject({ rate: 0.9, lower: undefined, upper: undefined, inspected: 10 })
  })

  test('all passed: the rate is exactly 1, whatever the output', () => {
    const outputs = fc.array(fc.double({ min: 0.1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(outputs, (list) => {
        const { total } = outputWeightedPassRates(
          list.map((output, index) => cell('A', String(index), 7, 7, output)),
        )
        expect(total.rate).toBeCloseTo(1, 12)
        expect(total.upper).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('nothing inspected: no rate', () => {
    expect(outputWeightedPassRates([]).total.rate).toBeUndefined()
    expect(outputWeightedPassRates([cell('A', 'C13', 0, 0, 5)]).byRegion.get('A')?.lower).toBeUndefined()
  })

  test('refuses counts and output that cannot be', () => {
    expect(() => outputWeightedPassRates([cell('A', 'C13', 3, 2, 1)])).toThrow(RangeError)
    expect(() => outputWeightedPassRates([cell('A', 'C13', 1, 2, -1)])).toThrow(RangeError)
  })
})
