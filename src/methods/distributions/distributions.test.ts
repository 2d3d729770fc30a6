import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betaCdf, betaQuantile, fisherFCdf, fisherFQuantile } from './beta.ts'
import { binomialCdf, binomialPmf, binomialQuantile } from './binomial.ts'
import { chiSquaredCdf, chiSquaredQuantile, gammaCdf, gammaQuantile } from './chi-squared.ts'
import { hypergeometricCdf, hypergeometricPmf } from './hypergeometric.ts'
import { monotoneRoot } from './monotone-root.ts'
import { noncentralTCdf, noncentralTQuantile } from './noncentral-t.ts'
import { normalCdf, normalPdf, normalQuantile } from './normal.ts'
import { poissonCdf, poissonPmf, poissonQuantile } from './poisson.ts'
import { studentTCdf, studentTQuantile } from './student-t.ts'

/** n choose k without rounding. */
function choose(n: number, k: number): bigint {
  let result = 1n
  for (let index = 0n; index < BigInt(k); index++) result = (result * (BigInt(n) - index)) / (index + 1n)
  return result
}

function ratio(numerator: bigint, denominator: bigint): number {
  return Number((numerator * 10n ** 30n) / denominator) / 1e30
}

describe('continuous distributions against printed statistical tables', () => {
  test('normal', () => {
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021, 7)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6)
    expect(normalQuantile(0.95)).toBeCloseTo(1.644854, 6)
    expect(normalCdf(110, 100, 10)).toBeCloseTo(0.8413447, 7)
    expect(normalPdf(0)).toBeCloseTo(0.39894228, 8)
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(() => normalQuantile(1.1)).toThrow(RangeError)
    expect(() => normalCdf(0, 0, 0)).toThrow(RangeError)
  })
  test('Student, chi-squared, F', () => {
    expect(studentTQuantile(0.975, 10)).toBeCloseTo(2.228, 3)
    expect(studentTQuantile(0.995, 5)).toBeCloseTo(4.032, 3)
    expect(studentTCdf(2.228, 10)).toBeCloseTo(0.975, 4)
    expect(chiSquaredQuantile(0.95, 10)).toBeCloseTo(18.307, 3)
    expect(chiSquaredQuantile(0.05, 10)).toBeCloseTo(3.94, 3)
    expect(chiSquaredCdf(3.841, 1)).toBeCloseTo(0.95, 4)
    expect(fisherFQuantile(0.95, 5, 10)).toBeCloseTo(3.3258, 4)
    expect(fisherFCdf(3.3258, 5, 10)).toBeCloseTo(0.95, 5)
    expect(fisherFCdf(-1, 5, 10)).toBe(0)
    for (const call of [
      () => studentTCdf(0, 0),
      () => studentTQuantile(2, 1),
      () => chiSquaredCdf(1, -1),
      () => chiSquaredQuantile(-1, 1),
      () => betaCdf(0.5, 0, 1),
      () => betaQuantile(2, 1, 1),
    ]) {
      expect(call).toThrow(RangeError)
    }
  })
  test('gamma with shape 1 is exponential, beta(1, 1) is uniform', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => {
        expect(gammaQuantile(p, 1, 2)).toBeCloseTo(-2 * Math.log1p(-p), 9)
        expect(gammaCdf(-2 * Math.log1p(-p), 1, 2)).toBeCloseTo(p, 12)
        expect(betaQuantile(p, 1, 1)).toBeCloseTo(p, 12)
        expect(betaCdf(p, 1, 1)).toBeCloseTo(p, 12)
      }),
    )
  })
})

describe('discrete distributions', () => {
  test('binomial and Poisson agree with published operating characteristics', () => {
    expect(binomialCdf(2, 80, 0.01)).toBeCloseTo(0.95344681, 8)
    expect(binomialCdf(10, 200, 0.065)).toBeCloseTo(0.243018, 7)
    expect(poissonCdf(2, 80 * 0.04)).toBeCloseTo(0.37990374, 8)
    expect(binomialQuantile(0.95, 80, 0.01)).toBe(2)
    expect(binomialQuantile(0.96, 80, 0.01)).toBe(3)
    expect(poissonQuantile(0.95, 3)).toBe(6)
    expect(poissonCdf(-1, 2)).toBe(0)
    expect(poissonPmf(0, 0)).toBe(1)
    expect(() => binomialPmf(1, 2.5, 0.1)).toThrow(RangeError)
    expect(() => binomialCdf(1, 2, 1.5)).toThrow(RangeError)
    expect(() => poissonCdf(1, -1)).toThrow(RangeError)
    expect(() => poissonQuantile(1, 1)).toThrow(RangeError)
  })
  test('hypergeometric probabilities equal exact fractions, also in a lot of ten million', () => {
    for (const [x, lotSize, nonconforming, sampleSize] of [
      [1, 100, 5, 20],
      [3, 10_000, 100, 125],
      [10, 10_000_000, 100_000, 800],
    ] as const) {
      const exact = ratio(
        choose(nonconforming, x) * choose(lotSize - nonconforming, sampleSize - x),
        choose(lotSize, sampleSize),
      )
      const found = hypergeometricPmf(x, { lotSize, nonconforming, sampleSize })
      expect(Math.abs(found / exact - 1)).toBeLessThan(1e-12)
    }
    expect(hypergeometricCdf(1, { lotSize: 100, nonconforming: 5, sampleSize: 20 })).toBeCloseTo(
      0.73945344,
      8,
    )
    expect(() => hypergeometricPmf(0, { lotSize: 10, nonconforming: 11, sampleSize: 2 })).toThrow(RangeError)
    expect(() => hypergeometricCdf(0, { lotSize: 10, nonconforming: 1, sampleSize: 2.5 })).toThrow(RangeError)
  })
  test('hypergeometric cdf is the exact sum, for any lot up to 60', () => {
    const lots = fc
      .integer({ min: 1, max: 60 })
      .chain((lotSize) => fc.tuple(fc.constant(lotSize), fc.nat(lotSize), fc.nat(lotSize), fc.nat(60)))
    fc.assert(
      fc.property(lots, ([lotSize, nonconforming, sampleSize, count]) => {
        let sum = 0n
        for (let x = 0; x <= Math.min(count, nonconforming, sampleSize); x++) {
          sum += choose(nonconforming, x) * choose(lotSize - nonconforming, sampleSize - x)
        }
        const exact = ratio(sum, choose(lotSize, sampleSize))
        expect(hypergeometricCdf(count, { lotSize, nonconforming, sampleSize })).toBeCloseTo(exact, 12)
      }),
    )
  })
})

describe('non-central t', () => {
  test('is Student’s t when the noncentrality is 0', () => {
    for (const degrees of [1, 2, 5, 30, 400]) {
      for (const t of [-3, -0.5, 0, 1.2, 4]) {
        expect(noncentralTCdf(t, degrees, 0)).toBeCloseTo(studentTCdf(t, degrees), 11)
      }
    }
  })
  test('gives the printed one-sided tolerance factors (95 % confidence, Odeh & Owen 1980)', () => {
    for (const [n, coverage, factor] of [
      [10, 0.9, 2.355],
      [10, 0.95, 2.911],
      [20, 0.95, 2.396],
      [50, 0.99, 2.862],
    ] as const) {
      const delta = normalQuantile(coverage) * Math.sqrt(n)
      expect(noncentralTQuantile(0.95, n - 1, delta) / Math.sqrt(n)).toBeCloseTo(factor, 2.7)
    }
  })
  test('keeps its accuracy for a noncentrality that underflows the usual series', () => {
    const delta = 60
    const quantile = noncentralTQuantile(0.3, 300, delta)
    expect(noncentralTCdf(quantile, 300, delta)).toBeCloseTo(0.3, 10)
    expect(() => noncentralTCdf(1, 0, 1)).toThrow(RangeError)
    expect(() => noncentralTQuantile(1, 5, 1)).toThrow(RangeError)
  })
})

test('a monotone root is found, and its absence said', () => {
  expect(monotoneRoot((x) => x * x - 2, { low: 0, high: 2 })).toBeCloseTo(Math.SQRT2, 14)
  expect(monotoneRoot((x) => 3 - x, { low: 0, high: 3 })).toBe(3)
  expect(() => monotoneRoot((x) => x + 1, { low: 0, high: 1 })).toThrow(RangeError)
})
