import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { farrington } from './farrington.ts'
import { farringtonImproved, prepareFarringtonImproved } from './farrington-improved.ts'
import {
  publishedImproved,
  publishedPlain,
  publishedTrend,
  publishedWide,
} from './published-results.fixture.ts'
import { salmonellaAgona } from './salmonella-agona.ts'

const series = Float64Array.from(salmonellaAgona)
const weeks = Array.from({ length: 31 }, (_, index) => 282 + index)

describe('farrington on Salmonella Agona', () => {
  it.each([
    ['reweighting and trend, w 2, α 0.01', { halfWindow: 2, alpha: 0.01 }, publishedTrend],
    ['neither, w 2, α 0.01', { halfWindow: 2, alpha: 0.01, trend: false, reweight: false }, publishedPlain],
    ['reweighting and trend, w 3, α 0.05', { halfWindow: 3, alpha: 0.05 }, publishedWide],
  ])('gives the published bounds, trends and alarms: %s', (_, options, published) => {
    const results = weeks.map((week) => farrington(series, week - 1, { years: 3, ...options }))
    results.forEach((result, index) => {
      // The reference stops at a relative change of the deviance of 1e-8 and takes the dispersion from the step before,
      // which moves its fourth decimal; a fit iterated the same way agrees to 5e-9.
      expect(Math.abs(result.upperBound - (published.upperBounds[index] ?? Number.NaN))).toBeLessThan(3e-4)
    })
    expect(results.map((result) => (result.trendUsed ? '1' : '0')).join('')).toBe(published.trendUsed)
    expect(results.filter((result) => result.alarm).map((result) => result.position + 1)).toEqual(
      published.alarms,
    )
  })

  it('needs cases in the last weeks for an alarm', () => {
    const options = { years: 3, halfWindow: 3, alpha: 0.05 }
    expect(farrington(series, 283, options).alarm).toBe(true)
    expect(farrington(series, 283, { ...options, minimumCases: { cases: 500, periods: 4 } }).alarm).toBe(
      false,
    )
  })

  it('refuses short histories, gaps and levels outside 0 to 1', () => {
    expect(() => farrington(series, 100)).toThrow(/history/)
    expect(() => farrington(series, 400)).toThrow(RangeError)
    expect(() => farrington(series, 300, { alpha: 0 })).toThrow(RangeError)
    const gap = Float64Array.from(series)
    gap[250] = Number.NaN
    expect(() => farrington(gap, 300, { years: 3 })).toThrow(/251/)
  })
})

describe('farringtonImproved', () => {
  it('gives the published bounds of Salmonella Agona', () => {
    const results = weeks.map((week) => farringtonImproved(series, week - 1, { years: 3, alpha: 0.01 }))
    expect(results.map((result) => result.upperBound)).toEqual(publishedImproved.upperBounds)
    expect(results.some((result) => result.alarm)).toBe(false)
  })

  it('expects the constant of a constant series and bounds it by the Poisson distribution', () => {
    const constant = new Float64Array(320).fill(4)
    const result = farringtonImproved(constant, 300, { alpha: 0.005 })
    expect(result.expected).toBeCloseTo(4, 10)
    expect(result.dispersion).toBe(1)
    // P(X ≤ 10) = 0.99716 is the first to reach 0.995 for a Poisson mean of 4 (P(X ≤ 9) = 0.99187).
    expect(result.upperBound).toBe(10)
  })

  it('finds an outbreak on top of a season and a trend, and is not blinded by one last year', () => {
    const season = Float64Array.from({ length: 320 }, (_, week) =>
      Math.round(20 * Math.exp(0.002 * week) * (1 + 0.5 * Math.sin((2 * Math.PI * week) / 52))),
    )
    expect(farringtonImproved(season, 310).alarm).toBe(false)
    season[310 - 52] = (season[310 - 52] ?? 0) * 6
    const outbreak = Float64Array.from(season)
    outbreak[310] = (outbreak[310] ?? 0) * 3
    expect(farringtonImproved(outbreak, 310).alarm).toBe(true)
    const unweighted = farringtonImproved(outbreak, 310, { residualThreshold: Number.POSITIVE_INFINITY })
    expect(unweighted.upperBound).toBeGreaterThan(farringtonImproved(outbreak, 310).upperBound)
  })

  it('expects nothing where nothing ever happened', () => {
    const empty = new Float64Array(320)
    empty[300] = 6
    expect(farringtonImproved(empty, 300)).toMatchObject({ expected: 0, upperBound: 0, alarm: true })
    expect(farringtonImproved(empty, 299)).toMatchObject({ upperBound: 0, alarm: false, score: 0 })
  })

  it('does not look at the weeks left out, and judges alike whether prepared or not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 20 }), { minLength: 266, maxLength: 266 }),
        fc.array(fc.nat({ max: 200 }), { minLength: 22, maxLength: 22 }),
        (list, recent) => {
          const counts = Float64Array.from([...list])
          const judge = prepareFarringtonImproved()
          const position = 265
          const before = judge(counts, position)
          expect(farringtonImproved(counts, position)).toEqual(before)
          const changed = Float64Array.from(counts)
          changed.set(recent, position - 26)
          const after = judge(changed, position)
          expect(after.upperBound).toBe(before.upperBound)
          expect(after.expected).toBe(before.expected)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('refuses settings without meaning', () => {
    expect(() => farringtonImproved(series, 311, { alpha: 1 })).toThrow(RangeError)
    expect(() => farringtonImproved(series, 311, { seasons: 60 })).toThrow(RangeError)
    expect(() => farringtonImproved(series, 311, { years: 6 })).toThrow(/history/)
    expect(() => farringtonImproved(series, 311, { excludedPeriods: 400 })).toThrow(/no reference/)
  })
})
