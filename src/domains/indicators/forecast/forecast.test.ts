import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answering, PeriodFigure } from '../progress/target-progress.ts'
import { exponentialSmoothing } from './exponential-smoothing.ts'
import { forecastSeries } from './series-forecast.ts'
import { forecastTarget } from './target-forecast.ts'

// Passengers of Australian airlines 1990–2016, millions: data set `ausair` of the R package fpp2.
const airPassengers = [
  17.5534, 21.8601, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797, 32.57757, 33.4774,
  39.02158, 41.38643, 41.59655, 44.65732, 46.95177, 48.72884, 51.48843, 50.02697, 60.64091, 63.36031,
  66.35527, 68.19795, 68.12324, 69.77935, 72.5977,
]

const noLimits = { minimum: null, maximum: null }
const figures = (from: number, values: readonly number[]): PeriodFigure[] =>
  values.map((value, index) => ({ period: String(from + index), value }))
const months = (from: number, values: readonly number[]): PeriodFigure[] =>
  values.map((value, index) => ({
    period: `${from + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    value,
  }))
const answering = (parts: Partial<Answering>): Answering => ({
  direction: 'higher',
  basis: 'level',
  baseline: null,
  path: 'linear',
  milestones: [],
  figures: [],
  ...parts,
})

describe('forecasts of series', () => {
  // R, forecast::holt(window(ausair, start = 1990), h = 5): 74.60 (95 %: 69.97 to 79.24) … 83.01. The model chosen
  // here has multiplicative errors, whose middle lies within the rounding of both fits.
  it("agrees with R's Holt forecast of a published series", () => {
    const points = exponentialSmoothing(airPassengers, 1, 5, 0.95) ?? []
    const published = [74.6013, 76.70304, 78.80478, 80.90652, 83.00826]
    for (const [index, expected] of published.entries()) expect(points[index]?.value).toBeCloseTo(expected, 0)
    expect(points.every((point) => point.low < point.value && point.value < point.high)).toBe(true)
  })
  it('sees the seasons of months', () => {
    const wave = Array.from({ length: 60 }, (_, month) => 50 + 10 * Math.sin((month * Math.PI) / 6))
    const forecast = forecastSeries(wave, 12, 12, noLimits)
    expect(forecast?.method).toBe('mstl-ets')
    for (const [month, point] of (forecast?.points ?? []).entries())
      expect(Math.abs(point.value - (50 + 10 * Math.sin((month * Math.PI) / 6)))).toBeLessThan(1)
  })
  it('takes the method that the length allows, and none below four values', () => {
    const methods = [3, 4, 9, 10, 27].map(
      (count) => forecastSeries(airPassengers.slice(0, count), 1, 3, noLimits)?.method,
    )
    expect(methods).toEqual([undefined, 'drift', 'drift', 'ets', 'ets'])
  })
  it('keeps shares between their limits, whatever the series', () => {
    const shares = fc.array(fc.double({ min: 0.1, max: 99.9, noNaN: true }), { minLength: 4, maxLength: 40 })
    fc.assert(
      fc.property(shares, fc.constantFrom(1, 4, 12), (values, season) => {
        const forecast = forecastSeries(values, season, 6, { minimum: 0, maximum: 100 })
        for (const { low, value, high } of forecast?.points ?? []) {
          expect(low).toBeLessThanOrEqual(value)
          expect(value).toBeLessThanOrEqual(high)
          expect(low).toBeGreaterThanOrEqual(0)
          expect(high).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('forecasts of targets', () => {
  const on = (year: number | null, given: Answering, today = '2026-05-20') =>
    forecastTarget({ year }, given, noLimits, today)

  it('runs period by period to the end of the deadline year', () => {
    const forecast = on(2028, answering({ figures: figures(2020, [10, 12, 13, 15, 18, 20]) }))
    if (forecast.outcome !== 'forecast') throw new Error(forecast.outcome)
    expect(forecast.points.map((point) => [point.period, point.value])).toEqual([
      ['2026', 22],
      ['2027', 24],
      ['2028', 26],
    ])
    expect(forecast).toMatchObject({ method: 'drift', basedOn: 6 })
  })
  it('counts from the year after the baseline, and forecasts whole years of yearly totals', () => {
    const since = answering({
      basis: 'since-baseline',
      baseline: { year: 2020, value: 0 },
      figures: figures(2019, [99, 99, 2, 2, 2, 2, 2]),
    })
    expect(on(2026, since)).toMatchObject({ outcome: 'forecast', points: [{ period: '2026', value: 12 }] })
    const yearly = answering({
      basis: 'year-total',
      figures: months(
        2021,
        Array.from({ length: 64 }, (_, month) => 1 + Math.floor(month / 12)),
      ),
    })
    // 12, 24, 36, 48, 60; the months of 2026 are no whole year.
    expect(on(2027, yearly)).toMatchObject({
      outcome: 'forecast',
      points: [
        { period: '2026', value: 72 },
        { period: '2027', value: 84 },
      ],
    })
  })
  it('starts after the last gap', () => {
    const broken = [...figures(2010, [1, 2, 3]), ...figures(2021, [5, 6, 7, 8])]
    expect(on(2026, answering({ figures: broken }))).toMatchObject({
      basedOn: 4,
      points: [{ period: '2025' }, { period: '2026' }],
    })
  })
  it('says why there is none', () => {
    const three = answering({ figures: figures(2023, [1, 2, 3]) })
    expect(on(2027, three)).toEqual({ outcome: 'too-few-points' })
    expect(on(2027, answering({}))).toEqual({ outcome: 'too-few-points' })
    expect(on(null, three)).toEqual({ outcome: 'no-deadline' })
    expect(on(2025, three)).toEqual({ outcome: 'deadline-over' })
  })
})
