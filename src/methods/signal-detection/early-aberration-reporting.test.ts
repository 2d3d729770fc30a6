import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '#methods/distributions/normal.ts'
import { carriedOver, earlyAberrations } from './early-aberration-reporting.ts'
import { poissonCumulativeSum } from './poisson-cumulative-sum.ts'
import { publishedC1, publishedC2, publishedC3, publishedCumulativeSum } from './published-results.fixture.ts'
import { salmonellaAgona } from './salmonella-agona.ts'

const series = Float64Array.from(salmonellaAgona)
/** The published bounds use the 99.9 % quantile in place of three standard deviations. */
const threshold = normalQuantile(0.999)

describe('earlyAberrations on Salmonella Agona', () => {
  it.each([
    ['C1', publishedC1],
    ['C2', publishedC2],
  ] as const)('%s gives the published alarms and bounds', (variant, published) => {
    const result = earlyAberrations(series, { variant, threshold })
    const weeks = result.signals.map((position) => position + 1).filter((week) => week >= 20)
    expect(weeks).toEqual(published.alarms)
    published.upperBounds.forEach((bound, index) => {
      const k = 19 + index - result.first
      const own = (result.means[k] ?? 0) + threshold * (result.deviations[k] ?? 0)
      expect(Math.abs(own - bound)).toBeLessThan(6e-9)
    })
  })

  it('C3 carries over what the published bounds carry over', () => {
    // The reference turns C3 into the bound x(t) + s·(z − what the two weeks before bring along), not below 0, and signals
    // above it.
    const { deviations, first, statistics } = earlyAberrations(series, { variant: 'C2' })
    publishedC3.upperBounds.forEach((bound, index) => {
      const position = 19 + index
      const k = position - first
      const own = (series[position] ?? 0) + (deviations[k] ?? 0) * (threshold - carriedOver(statistics, k))
      expect(Math.abs(own - bound)).toBeLessThan(6e-9)
    })
    const weeks = [...series.keys()]
      .filter((position) => position >= 19 && (series[position] ?? 0) > 0)
      .filter((position) => carriedOver(statistics, position - first) > threshold)
      .map((position) => position + 1)
    expect(weeks).toEqual(publishedC3.alarms)
  })

  it('C3 is the sum of three weeks and signals above 2', () => {
    const second = earlyAberrations(series, { variant: 'C2' })
    const third = earlyAberrations(series, { variant: 'C3' })
    expect(third.first).toBe(second.first + 2)
    for (let k = 0; k < third.statistics.length; k++) {
      const sum = [0, 1, 2].reduce(
        (total, back) => total + Math.max(0, (second.statistics[k + 2 - back] ?? 0) - 1),
        0,
      )
      expect(third.statistics[k]).toBeCloseTo(sum, 12)
      expect(third.signals.includes(third.first + k)).toBe(sum > 2 && (series[third.first + k] ?? 0) >= 1)
    }
  })
})

describe('earlyAberrations in general', () => {
  it('gives C1 and C2 worked by hand', () => {
    // Baseline 1 2 3 2 1 2 3: mean 2, variance (1+0+1+0+1+0+1)/6 = 2/3; (5 − 2)/√(2/3) = 3.674.
    const counts = Float64Array.of(1, 2, 3, 2, 1, 2, 3, 5)
    const first = earlyAberrations(counts, { variant: 'C1' })
    expect(first.statistics[0]).toBeCloseTo(3 / Math.sqrt(2 / 3), 12)
    expect(first.signals).toEqual([7])
    // With two weeks in between, C2 looks at the same baseline.
    const second = earlyAberrations(Float64Array.of(1, 2, 3, 2, 1, 2, 3, 9, 9, 5), { variant: 'C2' })
    expect(second.statistics[0]).toBeCloseTo(3 / Math.sqrt(2 / 3), 12)
  })

  it('signals above a baseline without spread only from the minimum count on', () => {
    const counts = new Float64Array(9)
    counts[8] = 2
    expect(earlyAberrations(counts, { variant: 'C1' }).signals).toEqual([8])
    expect(earlyAberrations(counts, { variant: 'C1', minimumCount: 3 }).signals).toEqual([])
    expect(earlyAberrations(new Float64Array(9), { variant: 'C1' }).signals).toEqual([])
  })

  it('does not depend on a factor common to all counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 12, maxLength: 60 }),
        fc.integer({ min: 2, max: 9 }),
        fc.constantFrom('C1' as const, 'C2' as const, 'C3' as const),
        (list, factor, variant) => {
          const counts = Float64Array.from(list)
          const one = earlyAberrations(counts, { variant })
          const other = earlyAberrations(
            counts.map((count) => count * factor),
            { variant },
          )
          one.statistics.forEach((value, k) => {
            if (Number.isFinite(value)) expect(other.statistics[k]).toBeCloseTo(value, 8)
            else expect(other.statistics[k]).toBe(value)
          })
        },
      ),
    )
  })

  it('refuses short series, negative counts and baselines', () => {
    expect(() => earlyAberrations(new Float64Array(7), { variant: 'C1' })).toThrow(RangeError)
    expect(() => earlyAberrations(new Float64Array(11), { variant: 'C3' })).toThrow(RangeError)
    expect(() => earlyAberrations(Float64Array.of(1, -1, 2, 3, 4, 5, 6, 7, 8), { variant: 'C1' })).toThrow(
      RangeError,
    )
    expect(() => earlyAberrations(new Float64Array(9), { variant: 'C1', baseline: 1 })).toThrow(RangeError)
  })
})

describe('poissonCumulativeSum', () => {
  it('gives the 80 published signals of Salmonella Agona (standardised counts, mean of the first year)', () => {
    const mean = series.subarray(0, 52).reduce((sum, count) => sum + count, 0) / 52
    const { signals } = poissonCumulativeSum(series.subarray(52), { mean, transformation: 'standard' })
    expect(signals.map((position) => position + 53)).toEqual(publishedCumulativeSum.alarms)
  })

  it('stays at 0 while every count is at its mean, and rises with every count', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 40 }),
        fc.nat({ max: 39 }),
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        (list, index, mean) => {
          const counts = Float64Array.from(list)
          const atMean = poissonCumulativeSum(
            counts.map(() => mean),
            { mean },
          )
          expect([...atMean.sums]).toEqual(list.map(() => 0))
          const more = Float64Array.from(counts)
          const position = index % list.length
          more[position] = (more[position] ?? 0) + 1
          const before = poissonCumulativeSum(counts, { mean }).sums
          poissonCumulativeSum(more, { mean }).sums.forEach((sum, k) => {
            expect(sum).toBeGreaterThanOrEqual(before[k] ?? Number.NaN)
          })
        },
      ),
    )
  })

  it('takes a mean a period and refuses means without meaning', () => {
    const counts = Float64Array.of(4, 9)
    const { sums } = poissonCumulativeSum(counts, {
      mean: Float64Array.of(4, 1),
      allowance: 0,
      decisionInterval: 1,
    })
    // First z = 0; second (9 − 3 + 2·3)/2 = 6.
    expect([...sums]).toEqual([0, 6])
    // Standardised: (9 − 4)/√4 = 2.5.
    const standard = { mean: 4, allowance: 0.5, transformation: 'standard' } as const
    expect([...poissonCumulativeSum(Float64Array.of(9), standard).sums]).toEqual([2])
    expect(() => poissonCumulativeSum(counts, { mean: 0 })).toThrow(RangeError)
    expect(() => poissonCumulativeSum(counts, { mean: Float64Array.of(1) })).toThrow(RangeError)
    expect(() => poissonCumulativeSum(counts, { mean: 1, decisionInterval: 0 })).toThrow(RangeError)
  })
})
