import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { negativeBinomialCdf, negativeBinomialQuantile } from './negative-binomial.ts'
import { poissonCdf } from './poisson.ts'

describe('negative binomial distribution', () => {
  it('is the geometric distribution for size 1 and the distribution of Pascal for a whole size', () => {
    // Size 1, mean 1: P(X ≤ c) = 1 − 2^−(c+1).
    for (const count of [0, 1, 2, 7]) {
      expect(negativeBinomialCdf(count, { mean: 1, size: 1 })).toBeCloseTo(1 - 2 ** -(count + 1), 13)
    }
    // Size 3, p = 1/2: (1 + 3/2 + 6/4) / 8 = 1/2 for at most two failures before the third success.
    expect(negativeBinomialCdf(2, { mean: 3, size: 3 })).toBeCloseTo(0.5, 13)
  })

  it('comes near the Poisson distribution as the size grows', () => {
    expect(negativeBinomialCdf(5, { mean: 4, size: 1e8 })).toBeCloseTo(poissonCdf(5, 4), 6)
  })

  it('has quantiles that just reach their level', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 200, noNaN: true }),
        fc.double({ min: 0.05, max: 500, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (mean, size, level) => {
          const count = negativeBinomialQuantile(level, { mean, size })
          expect(negativeBinomialCdf(count, { mean, size })).toBeGreaterThanOrEqual(level)
          if (count > 0) expect(negativeBinomialCdf(count - 1, { mean, size })).toBeLessThan(level)
        },
      ),
    )
  })

  it('knows the edges and refuses what has no meaning', () => {
    expect(negativeBinomialCdf(-1, { mean: 1, size: 1 })).toBe(0)
    expect(negativeBinomialQuantile(0.99, { mean: 0, size: 1 })).toBe(0)
    expect(() => negativeBinomialCdf(1, { mean: -1, size: 1 })).toThrow(RangeError)
    expect(() => negativeBinomialCdf(1, { mean: 1, size: 0 })).toThrow(RangeError)
    expect(() => negativeBinomialQuantile(1, { mean: 1, size: 1 })).toThrow(RangeError)
  })
})
